//! The writers of markup.
//!
//! They close every element and escape every text, with [`escape`](escape()). Names of elements and
//! attributes are constants of the program, so they can never come from content.

mod escape;
mod html;

pub use escape::{Place, escape};
pub use html::{Markup, RawText};

/// The names and values of an element's attributes; those without a value are left out.
pub type Attributes<'a> = &'a [(&'static str, Option<&'a str>)];
