//! Reads the content of a news item: XHTML, NITF or text in it, and the pictures that it refers to.

use crate::recording::File;
use crate::xml::tree::{Element, Node};
use crate::{html, nitf};
use frontpage_source::Picture;

/// The attributes that are kept.
const ATTRIBUTES: [&str; 7] = ["href", "src", "alt", "class", "colspan", "rowspan", "start"];
/// The attributes that are kept of videos and audio recordings in addition.
const RECORDING_ATTRIBUTES: [&str; 8] = [
    "poster", "title", "type", "kind", "srclang", "label", "width", "height",
];

/// The content of a news item.
#[derive(Debug, Default)]
pub struct Content {
    /// The text as HTML.
    pub html: String,
    /// The title of the document.
    pub headline: String,
    /// The name of an XML element in the item that is not a text, such as `sports-content`.
    pub vocabulary: Option<String>,
    /// Where the text is, if it is not in the item.
    pub elsewhere: Option<String>,
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// What was left out.
    pub left_out: Vec<String>,
}

/// Reads a content set. Of several texts the first counts, because they are the same text in several formats.
pub fn read(set: &Element) -> Content {
    let mut content = Content::default();
    for element in set.elements() {
        let media_type = element
            .attribute("contenttype")
            .unwrap_or_default()
            .to_lowercase();
        match element.name.as_str() {
            "inlineXML" if content.html.is_empty() => xml(element, &mut content),
            "inlineData" if content.html.is_empty() => {
                let text = element.text();
                content.html = match media_type.contains("html") || html::is_html(&text) {
                    true => text,
                    false => html::paragraphs(&text),
                };
            }
            "remoteContent" if media_type.starts_with("text/") => {
                content.elsewhere = element.attribute("href").map(str::to_owned);
            }
            _ => {}
        }
    }
    content.pictures.extend(picture(set));
    content
}

fn xml(element: &Element, content: &mut Content) {
    for inner in element.elements() {
        if inner.name == "nitf" || inner.name == "body.content" {
            let found = nitf::content(inner).unwrap_or(inner);
            let body = nitf::read_content(found);
            content.html = body.html;
            content.pictures = body.pictures;
            content.left_out = body.left_out;
            content.headline = inner.text_at(&["body", "body.head", "hedline", "hl1"]);
        } else if !is_html(&inner.name) {
            content.vocabulary = Some(inner.name.clone());
        } else {
            if let Some(title) = inner.find(&["head", "title"]) {
                content.headline = frontpage_clean::line(&title.text());
            }
            let body = inner.find(&["body"]).unwrap_or(inner);
            match inner.name.as_str() {
                "html" | "body" => children(&mut content.html, body),
                // The element itself is a part of the text.
                _ => children(&mut content.html, element),
            }
        }
        if !content.html.trim().is_empty() {
            return;
        }
    }
}

/// Returns whether an element belongs to HTML and can contain a text.
fn is_html(name: &str) -> bool {
    let names = ["html", "body", "article", "section", "div", "p", "main"];
    names.contains(&name.to_ascii_lowercase().as_str())
}

/// Returns the picture of a content set: the largest of its renditions.
pub fn picture(set: &Element) -> Option<Picture> {
    let of_picture = set.all("remoteContent").filter(|remote| {
        let media_type = remote.attribute("contenttype").unwrap_or_default();
        media_type.to_lowercase().starts_with("image/") && remote.attribute("href").is_some()
    });
    let side = |remote: &Element, name: &str| -> u64 {
        let side = remote
            .attribute(name)
            .and_then(|side| side.trim().parse().ok());
        side.unwrap_or_default()
    };
    let largest = of_picture
        .max_by_key(|remote| side(remote, "width").saturating_mul(side(remote, "height")));
    let length = |name: &str| largest?.attribute(name)?.trim().parse().ok();
    Some(Picture {
        url: largest?.attribute("href")?.trim().to_owned(),
        size: length("width").zip(length("height")),
        ..Picture::default()
    })
}

/// Returns the files that a content set refers to.
pub fn files(set: &Element) -> Vec<File> {
    let files = set.all("remoteContent").filter_map(|remote| {
        let side = |name: &str| remote.attribute(name)?.trim().parse().ok();
        Some(File {
            href: remote.attribute("href")?.trim().to_owned(),
            media_type: remote
                .attribute("contenttype")
                .unwrap_or_default()
                .to_owned(),
            width: side("width").unwrap_or_default(),
            height: side("height").unwrap_or_default(),
        })
    });
    files.filter(|file| !file.href.is_empty()).collect()
}

/// Appends the elements of XHTML. The publisher decides what becomes of them.
// The depth of the tree is bounded.
pub fn children(out: &mut String, element: &Element) {
    for node in &element.children {
        let inner = match node {
            Node::Text(text) => {
                html::text(out, text);
                continue;
            }
            Node::Element(inner) => inner,
        };
        let name = inner.name.to_ascii_lowercase();
        if matches!(name.as_str(), "script" | "style" | "head" | "title") {
            continue;
        }
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_name {
            children(out, inner);
            continue;
        }
        out.push('<');
        out.push_str(&name);
        let is_recording = matches!(name.as_str(), "video" | "audio" | "source" | "track");
        let more = RECORDING_ATTRIBUTES.iter().filter(|_| is_recording);
        for key in ATTRIBUTES.iter().chain(more) {
            if let Some(value) = inner.attribute(key) {
                html::attribute(out, key, value);
            }
        }
        out.push('>');
        if matches!(
            name.as_str(),
            "br" | "hr" | "img" | "wbr" | "col" | "source" | "track" | "input" | "embed"
        ) {
            continue;
        }
        children(out, inner);
        out.push_str("</");
        out.push_str(&name);
        out.push('>');
    }
}
