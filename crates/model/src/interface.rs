//! The language of the interface's own words (*Updated*, *Share This*, dates). It is English,
//! whatever the language of the newspaper or the story.

/// The interface's language (BCP 47).
const ENGLISH: &str = "en";

/// Returns the value of `lang` for the interface's words inside a text in the language `around`;
/// `None` if that is English, too.
pub fn interface_lang(around: &str) -> Option<&'static str> {
    let is_english = matches!(
        around.as_bytes(),
        [b'e' | b'E', b'n' | b'N'] | [b'e' | b'E', b'n' | b'N', b'-', ..]
    );
    (!is_english).then_some(ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_english_text_needs_no_lang() {
        for english in ["en", "en-US", "EN-gb"] {
            assert_eq!(interface_lang(english), None, "{english}");
        }
        for other in ["de", "ar", "es-419", "eng", ""] {
            assert_eq!(interface_lang(other), Some("en"), "{other}");
        }
    }
}
