//! Writes XML with quick-xml.

use super::Attributes;
use super::escape::{Place, escape};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// XML while it is being written. quick-xml knows the syntax of tags; the texts are escaped here,
/// because quick-xml lets characters through that XML forbids.
pub struct XmlWriter(Writer<Vec<u8>>);

impl XmlWriter {
    /// Starts a document.
    pub fn document() -> Self {
        let mut out = Self::part();
        out.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        out.line();
        out
    }

    /// Starts a part of a document.
    pub fn part() -> Self {
        Self(Writer::new(Vec::new()))
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

    /// Writes an element without content.
    pub fn empty_element(&mut self, name: &'static str, attributes: Attributes) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        let text = escape(text, Place::XmlText);
        self.write(Event::Text(BytesText::from_escaped(text)));
    }

    /// Writes a line break between elements, for people who read the file.
    pub fn line(&mut self) {
        self.text("\n");
    }

    /// Writes a start tag only, as when a document is made in parts.
    pub fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.write(Event::Start(start(name, attributes)));
    }

    /// Writes the end tag of an element that [`open`](Self::open) started.
    pub fn close(&mut self, name: &'static str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Returns the XML, in UTF-8.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn write(&mut self, event: Event) {
        let written = self.0.write_event(event);
        // quick-xml only returns errors of the writer below it, and a `Vec` has none.
        written.expect("a Vec accepts every write");
    }
}

fn start<'a>(name: &'static str, attributes: Attributes) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        let Some(value) = value else { continue };
        let value: Cow<str> = escape(value, Place::XmlAttribute);
        // An attribute of two byte slices is written as it is; quick-xml would escape one of two
        // strings again.
        start.push_attribute((name.as_bytes(), value.as_bytes()));
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    /// Characters that are special in XML, or that it forbids even as references (§2.2).
    const HOSTILE: &str = "a]]>b \"c\" 'd' &e; <f>\0\u{1}\u{8}\u{b}\u{c}\u{1f}\u{fffe}\u{ffff}g";

    #[test]
    fn elements_close_and_text_is_escaped() {
        let mut out = XmlWriter::document();
        out.element("a", &[("b", Some(HOSTILE)), ("c", None)], |out| {
            out.text(HOSTILE);
            out.empty_element("d", &[("e", Some("\t\n"))]);
        });
        out.line();
        assert_eq!(
            String::from_utf8(out.into_bytes()).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <a b=\"a]]&gt;b &quot;c&quot; 'd' &amp;e; &lt;f&gt;g\">\
             a]]&gt;b \"c\" 'd' &amp;e; &lt;f&gt;g<d e=\"&#9;&#10;\"/></a>\n"
        );
    }

    #[test]
    fn a_parser_reads_what_was_written() {
        let mut out = XmlWriter::document();
        out.element("a", &[("b", Some(HOSTILE)), ("c", Some("\t\n"))], |out| {
            out.text_element("d", HOSTILE);
        });
        let xml = String::from_utf8(out.into_bytes()).unwrap();
        let document = Document::parse(&xml).unwrap();
        let root = document.root_element();
        let kept = "a]]>b \"c\" 'd' &e; <f>g";
        assert_eq!(root.attribute("b"), Some(kept));
        assert_eq!(root.attribute("c"), Some("\t\n"));
        assert_eq!(root.first_element_child().unwrap().text(), Some(kept));
    }

    /// No character of Unicode makes a document that parsers reject, in text or in an attribute.
    #[test]
    fn every_character_gives_well_formed_xml() {
        let every: String = ('\0'..=char::MAX).collect();
        let mut out = XmlWriter::document();
        out.element("a", &[("b", Some(&every))], |out| out.text(&every));
        let xml = String::from_utf8(out.into_bytes()).unwrap();
        let document = Document::parse(&xml).unwrap();
        let forbidden = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        let allowed: String = every.chars().filter(|c| !forbidden(c)).collect();
        // A parser reads a carriage return as a line break (§2.11), and in an attribute as a space.
        let root = document.root_element();
        assert_eq!(root.text(), Some(&*allowed.replace('\r', "\n")));
        assert_eq!(root.attribute("b"), Some(&*allowed.replace('\r', " ")));
    }
}
