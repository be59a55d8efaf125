//! Addresses of several tags, such as `/tag/mideast+political-us`: the stories that have both tags, or with
//! `~` the stories that have the first and not the second.
//!
//! Only the most used pairs are files. For all others, hosts that can do so answer with one page, whose
//! script reads the address. Both signs are allowed in the path of a URL as they are (RFC 3986 §3.3), and
//! cannot be in a slug.

/// A regular expression for the path of a combination, from the site's root and without a leading slash.
pub const PATTERN: &str = "tag/[a-z0-9-]+([+~][a-z0-9-]+)+";

/// The file of the page that shows combinations.
pub const PAGE: &str = "tag.html";

/// Returns whether a path from the site's root, decoded and without a leading slash, matches [`PATTERN`].
pub fn is_combination(path: &str) -> bool {
    let is_slug = |part: &str| {
        let is_of_slug = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        !part.is_empty() && part.bytes().all(is_of_slug)
    };
    path.strip_prefix("tag/")
        .is_some_and(|terms| terms.contains(['+', '~']) && terms.split(['+', '~']).all(is_slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combination_has_a_sign_between_slugs() {
        for path in ["tag/a+b", "tag/a~b", "tag/mideast+political-us~2025"] {
            assert!(is_combination(path), "{path}");
        }
        for path in [
            "tag/a",
            "tag/a+",
            "tag/+a",
            "tag/a++b",
            "tag/~a",
            "tag/a+b/2",
            "tag/A+b",
            "tag/a b",
            "world/a+b",
            "tag/a+b.json",
            "tag/",
            "tag",
        ] {
            assert!(!is_combination(path), "{path}");
        }
    }
}
