//! Reads a catalog of messages in Fluent (<https://projectfluent.org/fluent/guide/>), one file per language.
//!
//! 1. **A message is a line.** Values in it have numbers, so that the app finds a message by counting lines,
//!    and needs no names.
//! 2. **A part of Fluent is enough**: text, values, references to other messages, and plural forms of a whole
//!    message. Anything else is an error with the name of the message.
//! 3. **A message with attributes is a table** of the words of a script, by the names that the script knows.
#![forbid(unsafe_code)]

mod line;
mod read;

pub use line::{BETWEEN_FORMS, BETWEEN_NAME_AND_FORM, Line, mark};
pub use read::{Catalog, CatalogError, Message, Piece, Text};

/// The categories of plurals that CLDR has
/// (<https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>).
pub const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
