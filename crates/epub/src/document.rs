//! The frame of a document: XHTML with the language, the direction and the title.

use frontpage_model::{Direction, messages};
use frontpage_output::markup::Markup;

/// What every document begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The language of a text, and the direction of its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The language (BCP 47).
    pub lang: &'a str,
    /// The direction.
    pub dir: Direction,
}

impl<'a> Words<'a> {
    /// Creates the language and direction of a text.
    pub fn new(lang: &'a str, dir: Direction) -> Self {
        Self { lang, dir }
    }

    /// Writes words of the interface, which are in the current language, amid a text in this language.
    pub fn interface(self, out: &mut Markup, text: &str) {
        let language = self.lang.split('-').next().unwrap_or_default();
        let own = messages::language();
        if language.eq_ignore_ascii_case(own) {
            out.text(text);
        } else {
            let attributes = language_attributes(Some(own), Some(messages::direction()));
            out.element("span", &attributes, |out| out.text(text));
        }
    }
}

/// Returns the attributes for a language and a direction. XML has its own attribute for the language; both
/// are written, because some e-book readers know only one of them.
pub fn language_attributes(
    lang: Option<&str>,
    dir: Option<Direction>,
) -> [(&'static str, Option<&str>); 3] {
    [
        ("lang", lang),
        ("xml:lang", lang),
        ("dir", dir.map(Direction::as_str)),
    ]
}

/// Returns a document. `inner` writes the content of its body.
pub fn document(words: Words<'_>, title: &str, inner: impl FnOnce(&mut Markup)) -> String {
    let mut out = Markup::for_feed();
    let [lang, xml_lang, dir] = language_attributes(Some(words.lang), Some(words.dir));
    let attributes = [
        ("xmlns", Some("http://www.w3.org/1999/xhtml")),
        ("xmlns:epub", Some("http://www.idpf.org/2007/ops")),
        lang,
        xml_lang,
        dir,
    ];
    out.element("html", &attributes, |out| {
        out.element("head", &[], |out| {
            out.void("meta", &[("charset", Some("utf-8"))]);
            out.text_element("title", title);
            let sheet = [("rel", Some("stylesheet")), ("href", Some("style.css"))];
            out.void("link", &[sheet[0], ("type", Some("text/css")), sheet[1]]);
        });
        out.line();
        out.element("body", &[("dir", Some(words.dir.as_str()))], inner);
    });
    format!("{DECLARATION}<!DOCTYPE html>\n{}\n", out.into_string())
}

/// Returns a document that is not HTML.
pub fn xml(document: Markup) -> String {
    format!("{DECLARATION}{}\n", document.into_string())
}

/// Returns a text that serves as a name, or `otherwise` if the text has no visible characters.
pub fn name_or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    let is_visible = |c: char| !c.is_control() && !c.is_whitespace();
    if text.chars().any(is_visible) {
        text
    } else {
        otherwise
    }
}
