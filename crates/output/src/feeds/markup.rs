//! A writer for XML that closes all elements and escapes all text.

use crate::markup::{Attributes, Place, escape};

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
    pub fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        inner: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inner(self);
        for piece in ["</", name, ">"] {
            self.0.push_str(piece);
        }
    }

    /// Writes an element that contains only text.
    pub fn text_element(&mut self, name: &'static str, text: &str) {
        self.element(name, &[], |out| out.text(text));
    }

    /// Writes an element without content: an empty element in XML, a void element in HTML.
    pub fn empty_element(&mut self, name: &'static str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escape(text, Place::XmlText));
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
    pub fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push('>');
    }

    fn start(&mut self, name: &'static str, attributes: Attributes) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            for piece in [" ", name, "=\""] {
                self.0.push_str(piece);
            }
            self.0.push_str(&escape(value, Place::XmlAttribute));
            self.0.push('"');
        }
    }
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
