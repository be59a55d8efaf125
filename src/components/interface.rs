//! The language of the interface's own words (*Updated*, *Share This*, dates): English, whatever the
//! newspaper's or the story's is.

use crate::navigate::Navigator;
use leptos::prelude::*;

/// The interface's language, as in BCP 47.
const ENGLISH: &str = "en";

/// How the interface's words are marked among words of another language (WCAG 2.2, 3.1.2).
#[derive(Clone, Copy)]
pub struct Interface {
    /// For `lang`; `None` among English words.
    pub lang: Option<&'static str>,
    /// For `dir`; `None` among words that run the same way.
    pub dir: Option<&'static str>,
}

/// For `lang` on the interface's words among words of the language `around`; `None` where that is
/// English too.
pub fn interface_lang(around: &str) -> Option<&'static str> {
    let is_english = matches!(
        around.as_bytes(),
        [b'e' | b'E', b'n' | b'N'] | [b'e' | b'E', b'n' | b'N', b'-', ..]
    );
    (!is_english).then_some(ENGLISH)
}

/// For `lang` on the interface's words among the newspaper's.
pub fn interface_lang_of_page() -> Option<&'static str> {
    let Navigator { site, .. } = expect_context();
    site.with_untracked(|site| interface_lang(&site.lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_english_goes_without_a_mark() {
        for english in ["en", "en-US", "EN-gb"] {
            assert_eq!(interface_lang(english), None, "{english}");
        }
        for other in ["de", "ar", "es-419", "eng", ""] {
            assert_eq!(interface_lang(other), Some("en"), "{other}");
        }
    }
}
