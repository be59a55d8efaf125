//! Writes HTML.

use super::Attributes;
use super::escape::{Place, push_escaped};

/// How void elements end, and which characters are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    /// HTML for browsers: `<br>`.
    Page,
    /// HTML that is well-formed XML as well, for feed readers: `<br/>`.
    Feed,
}

/// Text of a `script` or `style` element that is safe in it: it cannot end the element. HTML has no
/// escapes in these elements, so the text is written as it is.
pub trait RawText {
    /// Returns the text.
    fn raw_text(&self) -> &str;
}

/// HTML while it is being written.
#[derive(Debug)]
pub struct Markup {
    html: String,
    syntax: Syntax,
}

impl Markup {
    /// Starts a part of a page, for browsers.
    pub fn for_page() -> Self {
        Self {
            html: String::new(),
            syntax: Syntax::Page,
        }
    }

    /// Starts the HTML of a story, for feed readers.
    pub fn for_feed() -> Self {
        Self {
            html: String::new(),
            syntax: Syntax::Feed,
        }
    }

    /// Writes the first line of a document.
    pub fn doctype(&mut self) {
        self.html.push_str("<!doctype html>\n");
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
        self.close(name);
    }

    /// Writes an element that contains only text.
    pub fn text_element(&mut self, name: &'static str, text: &str) {
        self.element(name, &[], |out| out.text(text));
    }

    /// Writes a `script` or `style` element.
    pub fn raw_element(&mut self, name: &'static str, attributes: Attributes, text: &impl RawText) {
        self.element(name, attributes, |out| out.html.push_str(text.raw_text()));
    }

    /// Writes a void element, such as `br`.
    pub fn void(&mut self, name: &'static str, attributes: Attributes) {
        self.start(name, attributes);
        self.html.push_str(match self.syntax {
            Syntax::Page => ">",
            Syntax::Feed => "/>",
        });
    }

    /// Writes a start tag only. The caller writes the end tag, as when a page is made in parts.
    pub fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.start(name, attributes);
        self.html.push('>');
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        let place = match self.syntax {
            Syntax::Page => Place::Html,
            Syntax::Feed => Place::XmlText,
        };
        push_escaped(&mut self.html, text, place);
    }

    /// Writes a line break between elements, for people who read the source.
    pub fn line(&mut self) {
        self.html.push('\n');
    }

    /// Returns the HTML.
    pub fn into_string(self) -> String {
        self.html
    }

    fn start(&mut self, name: &'static str, attributes: Attributes) {
        let place = match self.syntax {
            Syntax::Page => Place::Html,
            Syntax::Feed => Place::XmlAttribute,
        };
        self.html.push('<');
        self.html.push_str(name);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            for piece in [" ", name, "=\""] {
                self.html.push_str(piece);
            }
            push_escaped(&mut self.html, value, place);
            self.html.push('"');
        }
    }

    fn close(&mut self, name: &'static str) {
        for piece in ["</", name, ">"] {
            self.html.push_str(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(mut out: Markup) -> String {
        out.element("p", &[("lang", Some("\"<\n&'\"")), ("dir", None)], |out| {
            out.text("a < b && ]]> \"c\"\u{0}\u{8}\u{1f}\u{ffff}\u{1F5DE}\n");
            out.void("br", &[]);
        });
        out.into_string()
    }

    #[test]
    fn elements_close_and_text_is_escaped() {
        assert_eq!(
            sample(Markup::for_feed()),
            "<p lang=\"&quot;&lt;&#10;&amp;'&quot;\">a &lt; b &amp;&amp; ]]&gt; \"c\"\u{1F5DE}\n\
             <br/></p>"
        );
        assert_eq!(
            sample(Markup::for_page()),
            "<p lang=\"&quot;&lt;\n&amp;&#39;&quot;\">a &lt; b &amp;&amp; ]]&gt; &quot;c&quot;\
             \u{fffd}\u{8}\u{1f}\u{ffff}\u{1F5DE}\n<br></p>"
        );
    }
}
