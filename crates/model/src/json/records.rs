//! The decoders of the page data, field by field. They are in one file because similar code compresses
//! better side by side: beside their types, they cost the app 92 bytes more with Brotli.

use super::{Decoder, FromJson, Json};
use crate::*;

/// The version of the page data, which is increased when an app that is already open in a tab could
/// not read the new data. That app then reloads itself once.
pub const DATA_VERSION: u32 = 4;

/// Implements [`FromJson`] for structs. `Type { a, b = x, c as "d" }` decodes the
/// fields `a`, `b` and `c`. It uses `x` if `b` is missing, and the name of `c` in JSON is `d`. A field
/// that serde omits when it serializes needs such a default. `e as "f": flag` is an enum that JSON has
/// as a flag, which is false if it is missing.
macro_rules! records {
    ($($kind:ident { $($field:ident $(as $name:literal)? $(: $flag:ident)? $(= $or:expr)?),* })*) => {$(
        impl $crate::json::FromJson for $kind {
            fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
                Self { $($field: {
                    let inner = decoder.enter(json, records!(@name $field $($name)?));
                    let value = records!(@value inner, decoder $(, $flag)? $(, = $or)?);
                    decoder.leave();
                    value
                }),* }
            }
        }
    )*};
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@value $json:ident, $decoder:ident) => { FromJson::from_json($json, $decoder) };
    (@value $json:ident, $decoder:ident, = $or:expr) => {
        match $json {
            Json::Missing => $or,
            _ => FromJson::from_json($json, $decoder),
        }
    };
    (@value $json:ident, $decoder:ident, flag) => {
        records!(@value $json, $decoder, = false).into()
    };
}

/// Implements [`FromJson`] for enums, which are externally tagged as in serde:
/// `Type { "name" => Variant; "name" => Unit }`. The expression after `or` is the value for an unknown
/// variant, which is dropped together with the whole result.
macro_rules! choices {
    ($($kind:ident { $($name:literal => $variant:ident),*; $($word:literal => $unit:ident),* } or $or:expr;)*) => {$(
        impl $crate::json::FromJson for $kind {
            fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
                #[allow(unused_variables, reason = "an enum of words has no content")]
                let (name, inner) = decoder.enter_variant(json);
                let value = match name {
                    $($name => Self::$variant(FromJson::from_json(inner, decoder)),)*
                    $($word => Self::$unit,)*
                    _ => {
                        decoder.unknown_variant(name);
                        $or
                    }
                };
                decoder.leave();
                value
            }
        }
    )*};
}

choices! {
    Page {
        "front" => Front, "listing" => Listing, "article" => Article, "rail" => Rail,
        "site" => Site;
    } or Self::Front(Front::default());
    ListingKind { ; "section" => Section, "tag" => Tag, "author" => Author } or Self::Section;
    Direction { ; "ltr" => Ltr, "rtl" => Rtl } or Self::Ltr;
    Inline {
        "t" => Text, "b" => Strong, "i" => Emphasis, "a" => Link, "code" => Code,
        "sub" => Subscript, "sup" => Superscript, "span" => Span, "el" => Element;
        "br" => Break
    } or Self::Break;
    Block {
        "p" => Paragraph, "h" => Heading, "img" => Image, "gallery" => Gallery, "quote" => Quote,
        "list" => List, "related" => Related, "pre" => Preformatted,
        "view" => LaidOut;
        "hr" => Rule
    } or Self::Rule;
}

records! {
    PageData { v, page }
    Front { name = String::new(), blocks = Vec::new(), top, strips }
    Strip { section, cards }
    Listing { kind, slug, name, description as "about" = String::new(), page, cards, older, newer }
    Rail { name, tag, cards }
    Card { url, kicker = Vec::new(), headline, summary = String::new(), time, image, lang }
    SectionRef { slug, name }
    Site {
        name, tagline = String::new(), description = String::new(), url, lang, dir, time_zone,
        time_zone_label = String::new(), sections, offline = false, copyright = String::new()
    }
    TagRef { slug, name }
    BylinePart { text, author }
    Article {
        url, section, tags = Vec::new(), headline, summary = String::new(), lead, published, updated,
        byline = Vec::new(), dateline, origin, body, credit, lang, dir, words, rail
    }
    Image { source as "key", width as "w", height as "h", alt = String::new() }
    LinkText { href, text }
    Span { lang, dir, text }
    Paragraph { text, lang, dir }
    Heading { level as "minor": flag, text }
    Figure { image, caption = Text::new(), credit }
    Quote { kind as "pull": flag, paragraphs, cite = Text::new(), lang, dir }
    List { ordered = false, items }
    Item { text, lists = Vec::new() }
    Element { name as "n", attributes as "a" = Attributes::default(), children as "c" = Text::new() }
    Related { href, title }
}
