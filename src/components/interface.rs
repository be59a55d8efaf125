//! The language of the interface's own words (*Updated*, *Share This*, dates). It is English,
//! whatever the language of the newspaper or the story.

use crate::data::Newspaper;
pub use frontpage_model::interface_lang;
use leptos::prelude::*;

/// The attributes that mark the interface's words inside a text in another language (WCAG 2.2,
/// 3.1.2).
#[derive(Clone, Copy)]
pub struct Interface {
    /// The value of `lang`; `None` inside an English text.
    pub lang: Option<&'static str>,
    /// The value of `dir`; `None` inside a text that runs in the same direction.
    pub dir: Option<&'static str>,
}

/// Returns the value of `lang` for the interface's words inside the newspaper's own text.
pub fn interface_lang_of_page() -> Option<&'static str> {
    let Newspaper { site } = expect_context();
    site.with_untracked(|site| interface_lang(&site.lang))
}
