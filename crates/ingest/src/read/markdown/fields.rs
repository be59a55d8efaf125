//! Looks up the fields of front matter under the names that different generators use.

use frontpage_base::diagnostic::FieldDiagnostic;
use serde_json::{Map, Value};

/// The tables in which generators keep a site's own keys: Zola's `extra` and `taxonomies`, Hugo's `params`.
const GROUPS: [&str; 3] = ["extra", "taxonomies", "params"];

/// An entry of a list in front matter: a text, or a table with `name` and `slug`.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedEntry {
    /// The text, or the table's `name`.
    pub name: String,
    /// The table's `slug`.
    pub slug: Option<String>,
}

impl NamedEntry {
    fn without_slug(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            slug: None,
        }
    }
}

/// The fields of front matter.
#[derive(Debug)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Wraps the parsed front matter.
    pub fn new(fields: Map<String, Value>) -> Self {
        Self(fields)
    }

    /// Returns the value of the first of the `keys` that has one, with the key as it was written. Upper and
    /// lower case make no difference. An empty value counts as missing.
    pub fn get(&self, keys: &[&str]) -> Option<(String, &Value)> {
        let groups = GROUPS.iter().filter_map(|name| {
            let (name, group) = find(&self.0, name)?;
            Some((format!("{name}."), group.as_object()?))
        });
        let places: Vec<_> = std::iter::once((String::new(), &self.0))
            .chain(groups)
            .collect();
        keys.iter().find_map(|key| {
            places.iter().find_map(|(prefix, fields)| {
                let (key, value) = find(fields, key)?;
                Some((format!("{prefix}{key}"), value))
            })
        })
    }

    /// Returns a value as text.
    ///
    /// # Errors
    /// If it is a list or a table.
    pub fn text(&self, keys: &[&str]) -> Result<Option<String>, FieldDiagnostic> {
        let Some((key, value)) = self.get(keys) else {
            return Ok(None);
        };
        match scalar(value) {
            Some(text) => Ok(Some(text)),
            None => Err(FieldDiagnostic::new(
                key,
                "is not a text",
                "write it as one text",
            )),
        }
    }

    /// Returns a value as a list of texts. The value is a list, one text, or a text with commas between the
    /// entries. For an entry that is a table, the list has its `name`. Other entries are left out and
    /// reported.
    pub fn list(&self, keys: &[&str], warnings: &mut Vec<FieldDiagnostic>) -> Vec<String> {
        let entries = self.named_list(keys, warnings).into_iter();
        entries.map(|entry| entry.name).collect()
    }

    /// Like [`list`](Self::list), but with the `slug` that an entry has if it is a table.
    pub fn named_list(
        &self,
        keys: &[&str],
        warnings: &mut Vec<FieldDiagnostic>,
    ) -> Vec<NamedEntry> {
        let Some((key, value)) = self.get(keys) else {
            return Vec::new();
        };
        let entries = match value {
            Value::Array(entries) => entries.as_slice(),
            Value::String(text) if text.contains(',') => {
                let parts = text.split(',').map(str::trim);
                let parts = parts.filter(|part| !part.is_empty());
                return parts.map(NamedEntry::without_slug).collect();
            }
            one => std::slice::from_ref(one),
        };
        let mut list = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let field = |key| Some(find(entry.as_object()?, key)?.1);
            match scalar(field("name").unwrap_or(entry)) {
                Some(name) => list.push(NamedEntry {
                    name,
                    slug: field("slug").and_then(scalar),
                }),
                None => warnings.push(FieldDiagnostic::new(
                    format!("{key}[{index}]"),
                    "is not a text",
                    "write it as one text; until then it is left out",
                )),
            }
        }
        list
    }

    /// Returns a value as yes or no.
    ///
    /// # Errors
    /// If it is something else.
    pub fn flag(&self, keys: &[&str]) -> Result<Option<bool>, FieldDiagnostic> {
        let Some((key, value)) = self.get(keys) else {
            return Ok(None);
        };
        let text = scalar(value).unwrap_or_default().to_ascii_lowercase();
        match text.as_str() {
            "true" | "yes" | "on" => Ok(Some(true)),
            "false" | "no" | "off" => Ok(Some(false)),
            _ => Err(FieldDiagnostic::new(
                key,
                "is neither true nor false",
                "write true or false",
            )),
        }
    }
}

fn find<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<(&'a str, &'a Value)> {
    let (key, value) = fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(key))?;
    let is_empty = match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    (!is_empty).then_some((key, value))
}

/// Returns a text, a number, or true or false as text.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Fields {
        Fields::new(value.as_object().unwrap().clone())
    }

    #[test]
    fn keys_are_found_in_any_case_and_in_the_groups_of_generators() {
        let fields = fields(json!({
            "Title": "A", "summary": "", "extra": {"author": "B"}, "taxonomies": {"tags": ["c"]},
        }));
        assert_eq!(fields.text(&["title"]).unwrap().as_deref(), Some("A"));
        assert_eq!(
            fields.text(&["summary", "author"]).unwrap().as_deref(),
            Some("B")
        );
        assert_eq!(fields.list(&["tags"], &mut Vec::new()), ["c"]);
        assert_eq!(fields.text(&["nothing"]).unwrap(), None);
    }

    #[test]
    fn lists_are_written_in_several_ways() {
        let fields = fields(json!({
            "a": ["x", 7, {"name": "y"}, ["no"]], "b": "x, y,", "c": "New York", "d": 7,
        }));
        let mut warnings = Vec::new();
        assert_eq!(fields.list(&["a"], &mut warnings), ["x", "7", "y"]);
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].field, "a[3]");
        assert_eq!(fields.list(&["b"], &mut warnings), ["x", "y"]);
        assert_eq!(fields.list(&["c"], &mut warnings), ["New York"]);
        assert_eq!(fields.list(&["d"], &mut warnings), ["7"]);
    }

    #[test]
    fn an_entry_of_a_list_can_name_its_slug() {
        let fields =
            fields(json!({"tags": ["x", {"name": "مياه", "slug": "water"}, {"name": "y"}]}));
        let list = fields.named_list(&["tags"], &mut Vec::new());
        let list: Vec<_> = list
            .iter()
            .map(|entry| (entry.name.as_str(), entry.slug.as_deref()))
            .collect();
        assert_eq!(list, [("x", None), ("مياه", Some("water")), ("y", None)]);
    }

    #[test]
    fn flags_are_true_or_false() {
        let fields = fields(json!({"a": true, "b": "No", "c": "maybe", "d": ["x"]}));
        assert_eq!(fields.flag(&["a"]).unwrap(), Some(true));
        assert_eq!(fields.flag(&["b"]).unwrap(), Some(false));
        assert_eq!(fields.flag(&["c"]).unwrap_err().field, "c");
        assert_eq!(fields.flag(&["d"]).unwrap_err().field, "d");
        assert_eq!(fields.flag(&["e"]).unwrap(), None);
    }
}
