//! Tests of the cleaner of bodies: nothing that could run gets through, and no text is lost.

use super::any_text::any_text;
use super::corpus;
use super::proptest_config::Target;
use frontpage_blocks::lay_out;
use frontpage_clean::Body;
use frontpage_clean::{CleanContext, FoundRecording, PictureSource, PixelSize, body};
use frontpage_model::{Block, Image, Interface};
use proptest::prelude::*;
use serde_json::Value;

struct NoPictures;

impl PictureSource for NoPictures {
    fn is_hosted(&self, _: &str) -> bool {
        false
    }

    fn picture(&self, _: &str, _: Option<PixelSize>) -> Result<Image, String> {
        Err("is not there".into())
    }

    fn moving_picture(&self, _: &str) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn hosted_recording(&self, _: &str) -> Option<String> {
        None
    }

    fn recording(&self, _: &str) -> Result<FoundRecording, String> {
        Err("is not there".into())
    }

    fn track(&self, _: &str) -> Result<String, String> {
        Err("is not there".into())
    }

    fn chapters(&self, _: &str) -> Result<Option<String>, String> {
        Ok(None)
    }
}

pub fn clean(html: &str) -> Vec<Block> {
    let raw = Body {
        field: "bodies[0].value".into(),
        html: true,
        value: html.into(),
    };
    let desk = CleanContext {
        site_url: "https://post.example",
        lang: "en",
        pictures: &NoPictures,
    };
    let mut blocks = body(&raw, desk).blocks;
    lay_out(&mut blocks, Interface::default());
    blocks
}

/// Collects every address in the JSON.
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

/// Collects every key in the JSON, none of which may stand for markup or an event handler.
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
        let is_allowed = lower.starts_with("https://")
            || lower.starts_with("http://")
            || lower.starts_with("mailto:")
            || lower.starts_with("tel:")
            || lower.starts_with('#')
            || lower.starts_with('/') && !lower.starts_with("//") && !lower.contains('\\');
        assert!(is_allowed, "{html:?} gives a link to {address:?}");
    }
    let mut names = Vec::new();
    keys(&value, &mut names);
    for name in names {
        assert!(
            !name.starts_with("on") && name != "style" && name != "src",
            "{html:?}: {name}"
        );
    }
    // Deserializing gives the same blocks.
    let json = serde_json::to_string(&blocks).unwrap();
    let read = serde_json::from_str::<Vec<Block>>(&json).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), value, "{html:?}");
}

#[test]
fn known_attacks_do_nothing() {
    let (name, text) = &corpus::files(Target::Cleaner, "txt")[0];
    let shapes: Vec<&str> = corpus::lines(text).collect();
    assert!(shapes.len() >= 100, "{name}: {}", shapes.len());
    for shape in shapes {
        check(shape);
        let around = format!("<p>before</p>{shape}");
        check(&around);
        let json = serde_json::to_string(&clean(&around)).unwrap();
        assert!(json.contains("before"), "{shape}: {json}");
        // The content of scripts and styles is not text.
        for unseen in ["<script>alert", "<style>"] {
            if shape.starts_with(unseen) {
                assert!(!json.contains("alert"), "{shape}: {json}");
            }
        }
        // A link that is removed leaves its text.
        if shape.starts_with("<a href") && shape.contains(">x<") {
            assert!(json.contains("\"x\""), "{shape}: {json}");
        }
    }
}

#[test]
fn bodies_in_the_corpus_keep_their_text() {
    for (name, html) in corpus::files(Target::Cleaner, "html") {
        check(&html);
        let json = serde_json::to_string(&clean(&html)).unwrap();
        for word in ["FIRST", "LAST"] {
            assert!(html.contains(word), "{name} must contain {word}");
            assert!(json.contains(word), "{name} has lost {word}: {json}");
        }
        assert!(!json.contains("UNSEEN"), "{name}: {json}");
    }
}

/// Pieces of markup as they come from a CMS, a wire service or an attacker.
const PIECES: [&str; 102] = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=javascript:x>",
    "<a href=/world>",
    "<a href='",
    "'>",
    "</a>",
    "<ul>",
    "<ol start=9>",
    "<li>",
    "</li>",
    "</ul>",
    "</ol>",
    "<dl>",
    "<dt>",
    "<table>",
    "<thead>",
    "<tr>",
    "<td>",
    "<td rowspan=9999>",
    "<th colspan=3>",
    "<caption>",
    "</table>",
    "<blockquote>",
    "<cite>",
    "</cite>",
    "</blockquote>",
    "<figure>",
    "<img src=x>",
    "<img src=x onerror=x alt='",
    "<figcaption>",
    "</figure>",
    "<pre>",
    "</pre>",
    "<br>",
    "<hr>",
    "<svg>",
    "<svg onload=x>",
    "</svg>",
    "<math>",
    "<mtext>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<template>",
    "</template>",
    "<select>",
    "<option>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<noscript>",
    "</noscript>",
    "<plaintext>",
    "<aside class=related>",
    "<aside class=correction>",
    "<aside class=key-points>",
    "<dl class=questions>",
    "<dd>",
    "<section class=faq>",
    "<details>",
    "<summary>",
    "</section>",
    "<ol class=timeline>",
    "<time datetime=2025-01-01T10:00-08:00>",
    "<figure data-chart=bar>",
    "<figure data-chart=line>",
    "<figure class=map>",
    "<th>1",
    "<td>1",
    "<ol class=footnotes>",
    "<li id=n>",
    "<a href=#n>",
    "</a>",
    "</aside>",
    "<time datetime=2025-01-01>",
    "</time>",
    "<iframe src=https://a.example>",
    "</iframe>",
    "<span lang=ar dir=rtl>",
    "</span>",
    "<q>",
    "</q>",
    "<h2>",
    "</h2>",
    "<div class=gallery>",
    "</div>",
    "<object>",
    "<video>",
    "</video>",
    "text",
    " ",
    "&nbsp;",
    "<!--",
    "-->",
    "<![CDATA[",
];

proptest! {
    #![proptest_config(Target::Cleaner.config())]

    #[test]
    fn any_text_gives_blocks(html in any_text(200)) {
        check(&html);
    }

    #[test]
    fn any_markup_gives_blocks(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)
    ) {
        check(&pieces.concat());
    }

    #[test]
    fn markup_with_any_text_in_it_gives_blocks(
        pieces in prop::collection::vec(
            (prop::sample::select(PIECES.to_vec()), any_text(4)), 0..20
        )
    ) {
        let html: String = pieces.into_iter().map(|(tag, text)| format!("{tag}{text}")).collect();
        check(&html);
    }

    #[test]
    fn an_attack_with_any_text_in_it_gives_blocks(
        shape in prop::sample::select(
            corpus::lines(include_str!("../../corpus/cleaner/xss.txt")).collect::<Vec<_>>()
        ),
        at in any::<prop::sample::Index>(),
        odd in any_text(3),
    ) {
        let ends: Vec<usize> = (0..=shape.len()).filter(|n| shape.is_char_boundary(*n)).collect();
        let (before, after) = shape.split_at(*at.get(&ends));
        check(&format!("{before}{odd}{after}"));
    }
}
