//! Writes a story as a ninjs item (IPTC ninjs 3.1).

use crate::newspaper::Newspaper;
use crate::pictures::{Copy, Located, Missing, Pictures, Place};
use crate::recordings;
use frontpage_base::fingerprint;
use frontpage_clean::plain;
use frontpage_source::{DigitalSource, ImportedStory, Picture, Rights, StoryId, Visibility};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The field in which the importer keeps what it has to know about its own item.
const IMPORT: &str = "import";

/// The most characters of an address that is made from a headline.
const MAX_SLUG: usize = 80;

/// An item, and what it needs.
#[derive(Debug)]
pub struct Item {
    /// The fields, without those of the importer.
    fields: Map<String, Value>,
    /// The pictures to copy.
    pub copies: Vec<Copy>,
    /// The pictures that are missing from it.
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
        } = recordings::locate(
            pictures.locate(&story.body, story.base.as_deref()),
            story.base.as_deref(),
            &pictures,
        );
        let categories = story.categories.iter();
        let categories = categories.filter(|category| !newspaper.is(category, section));
        let names = categories.map(|category| &category.name).chain(&story.tags);
        let mut subjects = vec![json!({"rel": "section", "literal": section})];
        subjects.extend(names.map(|name| json!({"rel": "tag", "name": name})));
        let mut alternative_ids = Vec::new();
        let slug = slug(story);
        for (role, value) in [("slug", &slug), ("permalink", &story.permalink)] {
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
            // An editor publishes it by changing the status. From then on, the file counts as edited.
            Visibility::Draft | Visibility::Hidden(_) => "withheld",
        };
        set("pubStatus", json!(status));
        if let Some(published) = story.published {
            set("firstCreated", json!(published.to_string()));
        }
        // The last change can be older than the publication, if the post was written before it was published.
        if let Some(updated) = story.updated.max(story.published) {
            set("versionCreated", json!(updated.to_string()));
        }
        set(
            "headlines",
            json!([{"role": "main", "contentType": "text/plain", "value": story.title}]),
        );
        let mut descriptions = Vec::new();
        for (role, value) in [("summary", &story.summary), ("credit", credit(story))] {
            if !value.is_empty() {
                descriptions
                    .push(json!({"role": role, "contentType": "text/plain", "value": value}));
            }
        }
        if !descriptions.is_empty() {
            set("descriptions", Value::Array(descriptions));
        }
        set(
            "bodies",
            json!([{"role": "main", "contentType": "text/html", "value": html}]),
        );
        set("infoSources", authors.collect());
        set("subjects", Value::Array(subjects));
        set("altIds", Value::Array(alternative_ids));
        for (key, value) in [
            ("by", &story.by),
            ("located", &story.dateline),
            ("language", &story.language),
        ] {
            if !value.is_empty() {
                set(key, json!(value));
            }
        }
        for (key, time) in [
            ("embargoedUntil", story.embargoed_until),
            ("expires", story.expires),
        ] {
            if let Some(time) = time {
                set(key, json!(time.to_string()));
            }
        }
        if let Some(urgency) = story.urgency {
            set("urgency", json!(urgency));
        }
        for (key, value) in origin(&story.rights, story.digital_source.as_ref()) {
            set(key, value);
        }
        if let Some(lead) = &story.lead {
            match pictures.place(&lead.url, story.base.as_deref(), lead.size.is_some()) {
                Place::Copy(copy) => {
                    set("associations", json!([association(lead, &copy.to)]));
                    copies.push(copy);
                }
                Place::Downloaded(place) | Place::Hosted(place) => {
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

    /// Keeps the address of the version that was imported before: a new headline and the time of a
    /// correction must not change it.
    pub fn keep_address(&mut self, before: &Map<String, Value>) {
        for key in ["altIds", "firstCreated"] {
            if let Some(value) = before.get(key) {
                self.fields.insert(key.into(), value.clone());
            }
        }
    }

    /// Returns the bytes of the item's file.
    pub fn bytes(self) -> Vec<u8> {
        sealed(self.fields)
    }
}

/// Returns the last part of the address. An item of an agency has none, so it is made from the headline.
/// Headlines change from version to version; the first version decides. Agencies repeat headlines on the same
/// day ("Weather"), so a part of the URI's fingerprint is added to tell them apart.
fn slug(story: &ImportedStory) -> String {
    if !story.slug.is_empty() || matches!(story.id, StoryId::Number(_)) {
        return story.slug.clone();
    }
    let mut slug = slug::slugify(&story.title);
    if slug.len() > MAX_SLUG {
        // It is ASCII, so it can be cut anywhere.
        let cut = slug[..=MAX_SLUG].rfind('-').unwrap_or(MAX_SLUG);
        slug.truncate(cut);
    }
    let fingerprint = fingerprint::of_bytes(story.uri.as_bytes());
    format!("{slug}-{:02x}{:02x}", fingerprint[0], fingerprint[1])
}

/// Returns the credit that readers see: the credit line, or else the notice that claims the rights.
fn credit(story: &ImportedStory) -> &String {
    match story.credit.is_empty() {
        true => &story.rights.notice,
        false => &story.credit,
    }
}

/// Returns the fields that say who has the rights to a story or a picture, and what made it.
fn origin(rights: &Rights, source: Option<&DigitalSource>) -> Vec<(&'static str, Value)> {
    let mut fields = Vec::new();
    for (key, value) in [
        ("copyrightHolder", &rights.holder),
        ("copyrightNotice", &rights.notice),
        ("usageTerms", &rights.usage_terms),
    ] {
        if !value.is_empty() {
            fields.push((key, json!(value)));
        }
    }
    if let Some(source) = source {
        let value = match source.name.is_empty() {
            true => json!({"uri": source.uri}),
            false => json!({"uri": source.uri, "name": source.name}),
        };
        fields.push(("digitalSourceType", value));
    }
    fields
}

fn association(lead: &Picture, place: &str) -> Value {
    let caption = plain(&lead.caption);
    let mut descriptions = Vec::new();
    for (role, value) in [("alt", &lead.alt), ("caption", &caption)] {
        if !value.is_empty() {
            descriptions.push(json!({"role": role, "contentType": "text/plain", "value": value}));
        }
    }
    let mut association = json!({
        "name": "lead",
        "type": "picture",
        "descriptions": descriptions,
        "renditions": [{"href": place}],
    });
    // A publish measures its own pictures, and does not open those on a media host.
    if let Some((width, height)) = lead.size.filter(|_| place.starts_with("https://")) {
        association["renditions"][0]["width"] = json!(width);
        association["renditions"][0]["height"] = json!(height);
    }
    if !lead.credit.is_empty() {
        association["by"] = json!(lead.credit);
    }
    for (key, value) in origin(&lead.rights, lead.digital_source.as_ref()) {
        association[key] = value;
    }
    association
}

/// What a file in the content folder is, as the importer sees it.
#[derive(Debug)]
pub enum Existing {
    /// It is as an import wrote it.
    Unchanged(Map<String, Value>),
    /// An editor changed it since.
    Edited(Map<String, Value>),
    /// It is not an item, but a file that a crash left damaged.
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

/// Returns whether an item says that it must not be published.
pub fn is_withheld(fields: &Map<String, Value>) -> bool {
    fields.get("pubStatus").and_then(Value::as_str) == Some("withheld")
}

/// Returns the bytes of an item after it is withheld, or `None` if nothing has to be changed for that. An
/// item that an editor changed still counts as changed, so that no later import replaces it. `since` is the
/// time of the version that withdraws it, so that no older version undoes that.
pub fn withheld(existing: Existing, since: Option<Timestamp>) -> Option<Vec<u8>> {
    let (mut fields, is_edited) = match existing {
        Existing::Unchanged(fields) => (fields, false),
        Existing::Edited(fields) => (fields, true),
        Existing::Damaged => return None,
    };
    let is_newer = since > version(&fields);
    if is_withheld(&fields) && !is_newer {
        return None;
    }
    if let Some(since) = since.filter(|_| is_newer) {
        fields.insert("versionCreated".into(), json!(since.to_string()));
    }
    fields.insert("pubStatus".into(), Value::from("withheld"));
    Some(match is_edited {
        true => written(fields),
        false => sealed(fields),
    })
}

/// Returns whether an item only says that a story must not be published, and has no story.
pub fn is_withdrawal(fields: &Map<String, Value>) -> bool {
    is_withheld(fields) && !fields.contains_key("bodies")
}

/// Returns the bytes of an item that only says that a story must not be published.
pub fn withdrawal(story: &ImportedStory) -> Vec<u8> {
    let mut fields = Map::new();
    fields.insert("uri".into(), json!(story.uri));
    fields.insert("type".into(), json!("text"));
    fields.insert("pubStatus".into(), json!("withheld"));
    if let Some(updated) = story.updated.max(story.published) {
        fields.insert("versionCreated".into(), json!(updated.to_string()));
    }
    sealed(fields)
}

/// Returns an item with its own fingerprint, from which the next import can tell whether it was changed.
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
        // A different order of the fields and different white space are not changes.
        let compact = serde_json::from_slice::<Value>(&bytes).unwrap().to_string();
        assert!(matches!(
            Existing::read(compact.as_bytes()),
            Existing::Unchanged(_)
        ));
        assert!(matches!(Existing::read(&bytes[..20]), Existing::Damaged));
    }

    #[test]
    fn a_withheld_item_stays_what_it_was() {
        let bytes = withheld(Existing::Unchanged(fields()), None).unwrap();
        let Existing::Unchanged(read) = Existing::read(&bytes) else {
            panic!("it is sealed again");
        };
        assert_eq!(read["pubStatus"], "withheld");
        assert!(version(&read).is_some());
        assert!(withheld(Existing::Unchanged(read), None).is_none());

        let bytes = withheld(Existing::Edited(fields()), None).unwrap();
        let Existing::Edited(read) = Existing::read(&bytes) else {
            panic!("the editor's change is forgotten");
        };
        assert_eq!(read["pubStatus"], "withheld");
    }
}
