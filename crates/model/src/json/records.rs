//! The decoders of the page data, field by field. A field that serde omits when it serializes has a
//! default here.

use super::{DecodeError, FromJson, Json, unknown};
use crate::*;

/// Implements [`FromJson`] for structs. `Type { a, b = x, c as "d" }` decodes the fields `a`, `b` and
/// `c`. It uses `x` if `b` is missing, and the name of `c` in JSON is `d`.
macro_rules! records {
    ($($kind:ident { $($field:ident $(as $name:literal)? $(= $or:expr)?),* })*) => {$(
        impl FromJson for $kind {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                Ok(Self { $($field: {
                    let name = records!(@name $field $($name)?);
                    records!(@value json, name $(, $or)?)
                }),* })
            }
        }
    )*};
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@value $json:ident, $name:ident) => { $json.field($name)? };
    (@value $json:ident, $name:ident, $or:expr) => { $json.field_or_default($name, $or)? };
}

/// Implements [`FromJson`] for enums, which are externally tagged as in serde:
/// `Type { "name" => Variant; "name" => Unit }`.
macro_rules! choices {
    ($($kind:ident { $($name:literal => $variant:ident),*; $($word:literal => $unit:ident),* })*) => {$(
        impl FromJson for $kind {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                match json.variant()? {
                    $(($name, inner) => FromJson::from_json(inner)
                        .map(Self::$variant)
                        .map_err(|error: DecodeError| error.within($name)),)*
                    $(($word, _) => Ok(Self::$unit),)*
                    (name, _) => Err(unknown(name)),
                }
            }
        }
    )*};
}

choices! {
    Direction { ; "ltr" => Ltr, "rtl" => Rtl }
    ListingKind { ; "section" => Section, "tag" => Tag, "author" => Author }
    Inline {
        "t" => Text, "b" => Strong, "i" => Emphasis, "a" => Link, "code" => Code,
        "sub" => Subscript, "sup" => Superscript, "span" => Span;
        "br" => Break
    }
    Block {
        "p" => Paragraph, "h" => Heading, "img" => Image, "gallery" => Gallery, "quote" => Quote,
        "list" => List, "table" => Table, "embed" => Embed, "correction" => Correction,
        "related" => Related, "pre" => Preformatted;
        "hr" => Rule
    }
    Page {
        "front" => Front, "listing" => Listing, "article" => Article, "rail" => Rail,
        "site" => Site;
    }
}

const NO_TEXT: Text = Text::new();
const NONE: String = String::new();

records! {
    PageData { v, page }
    Front { top, strips }
    Strip { section, cards }
    Listing { kind, slug, name, description as "about" = NONE, page, cards, older, newer }
    Rail { name, tag, cards }
    Card { url, kicker = Vec::new(), headline, summary = NONE, time, image, lang }
    SectionRef { slug, name }
    TagRef { slug, name }
    BylinePart { text, author }
    Site {
        name, tagline = NONE, description = NONE, url, lang, dir, time_zone,
        time_zone_label = NONE, sections, copyright = NONE
    }
    Article {
        url, section, tags = Vec::new(), headline, summary = NONE, lead, published, updated,
        byline = Vec::new(), dateline, body, credit, lang, dir, rail
    }
    LinkText { href, text }
    Span { lang, dir, text }
    Paragraph { text, lang, dir }
    Heading { level as "minor" = HeadingLevel::Second, text }
    Figure { image, caption = NO_TEXT, credit }
    Quote { kind as "pull" = QuoteKind::Block, paragraphs, cite = NO_TEXT, lang, dir }
    List { ordered = false, items }
    Item { text, lists = Vec::new() }
    Table { caption = NO_TEXT, head = Vec::new(), body }
    Cell { text, header = false, cols = 1, rows = 1 }
    Embed { href, title, note = NO_TEXT }
    Correction { day, text }
    Related { href, title }
    Image { fingerprint as "key", width as "w", height as "h", alt = NONE }
}

/// Implements [`FromJson`] for enums that JSON has as a flag.
macro_rules! flags {
    ($($kind:ident),*) => {$(
        impl FromJson for $kind {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                bool::from_json(json).map(Self::from)
            }
        }
    )*};
}

flags!(HeadingLevel, QuoteKind);
