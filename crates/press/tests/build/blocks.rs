//! Tests of the blocks that the publisher lays out: on the page, in its data, in feeds and in the search.

use super::edition::{app, publish};
use super::newsroom::Newsroom;
use serde_json::json;

const BODY: &str = r##"
<aside class="key-points"><ul><li>The point</li></ul></aside>
<p>Boxes are counted.<sup><a href="#a">1</a></sup></p>
<figure data-chart="bar"><table><tr><th>Year<th>Boxes<tr><td>2023<td>8.6<tr><td>2024<td>10.3</table>
<figcaption>Boxes in millions</figcaption></figure>
<ol class="timeline"><li><time datetime="1956-04-26">April 26, 1956</time><p>A ship leaves.</p></li></ol>
<dl class="questions"><dt>Who counts?<dd>The port.</dl>
<ol class="footnotes"><li id="a">In TEUs, see <a href="/2025/02/10/missing">the missing story</a>.</li></ol>
"##;

fn body(html: &str) -> serde_json::Value {
    json!({ "bodies": [{ "contentType": "text/html", "value": html }] })
}

#[test]
fn blocks_are_laid_out_on_the_page_in_its_data_and_in_feeds() {
    let room = Newsroom::new();
    app(&room, "red");
    room.story("boxes", 18, body(BODY));
    let outcome = publish(&room);
    let reasons: Vec<&str> = outcome
        .report
        .diagnostics
        .iter()
        .map(|diagnostic| &*diagnostic.reason)
        .collect();
    assert_eq!(
        reasons,
        ["links to /2025/02/10/missing, which does not exist"]
    );
    let data = room.page("2025/01/18/boxes.json").to_string();
    for part in [
        r#""class":"key-points""#,
        r##""href":"#note-1""##,
        r#""n":"svg""#,
        r#""datetime":"1956-04-26""#,
        "Who counts?",
        r#""role":"doc-endnotes""#,
        "the missing story",
    ] {
        assert!(data.contains(part), "no {part} in {data}");
    }
    assert!(!data.contains("/2025/02/10/missing"), "{data}");
    let feed = room.page("feed.json").to_string();
    for part in [
        "The point",
        "<sup>1</sup>",
        "Boxes in millions",
        "10.3",
        "A ship leaves.",
        "Who counts?",
        "In TEUs",
    ] {
        assert!(feed.contains(part), "no {part} in {feed}");
    }
    // Feed readers have neither styles nor drawings.
    assert!(!feed.contains("<svg") && !feed.contains("class="), "{feed}");
}

#[test]
fn blocks_that_cannot_be_laid_out_are_reported_and_their_text_stays() {
    let room = Newsroom::new();
    let html = r##"<p>a<a href="#1">1</a></p>
        <figure data-chart="line"><table><tr><th>Year<th>Boxes<tr><td>2024<td>many</table></figure>
        <ol class="timeline"><li><time datetime="2025-01-01T08:00-08:00">8</time> West</li>
        <li><time datetime="2025-01-01T11:00-05:00">11</time> East</li></ol>
        <ol class="footnotes"><li id="1">b<a href="#2">2</a></li><li id="2">c</li></ol>"##;
    room.story("boxes", 18, body(html));
    let outcome = room.build();
    let mut found: Vec<String> = outcome
        .report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            format!(
                "{} {}: {}",
                diagnostic.file, diagnostic.field, diagnostic.reason
            )
        })
        .collect();
    found.sort();
    let reasons = [
        "footnote 1 refers to footnote 2",
        "the chart’s row 1 has \"many\", which is no number",
        "the timeline has times in two zones, −08:00 and −05:00",
    ];
    assert_eq!(found.len(), reasons.len(), "{found:?}");
    for (found, reason) in found.iter().zip(reasons) {
        assert!(
            found.ends_with(reason) && found.contains("bodies[0].value"),
            "{found}"
        );
    }
    let data = room.page("2025/01/18/boxes.json").to_string();
    for part in ["many", "West", "East", "doc-endnotes"] {
        assert!(data.contains(part), "no {part} in {data}");
    }
    assert!(!data.contains("svg"), "{data}");
}
