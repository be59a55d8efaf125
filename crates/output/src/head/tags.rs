//! The tags of a head, one per line, as further functions of [`Markup`].

use crate::markup::{Attributes, Markup, RawText};
use frontpage_base::stylesheet::Stylesheet;
use frontpage_hosting::look_script;

impl Markup {
    /// Adds an element without content. The attributes keep their order.
    pub fn tag(&mut self, name: &'static str, attributes: Attributes) {
        self.void(name, attributes);
        self.line();
    }

    /// Opens the document, its root element and the head. `base` is `/paper`, or empty.
    pub fn document(&mut self, lang: &str, dir: &str, base: &str) {
        self.doctype();
        let base = Some(base).filter(|base| !base.is_empty());
        let attributes = [
            ("lang", Some(lang)),
            ("dir", Some(dir)),
            ("data-base", base),
        ];
        self.open("html", &attributes);
        self.line();
        self.open("head", &[]);
        self.line();
    }

    /// Adds `<meta name content>`.
    pub fn meta(&mut self, name: &str, content: &str) {
        self.tag("meta", &[("name", Some(name)), ("content", Some(content))]);
    }

    /// Adds `<meta property content>`, which Open Graph uses.
    pub fn property(&mut self, property: &str, content: &str) {
        let attributes = [("property", Some(property)), ("content", Some(content))];
        self.tag("meta", &attributes);
    }

    /// Adds `<link rel href>`.
    pub fn link(&mut self, rel: &str, href: &str) {
        self.tag("link", &[("rel", Some(rel)), ("href", Some(href))]);
    }

    /// Adds `<style data-href>` with the text of a stylesheet. start.js loads the file at `href` if
    /// the host's Content-Security-Policy blocks inline styles.
    pub fn style(&mut self, href: &str, sheet: &Stylesheet) {
        self.raw_element("style", &[("data-href", Some(href))], sheet);
        self.line();
    }

    /// Adds the script that applies the reader's settings.
    pub fn look_script(&mut self) {
        self.raw_element("script", &[], &LookScript(look_script()));
        self.line();
    }

    /// Adds `<title>`.
    pub fn title(&mut self, title: &str) {
        self.text_element("title", title);
        self.line();
    }

    /// Adds a JSON-LD script.
    pub fn json_ld(&mut self, json: &Json) {
        self.raw_element("script", &[("type", Some("application/ld+json"))], json);
        self.line();
    }
}

impl RawText for Stylesheet {
    fn raw_text(&self) -> &str {
        self.text()
    }
}

/// A script of this program.
struct LookScript(String);

impl RawText for LookScript {
    fn raw_text(&self) -> &str {
        &self.0
    }
}

/// JSON that is safe inside a script element.
#[derive(Debug)]
pub struct Json(String);

impl Json {
    /// Escapes the characters that could end the script element or start a comment in it (HTML
    /// §4.12.1.3), and the two line separators that JSON allows and JavaScript did not. All five
    /// can only occur inside JSON strings.
    pub fn new(json: &str) -> Self {
        let mut safe = String::with_capacity(json.len() + json.len() / 16);
        for c in json.chars() {
            match c {
                '<' => safe.push_str("\\u003c"),
                '>' => safe.push_str("\\u003e"),
                '&' => safe.push_str("\\u0026"),
                '\u{2028}' => safe.push_str("\\u2028"),
                '\u{2029}' => safe.push_str("\\u2029"),
                c => safe.push(c),
            }
        }
        Self(safe)
    }
}

impl RawText for Json {
    fn raw_text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_attributes_and_json_ld_are_escaped() {
        let mut markup = Markup::for_page();
        markup.title("</title><script>\0&");
        markup.meta("description", "\"><script>'");
        markup.json_ld(&Json::new("\"</script><!--<script>\u{2028}\u{2029}&amp;\""));
        assert_eq!(
            markup.into_string(),
            "<title>&lt;/title&gt;&lt;script&gt;\u{fffd}&amp;</title>\n\
             <meta name=\"description\" content=\"&quot;&gt;&lt;script&gt;&#39;\">\n\
             <script type=\"application/ld+json\">\"\\u003c/script\\u003e\\u003c!--\\u003cscript\
             \\u003e\\u2028\\u2029\\u0026amp;\"</script>\n"
        );
    }
}
