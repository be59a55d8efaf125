//! Parses XML into a tree that is bounded: in its depth, in the number of its elements, and by the size of
//! what is parsed.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// How deep elements can be in one another. Tables in an article in a message are 20 deep.
const MAX_DEPTH: usize = 200;
/// How many elements and texts there can be.
const MAX_NODES: usize = 500_000;

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The name without its prefix: agencies use several, and some none at all.
    pub name: String,
    /// The attributes, by their names without prefixes.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// Something in an element.
#[derive(Debug, PartialEq, Eq)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// A text.
    Text(String),
}

impl Element {
    /// Returns an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the elements in it with a name.
    pub fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Self> + use<'a, 'n> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Returns the first element at a path of names.
    pub fn find(&self, path: &[&str]) -> Option<&Self> {
        match path {
            [] => Some(self),
            [name, rest @ ..] => self.all(name).find_map(|element| element.find(rest)),
        }
    }

    /// Returns the text in it, including the text of the elements in it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out
    }

    // The depth of the tree is bounded.
    fn collect(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => {
                    out.push(' ');
                    element.collect(out);
                }
            }
        }
    }

    /// Returns the text at a path in one line, or an empty one.
    pub fn text_at(&self, path: &[&str]) -> String {
        let found = self.find(path).map(Self::text).unwrap_or_default();
        frontpage_clean::line(&found)
    }
}

/// Parses a document.
///
/// Entities that XML does not define stay as they are written, except for the characters that HTML names. A
/// document type cannot define entities, so nothing expands.
///
/// # Errors
/// What is wrong with the XML, and where.
pub fn parse(xml: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut nodes = 0_usize;
    loop {
        let at = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|error| format!("{error} at byte {at}"))?;
        nodes += 1;
        if nodes > MAX_NODES {
            return Err(format!("it has more than {MAX_NODES} elements and texts"));
        }
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return Err(format!(
                        "elements are more than {MAX_DEPTH} deep at byte {at}"
                    ));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => push(&mut open, Node::Element(element(&start))),
            Event::End(_) => {
                if open.len() > 1
                    && let Some(done) = open.pop()
                {
                    push(&mut open, Node::Element(done));
                }
            }
            Event::Text(text) => push_text(&mut open, &text.decode().unwrap_or_default()),
            Event::CData(text) => push_text(&mut open, &text.decode().unwrap_or_default()),
            Event::GeneralRef(reference) => push_text(&mut open, &resolved(&reference)),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() > 1 {
        return Err("it does not end; it may be cut off".to_owned());
    }
    let root = open.pop().unwrap_or_default();
    let root = root.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    root.ok_or_else(|| "it has no element".to_owned())
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        Some(Node::Element(_)) | None => parent.children.push(Node::Text(text.to_owned())),
    }
}

/// Returns a name without its prefix.
fn local(name: &[u8]) -> String {
    let name = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let raw = String::from_utf8_lossy(&attribute.value).into_owned();
        let value = quick_xml::escape::unescape(&raw).map(|text| text.into_owned());
        (local(attribute.key.as_ref()), value.unwrap_or(raw))
    });
    Element {
        name: local(start.name().as_ref()),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

/// Returns the characters of an entity.
pub fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    if let Some(text) = resolve_predefined_entity(&name) {
        return text.to_owned();
    }
    let written = format!("&{name};");
    // The characters that HTML names, such as é. The HTML parser knows them; nothing is expanded.
    let character = frontpage_clean::plain(&written);
    match character.chars().count() {
        1 => character,
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_without_prefixes_and_all_texts() {
        let root = parse(
            "<?xml version=\"1.0\"?><!DOCTYPE n SYSTEM \"x.dtd\"><!-- c --><x:n xml:lang='a&amp;b'><p>A &lt; \
             <b>bold</b>&#8217;&eacute;<![CDATA[<c>]]></p><q/></x:n>",
        )
        .unwrap();
        assert_eq!(root.name, "n");
        assert_eq!(root.attribute("lang"), Some("a&b"));
        assert_eq!(root.text_at(&["p"]), "A < bold’é<c>");
        assert_eq!(root.find(&["q"]).unwrap().children, []);
        assert_eq!(root.find(&["p", "b"]).unwrap().text(), "bold");
        assert_eq!(root.text_at(&["none"]), "");
    }

    #[test]
    fn nothing_expands() {
        let mut bomb = String::from("<!DOCTYPE x [<!ENTITY l0 \"lol\">");
        for n in 1..10 {
            let refs = format!("&l{};", n - 1).repeat(10);
            bomb += &format!("<!ENTITY l{n} \"{refs}\">");
        }
        bomb += "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&l9;&f;</x>";
        assert_eq!(parse(&bomb).unwrap().text(), "&l9;&f;");
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let error = parse(&"<a>".repeat(100_000)).unwrap_err();
        assert!(error.contains("more than 200 deep"), "{error}");
        let error = parse(&format!("<a>{}</a>", "<b/>".repeat(MAX_NODES))).unwrap_err();
        assert!(error.contains("more than 500000 elements"), "{error}");
        for (text, reason) in [
            ("<a><b></a>", "at byte"),
            ("<a><b>", "does not end"),
            ("", "no element"),
            ("</a>", "at byte"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
