//! A stylesheet, which is published as a file and can also be inlined in pages.

use crate::csp_source::csp_source;

/// A stylesheet of the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stylesheet {
    /// The path of the file, without the base path: `/assets/main-….css`.
    pub address: String,
    text: String,
}

impl Stylesheet {
    /// Creates a stylesheet. The text is escaped for inlining.
    ///
    /// ```
    /// let sheet = frontpage_base::stylesheet::Stylesheet::new("/assets/main-1f3a.css", r#"a{content:"</style>"}"#);
    /// assert_eq!(sheet.text(), r#"a{content:"<\/style>"}"#);
    /// ```
    pub fn new(address: impl Into<String>, css: &str) -> Self {
        Self {
            address: address.into(),
            // `</style` would end the element (HTML §4.2.6). In CSS, `</` only occurs in strings
            // and comments, where an escaped slash is still a slash (CSS Syntax 3 §4.3.7).
            text: css.replace("</", "<\\/"),
        }
    }

    /// Returns the text for a `<style>` element.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the source expression that allows the inlined text in a Content-Security-Policy.
    pub fn csp_source(&self) -> String {
        csp_source(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_covers_the_escaped_text() {
        // echo -n 'a{}' | openssl dgst -sha256 -binary | base64
        let known = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert_eq!(Stylesheet::new("", "a{}").csp_source(), known);
        let [one, other] = ["</", "<\\/"].map(|css| Stylesheet::new("", css).csp_source());
        assert_eq!(one, other);
    }
}
