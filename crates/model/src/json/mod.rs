//! Decodes JSON into page data in the browser, and names the field that is invalid.
//!
//! Serde's derived decoders do the same in native code. In WebAssembly they were a fifth of the
//! whole app, because each type brings its own state machine. Here the browser's own parser makes
//! a tree of [`Json`], and a few small functions that all types share decode the tree. A test
//! checks that both give the same result. See `docs/adr/0005-small-webassembly.md`.

mod records;

pub use records::DATA_VERSION;

use crate::{Day, Href, ImageSource, LocalTime, PageNumber, Route, Slug};
use core::fmt::Display;

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
}

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

    /// Adds `step`, a key or an index, to the front of the path.
    fn within(mut self, step: &str) -> Self {
        let link = if self.field.is_empty() || self.field.starts_with('[') {
            ""
        } else {
            "."
        };
        self.field = [step, link, &self.field].concat();
        self
    }
}

/// A type that can be decoded from JSON.
pub trait FromJson: Sized {
    /// Decodes a value.
    ///
    /// # Errors
    /// [`DecodeError`] if the value has another type or shape.
    fn from_json(json: &Json) -> Result<Self, DecodeError>;

    /// Returns the value of a missing field; `None` if the field is required.
    fn default_if_missing() -> Option<Self> {
        None
    }
}

impl Json {
    /// Decodes a field of an object.
    ///
    /// # Errors
    /// [`DecodeError`] if this is not an object, or if the field is missing or invalid.
    pub fn field<T: FromJson>(&self, name: &str) -> Result<T, DecodeError> {
        match self.find(name)? {
            Some(value) => T::from_json(value).map_err(|error| error.within(name)),
            None => T::default_if_missing()
                .ok_or_else(|| DecodeError::new(["missing field `", name, "`"].concat())),
        }
    }

    /// Decodes a field of an object, or returns `or` if the field is missing.
    ///
    /// # Errors
    /// [`DecodeError`] if this is not an object, or if the field is invalid.
    pub fn field_or_default<T: FromJson>(&self, name: &str, or: T) -> Result<T, DecodeError> {
        match self.find(name)? {
            Some(value) => T::from_json(value).map_err(|error| error.within(name)),
            None => Ok(or),
        }
    }

    fn find(&self, name: &str) -> Result<Option<&Self>, DecodeError> {
        match self {
            Self::Object(fields) => Ok(fields
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value)),
            _ => Err(self.type_error("an object")),
        }
    }

    /// Returns the name of an enum's variant and its content: `"br"`, or `{"t":"…"}`.
    fn variant(&self) -> Result<(&str, &Self), DecodeError> {
        match self {
            Self::Text(name) => Ok((name, &Self::Null)),
            Self::Object(fields) if fields.len() == 1 => Ok((&fields[0].0, &fields[0].1)),
            _ => Err(self.type_error("a variant")),
        }
    }

    fn text(&self) -> Result<&str, DecodeError> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(self.type_error("a text")),
        }
    }

    fn type_error(&self, expected: &str) -> DecodeError {
        let is = match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        };
        DecodeError::new(["is ", is, ", not ", expected].concat())
    }
}

fn unknown(variant: &str) -> DecodeError {
    DecodeError::new(["unknown variant `", variant, "`"].concat())
}

fn parsed<T, E: Display>(
    json: &Json,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, DecodeError> {
    parse(json.text()?).map_err(|error| DecodeError::new(error.to_string()))
}

impl FromJson for String {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.text().map(str::to_owned)
    }
}

impl FromJson for ImageSource {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        String::from_json(json).map(Self::from)
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(value) => Ok(*value),
            _ => Err(json.type_error("true or false")),
        }
    }
}

impl FromJson for u32 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Number(number) => {
                Self::try_from(*number).map_err(|_| DecodeError::new("is too large a number"))
            }
            _ => Err(json.type_error("a number")),
        }
    }
}

impl FromJson for u16 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let number = u32::from_json(json)?;
        Self::try_from(number).map_err(|_| DecodeError::new("is too large a number"))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(None),
            _ => T::from_json(json).map(Some),
        }
    }

    fn default_if_missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let Json::List(items) = json else {
            return Err(json.type_error("a list"));
        };
        let mut list = Self::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            list.push(T::from_json(item).map_err(|error| error.within(&index(at)))?);
        }
        Ok(list)
    }
}

fn index(at: usize) -> String {
    ["[", &at.to_string(), "]"].concat()
}

macro_rules! parsed {
    ($($kind:ty: $parse:expr;)*) => {$(
        impl FromJson for $kind {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                parsed(json, $parse)
            }
        }
    )*};
}

parsed! {
    Slug: Slug::parse;
    Href: Href::parse;
    LocalTime: LocalTime::parse;
    Day: |text| Day::parse(text, '-');
    Route: |text| Route::parse(text).ok_or("is no page of this site");
}

impl FromJson for PageNumber {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Self::new(u32::from_json(json)?).ok_or_else(|| DecodeError::new("is no page number"))
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
            if let Err(error) = T::from_json(&tagged) {
                let reason = unknown(&name).reason;
                assert_ne!(
                    error.reason, reason,
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
