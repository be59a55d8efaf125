//! A writer for the tags of the head, one per line. All escaping for the head happens here.

use frontpage_base::stylesheet::Stylesheet;

/// The HTML of a head while it is being written.
#[derive(Debug, Default)]
pub struct HeadWriter(String);

impl HeadWriter {
    /// Adds an element without content. The attributes keep their order.
    pub fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push_str(">\n");
    }

    /// Opens the document, its root element and the head. `base` is `/paper`, or empty.
    pub fn document(&mut self, lang: &str, dir: &str, base: &str) {
        self.0.push_str("<!doctype html>\n");
        let root = [("lang", lang), ("dir", dir), ("data-base", base)];
        let named = if base.is_empty() { &root[..2] } else { &root };
        self.tag("html", named);
        self.tag("head", &[]);
    }

    /// Adds `<meta name content>`.
    pub fn meta(&mut self, name: &str, content: &str) {
        self.tag("meta", &[("name", name), ("content", content)]);
    }

    /// Adds `<meta property content>`, which Open Graph uses.
    pub fn property(&mut self, property: &str, content: &str) {
        self.tag("meta", &[("property", property), ("content", content)]);
    }

    /// Adds `<link rel href>`.
    pub fn link(&mut self, rel: &str, href: &str) {
        self.tag("link", &[("rel", rel), ("href", href)]);
    }

    /// Adds `<style data-href>` with the text of a stylesheet. start.js loads the file at `href` if
    /// the host's Content-Security-Policy blocks inline styles.
    pub fn style(&mut self, href: &str, sheet: &Stylesheet) {
        self.0.push_str("<style data-href=\"");
        escape(&mut self.0, href);
        self.0.push_str("\">");
        // The text cannot end the element; `Sheet` sees to that.
        self.0.push_str(sheet.text());
        self.0.push_str("</style>\n");
    }

    /// Adds `<title>`.
    pub fn title(&mut self, title: &str) {
        self.0.push_str("<title>");
        escape(&mut self.0, title);
        self.0.push_str("</title>\n");
    }

    /// Adds a JSON-LD script.
    pub fn json_ld(&mut self, json: &Json) {
        self.0.push_str("<script type=\"application/ld+json\">");
        self.0.push_str(&json.0);
        self.0.push_str("</script>\n");
    }

    /// Returns the HTML.
    pub fn into_string(self) -> String {
        self.0
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

/// Escapes text and double-quoted attribute values (HTML §13.3).
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML does not allow NUL, and parsers report it as an error.
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_attributes_and_json_ld_are_escaped() {
        let mut markup = HeadWriter::default();
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
