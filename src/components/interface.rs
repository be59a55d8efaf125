//! The language of the interface's own words in the newspaper's own text.

use crate::data::Newspaper;
pub use frontpage_model::{Interface, interface_lang};
use leptos::prelude::*;

/// Returns the value of `lang` for the interface's words inside the newspaper's own text.
pub fn interface_lang_of_page() -> Option<&'static str> {
    let Newspaper { site } = expect_context();
    site.with_untracked(|site| interface_lang(&site.lang))
}
