//! Writes a story as a ninjs item (IPTC ninjs 3.1).

use crate::newspaper::Newspaper;
use crate::pictures::{Copy, Located, Missing, Pictures, Place};
use frontpage_base::fingerprint;
use frontpage_clean::plain;
use frontpage_source::{ImportedStory, Picture, Visibility};
use serde_json::{Map, Value, json};

/// The field with what the importer knows of its own item.
const IMPORT: &str = "import";

/// An item, and what it needs.
#[derive(Debug)]
pub struct Item {
    /// The fields, without those of the importer.
    fields: Map<String, Value>,
    /// The pictures to copy.
    pub copies: Vec<Copy>,
    /// The pictures that it is without.
    pub missing: Vec<Missing>,
}

impl Item {
    /// Makes the item of a story.
    pub fn new(story: &ImportedStory, newspaper: &Newspaper<'_>, pictures: Pictures<'_>) -> Self {
        let section = newspaper.section(story);
        let Located {
            html,
            mut copies,
            mut missing,
        } = pictures.locate(&story.body, story.base.as_deref());
        let categories = story.categories.iter();
        let categories = categories.filter(|category| !newspaper.is(category, section));
        let names = categories.map(|category| &category.name).chain(&story.tags);
        let mut subjects = vec![json!({"rel": "section", "literal": section})];
        subjects.extend(names.map(|name| json!({"rel": "tag", "name": name})));
        let mut alternative_ids = Vec::new();
        for (role, value) in [("slug", &story.slug), ("permalink", &story.permalink)] {
            if !value.is_empty() {
                alternative_ids.push(json!({"role": role, "value": value}));
            }
        }
        let authors = story.authors.iter();
        let authors = authors.map(|name| match newspaper.author(name) {
            Some(slug) => json!({"role": "author", "name": name, "literal": slug}),
            None => json!({"role": "author", "name": name}),
        });
        let mut fields = Map::new();
        let mut set = |key: &str, value: Value| {
            fields.insert(key.to_owned(), value);
        };
        set("uri", json!(story.uri));
        set("type", json!("text"));
        let status = match story.visibility {
            Visibility::Public => "usable",
            // An editor changes it, and then it is the editor's.
            Visibility::Draft | Visibility::Hidden(_) => "withheld",
        };
        set("pubStatus", json!(status));
        if let Some(published) = story.published {
            set("firstCreated", json!(published.to_string()));
        }
        // A site can show a change from before the publication, of when the post was written.
        if let Some(updated) = story.updated.max(story.published) {
            set("versionCreated", json!(updated.to_string()));
        }
        set(
            "headlines",
            json!([{"role": "main", "contentType": "text/plain", "value": story.title}]),
        );
        if !story.summary.is_empty() {
            let summary =
                json!({"role": "summary", "contentType": "text/plain", "value": story.summary});
            set("descriptions", json!([summary]));
        }
        set(
            "bodies",
            json!([{"role": "main", "contentType": "text/html", "value": html}]),
        );
        set("infoSources", authors.collect());
        set("subjects", Value::Array(subjects));
        set("altIds", Value::Array(alternative_ids));
        if let Some(lead) = &story.lead {
            match pictures.place(&lead.url, story.base.as_deref()) {
                Place::Copy(copy) => {
                    set("associations", json!([association(lead, &copy.to)]));
                    copies.push(copy);
                }
                Place::Downloaded(place) => {
                    set("associations", json!([association(lead, &place)]));
                }
                Place::Missing(picture) => missing.push(picture),
            }
        }
        Self {
            fields,
            copies,
            missing,
        }
    }

    /// Returns the bytes of the item's file.
    pub fn bytes(self) -> Vec<u8> {
        sealed(self.fields)
    }
}

fn association(lead: &Picture, place: &str) -> Value {
    let caption = plain(&lead.caption);
    let mut descriptions = Vec::new();
    for (role, value) in [("alt", &lead.alt), ("caption", &caption)] {
        if !value.is_empty() {
            descriptions.push(json!({"role": role, "contentType": "text/plain", "value": value}));
        }
    }
    json!({
        "name": "lead",
        "type": "picture",
        "descriptions": descriptions,
        "renditions": [{"href": place}],
    })
}

/// What a file in the content folder is, as the importer sees it.
#[derive(Debug)]
pub enum Existing {
    /// It is as an import wrote it.
    Unchanged(Map<String, Value>),
    /// An editor changed it since.
    Edited(Map<String, Value>),
    /// It is no item: a file that a crash left damaged.
    Damaged,
}

impl Existing {
    /// Reads the bytes of a file.
    pub fn read(bytes: &[u8]) -> Self {
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(bytes) else {
            return Self::Damaged;
        };
        let seal = fields.remove(IMPORT);
        let seal = seal
            .as_ref()
            .and_then(|import| import.get("fingerprint")?.as_str());
        match seal == Some(&fingerprint_of(&fields)) {
            true => Self::Unchanged(fields),
            false => Self::Edited(fields),
        }
    }
}

/// Returns the time of the version in an item.
pub fn version(fields: &Map<String, Value>) -> Option<jiff::Timestamp> {
    fields.get("versionCreated")?.as_str()?.parse().ok()
}

/// Returns the bytes of an item that must not be published any more, or `None` if it says so already.
/// An item that an editor changed stays one, so that no later import replaces it.
pub fn withheld(existing: Existing) -> Option<Vec<u8>> {
    let (mut fields, is_edited) = match existing {
        Existing::Unchanged(fields) => (fields, false),
        Existing::Edited(fields) => (fields, true),
        Existing::Damaged => return None,
    };
    let withheld = Value::from("withheld");
    if fields.get("pubStatus") == Some(&withheld) {
        return None;
    }
    fields.insert("pubStatus".into(), withheld);
    Some(match is_edited {
        true => written(fields),
        false => sealed(fields),
    })
}

/// Returns an item with its own fingerprint, by which the next import sees whether it was changed.
fn sealed(mut fields: Map<String, Value>) -> Vec<u8> {
    let fingerprint = fingerprint_of(&fields);
    fields.insert(IMPORT.into(), json!({"fingerprint": fingerprint}));
    written(fields)
}

fn written(fields: Map<String, Value>) -> Vec<u8> {
    format!("{:#}\n", Value::Object(fields)).into_bytes()
}

fn fingerprint_of(fields: &Map<String, Value>) -> String {
    let fingerprint = fingerprint::of_json(fields);
    fingerprint
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Map<String, Value> {
        json!({"uri": "a", "versionCreated": "2019-03-11T11:46:53Z"})
            .as_object()
            .unwrap()
            .clone()
    }

    #[test]
    fn an_item_knows_whether_it_was_changed() {
        let bytes = sealed(fields());
        assert!(matches!(Existing::read(&bytes), Existing::Unchanged(read) if read == fields()));
        let text = String::from_utf8(bytes.clone()).unwrap();
        let edited = text.replace("\"a\"", "\"b\"");
        assert!(matches!(
            Existing::read(edited.as_bytes()),
            Existing::Edited(_)
        ));
        // Another order and other white space are no change.
        let compact = serde_json::from_slice::<Value>(&bytes).unwrap().to_string();
        assert!(matches!(
            Existing::read(compact.as_bytes()),
            Existing::Unchanged(_)
        ));
        assert!(matches!(Existing::read(&bytes[..20]), Existing::Damaged));
    }

    #[test]
    fn a_withheld_item_stays_what_it_was() {
        let bytes = withheld(Existing::Unchanged(fields())).unwrap();
        let Existing::Unchanged(read) = Existing::read(&bytes) else {
            panic!("it is sealed again");
        };
        assert_eq!(read["pubStatus"], "withheld");
        assert!(version(&read).is_some());
        assert!(withheld(Existing::Unchanged(read)).is_none());

        let bytes = withheld(Existing::Edited(fields())).unwrap();
        let Existing::Edited(read) = Existing::read(&bytes) else {
            panic!("the editor's change is forgotten");
        };
        assert_eq!(read["pubStatus"], "withheld");
    }
}
