//! A style sheet, as a file of the site and as a part of its pages.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// A style sheet of the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Where the file lies, below the base: `/assets/main-….css`.
    pub address: String,
    text: String,
}

impl Sheet {
    /// A sheet with the file's text.
    ///
    /// ```
    /// let sheet = frontpage_base::sheet::Sheet::new("/assets/main-1f3a.css", r#"a{content:"</style>"}"#);
    /// assert_eq!(sheet.text(), r#"a{content:"<\/style>"}"#);
    /// ```
    pub fn new(address: impl Into<String>, css: &str) -> Self {
        Self {
            address: address.into(),
            // `</style` would end the element (HTML §4.2.6); behind a backslash a slash is itself
            // (CSS Syntax 3 §4.3.7), and elsewhere than in strings and comments CSS has no `</`
            text: css.replace("</", "<\\/"),
        }
    }

    /// What stands in a page between `<style>` and `</style>`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a Content-Security-Policy says for the text to be let in: `'sha256-…'` (CSP 3
    /// §2.3.1, *hash-source*).
    pub fn hash(&self) -> String {
        let hash = Sha256::digest(self.text.as_bytes());
        format!("'sha256-{}'", STANDARD.encode(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_what_stands_in_the_page() {
        // echo -n 'a{}' | openssl dgst -sha256 -binary | base64
        let known = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert_eq!(Sheet::new("", "a{}").hash(), known);
        let [one, other] = ["</", "<\\/"].map(|css| Sheet::new("", css).hash());
        assert_eq!(one, other);
    }
}
