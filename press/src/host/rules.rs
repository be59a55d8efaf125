//! Reading `_headers` as Cloudflare Pages does, so that the preview serves what was published.

/// The rules of a `_headers` file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules(Vec<Rule>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Rules {
    /// Reads the file's text. A line that is neither a pattern, a header nor a comment is passed
    /// over, as hosts do.
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

    /// The headers for the path of a URL, base path included. A header that several rules name
    /// has their values joined, as Cloudflare joins them.
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

/// One `*` stands for any characters, slashes too.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path
            .strip_prefix(before)
            .is_some_and(|rest| rest.ends_with(after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_match_are_joined() {
        let rules = Rules::parse(
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
    fn a_star_has_a_before_and_an_after() {
        for (pattern, path, expected) in [
            ("/a*", "/a", true),
            ("/a*", "/b/a", false),
            ("/*.jpg", "/x/y.jpg", true),
            ("/*.jpg", "/x/y.jpeg", false),
            ("/a*a", "/a", false),
            ("/a", "/a/", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
