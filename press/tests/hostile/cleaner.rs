//! The cleaner of bodies: nothing that could run gets through, and text stays.

use frontpage_model::{Block, Image};
use press::clean::{Desk, Pictures, body};
use press::read::Body;
use proptest::prelude::*;
use serde_json::Value;

struct NoPictures;

impl Pictures for NoPictures {
    fn picture(&self, _: &str) -> Result<Image, String> {
        Err("is not there".into())
    }
}

fn clean(html: &str) -> Vec<Block> {
    let raw = Body {
        field: "bodies[0].value".into(),
        html: true,
        value: html.into(),
    };
    let desk = Desk {
        site_url: "https://post.example",
        pictures: &NoPictures,
    };
    body(&raw, desk).blocks
}

/// Every address in the JSON.
fn addresses(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if key == "href" {
                    found.push(value.as_str().unwrap().to_owned());
                }
                addresses(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| addresses(value, found)),
        _ => {}
    }
}

/// Every key: the vocabulary of blocks has no room for markup or handlers.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.push(key.clone());
                keys(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

fn check(html: &str) {
    let blocks = clean(html);
    let value = serde_json::to_value(&blocks).unwrap();
    let mut found = Vec::new();
    addresses(&value, &mut found);
    for address in found {
        let lower = address.to_ascii_lowercase();
        let fine = lower.starts_with("https://")
            || lower.starts_with("http://")
            || lower.starts_with("mailto:")
            || lower.starts_with("tel:")
            || lower.starts_with('/') && !lower.starts_with("//") && !lower.contains('\\');
        assert!(fine, "{html:?} gives a link to {address:?}");
    }
    let mut names = Vec::new();
    keys(&value, &mut names);
    for name in names {
        assert!(
            !name.starts_with("on") && name != "style" && name != "src",
            "{html:?}: {name}"
        );
    }
    // and the reader's own parser agrees
    let json = serde_json::to_string(&blocks).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Block>>(&json).unwrap(),
        blocks,
        "{html:?}"
    );
}

#[test]
fn known_shapes_do_nothing() {
    let shapes: Vec<&str> = include_str!("../../corpus/xss.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert!(shapes.len() >= 45, "{}", shapes.len());
    for shape in shapes {
        check(shape);
        let around = format!("<p>before</p>{shape}");
        check(&around);
        let json = serde_json::to_string(&clean(&around)).unwrap();
        assert!(json.contains("before"), "{shape}: {json}");
        // script and style are no text
        for unseen in ["<script>alert", "<style>"] {
            if shape.starts_with(unseen) {
                assert!(!json.contains("alert"), "{shape}: {json}");
            }
        }
        // a link that may not be keeps its text
        if shape.starts_with("<a href") && shape.contains(">x<") {
            assert!(json.contains("\"x\""), "{shape}: {json}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..super::cases(400) })]

    #[test]
    fn any_text_gives_blocks(html in "\\PC{0,200}") {
        check(&html);
    }

    #[test]
    fn any_markup_gives_blocks(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href=javascript:x>", "<a href=/world>",
            "</a>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<th colspan=3>", "</table>",
            "<blockquote>", "<cite>", "</cite>", "</blockquote>", "<figure>", "<img src=x>",
            "<figcaption>", "</figure>", "<pre>", "</pre>", "<br>", "<hr>", "<svg>", "</svg>",
            "<math>", "<script>", "</script>", "<style>", "</style>", "<template>", "</template>",
            "<select>", "<option>", "<aside class=related>", "<aside class=correction>", "</aside>",
            "<time datetime=2025-01-01>", "</time>", "<iframe src=https://a.example>", "</iframe>",
            "<span lang=ar dir=rtl>", "</span>", "<q>", "</q>", "<h2>", "</h2>", "<div class=gallery>",
            "</div>", "<object>", "<video>", "</video>", "text", " ", "&nbsp;", "<!--", "-->",
        ]), 0..60)
    ) {
        check(&pieces.concat());
    }
}
