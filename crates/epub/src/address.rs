//! The addresses of links. Browsers mend an invalid address; readers of e-books may refuse the book.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::{Position, Url};

/// What RFC 3986 does not allow after the host, besides `%`, `#` and `?`. Browsers leave some of it as it is.
const FORBIDDEN: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Returns the address as RFC 3986 wants it, or `None` for one that no browser would open.
pub fn valid(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let (before, path) = (&url[..Position::BeforePath], &url[Position::BeforePath..]);
    let mut valid = before.to_owned();
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (path, None),
    };
    push(&mut valid, path);
    if let Some(fragment) = fragment {
        valid.push('#');
        push(&mut valid, fragment);
    }
    Some(valid)
}

fn push(address: &mut String, part: &str) {
    for piece in utf8_percent_encode(part, &FORBIDDEN) {
        let mut rest = piece;
        while let Some(at) = rest.find(['%', '#']) {
            let (before, after) = rest.split_at(at);
            address.push_str(before);
            let is_escape = after.starts_with('%')
                && after
                    .as_bytes()
                    .get(1..3)
                    .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
            address.push_str(match (is_escape, &after[..1]) {
                (true, _) => "%",
                (false, "#") => "%23",
                (false, _) => "%25",
            });
            rest = &after[1..];
        }
        address.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_valid() {
        for (given, expected) in [
            ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
            ("https://a.example", "https://a.example/"),
            (
                "https://bücher.example/ü",
                "https://xn--bcher-kva.example/%C3%BC",
            ),
            (
                "https://a.example/a|b[1]?{x}^",
                "https://a.example/a%7Cb%5B1%5D?%7Bx%7D%5E",
            ),
            (
                "https://a.example/100%?50%zz%41",
                "https://a.example/100%25?50%25zz%41",
            ),
            ("https://a.example/#a#b", "https://a.example/#a%23b"),
            ("http://[::1]:81/", "http://[::1]:81/"),
            ("mailto:desk@post.example", "mailto:desk@post.example"),
            ("tel:+1-555-0100", "tel:+1-555-0100"),
        ] {
            assert_eq!(valid(given).as_deref(), Some(expected), "{given}");
        }
        for invalid in ["https://", "https://a b/", "no address"] {
            assert_eq!(valid(invalid), None, "{invalid}");
        }
    }
}
