//! Splits a message of NewsML-G2 or NewsML 1 into its items.

use frontpage_source::{RawEntry, Refusal};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Returns the items of a message, or the whole file if it is an item itself. A damaged item ends the
/// message, because it is not known where the item ends.
pub fn split(xml: String) -> Vec<RawEntry> {
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().check_end_names = false;
    // Where the items are: in `<newsMessage><itemSet>`, in `<NewsML>`, or in the root.
    let mut depth = 0_usize;
    let mut is_message = false;
    // The depth of the items, while the reader is inside the element that holds them.
    let mut item_depth = None;
    let mut start = 0;
    let mut entries = Vec::new();
    let place = |entries: &Vec<RawEntry>| format!("item {} of the file", entries.len() + 1);
    loop {
        let at = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                if is_message {
                    entries.push(RawEntry::Refused(Refusal {
                        place: place(&entries),
                        reason: format!("it is not valid XML: {error} at byte {at}"),
                    }));
                    return entries;
                }
                break;
            }
        };
        match event {
            Event::Start(tag) => {
                depth += 1;
                let name = tag.local_name();
                if depth == 1 {
                    is_message = matches!(name.as_ref(), b"newsMessage" | b"NewsML");
                    if !is_message {
                        break;
                    }
                }
                match (depth, name.as_ref()) {
                    (2, b"itemSet") => item_depth = Some(3),
                    (2, b"NewsItem") => item_depth = Some(2),
                    _ => {}
                }
                if item_depth == Some(depth) {
                    start = at;
                }
            }
            Event::End(_) => {
                if item_depth == Some(depth) {
                    let end = reader.buffer_position() as usize;
                    let item = xml.get(start..end).unwrap_or_default();
                    entries.push(RawEntry::Text {
                        place: place(&entries),
                        bytes: item.as_bytes().to_vec(),
                    });
                }
                if depth == 2 {
                    item_depth = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Eof => {
                if is_message && depth > 0 {
                    entries.push(RawEntry::Refused(Refusal {
                        place: place(&entries),
                        reason: "it does not end; the file may be cut off".to_owned(),
                    }));
                }
                break;
            }
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
    if !is_message {
        entries.push(RawEntry::Text {
            place: "the file".to_owned(),
            bytes: xml.into_bytes(),
        });
    }
    entries
}
