//! The package document (EPUB 3.3 §5): what the book is, which files it has, and in which order they are
//! read.

use crate::document::xml;
use crate::pictures::Pictures;
use crate::{Book, Context};
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
    for (name, number) in pictures.names().zip(1..) {
        item(out, &format!("picture-{number}"), name, "image/jpeg", None);
    }
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

/// Returns when the book was last changed, in the only format that is allowed (§5.5.5): that of its newest
/// story, because the time of the making would make each book different.
fn modified(book: &Book<'_>) -> String {
    let time = book.modified();
    let time = time.and_then(|time| time.to_string().parse::<Timestamp>().ok());
    time.map_or_else(
        || format!("{}T00:00:00Z", book.day),
        |time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}
