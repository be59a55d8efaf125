//! Reads the XML of one item, or of the head, as flat fields.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// An element with text, such as `wp:post_id`, with the text of the elements in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The name with its prefix.
    pub name: String,
    /// The attributes.
    pub attributes: Vec<(String, String)>,
    /// The text.
    pub text: String,
    /// The elements in it, such as the key and the value of a `wp:postmeta`.
    pub inner: Vec<(String, String)>,
}

impl Field {
    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the text of an element in it.
    pub fn inner(&self, name: &str) -> Option<&str> {
        let found = self.inner.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads the fields that are nested in `depth` elements. A missing end tag is not an error, because the head
/// of an export lacks those of the elements around it.
///
/// Entities that XML does not define stay as they are written: the text may be HTML, which knows
/// them. A document type can define none, so that nothing expands.
///
/// # Errors
/// What is wrong with the XML, and where.
pub fn read(xml: &str, depth: usize) -> Result<Vec<Field>, String> {
    match read_until_error(xml, depth) {
        (fields, None) => Ok(fields),
        (_, Some(error)) => Err(error),
    }
}

/// Reads the fields up to the first error, and returns the error, too.
pub fn read_until_error(xml: &str, depth: usize) -> (Vec<Field>, Option<String>) {
    let mut reader = Reader::from_str(xml);
    let mut fields: Vec<Field> = Vec::new();
    let mut level = 0;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let error = format!("{error} at byte {}", reader.error_position());
                return (fields, Some(error));
            }
        };
        match event {
            Event::Start(start) => {
                open(&start, level, depth, &mut fields);
                level += 1;
            }
            Event::Empty(start) => open(&start, level, depth, &mut fields),
            Event::End(_) => level = level.saturating_sub(1),
            // The XML is a string, so there is nothing that cannot be decoded.
            Event::Text(text) => {
                append(
                    &text.decode().unwrap_or_default(),
                    level,
                    depth,
                    &mut fields,
                );
            }
            Event::CData(text) => {
                append(
                    &text.decode().unwrap_or_default(),
                    level,
                    depth,
                    &mut fields,
                );
            }
            Event::GeneralRef(reference) => {
                append(&resolved(&reference), level, depth, &mut fields);
            }
            Event::Eof => return (fields, None),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn open(start: &BytesStart<'_>, level: usize, depth: usize, fields: &mut Vec<Field>) {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    if level == depth {
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let raw = String::from_utf8_lossy(&attribute.value).into_owned();
            let value = quick_xml::escape::unescape(&raw).map(|text| text.into_owned());
            (key, value.unwrap_or(raw))
        });
        fields.push(Field {
            name,
            attributes: attributes.collect(),
            ..Field::default()
        });
    } else if level == depth + 1
        && let Some(field) = fields.last_mut()
    {
        field.inner.push((name, String::new()));
    }
}

fn append(text: &str, level: usize, depth: usize, fields: &mut [Field]) {
    let Some(field) = fields.last_mut() else {
        return;
    };
    if level == depth + 1 {
        field.text += text;
    } else if level == depth + 2
        && let Some((_, inner)) = field.inner.last_mut()
    {
        *inner += text;
    }
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    match resolve_predefined_entity(&name) {
        Some(text) => text.to_owned(),
        None => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_text_attributes_and_inner_elements() {
        let fields = read(
            "<item><title>A &amp; B&nbsp;&#8217;</title><category domain=\"category\" \
             nicename='a&amp;b'><![CDATA[<x>]]></category><wp:postmeta><wp:meta_key>k</wp:meta_key>\
             <wp:meta_value><![CDATA[v]]></wp:meta_value></wp:postmeta><wp:x/></item>",
            1,
        )
        .unwrap();
        assert_eq!(fields.len(), 4);
        assert_eq!(fields[0].text, "A & B&nbsp;’");
        assert_eq!(fields[1].attribute("nicename"), Some("a&b"));
        assert_eq!(fields[1].text, "<x>");
        assert_eq!(fields[2].inner("wp:meta_key"), Some("k"));
        assert_eq!(fields[2].inner("wp:meta_value"), Some("v"));
        assert_eq!(fields[3].name, "wp:x");
    }

    #[test]
    fn wrong_xml_is_an_error_with_a_place() {
        let error = read("<item><a></b></item>", 1).unwrap_err();
        assert!(error.contains("at byte"), "{error}");
    }

    #[test]
    fn nothing_expands() {
        let xml = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><item><title>&a;</title></item>";
        assert_eq!(read(xml, 1).unwrap()[0].text, "&a;");
    }
}
