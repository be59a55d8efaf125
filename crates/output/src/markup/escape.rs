//! Escapes text for XML and HTML.

use std::borrow::Cow;

/// Where a text is written, which decides what is escaped in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between two tags of XML, or of HTML that is well-formed XML as well.
    XmlText,
    /// In a double-quoted attribute of these.
    XmlAttribute,
    /// Between two tags of HTML or in an attribute, in either kind of quotes (HTML §13.3).
    Html,
}

/// Returns the text with the characters escaped that are special in this place.
///
/// `>` is escaped everywhere, because XML text must not contain `]]>`. For XML, the characters that
/// XML 1.0 §2.2 forbids even as references are removed. In its attributes, tabs and line breaks
/// become references, because parsers would read them as spaces (§3.3.3).
pub fn escape(text: &str, place: Place) -> Cow<'_, str> {
    if text.bytes().any(may_be_special) {
        let mut escaped = String::with_capacity(text.len() + text.len() / 8);
        push_escaped(&mut escaped, text, place);
        Cow::Owned(escaped)
    } else {
        Cow::Borrowed(text)
    }
}

/// Appends the text to `out`, escaped as by [`escape`].
pub fn push_escaped(out: &mut String, text: &str, place: Place) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !may_be_special(byte) {
            continue;
        }
        // Such a byte is the first one of a character.
        let Some(c) = text[at..].chars().next() else {
            continue;
        };
        if let Some(instead) = replacement(c, place) {
            out.push_str(&text[copied..at]);
            out.push_str(instead);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
}

/// Returns whether a character that starts with this byte may have a [`replacement`] in any place.
/// U+FFFE and U+FFFF start with 0xEF.
fn may_be_special(byte: u8) -> bool {
    matches!(byte, 0..b' ' | b'"' | b'&' | b'\'' | b'<' | b'>' | 0xef)
}

/// Returns what is written for a character; `None` if that is the character itself.
fn replacement(c: char, place: Place) -> Option<&'static str> {
    match (c, place) {
        ('&', _) => Some("&amp;"),
        ('<', _) => Some("&lt;"),
        ('>', _) => Some("&gt;"),
        ('"', Place::XmlAttribute | Place::Html) => Some("&quot;"),
        ('\'', Place::Html) => Some("&#39;"),
        // HTML does not allow NUL, and parsers report it as an error.
        ('\0', Place::Html) => Some("\u{fffd}"),
        ('\t', Place::XmlAttribute) => Some("&#9;"),
        ('\n', Place::XmlAttribute) => Some("&#10;"),
        ('\t' | '\n' | '\r', _) => None,
        ('\0'..' ' | '\u{fffe}' | '\u{ffff}', Place::XmlText | Place::XmlAttribute) => Some(""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_own_special_characters() {
        let text = "\0\u{8}\t\n\r\u{1f} \"&'<>]]>\u{7f}\u{fffd}\u{fffe}\u{ffff}\u{1F5DE}";
        for (place, escaped) in [
            (
                Place::XmlText,
                "\t\n\r \"&amp;'&lt;&gt;]]&gt;\u{7f}\u{fffd}\u{1F5DE}",
            ),
            (
                Place::XmlAttribute,
                "&#9;&#10;\r &quot;&amp;'&lt;&gt;]]&gt;\u{7f}\u{fffd}\u{1F5DE}",
            ),
            (
                Place::Html,
                "\u{fffd}\u{8}\t\n\r\u{1f} &quot;&amp;&#39;&lt;&gt;]]&gt;\u{7f}\u{fffd}\u{fffe}\
                 \u{ffff}\u{1F5DE}",
            ),
        ] {
            assert_eq!(escape(text, place), escaped, "{place:?}");
        }
    }

    #[test]
    fn every_character_with_a_replacement_is_found() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let text = c.encode_utf8(&mut bytes);
            for place in [Place::XmlText, Place::XmlAttribute, Place::Html] {
                let expected = replacement(c, place).unwrap_or(text);
                assert_eq!(escape(text, place), expected, "{c:?} {place:?}");
            }
        }
    }

    #[test]
    fn a_text_without_special_characters_is_not_copied() {
        let text = "A caf\u{e9} \u{5b57} \u{1F5DE}";
        for place in [Place::XmlText, Place::XmlAttribute, Place::Html] {
            assert!(matches!(escape(text, place), Cow::Borrowed(same) if same == text));
        }
    }
}
