//! The macros with which each type of the page data declares how it is decoded, beside its
//! definition.

/// Implements [`FromJson`](super::FromJson) for structs. `Type { a, b = x, c as "d" }` decodes the
/// fields `a`, `b` and `c`. It uses `x` if `b` is missing, and the name of `c` in JSON is `d`. A field
/// that serde omits when it serializes needs such a default. `e as "f": flag` is an enum that JSON has
/// as a flag, which is false if it is missing.
macro_rules! records {
    ($($kind:ident { $($field:ident $(as $name:literal)? $(: $flag:ident)? $(= $or:expr)?),* })*) => {$(
        impl $crate::json::FromJson for $kind {
            fn from_json(json: &$crate::json::Json) -> Result<Self, $crate::json::DecodeError> {
                Ok(Self { $($field: {
                    let name = $crate::json::records!(@name $field $($name)?);
                    $crate::json::records!(@value json, name $(, $flag)? $(, = $or)?)
                }),* })
            }
        }
    )*};
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@value $json:ident, $name:ident) => { $json.field($name)? };
    (@value $json:ident, $name:ident, = $or:expr) => { $json.field_or_default($name, $or)? };
    (@value $json:ident, $name:ident, flag) => { $json.field_or_default($name, false)?.into() };
}

/// Implements [`FromJson`](super::FromJson) for enums, which are externally tagged as in serde:
/// `Type { "name" => Variant; "name" => Unit }`.
macro_rules! choices {
    ($($kind:ident { $($name:literal => $variant:ident),*; $($word:literal => $unit:ident),* })*) => {$(
        impl $crate::json::FromJson for $kind {
            fn from_json(json: &$crate::json::Json) -> Result<Self, $crate::json::DecodeError> {
                match json.variant()? {
                    $(($name, inner) => $crate::json::FromJson::from_json(inner)
                        .map(Self::$variant)
                        .map_err(|error: $crate::json::DecodeError| error.within($name)),)*
                    $(($word, _) => Ok(Self::$unit),)*
                    (name, _) => Err($crate::json::unknown(name)),
                }
            }
        }
    )*};
}

pub(crate) use {choices, records};
