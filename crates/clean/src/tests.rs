//! Tests what HTML becomes, in the JSON form of the blocks.

use super::{CleanContext, FoundRecording, PictureSource, PixelSize, body};
use crate::Body;
use frontpage_model::{Image, ImageSource, RecordingKind};
use serde_json::{Value, json};

mod moving_pictures;
mod recordings;

struct Shelf;

impl PictureSource for Shelf {
    fn is_hosted(&self, href: &str) -> bool {
        href.starts_with("https://media.example/")
    }

    fn picture(&self, href: &str, size: Option<PixelSize>) -> Result<Image, String> {
        let size = match href {
            "media/missing.png" => return Err("is not there".into()),
            href if self.is_hosted(href) => size.ok_or("has no size")?,
            _ => PixelSize {
                width: 1600,
                height: 900,
            },
        };
        Ok(Image {
            source: ImageSource::from(href.to_owned()),
            width: size.width,
            height: size.height,
            alt: String::new(),
        })
    }

    fn moving_picture(&self, href: &str) -> Result<Option<String>, String> {
        match href {
            "media/long.gif" => Err("moves, and has 60 MB".into()),
            "media/moving.gif" => Ok(Some("/media/key.gif".into())),
            _ => Ok(None),
        }
    }

    fn hosted_recording(&self, href: &str) -> Option<String> {
        let is_named = href.starts_with("https://video.example/");
        is_named.then(|| href.to_owned())
    }

    fn recording(&self, href: &str) -> Result<FoundRecording, String> {
        let extension = href.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_video = matches!(extension, "mp4" | "webm");
        let kind = RecordingKind::named(extension, is_video).ok_or("is text or HTML")?;
        Ok(FoundRecording {
            path: format!("/{href}"),
            kind,
            bytes: 1000,
            seconds: Some(4),
            size: PixelSize::new(480.0, 270.0).filter(|_| is_video),
        })
    }

    fn track(&self, href: &str) -> Result<String, String> {
        let is_captions = href.ends_with(".vtt");
        is_captions
            .then(|| format!("/{href}"))
            .ok_or("is not WebVTT".into())
    }

    fn chapters(&self, href: &str) -> Result<Option<String>, String> {
        match href {
            "media/untitled.vtt" => Err("have no titles".into()),
            _ => Ok(Some(format!("/{}", href.replace(".vtt", ".json")))),
        }
    }
}

fn cleaned(html: &str) -> super::Cleaned {
    let raw = Body {
        field: "bodies[0].value".into(),
        html: true,
        value: html.into(),
    };
    let desk = CleanContext {
        site_url: "https://post.example",
        lang: "en-US",
        pictures: &Shelf,
    };
    body(&raw, desk)
}

/// Returns the blocks of a body. A block that is laid out later is what it is laid out from.
fn blocks(html: &str) -> Value {
    let blocks = cleaned(html).blocks;
    let values = blocks.iter().map(|block| match block.as_static() {
        Some(block) => serde_json::to_value(block).unwrap(),
        None => serde_json::to_value(block).unwrap(),
    });
    values.collect()
}

/// Returns the text of the only paragraph of a body.
fn text(html: &str) -> Value {
    let blocks = blocks(html);
    assert_eq!(blocks.as_array().map(Vec::len), Some(1), "{blocks}");
    blocks[0]["p"]["text"].clone()
}

fn degraded(html: &str) -> Vec<(String, usize)> {
    cleaned(html).degraded.0.into_iter().collect()
}

fn p(text: &str) -> Value {
    json!({"p": {"text": [{"t": text}]}})
}

#[test]
fn paragraphs() {
    assert_eq!(
        blocks("<p> a\n b </p><p></p><p>&nbsp;</p>c"),
        json!([p("a b"), p("c")])
    );
    assert_eq!(
        blocks("<p>a<br><br>b<br>&nbsp;<br/>c</p>"),
        json!([p("a"), p("b"), p("c")])
    );
    assert_eq!(
        blocks("<div>a<div>b</div>c</div>"),
        json!([p("a"), p("b"), p("c")])
    );
    assert_eq!(
        blocks(
            "<html><head><title>x</title></head><body><article><p>a</p></article></body></html>"
        ),
        json!([p("a")])
    );
    assert_eq!(
        blocks(r#"<p lang="ar" dir="RTL">a</p>"#),
        json!([{"p": {"text": [{"t": "a"}], "lang": "ar", "dir": "rtl"}}])
    );
    assert_eq!(blocks("a\u{0}\u{8}\u{1b}b"), json!([p("ab")]));
}

#[test]
fn inlines() {
    assert_eq!(
        text(
            "a <b>b <i>c</i></b><code>d</code><kbd>e</kbd><sub>f</sub><sup>g</sup><br>h <cite>i</cite>"
        ),
        json!([
            {"t": "a "}, {"b": [{"t": "b "}, {"i": [{"t": "c"}]}]}, {"code": [{"t": "d"}]},
            {"code": [{"t": "e"}]}, {"sub": [{"t": "f"}]}, {"sup": [{"t": "g"}]}, "br",
            {"t": "h "}, {"i": [{"t": "i"}]}
        ])
    );
    assert_eq!(
        text(
            r#"<a href=" https://a.example/x ">b</a>, <a href="https://post.example/world?x">c</a>"#
        ),
        json!([
            {"a": {"href": "https://a.example/x", "text": [{"t": "b"}]}}, {"t": ", "},
            {"a": {"href": "/world", "text": [{"t": "c"}]}}
        ])
    );
    assert_eq!(
        text(r#"<span lang="he" dir="rtl">a</span><span>b</span><em lang=fr>c</em>"#),
        json!([
            {"span": {"lang": "he", "dir": "rtl", "text": [{"t": "a"}]}}, {"t": "b"},
            {"span": {"lang": "fr", "text": [{"i": [{"t": "c"}]}]}}
        ])
    );
    assert_eq!(text(r#"<span lang="<x>">a</span>"#), json!([{"t": "a"}]));
    assert_eq!(text("<q>a <q>b</q></q>"), json!([{"t": "“a ‘b’”"}]));
    assert_eq!(
        blocks(r#"<div lang="ar"><q lang="en">a</q></div>"#)[0]["p"]["text"],
        json!([{"t": "«"}, {"span": {"lang": "en", "text": [{"t": "a"}]}}, {"t": "»"}])
    );
    assert_eq!(
        text("<abbr title=x>a</abbr> <time>b</time><wbr>c"),
        json!([{"t": "a bc"}])
    );
    // Repeated formatting is kept once.
    assert_eq!(
        text("<b>a<strong>b</strong></b>"),
        json!([{"b": [{"t": "ab"}]}])
    );
}

#[test]
fn formatting_around_blocks_continues_in_each_block() {
    assert_eq!(
        blocks("<b>a<p>b</p></b>c"),
        json!([
            {"p": {"text": [{"b": [{"t": "a"}]}]}}, {"p": {"text": [{"b": [{"t": "b"}]}]}}, p("c")
        ])
    );
    // The elements are wrongly nested.
    assert_eq!(
        text("a<b>b<i>c</b>d</i>"),
        json!([{"t": "a"}, {"b": [{"t": "b"}, {"i": [{"t": "c"}]}]}, {"i": [{"t": "d"}]}])
    );
}

#[test]
fn headings_rules_and_preformatted() {
    assert_eq!(
        blocks("x<h1>a</h1><h2>b <b>c</b></h2><h3>d</h3><h6>e</h6><h2> </h2><hr>"),
        json!([
            p("x"), {"h": {"text": [{"t": "a"}]}},
            {"h": {"text": [{"t": "b "}, {"b": [{"t": "c"}]}]}},
            {"h": {"minor": true, "text": [{"t": "d"}]}},
            {"h": {"minor": true, "text": [{"t": "e"}]}}, "hr"
        ])
    );
    assert_eq!(
        blocks("<pre>\n a\n  b<br>c</pre><pre><code>x  y</code></pre>"),
        json!([{"pre": [{"t": " a\n  b\nc"}]}, {"pre": [{"t": "x  y"}]}])
    );
}

#[test]
fn lists() {
    assert_eq!(
        blocks("<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li><li></li></ul>"),
        json!([{"list": {"items": [
            {"text": [{"t": "a"}], "lists": [{"ordered": true, "items": [{"text": [{"t": "b"}]}]}]},
            {"text": [{"t": "c"}, "br", {"t": "d"}]}
        ]}}])
    );
    // One list is beside its item, and one text is outside any item.
    assert_eq!(
        blocks("<ul>x<li>a</li><ul><li>b</li></ul></ul>"),
        json!([{"list": {"items": [
            {"text": [{"t": "x"}]},
            {"text": [{"t": "a"}], "lists": [{"items": [{"text": [{"t": "b"}]}]}]}
        ]}}])
    );
    let deep = "<ul><li>a".repeat(60);
    let json = serde_json::to_string(&blocks(&deep)).unwrap();
    assert_eq!(json.matches('a').count(), 60);
    assert!(serde_json::from_str::<Vec<frontpage_model::Block>>(&json).is_ok());
}

#[test]
fn tables() {
    assert_eq!(
        blocks(
            "<table><caption>t</caption><thead><tr><th>a<th>b</tr></thead><tr><th scope=row>c\
             <td colspan=0 rowspan=9999>d<tfoot><tr><td colspan=' 2 '><p>e<p>f</table>"
        ),
        json!([{"table": {
            "caption": [{"t": "t"}],
            "head": [[{"text": [{"t": "a"}], "header": true}, {"text": [{"t": "b"}], "header": true}]],
            "body": [
                [{"text": [{"t": "c"}], "header": true}, {"text": [{"t": "d"}], "rows": 100}],
                [{"text": [{"t": "e"}, "br", {"t": "f"}], "cols": 2}]
            ]
        }}])
    );
    let head = &blocks("<table><tr><th>a<th>b<tr><td>c<td>d</table>")[0]["table"]["head"];
    assert_eq!(head[0][1]["text"], json!([{"t": "b"}]));
    assert_eq!(blocks("<table><tr><td>only</table>"), json!([p("only")]));
    assert_eq!(blocks("<table></table>"), json!([]));
}

#[test]
fn quotations() {
    assert_eq!(
        blocks(r#"<blockquote lang=ar dir=rtl><p>a<br>b</p><p>c</p><cite>d</cite></blockquote>"#),
        json!([{"quote": {
            "paragraphs": [{"text": [{"t": "a"}, "br", {"t": "b"}]}, {"text": [{"t": "c"}]}],
            "cite": [{"t": "d"}], "lang": "ar", "dir": "rtl"
        }}])
    );
    assert_eq!(
        blocks(r#"<blockquote class="pull">a</blockquote>"#),
        json!([{"quote": {"pull": true, "paragraphs": [{"text": [{"t": "a"}]}]}}])
    );
    // A block that is not a paragraph keeps its place.
    let mixed = blocks("<blockquote>a<ul><li>b</li></ul>c<footer>d</footer></blockquote>");
    assert_eq!(
        mixed[0]["quote"]["paragraphs"][0]["text"],
        json!([{"t": "a"}])
    );
    assert_eq!(mixed[1]["list"]["items"][0]["text"], json!([{"t": "b"}]));
    assert_eq!(mixed[2]["quote"]["cite"], json!([{"t": "d"}]));
}

#[test]
fn pictures() {
    let image = |alt: &str| json!({"key": "media/x.svg", "w": 1600, "h": 900, "alt": alt});
    assert_eq!(
        blocks(
            r#"<figure><img src="media/x.svg" alt="a"><figcaption>b <b>c</b></figcaption></figure>"#
        ),
        json!([{"img": {"image": image("a"), "caption": [{"t": "b "}, {"b": [{"t": "c"}]}]}}])
    );
    assert_eq!(
        blocks(r#"<p>a <img src="media/x.svg" alt=b> c</p>"#),
        json!([p("a"), {"img": {"image": image("b")}}, p("c")])
    );
    let gallery = blocks(
        r#"<div class="gallery"><figure><img src="media/x.svg" alt=a><figcaption>b</figcaption></figure>
        <figure><img src="media/x.svg" alt=c></figure></div>"#,
    );
    assert_eq!(
        gallery,
        json!([{"gallery": [{"image": image("a"), "caption": [{"t": "b"}]}, {"image": image("c")}]}])
    );
    for elsewhere in [
        "https://a.example/x.png",
        "//a.example/x.png",
        "data:image/png;base64,x",
    ] {
        let html = format!("<img src='{elsewhere}' alt='shown'>");
        assert_eq!(blocks(&html), json!([p("shown")]));
        assert_eq!(degraded(&html), [("picture from elsewhere".into(), 1)]);
    }
    let hosted = "<img src='https://media.example/x.png' alt=a width=640 height=' 480 '>";
    let expected = json!({"key": "https://media.example/x.png", "w": 640, "h": 480, "alt": "a"});
    assert_eq!(blocks(hosted), json!([{"img": {"image": expected}}]));
    for size in [
        "",
        "width=640",
        "width=0 height=480",
        "width=-1 height=1e9",
        "width=nan height=9",
    ] {
        let found = cleaned(&format!("a<img src='https://media.example/x.png' {size}>"));
        assert!(found.warnings[0].reason.contains("has no size"), "{size}");
    }
    for no_address in ["<img alt='shown'>", "<img src=' ' alt='shown'>"] {
        assert_eq!(blocks(no_address), json!([p("shown")]));
        assert_eq!(
            degraded(no_address),
            [("picture without an address".into(), 1)]
        );
    }
    let missing = cleaned("a<img src='media/missing.png'>b");
    assert_eq!(missing.blocks.len(), 2);
    assert_eq!(missing.warnings[0].field, "bodies[0].value");
    assert!(missing.warnings[0].reason.contains("media/missing.png"));
}

#[test]
fn embeds_are_link_cards() {
    let card = |title: &str| json!({"embed": {"href": "https://v.example/1", "title": title}});
    for html in [
        r#"<iframe src="https://v.example/1" title="t"></iframe>"#,
        r#"<video title=t><source src="https://v.example/1"></video>"#,
        r#"<object data="https://v.example/1" title=t></object>"#,
        r#"<figure class="embed"><a href="https://v.example/1">t</a></figure>"#,
        r#"<figure><iframe src="//v.example/1" title="t"></iframe></figure>"#,
    ] {
        let expected = json!([card("t")]).to_string();
        assert_eq!(blocks(html).to_string(), expected, "{html}");
    }
    assert_eq!(
        blocks("<embed src=https://v.example/1>"),
        json!([card("v.example")])
    );
    assert_eq!(
        blocks(r#"<figure class="wp-block-embed"><div>https://v.example/1</div></figure>"#),
        json!([card("v.example")])
    );
    assert_eq!(
        blocks(
            r#"<figure class="wp-block-embed"><div>https://v.example/1</div><figcaption>n</figcaption></figure>"#
        ),
        json!([{"embed": {"href": "https://v.example/1", "title": "v.example", "note": [{"t": "n"}]}}])
    );
    assert_eq!(
        blocks(
            r#"<figure class="embed"><a href="https://v.example/1">t</a><figcaption>n</figcaption></figure>"#
        ),
        json!([{"embed": {"href": "https://v.example/1", "title": "t", "note": [{"t": "n"}]}}])
    );
    assert_eq!(
        blocks(
            r#"<blockquote class="twitter-tweet"><p>a</p>— b <a href="https://v.example/1">c</a></blockquote>"#
        ),
        json!([{"embed": {"href": "https://v.example/1", "title": "v.example", "note": [
            {"t": "a"}, "br", {"t": "— b "}, {"a": {"href": "https://v.example/1", "text": [{"t": "c"}]}}
        ]}}])
    );
    assert_eq!(
        degraded("a<iframe src='javascript:alert(1)'>x</iframe>"),
        [("<iframe>".into(), 1)]
    );
}

#[test]
fn corrections_and_related() {
    assert_eq!(
        blocks(
            r#"<aside class="correction"><time datetime="2025-03-04">March 4</time>: a <b>b</b></aside>"#
        ),
        json!([{"correction": {"day": "2025-03-04", "text": [{"t": "a "}, {"b": [{"t": "b"}]}]}}])
    );
    assert_eq!(
        blocks(r#"<aside class="correction">a</aside>"#),
        json!([{"correction": {"text": [{"t": "a"}]}}])
    );
    assert_eq!(
        blocks(
            r#"<aside class="related"><a href="/2025/03/01/a"><b>t</b></a><a href="https://x.example/">u</a></aside>"#
        ),
        json!([
            {"related": {"href": "/2025/03/01/a", "title": "t"}},
            {"embed": {"href": "https://x.example/", "title": "u"}}
        ])
    );
    assert_eq!(
        blocks(r#"<aside class="related"><a href="javascript:x">t</a></aside>"#),
        json!([p("t")])
    );
}

#[test]
fn an_unknown_element_is_replaced_by_its_text_and_counted() {
    for (html, shown, kind) in [
        ("<u>a</u>", "a", "<u>"),
        ("<marquee>a</marquee>", "a", "<marquee>"),
        ("<x-y><p>a</p></x-y>", "a", "<x-y>"),
        (
            "<form><label>a</label><input value=b></form>",
            "a",
            "<form>",
        ),
        ("<svg><text>a</text><script>b</script></svg>", "a", "<svg>"),
        ("<math><mi>a</mi></math>", "a", "<math>"),
        ("<details>a</details>", "a", "<details>"),
        ("a<script>b</script>", "a", "<script>"),
        ("a<style>b</style>", "a", "<style>"),
        ("a<template>b</template>", "a", "<template>"),
        ("a<noscript>b</noscript>", "a", "<noscript>"),
        (
            "<a href='javascript:alert(1)'>a</a>",
            "a",
            "link not allowed",
        ),
        ("<aside>a</aside>", "a", "<aside>"),
    ] {
        assert_eq!(blocks(html), json!([p(shown)]), "{html}");
        let kinds = degraded(html);
        assert!(
            kinds.iter().any(|(k, n)| k == kind && *n == 1),
            "{html}: {kinds:?}"
        );
    }
    assert!(degraded("<p>a <b>b</b><span>c</span></p><ul><li>d</li></ul><!-- e -->").is_empty());
}

#[test]
fn deep_nesting_is_flattened() {
    for tag in [
        "div",
        "b",
        "blockquote",
        "span",
        "ul",
        "table",
        "section",
        "q",
        "x",
    ] {
        let html = format!(
            "{}text{}",
            format!("<{tag}>").repeat(10_000),
            format!("</{tag}>").repeat(10_000)
        );
        let cleaned = cleaned(&html);
        let json = serde_json::to_string(&cleaned.blocks).unwrap();
        assert!(json.contains("text"), "{tag}: {json}");
        assert!(
            serde_json::from_str::<Vec<frontpage_model::Block>>(&json).is_ok(),
            "{tag}"
        );
    }
}

#[test]
fn key_points_are_a_list_with_or_without_a_heading() {
    let points = json!([[{"t": "a"}], [{"b": [{"t": "b"}]}]]);
    for html in [
        r#"<aside class="key-points"><ul><li>a</li><li><b>b</b></li></ul></aside>"#,
        r#"<div class="wp-block-group key-takeaways"><ul><li>a<ul><li><b>b</b></li></ul></li></ul></div>"#,
        r#"<section class="story-highlights"><p>a</p><p><b>b</b></p></section>"#,
    ] {
        assert_eq!(
            blocks(html),
            json!([{"keyPoints": {"points": points}}]),
            "{html}"
        );
    }
    for html in [
        r#"<aside class="key-points"><h4>h</h4><ul><li>a</li><li><b>b</b></li></ul></aside>"#,
        r#"<aside class="key-points"><p>h</p><ul><li>a</li><li><b>b</b></li></ul></aside>"#,
    ] {
        let expected = json!([{"keyPoints": {"heading": [{"t": "h"}], "points": points}}]);
        assert_eq!(blocks(html), expected, "{html}");
    }
}

#[test]
fn a_picture_within_key_points_follows_them() {
    let html = r#"<aside class="key-points"><ul><li>a</li></ul><img src="media/a.png"></aside>"#;
    let made = blocks(html);
    assert_eq!(made[0], json!({"keyPoints": {"points": [[{"t": "a"}]]}}));
    assert_eq!(made[1]["img"]["image"]["key"], "media/a.png");
    assert_eq!(degraded(html), [("block within key points".into(), 1)]);
    let empty = r#"<aside class="key-points"><hr></aside>"#;
    assert_eq!(blocks(empty), json!(["hr"]));
}

#[test]
fn questions_are_terms_summaries_or_headings() {
    let answer = json!([{"p": {"text": [{"t": "b"}]}}]);
    let expected = json!([{"questions": {"entries": [
        {"question": [{"t": "a"}], "answer": answer},
        {"question": [{"t": "c"}], "answer": [{"list": {"items": [{"text": [{"t": "d"}]}]}}]},
    ]}}]);
    for html in [
        "<dl class=questions><dt>a<dd>b<dt>c<dd><ul><li>d</ul></dl>",
        "<section class=faq><details><summary>a</summary><p>b</p></details>\
         <details><summary>c</summary><ul><li>d</ul></details></section>",
        "<div class=q-and-a><h3>a</h3><p>b</p><div><h3>c</h3><ul><li>d</ul></div></div>",
        "<div class='schema-faq wp-block-yoast-faq-block'><div class=schema-faq-section>\
         <strong class=schema-faq-question>a</strong><p class=schema-faq-answer>b</p></div>\
         <div class=schema-faq-section><strong class=schema-faq-question>c</strong>\
         <ul><li>d</ul></div></div>",
    ] {
        assert_eq!(blocks(html), expected, "{html}");
    }
}

#[test]
fn a_question_without_an_answer_is_reported() {
    let cleaned = cleaned("<dl class=questions><dt>a<dt>c<dd>d</dl>");
    assert_eq!(cleaned.blocks.len(), 1);
    assert!(cleaned.warnings[0].reason.contains("no answer"));
    assert_eq!(cleaned.warnings[0].field, "bodies[0].value");
}

#[test]
fn a_timeline_has_times_for_programs() {
    let html = "<ol class=timeline><li><time datetime=2025-03-04>March 4</time> <b>a</b></li>\
                <li><p><time datetime='2025-03-05T10:00-08:00'></time></p><p>b</p></li></ol>";
    let expected = json!([{"timeline": {"events": [
        {"datetime": "2025-03-04", "time": [{"t": "March 4"}], "text": [{"p": {"text": [{"b": [{"t": "a"}]}]}}]},
        {"datetime": "2025-03-05T10:00-08:00", "time": [{"t": "2025-03-05T10:00-08:00"}],
         "text": [{"p": {"text": [{"t": "b"}]}}]},
    ]}}]);
    assert_eq!(blocks(html), expected);
    let around = html.replace(" class=timeline", "");
    assert_eq!(
        blocks(&format!("<div class=timeline>{around}</div>")),
        expected
    );
}

#[test]
fn a_timeline_with_two_zones_is_a_list() {
    let zones = |first: &str, second: &str| {
        cleaned(&format!(
            "<ol class=timeline><li><time datetime=2025-03-08T10:00{first}>1</time> a</li>\
             <li><time datetime=2025-03-09T10:00{second}>2</time> b</li></ol>"
        ))
    };
    for (first, second, reason) in [
        ("-08:00", "-05:00", "two zones, −08:00 and −05:00"),
        ("-08:00", "", "name their zone, and others do not"),
        ("Z", "+25:00", "which is none"),
    ] {
        let cleaned = zones(first, second);
        let json = serde_json::to_value(&cleaned.blocks).unwrap();
        assert_eq!(json[0]["list"]["ordered"], json!(true));
        assert!(json.to_string().contains("1 a"), "{json}");
        assert!(
            cleaned.warnings[0].reason.contains(reason),
            "{:?}",
            cleaned.warnings
        );
        assert_eq!(cleaned.warnings[0].field, "bodies[0].value");
    }
    // One zone in winter and in summer.
    assert!(zones("-08:00", "-07:00").warnings.is_empty());
    let without = cleaned("<ul class=timeline><li>a</li></ul>");
    assert!(
        without.warnings[0]
            .reason
            .contains("item 1 of the timeline has no <time>")
    );
}

#[test]
fn a_chart_is_drawn_from_its_table() {
    let table = "<table><tr><th>Year<th>Boxes<tr><td>2023<td>8.6<tr><td>2024<td>10.3</table>";
    let made = blocks(&format!(
        "<figure data-chart=bar aria-label=d>{table}<figcaption>t</figcaption></figure>"
    ));
    let chart = &made[0]["chart"];
    assert_eq!(chart["kind"], "bar");
    assert_eq!(chart["title"], json!([{"t": "t"}]));
    assert_eq!(chart["description"], "d");
    assert_eq!(chart["series"], json!([[8.6, 10.3]]));
    assert_eq!(made.as_array().map(Vec::len), Some(1));
    let by_caption = table.replace("<table>", "<table><caption>t</caption>");
    let made = blocks(&format!("<figure data-chart=line>{by_caption}</figure>"));
    assert_eq!(made[0]["chart"]["title"], json!([{"t": "t"}]));
}

#[test]
fn a_chart_that_cannot_be_drawn_stays_a_table() {
    let chart = |kind: &str, table: &str| {
        let html = format!(
            "<figure data-chart={kind}><table>{table}</table><figcaption>t</figcaption></figure>"
        );
        let cleaned = cleaned(&html);
        let block = serde_json::to_value(cleaned.blocks[0].as_static().unwrap()).unwrap();
        assert_eq!(block["table"]["caption"], json!([{"t": "t"}]), "{html}");
        assert_eq!(cleaned.warnings.len(), 1, "{html}");
        assert_eq!(cleaned.warnings[0].field, "bodies[0].value");
        cleaned.warnings[0].reason.clone()
    };
    let head = "<tr><th>a<th>b";
    for (kind, table, reason) in [
        (
            "bar",
            "<tr><td>x<td>many",
            "row 1 has \"many\", which is no number",
        ),
        (
            "line",
            "<tr><td>x<td>1<tr><td>x<td>NaN",
            "row 2 has \"NaN\"",
        ),
        ("pie", "<tr><td>x<td>1", "\"pie\" and not bar, line or dots"),
        (
            "dots",
            "<tr><td>x<td colspan=2>1",
            "rows of different lengths, or cells that span",
        ),
        ("bar", "<tr><td>x<td>", "has no numbers"),
    ] {
        let made = chart(kind, &format!("{head}{table}"));
        assert!(made.contains(reason), "{made}");
    }
    let empty = cleaned("<figure data-chart=bar><figcaption>t</figcaption></figure>");
    assert_eq!(
        serde_json::to_value(&empty.blocks).unwrap(),
        json!([{"p": {"text": [{"t": "t"}]}}])
    );
    assert!(empty.warnings[0].reason.contains("contains no table"));
}

/// Footnotes as several programs write them.
const NOTES: [&str; 3] = [
    r##"<p>a<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup> b<sup><a href="#fn-2">2</a></sup></p>
       <section class="footnotes"><ol><li id="fn-1"><p>c <a href="#fnref-1" class="footnote-backref">↩</a></p></li>
       <li id="fn-2"><p>d</p></li></ol></section>"##,
    r##"<p>a<sup data-fn="x" class="fn"><a href="#x" id="x-link">1</a></sup> b<sup data-fn="y" class="fn"><a
       href="#y" id="y-link">2</a></sup></p><ol class="wp-block-footnotes"><li id="x">c <a href="#x-link">↩︎</a></li>
       <li id="y">d <a href="#y-link">↩︎</a></li></ol>"##,
    r##"<ol role="doc-endnotes"><li id="2">d</li><li id="1">c</li></ol>
       <p>a<a href="#1">[*]</a> b<a href="#2"><sup>[**]</sup></a></p>"##,
];

#[test]
fn footnotes_are_numbered_as_the_text_refers_to_them() {
    for html in NOTES {
        let cleaned = cleaned(html);
        assert_eq!(cleaned.warnings.len(), 0, "{:?}", cleaned.warnings);
        let made = blocks(html);
        let mark = |number: &str| {
            let id = format!("note-{number}-in-text-1");
            json!({"el": {"n": "sup", "c": [{"el": {"n": "a",
                "a": {"href": format!("#note-{number}"), "id": id, "rel": "external", "role": "doc-noteref"},
                "c": [{"t": number}]}}]}})
        };
        let text = json!([{"t": "a"}, mark("1"), {"t": " b"}, mark("2")]);
        assert_eq!(made[0]["p"]["text"], text, "{html}");
        let note = |text: &str| json!({"references": 1, "text": [{"p": {"text": [{"t": text}]}}]});
        assert_eq!(
            made[1],
            json!({"notes": {"notes": [note("c"), note("d")]}}),
            "{html}"
        );
    }
}

#[test]
fn footnotes_that_refer_to_each_other_are_reported() {
    let html = r##"<p>a<a href="#1">1</a> b<a href="#1">1</a></p><ol class="footnotes">
        <li id="1">c<a href="#2">2</a></li><li id="2">d<a href="#1">1</a></li></ol>"##;
    let cleaned = cleaned(html);
    let reasons: Vec<&str> = cleaned.warnings.iter().map(|w| &*w.reason).collect();
    assert_eq!(
        reasons,
        [
            "footnote 1 refers to footnote 2",
            "footnote 2 refers to footnote 1"
        ]
    );
    let note = |references: usize, text: &str| json!({"references": references, "text": [{"p": {"text": [{"t": text}]}}]});
    assert_eq!(
        blocks(html)[1],
        json!({"notes": {"notes": [note(2, "c"), note(0, "d")]}})
    );
}

#[test]
fn a_map_links_to_its_address() {
    let html = r#"<figure class="map"><a href="https://map.example/x" title="Open the map"><img src="media/a.png" alt="m"></a>
        <figcaption>c</figcaption></figure>"#;
    let made = blocks(html);
    assert_eq!(made[0]["img"]["image"]["alt"], "m");
    let link = json!({"a": {"href": "https://map.example/x", "text": [{"t": "Open the map"}]}});
    assert_eq!(
        made[0]["img"]["caption"],
        json!([{"t": "c"}, {"t": " "}, link])
    );
    let bare = html
        .replace(" title=\"Open the map\"", "")
        .replace("<figcaption>c</figcaption>", "");
    let link = json!({"a": {"href": "https://map.example/x", "text": [{"t": "map.example"}]}});
    assert_eq!(blocks(&bare)[0]["img"]["caption"], json!([link]));
}
