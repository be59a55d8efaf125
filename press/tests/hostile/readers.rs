//! Readers of what comes from outside, given anything.

use super::cases;
use super::room::{Newsroom, story};
use frontpage::load::decode;
use frontpage_model::{DATA_VERSION, Route};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Any JSON, of the shapes and with the names that ninjs and the twins have, among others.
fn any_json() -> impl Strategy<Value = Value> {
    let names = vec![
        "uri",
        "type",
        "version",
        "headlines",
        "role",
        "value",
        "bodies",
        "contentType",
        "subjects",
        "rel",
        "literal",
        "altIds",
        "associations",
        "renditions",
        "href",
        "by",
        "pubstatus",
        "v",
        "page",
        "article",
        "listing",
        "front",
        "rail",
        "site",
        "url",
        "section",
        "slug",
        "name",
        "tags",
        "headline",
        "lead",
        "image",
        "key",
        "w",
        "h",
        "published",
        "byline",
        "text",
        "body",
        "p",
        "t",
        "a",
        "list",
        "items",
        "lists",
        "cards",
        "",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        prop::sample::select(vec![
            "/world",
            "javascript:x",
            "2025-03-28T10:00:00Z",
            "usable",
            "text"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(names.clone()), inner), 0..6).prop_map(
                |fields| Value::Object(
                    fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
                )
            ),
        ]
    })
}

/// Puts `value` at the place that `path` leads to: numbers choose among what there is.
fn put(at: &mut Value, path: &[usize], value: Value) {
    let below = path.split_first().and_then(|(step, rest)| {
        let below = match at {
            Value::Object(map) if !map.is_empty() => {
                let n = step % map.len();
                map.values_mut().nth(n)
            }
            Value::Array(list) if !list.is_empty() => {
                let n = step % list.len();
                list.get_mut(n)
            }
            _ => None,
        };
        Some((below?, rest))
    });
    match below {
        Some((below, rest)) => put(below, rest, value),
        None => *at = value,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..cases(2000) })]

    #[test]
    fn a_route_that_is_read_is_written_the_same(path in "\\PC{0,40}|(/[a-z0-9.%/-]{0,12}){0,6}") {
        if let Some(route) = Route::parse(&path) {
            // a trailing slash is forgiven, and not written
            let written = route.to_string();
            prop_assert_eq!(written.trim_end_matches('/'), path.trim_end_matches('/'));
            prop_assert_eq!(Route::parse(&route.to_string()), Some(route));
        }
    }

    #[test]
    fn any_text_is_a_page_or_an_error(text in "\\PC{0,200}") {
        let _ = decode("x.json", &text);
    }

    #[test]
    fn any_json_is_a_page_or_an_error(page in any_json()) {
        let twin = json!({ "v": DATA_VERSION, "page": page });
        let _ = decode("x.json", &twin.to_string());
    }

    #[test]
    fn a_cut_page_is_an_error(cut in 0_usize..90) {
        let twin = json!({ "v": DATA_VERSION, "page": { "rail": { "name": "Popular", "cards": [] } } });
        let text = twin.to_string();
        prop_assert!(decode("x.json", &text).is_ok());
        if cut < text.len() {
            prop_assert!(decode("x.json", &text[..cut]).is_err());
        }
    }
}

proptest! {
    // each is a publish
    #![proptest_config(ProptestConfig { failure_persistence: None, ..cases(100) })]

    #[test]
    fn any_item_is_published_or_named(
        changes in prop::collection::vec((prop::collection::vec(any::<usize>(), 1..5), any_json()), 1..4)
    ) {
        let room = Newsroom::new();
        room.story("good", 2, json!({}));
        let mut item = story("odd", 1);
        for (path, value) in changes {
            put(&mut item, &path, value);
        }
        room.put("content/stories/odd.json", item.to_string());
        let outcome = room.build();
        prop_assert!(room.has("2025/01/02/good.json"), "the good story is missing");
        let named = outcome.report.problems.iter().any(|problem| problem.file.ends_with("odd.json"));
        // under whatever name: that is read from the item too
        let published = outcome.stories == 2;
        // embargoed and withdrawn items, and those that are no stories, are counted
        let counted = outcome.to_string().contains(" 1 ");
        prop_assert!(named || published || counted, "{item}: {outcome}");
    }
}
