//! Writes the content of an article in NITF as HTML.

use crate::html;
use crate::item::figure;
use crate::xml::tree::{Element, Node};
use frontpage_clean::line;
use frontpage_source::Picture;

/// The content of an article.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The text as HTML.
    pub html: String,
    /// The picture that stands before the text.
    pub pictures: Vec<Picture>,
    /// What was left out.
    pub left_out: Vec<String>,
}

/// What becomes of an element.
enum Made {
    /// The same element of HTML, or another one.
    As(&'static str),
    /// Only its content.
    Inner,
    /// A picture, a video or a sound.
    Media,
    /// Nothing, because it is not for readers.
    Nothing,
}

/// Decides what becomes of an element of NITF 3.6.
fn made(name: &str) -> Made {
    match name {
        "p" => Made::As("p"),
        "hl1" | "hl2" => Made::As("h2"),
        "hl3" | "hl4" | "hl5" => Made::As("h3"),
        "ul" => Made::As("ul"),
        "ol" => Made::As("ol"),
        "li" => Made::As("li"),
        "dl" => Made::As("dl"),
        "dt" => Made::As("dt"),
        "dd" => Made::As("dd"),
        "bq" | "blockquote" => Made::As("blockquote"),
        "credit" => Made::As("cite"),
        "pre" => Made::As("pre"),
        "em" | "i" => Made::As("em"),
        "b" | "strong" => Made::As("strong"),
        "q" => Made::As("q"),
        "sub" => Made::As("sub"),
        "sup" => Made::As("sup"),
        "br" => Made::As("br"),
        "hr" => Made::As("hr"),
        "a" => Made::As("a"),
        "table" => Made::As("table"),
        "caption" => Made::As("caption"),
        "thead" => Made::As("thead"),
        "tbody" => Made::As("tbody"),
        "tfoot" => Made::As("tfoot"),
        "tr" => Made::As("tr"),
        "td" => Made::As("td"),
        "th" => Made::As("th"),
        "h2" => Made::As("h2"),
        "h3" | "h4" | "h5" | "h6" => Made::As("h3"),
        "media" => Made::Media,
        // Notes are for editors, and the data of tables and sounds for programs.
        "note"
        | "nitf-table-metadata"
        | "table-reference"
        | "media-metadata"
        | "media-object"
        | "alt-code"
        | "classifier"
        | "col"
        | "colgroup"
        | "datasource"
        | "nitf-col"
        | "nitf-colgroup"
        | "script"
        | "style"
        | "ednote"
        | "ed-msg" => Made::Nothing,
        _ => Made::Inner,
    }
}

/// Reads the content of an article.
pub fn read(content: &Element) -> Body {
    let mut body = Body::default();
    body.children(content);
    body
}

impl Body {
    // The depth of the tree is bounded.
    fn children(&mut self, element: &Element) {
        for node in &element.children {
            match node {
                Node::Text(text) => html::text(&mut self.html, text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let name = match made(&element.name) {
            Made::Nothing => return,
            Made::Media => return self.media(element),
            Made::Inner => return self.children(element),
            Made::As(name) => name,
        };
        self.html.push('<');
        self.html.push_str(name);
        for key in ["href", "colspan", "rowspan"] {
            if let Some(value) = element.attribute(key) {
                html::attribute(&mut self.html, key, value);
            }
        }
        self.html.push('>');
        if matches!(name, "br" | "hr") {
            return;
        }
        self.children(element);
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    fn media(&mut self, media: &Element) {
        let kind = media
            .attribute("media-type")
            .unwrap_or("image")
            .trim()
            .to_lowercase();
        let references = media.all("media-reference");
        let is_picture = |reference: &&Element| {
            let media_type = reference.attribute("mime-type").unwrap_or("image/");
            media_type.is_empty() || media_type.starts_with("image/")
        };
        let side = |reference: &Element, name: &str| -> u64 {
            let side = reference
                .attribute(name)
                .and_then(|side| side.trim().parse().ok());
            side.unwrap_or_default()
        };
        let pixels = |reference: &&Element| {
            side(reference, "width").saturating_mul(side(reference, "height"))
        };
        let address = |reference: &Element| {
            let source = ["source", "source-url", "name"]
                .iter()
                .find_map(|name| reference.attribute(name));
            source.unwrap_or_default().trim().to_owned()
        };
        let largest = references.filter(is_picture).max_by_key(pixels);
        let url = largest.map(address).unwrap_or_default();
        if !matches!(kind.as_str(), "image" | "photo" | "picture" | "graphic") || url.is_empty() {
            let what = if kind == "image" {
                "picture without a file".to_owned()
            } else {
                line(&kind)
            };
            self.left_out.push(format!("media: {what}"));
            return;
        }
        let alt = largest.and_then(|reference| reference.attribute("alternate-text"));
        let mut captions = media
            .all("media-caption")
            .map(|caption| line(&caption.text()));
        let picture = Picture {
            url,
            alt: alt.map(line).unwrap_or_default(),
            caption: escaped(&captions.next().unwrap_or_default()),
            credit: media.text_at(&["media-producer"]),
            ..Picture::default()
        };
        // The picture before the text is the lead.
        if self.pictures.is_empty() && self.html.trim().is_empty() {
            self.pictures.push(picture);
        } else {
            figure(&mut self.html, &picture);
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    html::text(&mut out, text);
    out
}
