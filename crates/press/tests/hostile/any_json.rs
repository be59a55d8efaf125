//! Strategies that generate arbitrary JSON, and changes to valid JSON.

use super::any_text::any_text;
use proptest::prelude::*;
use serde_json::Value;

/// The field names of ninjs and of page data.
#[rustfmt::skip]
const NAMES: [&str; 88] = [
    "uri", "type", "version", "headlines", "role", "value", "bodies", "contentType", "subjects",
    "rel", "literal", "altIds", "associations", "renditions", "href", "by", "pubstatus", "v",
    "page", "article", "listing", "front", "rail", "site", "url", "section", "slug", "name",
    "tags", "headline", "lead", "image", "key", "w", "h", "published", "byline", "text", "body",
    "p", "t", "a", "list", "items", "lists", "cards", "", "dateline", "updated", "summary",
    "credit", "top", "strips", "time", "kicker", "caption", "head", "b", "i", "code", "span",
    "lang", "dir", "ltr", "img", "gallery", "quote", "view", "el", "n", "aside", "class", "related",
    "pre", "hr", "br", "minor", "title", "note", "cols", "rows", "header", "kind", "older",
    "newer", "about", "tagline", "sections",
];

/// Returns arbitrary JSON, in part with shapes and field names of ninjs and of page data.
pub fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0_u32..4).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text(20).prop_map(Value::from),
        prop::sample::select(vec![
            "/world",
            "javascript:x",
            "2025-03-28T10:00:00Z",
            "usable",
            "text"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(NAMES.to_vec()), inner), 0..6).prop_map(
                |fields| Value::Object(
                    fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
                )
            ),
        ]
    })
}

/// A change at a place in a JSON document.
#[derive(Clone, Debug)]
pub enum Change {
    /// Replaces the value.
    Put(Value),
    /// Removes the value.
    Delete,
    /// Renames the field of the value.
    Rename(String),
    /// Repeats the value: in a list as the next element, in an object under a second name.
    Repeat,
    /// Swaps the value with the next one.
    Swap,
    /// Wraps the value in a list, or in an object under this name.
    Wrap(Option<String>),
    /// Appends to the text of the value; other values are replaced by the text.
    Sprinkle(String),
}

/// Returns changes, each with the path to its place. A number in a path selects a child, modulo the
/// number of children.
pub fn changes() -> impl Strategy<Value = Vec<(Vec<usize>, Change)>> {
    let name = prop_oneof![
        prop::sample::select(NAMES.to_vec()).prop_map(String::from),
        any_text(3)
    ];
    let change = prop_oneof![
        3 => any_json().prop_map(Change::Put),
        3 => Just(Change::Delete),
        2 => name.clone().prop_map(Change::Rename),
        1 => Just(Change::Repeat),
        1 => Just(Change::Swap),
        1 => prop::option::of(name).prop_map(Change::Wrap),
        3 => any_text(3).prop_map(Change::Sprinkle),
    ];
    prop::collection::vec((prop::collection::vec(any::<usize>(), 1..9), change), 1..4)
}

/// Returns the document with the changes applied.
pub fn changed(mut tree: Value, changes: Vec<(Vec<usize>, Change)>) -> Value {
    for (path, change) in changes {
        apply(&mut tree, &path, change);
    }
    tree
}

fn apply(at: &mut Value, path: &[usize], change: Change) {
    let Some((step, rest)) = path.split_first() else {
        return;
    };
    let below = match at {
        Value::Object(map) if !map.is_empty() => {
            let n = step % map.len();
            map.values_mut().nth(n)
        }
        Value::Array(list) if !list.is_empty() => {
            let n = step % list.len();
            list.get_mut(n)
        }
        _ => return,
    };
    // Descend while the path continues and the child has children.
    if let Some(below) = below
        && !rest.is_empty()
        && (below.as_object().is_some_and(|map| !map.is_empty())
            || below.as_array().is_some_and(|list| !list.is_empty()))
    {
        return apply(below, rest, change);
    }
    match at {
        Value::Object(map) => {
            let n = step % map.len();
            let keys: Vec<String> = map.keys().cloned().collect();
            let (key, other) = (&keys[n], &keys[(n + 1) % keys.len()]);
            match change {
                Change::Delete => drop(map.remove(key)),
                Change::Rename(name) => {
                    let value = map.remove(key).unwrap_or_default();
                    map.insert(name, value);
                }
                Change::Repeat => {
                    map.insert(format!("{key}2"), map[key].clone());
                }
                Change::Swap => {
                    let (value, other_value) = (map[key].clone(), map[other].clone());
                    map.insert(key.clone(), other_value);
                    map.insert(other.clone(), value);
                }
                change => change_value(&mut map[key.as_str()], change),
            }
        }
        Value::Array(list) => {
            let n = step % list.len();
            match change {
                Change::Delete => drop(list.remove(n)),
                Change::Repeat => list.insert(n, list[n].clone()),
                Change::Swap => {
                    let other = (n + 1) % list.len();
                    list.swap(n, other);
                }
                change => change_value(&mut list[n], change),
            }
        }
        _ => {}
    }
}

fn change_value(value: &mut Value, change: Change) {
    match change {
        Change::Put(other) => *value = other,
        Change::Wrap(None) => *value = Value::Array(vec![value.take()]),
        Change::Wrap(Some(name)) => {
            *value = Value::Object([(name, value.take())].into_iter().collect());
        }
        Change::Sprinkle(odd) => {
            if let Value::String(text) = value {
                text.push_str(&odd);
            } else {
                *value = Value::String(odd);
            }
        }
        Change::Delete | Change::Rename(_) | Change::Repeat | Change::Swap => {}
    }
}
