//! The fields of an item, whichever way their names are written: ninjs has `versioncreated` in its first
//! version, and `versionCreated` in its third.

use serde_json::{Map, Value};

/// The fields of an item.
#[derive(Debug, Default)]
pub struct Fields(Map<String, Value>);

/// A text of an item, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The name of its field.
    pub field: String,
    /// Its media type, or empty.
    pub content_type: String,
    /// The text.
    pub value: String,
}

impl Fields {
    /// Takes the fields of a value. A value that is not an object has none.
    pub fn new(value: Value) -> Self {
        match with_plain_names(value) {
            Value::Object(fields) => Self(fields),
            _ => Self::default(),
        }
    }

    /// Returns whether there is a field, by its plain name.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Returns a text or a number, by its plain name.
    pub fn text(&self, name: &str) -> Option<String> {
        scalar(self.0.get(name)?)
    }

    /// Returns what identifies the item. Superdesk's content API has a URI in `_id`. Elsewhere that field is
    /// the number of a row in a database, which does not count.
    pub fn identity(&self) -> Option<String> {
        let row = || self.text("id").filter(|id| id.contains(':'));
        self.text("uri").or_else(|| self.text("guid")).or_else(row)
    }

    /// Returns a value, by its plain name.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns all texts in the first of several places that has any.
    pub fn texts(&self, places: Option<&[String]>) -> Vec<Text> {
        let places = places.unwrap_or_default().iter();
        let mut found = places.map(|place| self.at(place));
        found.find(|texts| !texts.is_empty()).unwrap_or_default()
    }

    /// Returns the first text in several places, or an empty one.
    pub fn first(&self, places: Option<&[String]>) -> String {
        let texts = self.texts(places).into_iter();
        texts.map(|text| text.value).next().unwrap_or_default()
    }

    /// Returns all texts in a place.
    fn at(&self, place: &str) -> Vec<Text> {
        let (path, role) = match place.split_once('#') {
            Some((path, role)) => (path, Some(role)),
            None => (place, None),
        };
        let mut values: Vec<(String, &Value)> = Vec::new();
        let mut names = path.split('.').map(plain_name);
        let first = names.next().unwrap_or_default();
        match first.strip_suffix('*') {
            Some(start) => {
                let fields = self.0.iter().filter(|(name, _)| name.starts_with(start));
                values.extend(fields.map(|(name, value)| (name.clone(), value)));
            }
            None => values.extend(self.0.get(&first).map(|value| (first.clone(), value))),
        }
        for name in names {
            let inner = values.iter().flat_map(|(_, value)| entries(value));
            values = inner
                .filter_map(|value| Some((name.clone(), value.get(&name)?)))
                .collect();
        }
        let all = values
            .iter()
            .flat_map(|(field, value)| entries(value).map(move |entry| (field, entry)));
        all.filter_map(|(field, entry)| text(field, entry, role))
            .collect()
    }
}

/// Returns the entries of a list, or the value itself.
fn entries(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(list) => list.iter(),
        other => std::slice::from_ref(other).iter(),
    }
}

fn text(field: &str, value: &Value, role: Option<&str>) -> Option<Text> {
    let of = |key: &str| value.get(key).and_then(scalar).unwrap_or_default();
    if let Some(role) = role
        && !of("role").eq_ignore_ascii_case(role)
    {
        return None;
    }
    // People and organizations have a name in place of a text.
    let keys = if role.is_some() {
        &["value", "name"][..]
    } else {
        &["value"][..]
    };
    let of_object = || keys.iter().find_map(|key| scalar(value.get(*key)?));
    let text = scalar(value).or_else(of_object)?;
    (!text.trim().is_empty()).then(|| Text {
        field: [field, &of("role")].join(" "),
        content_type: of("contenttype"),
        value: text,
    })
}

/// Returns a text or a number.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns a name without case and underscores.
fn plain_name(name: &str) -> String {
    name.trim_start_matches('$')
        .replace('_', "")
        .to_ascii_lowercase()
}

/// Gives plain names to the fields of a value and of all values in it. The parser limits the depth.
fn with_plain_names(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter();
            Value::Object(
                fields
                    .map(|(name, value)| (plain_name(&name), with_plain_names(value)))
                    .collect(),
            )
        }
        Value::Array(list) => Value::Array(list.into_iter().map(with_plain_names).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_is_found_whichever_way_it_is_written() {
        let fields = Fields::new(json!({
            "versionCreated": "v", "body_xhtml": "<p>", "headlines": [
                {"role": "sub", "value": "s"}, {"role": "Main", "contentType": "text/plain", "value": "m"}],
            "extra": {"lead": "l"}, "bylines": [{"by": "a"}, {"by": "b"}], "usageTerms": ["x", "y"],
            "headline_long": "long", "title": " ",
        }));
        let first = |places: &[&str]| {
            let places: Vec<String> = places.iter().map(|place| (*place).to_owned()).collect();
            fields.first(Some(&places))
        };
        assert_eq!(first(&["versioncreated"]), "v");
        assert_eq!(first(&["bodyXhtml"]), "<p>");
        assert_eq!(first(&["headlines#main"]), "m");
        assert_eq!(first(&["title", "none", "headlines"]), "s");
        assert_eq!(first(&["extra.lead"]), "l");
        assert_eq!(first(&["headline_*"]), "long");
        let bylines = fields.texts(Some(&["bylines.by".to_owned()]));
        assert_eq!(bylines.len(), 2);
        assert_eq!(first(&[]), "");
        assert!(Fields::new(json!([1])).texts(None).is_empty());
    }
}
