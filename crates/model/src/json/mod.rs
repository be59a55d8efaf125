//! Decodes JSON into page data in the browser, and names the field that is invalid.
//!
//! Serde's derived decoders do the same in native code. In WebAssembly they were a fifth of the
//! whole app, because each type brings its own state machine. Here the browser's own parser makes
//! a tree of [`Json`], and a few small functions that all types share decode the tree. A test
//! checks that both give the same result. See `docs/adr/0005-small-webassembly.md`.

mod records;

pub use records::DATA_VERSION;

use crate::{
    AttributeName, Attributes, Day, ElementName, Href, ImageSource, LaidOut, LocalTime, PageNumber,
    Route, Slug, Text,
};

/// How deep lists and objects can be nested. This is the limit of serde_json.
pub const MAX_DEPTH: usize = 128;

/// A JSON value. Numbers are whole, because page data has no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`, or a number that is not a whole number from 0 up to, but not including, 2⁵³.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object. If two fields have the same name, the first one counts.
    Object(Vec<(String, Json)>),
    /// A field that is not there. The browser's parser never returns it.
    Missing,
}

/// The value that decoders get for a field that an object does not have.
static MISSING: Json = Json::Missing;

/// The error of decoding a value that does not fit its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The path of keys and indexes to the value: `page.article.body[3].p.text`.
    pub field: String,
    /// What is wrong with the value.
    pub reason: String,
}

impl DecodeError {
    /// Creates an error for the value itself, with an empty path.
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            field: String::new(),
            reason: reason.into(),
        }
    }
}

/// A type that can be decoded from JSON.
///
/// Decoding never stops in the middle. An invalid value becomes any value of its type, the decoder keeps
/// the error, and [`decode`] drops the result. If each field could end the function, the compiler would
/// write code that drops the fields before it, for each field of each type: that was 6 % of the app.
pub trait FromJson: Sized {
    /// Decodes a value.
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self;
}

/// Decodes a value.
///
/// # Errors
/// [`DecodeError`] for the first value that has another type or shape than it should.
pub fn decode<T: FromJson>(json: &Json) -> Result<T, DecodeError> {
    let mut decoder = Decoder::default();
    let value = T::from_json(json, &mut decoder);
    decoder.finish(value)
}

/// Decodes a field of an object.
///
/// # Errors
/// [`DecodeError`] if this is not an object, or if the field is missing or invalid.
pub fn decode_field<T: FromJson>(json: &Json, name: &str) -> Result<T, DecodeError> {
    let mut decoder = Decoder::default();
    let value = T::from_json(decoder.enter(json, name), &mut decoder);
    decoder.finish(value)
}

/// Where in the tree the decoders are, and the first error that they met.
#[derive(Debug, Default)]
pub struct Decoder<'a> {
    path: Vec<Step<'a>>,
    error: Option<DecodeError>,
}

/// A step into an object or a list.
#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Decoder<'a> {
    fn finish<T>(self, value: T) -> Result<T, DecodeError> {
        self.error.map_or(Ok(value), Err)
    }

    /// Steps into a field of an object, and returns it or [`Json::Missing`].
    fn enter(&mut self, json: &'a Json, name: &'a str) -> &'a Json {
        let field = match json {
            Json::Object(fields) => fields.iter().find(|(key, _)| key == name),
            _ => {
                self.type_error(json, "an object");
                None
            }
        };
        self.path.push(Step::Key(name));
        field.map_or(&MISSING, |(_, value)| value)
    }

    /// Steps into the content of an enum's variant, such as `"br"` or `{"t":"…"}`, and returns the variant's
    /// name and content. The name is empty if the value is not a variant.
    fn enter_variant(&mut self, json: &'a Json) -> (&'a str, &'a Json) {
        let (name, inner) = match json {
            Json::Text(name) => (name.as_str(), &Json::Null),
            Json::Object(fields) if fields.len() == 1 => (fields[0].0.as_str(), &fields[0].1),
            _ => {
                self.type_error(json, "a variant");
                ("", &MISSING)
            }
        };
        self.path.push(Step::Key(name));
        (name, inner)
    }

    /// Steps back out of a field, a variant or an item.
    fn leave(&mut self) {
        self.path.pop();
    }

    /// Notes that the value is invalid, unless another one was before.
    fn fail(&mut self, reason: &[&str]) {
        if self.error.is_some() {
            return;
        }
        let mut field = String::new();
        for step in &self.path {
            match step {
                Step::Key(name) => {
                    if !field.is_empty() {
                        field.push('.');
                    }
                    field.push_str(name);
                }
                Step::Index(at) => {
                    field.push('[');
                    field.push_str(&at.to_string());
                    field.push(']');
                }
            }
        }
        let reason = reason.concat();
        self.error = Some(DecodeError { field, reason });
    }

    fn type_error(&mut self, json: &Json, expected: &str) {
        let is = match json {
            Json::Missing => {
                // The object is what is wrong.
                if let Some(Step::Key(name)) = self.path.pop() {
                    self.fail(&["missing field `", name, "`"]);
                    self.path.push(Step::Key(name));
                }
                return;
            }
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        };
        self.fail(&["is ", is, ", not ", expected]);
    }

    /// Notes that there is no variant with the name that was entered.
    fn unknown_variant(&mut self, name: &str) {
        self.path.pop();
        self.fail(&["unknown variant `", name, "`"]);
        self.path.push(Step::Key(""));
    }

    fn text(&mut self, json: &'a Json) -> &'a str {
        match json {
            Json::Text(text) => text,
            _ => {
                self.type_error(json, "a text");
                ""
            }
        }
    }

    fn number(&mut self, json: &Json, max: u32) -> u32 {
        match json {
            Json::Number(number) if *number <= u64::from(max) => *number as u32,
            Json::Number(_) => {
                self.fail(&["is too large a number"]);
                0
            }
            _ => {
                self.type_error(json, "a number");
                0
            }
        }
    }
}

impl FromJson for String {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        decoder.text(json).to_owned()
    }
}

impl FromJson for ImageSource {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        String::from_json(json, decoder).into()
    }
}

impl FromJson for bool {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        match json {
            Json::Bool(value) => *value,
            _ => {
                decoder.type_error(json, "true or false");
                false
            }
        }
    }
}

impl FromJson for u32 {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        decoder.number(json, Self::MAX)
    }
}

impl FromJson for u16 {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        decoder.number(json, Self::MAX.into()) as Self
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        match json {
            Json::Null | Json::Missing => None,
            _ => Some(T::from_json(json, decoder)),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        let Json::List(items) = json else {
            decoder.type_error(json, "a list");
            return Self::new();
        };
        let mut list = Self::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            decoder.path.push(Step::Index(at));
            list.push(T::from_json(item, decoder));
            decoder.leave();
        }
        list
    }
}

/// Implements [`FromJson`] for types that are parsed from a text. The last expression is the value for an
/// invalid text, which is dropped together with the whole result.
macro_rules! parsed {
    ($($kind:ty: $parse:expr, $invalid:expr;)*) => {$(
        impl FromJson for $kind {
            fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
                let Json::Text(text) = json else {
                    decoder.type_error(json, "a text");
                    return $invalid;
                };
                $parse(text).unwrap_or_else(|error| {
                    decoder.fail(&[&error.to_string()]);
                    $invalid
                })
            }
        }
    )*};
}

parsed! {
    Slug: Slug::parse, Slug::placeholder();
    Href: Href::parse, Self::Internal(Route::Front);
    LocalTime: LocalTime::parse, LocalTime::EPOCH;
    Day: |text| Day::parse(text, '-'), LocalTime::EPOCH.day();
    Route: |text| Route::parse(text).ok_or("is no page of this site"), Self::Front;
    ElementName: |text| ElementName::parse(text).ok_or("is no element of a view"), Self::P;
}

impl FromJson for LaidOut {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        Text::from_json(json, decoder).into()
    }
}

impl FromJson for Attributes {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        let mut attributes = Self::default();
        let Json::Object(fields) = json else {
            decoder.type_error(json, "an object");
            return attributes;
        };
        for (name, value) in fields {
            decoder.path.push(Step::Key(name));
            let value = decoder.text(value);
            match AttributeName::parse(name, value) {
                Some(name) => attributes.0.push((name, value.to_owned())),
                None => decoder.fail(&["is no attribute of a view"]),
            }
            decoder.leave();
        }
        attributes
    }
}

impl FromJson for PageNumber {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        Self::new(u32::from_json(json, decoder)).unwrap_or_else(|| {
            decoder.fail(&["is no page number"]);
            Self::FIRST
        })
    }
}

/// Returns the names of an enum's variants in JSON, as serde lists them when it meets another name.
#[cfg(test)]
pub(crate) fn variants<T: serde::de::DeserializeOwned + std::fmt::Debug>() -> Vec<String> {
    let error = serde_json::from_str::<T>(r#""no such variant""#)
        .expect_err("no enum has this variant")
        .to_string();
    let (_, list) = error.split_once("expected ").expect("a list of names");
    let names = list.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, Direction, Inline, ListingKind, Page};

    /// Whether the decoder of the browser knows each variant that serde knows.
    fn check<T: FromJson + serde::de::DeserializeOwned + std::fmt::Debug>() {
        let names = variants::<T>();
        assert!(names.len() > 1, "{names:?}");
        for name in names {
            let tagged = Json::Object(vec![(name.clone(), Json::Null)]);
            if let Err(error) = decode::<T>(&tagged) {
                assert!(
                    !error.reason.starts_with("unknown variant"),
                    "add {name} to `choices!` in records.rs"
                );
            }
        }
    }

    #[test]
    fn every_variant_that_serde_knows_is_decoded() {
        check::<Block>();
        check::<Inline>();
        check::<Page>();
        check::<ListingKind>();
        check::<Direction>();
    }
}
