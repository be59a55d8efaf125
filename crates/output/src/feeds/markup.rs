//! A writer of tags and text, for XML and for HTML alike: elements always close, text is always
//! escaped.

/// Names and values of an element's attributes; one without a value is left out.
pub type Attributes<'a> = &'a [(&'a str, Option<&'a str>)];

/// Markup that grows. Element and attribute names are the program's own, never content.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// An XML document's start.
    pub fn xml() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into())
    }

    /// An element with what `inner` writes into it.
    pub fn element(&mut self, name: &str, attributes: Attributes, inner: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inner(self);
        for piece in ["</", name, ">"] {
            self.0.push_str(piece);
        }
    }

    /// An element that holds text alone.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.element(name, &[], |out| out.text(text));
    }

    /// An element that holds nothing: XML's empty element, HTML's void one.
    pub fn void(&mut self, name: &str, attributes: Attributes) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// Characters as they are.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.0, text, false);
    }

    /// A line's end between elements, for who reads the file.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    /// What has been written.
    pub fn into_string(self) -> String {
        self.0
    }

    /// An element's start, for a document whose end is written by whoever cuts it into files.
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

/// Escapes what means something in markup (`>` too: `]]>` may not stand in XML text) and leaves
/// out what XML 1.0 §2.2 forbids even as a reference. In an attribute, tabs and line ends would be
/// read as spaces (§3.3.3) and are written as references.
fn escape(out: &mut String, text: &str, attribute: bool) {
    let mut done = 0;
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
        out.push_str(&text[done..at]);
        out.push_str(instead);
        done = at + c.len_utf8();
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_and_text_is_escaped() {
        let mut out = Markup::default();
        out.element("p", &[("lang", Some("\"<\n&\"")), ("dir", None)], |out| {
            out.text("a < b && ]]> \"c\"\u{0}\u{8}\u{1f}\u{ffff}\u{1F5DE}\n");
            out.void("br", &[]);
        });
        assert_eq!(
            out.into_string(),
            "<p lang=\"&quot;&lt;&#10;&amp;&quot;\">a &lt; b &amp;&amp; ]]&gt; \"c\"\u{1F5DE}\n<br/></p>"
        );
    }
}
