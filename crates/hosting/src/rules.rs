//! Reads `_headers` as Cloudflare Pages does, so that the preview sends the published headers.

/// The rules of a `_headers` file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderRules(Vec<Rule>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl HeaderRules {
    /// Parses the text of the file. Invalid lines are skipped, as hosts do.
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().map(str::trim) {
            if line.starts_with('/') {
                rules.push(Rule {
                    pattern: line.to_owned(),
                    headers: Vec::new(),
                });
            } else if let (Some((name, value)), Some(rule)) =
                (line.split_once(':'), rules.last_mut())
                && !line.starts_with('#')
            {
                let header = (name.trim().to_owned(), value.trim().to_owned());
                rule.headers.push(header);
            }
        }
        Self(rules)
    }

    /// Returns the headers for the path of a URL, base path included. If several rules set a
    /// header, their values are joined, as on Cloudflare.
    pub fn headers(&self, path: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let matching = self.0.iter().filter(|rule| matches(&rule.pattern, path));
        for (name, value) in matching.flat_map(|rule| &rule.headers) {
            match found
                .iter_mut()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
            {
                Some((_, joined)) => {
                    joined.push_str(", ");
                    joined.push_str(value);
                }
                None => found.push((name.clone(), value.clone())),
            }
        }
        found
    }
}

/// Returns whether a path matches a pattern. A `*` matches any characters, including slashes. A
/// placeholder such as `:section` matches one or more characters other than slashes.
fn matches(pattern: &str, path: &str) -> bool {
    let bytes = pattern.as_bytes();
    let is_special = |at: &usize| match bytes[*at] {
        b'*' => true,
        b':' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    };
    let Some(at) = (0..bytes.len()).find(is_special) else {
        return pattern == path;
    };
    let Some(rest) = path.strip_prefix(&pattern[..at]) else {
        return false;
    };
    let after = &pattern[at + 1..];
    let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    if bytes[at] == b'*' {
        return matches(after, rest) || ends.any(|end| matches(after, &rest[end..]));
    }
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let after = after.trim_start_matches(is_of_name);
    let segment = rest.split('/').next().unwrap_or_default().len();
    let mut ends = ends.take_while(|end| *end <= segment);
    ends.any(|end| matches(after, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_all_matching_rules_are_joined() {
        let rules = HeaderRules::parse(
            "# a comment: not a header\n/*\n  X-A: 1\n  X-B: a:b\n\n/us*\n  x-a: 2\n/us\n  X-C: 3\nnonsense",
        );
        let pairs = |path| {
            let headers = rules.headers(path).into_iter();
            headers
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(pairs("/"), ["X-A=1", "X-B=a:b"]);
        assert_eq!(pairs("/us"), ["X-A=1, 2", "X-B=a:b", "X-C=3"]);
        assert_eq!(pairs("/us/2.json"), ["X-A=1, 2", "X-B=a:b"]);
    }

    #[test]
    fn stars_and_placeholders_match_anywhere_in_a_pattern() {
        for (pattern, path, expected) in [
            ("/a*", "/a", true),
            ("/a*", "/b/a", false),
            ("/*.jpg", "/x/y.jpg", true),
            ("/*.jpg", "/x/y.jpeg", false),
            ("/a*a", "/a", false),
            ("/a", "/a/", false),
            ("/:section/feed.json", "/world/feed.json", true),
            ("/:section/feed.json", "/feed.json", false),
            ("/:section/feed.json", "//feed.json", false),
            ("/:section/feed.json", "/tag/sea/feed.json", false),
            (
                "/paper/tag/:tag/feed.json",
                "/paper/tag/sea/feed.json",
                true,
            ),
            ("/:a/:b", "/x/y", true),
            ("/a:1", "/a:1", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
