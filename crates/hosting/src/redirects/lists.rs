//! Redirects from the lists and feeds of WordPress, which have the same addresses on every site.

use std::fmt::Write;

/// A redirect from a list or a feed.
///
/// `from` is a path without a slash at its end. A part `:x` stands for a slug, also in `to`, a part `:y` for
/// any name, and a part `#` at the end for the number of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRedirect {
    /// The former path.
    pub from: String,
    /// The path of the page or the feed.
    pub to: String,
}

/// A slug, as a regular expression. Older slugs of WordPress can be percent-encoded, but no page here has
/// such a name.
const SLUG: &str = "([a-z0-9-]+)";
/// Any name, in regular expressions.
const NAME: &str = "[^/]+";
/// The number of a page, in regular expressions.
const NUMBER: &str = "[0-9]+";

impl ListRedirect {
    /// Returns whether it has one address only.
    pub fn is_exact(&self) -> bool {
        !self.from.contains([':', '#'])
    }

    /// Returns a regular expression for the path without the slash at its end, from `start` on.
    fn regex(&self, start: usize) -> String {
        let from = self.from.get(start..).unwrap_or_default();
        let from = from.replace('.', "\\.");
        from.replace(":x", SLUG)
            .replace(":y", NAME)
            .replace('#', NUMBER)
    }

    /// Returns the target with another name for the slug.
    fn target(&self, slug: &str) -> String {
        self.to.replace(":x", slug)
    }
}

/// Returns the lines of `_redirects`. They come after those of the stories, which are more exact.
pub fn list_lines(lists: &[ListRedirect]) -> String {
    let mut text = String::new();
    for list in lists {
        let ListRedirect { from, to } = list;
        if list.is_exact() {
            writeln!(text, "{from} {to} 301\n{from}/ {to} 301").ok();
        } else if let Some(folder) = from.strip_suffix('#') {
            writeln!(text, "{folder}* {to} 301").ok();
        } else {
            writeln!(text, "{from}/* {to} 301").ok();
        }
    }
    text
}

/// Returns the entries for nginx's maps.
pub fn list_entries_of_nginx(lists: &[ListRedirect]) -> String {
    let mut text = String::new();
    for list in lists {
        let regex = list.regex(0).replace("([", "(?<press_slug>[");
        let to = list.target("$press_slug");
        match list.is_exact() {
            true => writeln!(text, "\"{}\" \"{to}\";", list.from),
            false => writeln!(text, "\"~^{regex}$\" \"{to}\";"),
        }
        .ok();
    }
    text
}

/// Returns the entries for Caddy's maps.
pub fn list_entries_of_caddy(lists: &[ListRedirect]) -> String {
    let mut text = String::new();
    for list in lists {
        let (regex, to) = (list.regex(0), list.target("${1}"));
        match list.is_exact() {
            true => writeln!(text, "\"{}\" \"{to}\"", list.from),
            false => writeln!(text, "\"~^{regex}$\" \"{to}\""),
        }
        .ok();
    }
    text
}

/// Returns the rules for Apache, for lists below the base path.
pub fn list_rules_of_apache(lists: &[ListRedirect], base: &str) -> String {
    let mut text = String::new();
    let start = format!("{base}/");
    for list in lists.iter().filter(|list| list.from.starts_with(&start)) {
        let (regex, to) = (list.regex(start.len()), list.target("$1"));
        writeln!(text, "RewriteRule ^{regex}/?$ {to} [R=301,L]").ok();
    }
    text
}

/// Returns an array of regular expressions and replacements in JavaScript.
pub fn list_patterns_of_cloudfront(lists: &[ListRedirect]) -> String {
    let mut text = String::from("[\n");
    for list in lists {
        let regex = list.regex(0).replace('/', "\\/");
        writeln!(text, "  [/^{regex}$/, '{}'],", list.target("$1")).ok();
    }
    text.push(']');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> Vec<ListRedirect> {
        let list = |(from, to): (&str, &str)| ListRedirect {
            from: from.into(),
            to: to.into(),
        };
        [
            ("/a.b/feed", "/feed.xml"),
            ("/page/#", "/"),
            ("/tag/:x/page/#", "/tag/:x"),
            ("/tag/:x/feed", "/tag/:x/feed.xml"),
            ("/category/:y/:x", "/tag/:x"),
        ]
        .map(list)
        .into()
    }

    #[test]
    fn each_host_has_its_own_patterns() {
        assert_eq!(
            list_lines(&lists()),
            "/a.b/feed /feed.xml 301\n/a.b/feed/ /feed.xml 301\n/page/* / 301\n\
             /tag/:x/page/* /tag/:x 301\n/tag/:x/feed/* /tag/:x/feed.xml 301\n\
             /category/:y/:x/* /tag/:x 301\n"
        );
        assert_eq!(
            list_entries_of_nginx(&lists()),
            "\"/a.b/feed\" \"/feed.xml\";\n\"~^/page/[0-9]+$\" \"/\";\n\
             \"~^/tag/(?<press_slug>[a-z0-9-]+)/page/[0-9]+$\" \"/tag/$press_slug\";\n\
             \"~^/tag/(?<press_slug>[a-z0-9-]+)/feed$\" \"/tag/$press_slug/feed.xml\";\n\
             \"~^/category/[^/]+/(?<press_slug>[a-z0-9-]+)$\" \"/tag/$press_slug\";\n"
        );
        assert_eq!(
            list_entries_of_caddy(&lists()[2..3]),
            "\"~^/tag/([a-z0-9-]+)/page/[0-9]+$\" \"/tag/${1}\"\n"
        );
        assert_eq!(
            list_rules_of_apache(&lists(), "/a.b"),
            "RewriteRule ^feed/?$ /feed.xml [R=301,L]\n"
        );
        assert!(list_rules_of_apache(&lists(), "").contains("^a\\.b/feed/?$ /feed.xml"));
        assert!(
            list_patterns_of_cloudfront(&lists())
                .contains("  [/^\\/category\\/[^\\/]+\\/([a-z0-9-]+)$/, '/tag/$1'],\n")
        );
        assert!(
            list_patterns_of_cloudfront(&lists())
                .contains("  [/^\\/tag\\/([a-z0-9-]+)\\/feed$/, '/tag/$1/feed.xml'],\n")
        );
    }
}
