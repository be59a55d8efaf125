//! The language of the interface's own words (*Updated*, *Share This*, dates), which may differ from that of
//! the text around them.

use crate::{Direction, messages};

/// The attributes that mark the interface's words inside a text in another language (WCAG 2.2,
/// 3.1.2).
#[derive(Clone, Copy, Debug, Default)]
pub struct Interface {
    /// The value of `lang`; `None` inside a text in the language of the interface.
    pub lang: Option<&'static str>,
    /// The value of `dir`; `None` inside a text that runs in the same direction.
    pub dir: Option<&'static str>,
}

impl Interface {
    /// Returns the attributes for words in the current language, inside a text with a language. `dir` is
    /// its direction; `None` if it is the newspaper's direction, which is also that of the interface.
    pub fn inside(lang: &str, dir: Option<Direction>) -> Self {
        let own = messages::DIRECTION.text();
        Self {
            lang: interface_lang(lang),
            dir: dir.filter(|dir| dir.as_str() != own).map(|_| own),
        }
    }
}

/// Returns the value of `lang` for the interface's words inside a text in the language `around`;
/// `None` if that is their own.
pub fn interface_lang(around: &str) -> Option<&'static str> {
    let own = messages::language();
    let is_own = messages::piece(around, '-', 0).eq_ignore_ascii_case(own);
    (!is_own).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Words;

    #[test]
    fn only_a_text_in_another_language_marks_the_interface() {
        for english in ["en", "en-US", "EN-gb"] {
            assert_eq!(interface_lang(english), None, "{english}");
        }
        for other in ["de", "ar", "es-419", "eng", ""] {
            assert_eq!(interface_lang(other), Some("en"), "{other}");
        }
        let Interface { lang, dir } = Interface::inside("ar", Some(Direction::Rtl));
        assert_eq!((lang, dir), (Some("en"), Some("ltr")));
    }

    #[test]
    fn an_arabic_interface_is_marked_in_an_english_text() {
        let arabic = Words::from("ar\nrtl".to_owned());
        arabic.speak(|| {
            let Interface { lang, dir } = Interface::inside("ar-JO", Some(Direction::Rtl));
            assert_eq!((lang, dir), (None, None));
            let Interface { lang, dir } = Interface::inside("en", Some(Direction::Ltr));
            assert_eq!((lang, dir), (Some("ar"), Some("rtl")));
        });
    }
}
