//! The value of an attribute.

use std::borrow::Cow;

/// The value of an attribute; `None` leaves the attribute out.
pub struct AttributeValue(pub(super) Option<Cow<'static, str>>);

impl From<&'static str> for AttributeValue {
    fn from(value: &'static str) -> Self {
        Self(Some(Cow::Borrowed(value)))
    }
}

impl From<String> for AttributeValue {
    fn from(value: String) -> Self {
        Self(Some(Cow::Owned(value)))
    }
}

impl From<u32> for AttributeValue {
    fn from(value: u32) -> Self {
        value.to_string().into()
    }
}

impl<V: Into<AttributeValue>> From<Option<V>> for AttributeValue {
    fn from(value: Option<V>) -> Self {
        match value {
            Some(value) => value.into(),
            None => Self(None),
        }
    }
}
