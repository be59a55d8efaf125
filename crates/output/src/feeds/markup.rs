//! A writer for XML and HTML that closes all elements and escapes all text.

/// The names and values of an element's attributes; those without a value are left out.
pub type Attributes<'a> = &'a [(&'a str, Option<&'a str>)];

/// Markup while it is being written. The names of elements and attributes are not escaped, so they
/// must never come from content.
#[derive(Debug, Default)]
pub struct XmlWriter(String);

impl XmlWriter {
    /// Starts an XML document.
    pub fn xml() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into())
    }

    /// Writes an element; `inner` writes its content.
    pub fn element(&mut self, name: &str, attributes: Attributes, inner: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inner(self);
        for piece in ["</", name, ">"] {
            self.0.push_str(piece);
        }
    }

    /// Writes an element that contains only text.
    pub fn text_element(&mut self, name: &str, text: &str) {
        self.element(name, &[], |out| out.text(text));
    }

    /// Writes an element without content: an empty element in XML, a void element in HTML.
    pub fn empty_element(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.0, text, false);
    }

    /// Writes a line break between elements, for people who read the file.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    /// Returns the markup.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Writes a start tag only. The caller writes the end tag, as when it splits a document into
    /// files.
    pub fn open(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push('>');
    }

    fn start(&mut self, name: &str, attributes: Attributes) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            for piece in [" ", name, "=\""] {
                self.0.push_str(piece);
            }
            escape(&mut self.0, value, true);
            self.0.push('"');
        }
    }
}

/// Escapes the special characters of markup, and removes those that XML 1.0 §2.2 forbids even as
/// references. `>` is escaped because XML text must not contain `]]>`. In attributes, tabs and line
/// breaks become references, because parsers would read them as spaces (§3.3.3).
fn escape(out: &mut String, text: &str, attribute: bool) {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if attribute => "&quot;",
            '\t' if attribute => "&#9;",
            '\n' if attribute => "&#10;",
            '\t' | '\n' | '\r' => continue,
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(instead);
        copied = at + c.len_utf8();
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_and_text_is_escaped() {
        let mut out = XmlWriter::default();
        out.element("p", &[("lang", Some("\"<\n&\"")), ("dir", None)], |out| {
            out.text("a < b && ]]> \"c\"\u{0}\u{8}\u{1f}\u{ffff}\u{1F5DE}\n");
            out.empty_element("br", &[]);
        });
        assert_eq!(
            out.into_string(),
            "<p lang=\"&quot;&lt;&#10;&amp;&quot;\">a &lt; b &amp;&amp; ]]&gt; \"c\"\u{1F5DE}\n<br/></p>"
        );
    }
}
