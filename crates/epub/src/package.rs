//! The package document (EPUB 3.3 §5): what the book is, which files it has, and in which order they are
//! read.

use crate::document::xml;
use crate::pictures::Pictures;
use crate::{Book, Context, cover};
use frontpage_model::{Direction, messages};
use frontpage_output::markup::Markup;
use jiff::Timestamp;

const XHTML: &str = "application/xhtml+xml";

/// Returns the package document.
pub fn document<F>(
    book: &Book<'_>,
    context: &Context<'_>,
    identifier: &str,
    pictures: &Pictures<F>,
) -> String {
    let mut out = Markup::for_feed();
    let words = context.words;
    let attributes = [
        ("xmlns", Some("http://www.idpf.org/2007/opf")),
        ("version", Some("3.0")),
        ("unique-identifier", Some("id")),
        ("xml:lang", Some(words.lang)),
        ("dir", Some(words.dir.as_str())),
        ("prefix", Some("schema: http://schema.org/")),
    ];
    out.element("package", &attributes, |out| {
        let names = [("xmlns:dc", Some("http://purl.org/dc/elements/1.1/"))];
        out.element("metadata", &names, |out| {
            metadata(out, book, context, identifier, pictures);
        });
        out.line();
        out.element("manifest", &[], |out| manifest(out, book, pictures));
        out.line();
        let direction = match words.dir {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        let attributes = [
            ("toc", Some("ncx")),
            ("page-progression-direction", Some(direction)),
        ];
        out.element("spine", &attributes, |out| {
            for id in ["title".to_owned(), "nav".to_owned()]
                .into_iter()
                .chain(book.stories().map(|(_, name)| id(&name)))
            {
                out.line();
                out.void("itemref", &[("idref", Some(&id))]);
            }
        });
    });
    xml(out)
}

fn metadata<F>(
    out: &mut Markup,
    book: &Book<'_>,
    context: &Context<'_>,
    identifier: &str,
    pictures: &Pictures<F>,
) {
    let config = context.config;
    let day = book.day.to_string();
    let address = context.site_urls.absolute("/");
    out.line();
    out.element("dc:identifier", &[("id", Some("id"))], |out| {
        out.text(identifier);
    });
    for (name, text) in [
        ("dc:title", &*context.title),
        ("dc:language", context.words.lang),
        ("dc:publisher", &*config.name),
        ("dc:creator", &*config.name),
        ("dc:date", &*day),
        ("dc:source", &*address),
        ("dc:type", "newspaper"),
        ("dc:description", &*config.description),
        ("dc:rights", &*config.copyright),
    ] {
        if !text.trim().is_empty() {
            out.line();
            out.text_element(name, text);
        }
    }
    let modified = modified(book);
    let mut properties = vec![("dcterms:modified", &*modified)];
    properties.push(("schema:accessMode", "textual"));
    let has_pictures = pictures.names().next().is_some();
    if has_pictures {
        properties.push(("schema:accessMode", "visual"));
        properties.push(("schema:accessModeSufficient", "textual,visual"));
    }
    let is_complete_as_text = pictures.are_described;
    if is_complete_as_text {
        properties.push(("schema:accessModeSufficient", "textual"));
    }
    for feature in ["structuralNavigation", "tableOfContents", "readingOrder"] {
        properties.push(("schema:accessibilityFeature", feature));
    }
    if has_pictures && is_complete_as_text {
        properties.push(("schema:accessibilityFeature", "alternativeText"));
    }
    properties.push(("schema:accessibilityHazard", "none"));
    let summary = if is_complete_as_text {
        messages::BOOK_IS_ACCESSIBLE.text()
    } else {
        messages::BOOK_HAS_PICTURES_WITHOUT_TEXT.text()
    };
    for (property, content) in properties {
        out.line();
        out.element("meta", &[("property", Some(property))], |out| {
            out.text(content);
        });
    }
    // Readers of EPUB 2 find the cover by this (OPF 2.0.1 has no other way).
    out.line();
    let cover = cover_id(pictures);
    let attributes = [("name", Some("cover")), ("content", Some(&*cover))];
    out.void("meta", &attributes);
    out.line();
    let attributes = [
        ("property", Some("schema:accessibilitySummary")),
        ("xml:lang", Some("en")),
        ("dir", Some("ltr")),
    ];
    out.element("meta", &attributes, |out| out.text(summary));
}

fn manifest<F>(out: &mut Markup, book: &Book<'_>, pictures: &Pictures<F>) {
    item(out, "title", "title.xhtml", XHTML, None);
    item(out, "nav", "nav.xhtml", XHTML, Some("nav"));
    item(out, "ncx", "toc.ncx", "application/x-dtbncx+xml", None);
    item(out, "style", "style.css", "text/css", None);
    for (_, name) in book.stories() {
        item(out, &id(&name), &name, XHTML, None);
    }
    const COVER: Option<&str> = Some("cover-image");
    let cover = pictures.cover.as_deref();
    if cover.is_none() {
        item(out, "cover", cover::FILE, "image/svg+xml", COVER);
    }
    for (name, id) in picture_ids(pictures) {
        let properties = COVER.filter(|_| cover == Some(name));
        item(out, &id, name, "image/jpeg", properties);
    }
}

/// Returns the names of the pictures with their ids.
fn picture_ids<F>(pictures: &Pictures<F>) -> impl Iterator<Item = (&str, String)> {
    let numbers = (1..).map(|number: usize| format!("picture-{number}"));
    pictures.names().zip(numbers)
}

/// Returns the id of the cover.
fn cover_id<F>(pictures: &Pictures<F>) -> String {
    let cover = pictures.cover.as_deref();
    let id = picture_ids(pictures).find(|(name, _)| Some(*name) == cover);
    id.map_or_else(|| "cover".to_owned(), |(_, id)| id)
}

fn item(out: &mut Markup, id: &str, href: &str, kind: &str, properties: Option<&str>) {
    out.line();
    let attributes = [
        ("id", Some(id)),
        ("href", Some(href)),
        ("media-type", Some(kind)),
        ("properties", properties),
    ];
    out.void("item", &attributes);
}

/// Returns the id of a chapter.
fn id(name: &str) -> String {
    name.trim_end_matches(".xhtml").to_owned()
}

/// Returns when the book was last changed, in the only format that is allowed (§5.5.5). This is the time of
/// its newest story, because with the current time each book would be different.
fn modified(book: &Book<'_>) -> String {
    let time = book.modified();
    let time = time.and_then(|time| time.to_string().parse::<Timestamp>().ok());
    time.map_or_else(
        || format!("{}T00:00:00Z", book.day),
        |time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}
