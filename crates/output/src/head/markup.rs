//! Tags of the head, one a line. Whatever goes in is escaped here, and nowhere else.

use frontpage_base::sheet::Sheet;

/// The inside of a head, as it grows.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// An element without content; attributes in the order given.
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

    /// The document, its root element and the head, opened. `base` is `/paper`, or empty.
    pub fn document(&mut self, lang: &str, dir: &str, base: &str) {
        self.0.push_str("<!doctype html>\n");
        let root = [("lang", lang), ("dir", dir), ("data-base", base)];
        let named = if base.is_empty() { &root[..2] } else { &root };
        self.tag("html", named);
        self.tag("head", &[]);
    }

    /// `<meta name content>`
    pub fn meta(&mut self, name: &str, content: &str) {
        self.tag("meta", &[("name", name), ("content", content)]);
    }

    /// `<meta property content>`, as Open Graph has it.
    pub fn property(&mut self, property: &str, content: &str) {
        self.tag("meta", &[("property", property), ("content", content)]);
    }

    /// `<link rel href>`
    pub fn link(&mut self, rel: &str, href: &str) {
        self.tag("link", &[("rel", rel), ("href", href)]);
    }

    /// `<style data-href>`: a sheet with its text, and where the file lies for a host that lets in
    /// no style like this.
    pub fn style(&mut self, href: &str, sheet: &Sheet) {
        self.0.push_str("<style data-href=\"");
        escape(&mut self.0, href);
        self.0.push_str("\">");
        // it ends no element
        self.0.push_str(sheet.text());
        self.0.push_str("</style>\n");
    }

    /// `<title>`
    pub fn title(&mut self, title: &str) {
        self.0.push_str("<title>");
        escape(&mut self.0, title);
        self.0.push_str("</title>\n");
    }

    /// A block of JSON-LD whose text is [`Json`]: it cannot end the script it stands in.
    pub fn json_ld(&mut self, json: &Json) {
        self.0.push_str("<script type=\"application/ld+json\">");
        self.0.push_str(&json.0);
        self.0.push_str("</script>\n");
    }

    /// The markup.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// JSON that is safe inside a script element.
#[derive(Debug)]
pub struct Json(String);

impl Json {
    /// Escapes what could end a script or begin a comment in it (HTML §4.12.1.3), and the two
    /// line ends that are none in JSON. All five can only stand inside a JSON string.
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

/// For text and for attribute values in double quotes (HTML §13.3).
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // no text, and a parser would complain
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_its_place() {
        let mut markup = Markup::default();
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
