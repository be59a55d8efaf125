//! The writers of markup: [`XmlWriter`] for feeds and sitemaps, and [`Markup`] for HTML, which is
//! in heads and in feeds (docs/adr/0017-xml.md).
//!
//! Both close every element and escape every text, in [`escape`](escape()). Names of elements and
//! attributes are constants of the program, so they can never come from content.

mod escape;
mod html;
mod view;
mod xml;

pub use escape::{Place, escape};
pub use html::{Markup, RawText};
pub use view::{ViewPlace, view_element};
pub use xml::XmlWriter;

/// The names and values of an element's attributes; those without a value are left out.
pub type Attributes<'a> = &'a [(&'static str, Option<&'a str>)];
