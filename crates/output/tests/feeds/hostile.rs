//! Tests of text that breaks feeds if it is not escaped.

use crate::fixtures::{config, minimal, paragraph, words};
use crate::formats::read;
use frontpage_model::{Article, BylinePart, Figure, Image, ImageSource, TagRef};
use frontpage_output::feeds::Format;
use scraper::{Html, Selector};

const TEXTS: [&str; 9] = [
    "a ]]> b ]]&gt; c",
    "<script>alert(1)</script>",
    "</title></item></channel><x y='\"'>",
    "&amp; &lt;b&gt; &#60; &nbsp; &unknown; & <",
    "<![CDATA[ x ]]> <!-- -- --> <?php ?> <!DOCTYPE x [<!ENTITY a \"b\">]>",
    "\u{1F5DE}\u{FE0F} \u{1F468}\u{200D}\u{1F469} \u{1D11E} \u{2028} \u{FFFD} \u{10FFFD}",
    "\u{627}\u{644}\u{639}\u{631}\u{628}\u{64a}\u{629} \u{202E}abc\u{202C} \u{5d0}",
    "\" onload=\"alert(1) ' x='",
    "\\u003c \\\" \u{7f} \u{85} \u{feff}x",
];

fn article(text: &str) -> Article {
    Article {
        headline: text.into(),
        summary: text.into(),
        body: vec![paragraph(text)],
        dateline: Some(text.into()),
        origin: Some(text.into()),
        tags: vec![TagRef {
            slug: crate::fixtures::slug("t"),
            name: text.into(),
        }],
        byline: vec![BylinePart {
            text: text.into(),
            author: Some(crate::fixtures::slug("world-desk")),
        }],
        lead: Some(Figure {
            image: Image {
                source: ImageSource::Renditions("aa".into()),
                width: 100,
                height: 50,
                alt: text.into(),
            },
            caption: words(text),
            credit: Some(text.into()),
        }),
        ..minimal("hostile", "2025-02-18T13:40:00-08:00")
    }
}

#[test]
fn hostile_text_stays_text() {
    for text in TEXTS {
        for format in Format::ALL {
            let mut config = config();
            config.name = text.into();
            config.copyright = text.into();
            config.sections[0].about = text.into();
            let feed = read(&[article(text)], format, &config);
            assert!(feed.title.unwrap().content.ends_with(text.trim_end()));
            let entry = &feed.entries[0];
            assert_eq!(entry.title.as_ref().unwrap().content, text, "{format:?}");
            let tag = &entry.categories[0];
            assert_eq!(tag.label.as_deref().unwrap_or(&tag.term), text);
            if format != Format::Json {
                let media = &entry.media[0];
                assert_eq!(media.credits[0].entity, text);
            }

            let body = entry.content.as_ref().unwrap().body.as_ref().unwrap();
            let html = Html::parse_fragment(body);
            let select = |name: &str| Selector::parse(name).unwrap();
            let p: String = html.select(&select("p")).flat_map(|p| p.text()).collect();
            // What a machine made is said first.
            assert_eq!(p, format!("{text}{text} — {text}"), "{format:?}");
            let alt = html.select(&select("img")).next().unwrap().attr("alt");
            assert_eq!(alt, Some(text));
            let caption: String = html
                .select(&select("figcaption"))
                .flat_map(|c| c.text())
                .collect();
            assert_eq!(caption, format!("{text} {text}"));
            let known = ["html", "p", "em", "figure", "figcaption", "img", "small"];
            for element in html.select(&select("*")) {
                assert!(known.contains(&element.value().name()), "{body}");
                assert!(element.attr("onload").is_none(), "{body}");
            }
            // In RSS a summary is HTML, and the text must be text in that HTML as well.
            let summary = &entry.summary.as_ref().unwrap().content;
            if format == Format::Rss {
                let summary = Html::parse_fragment(summary);
                assert_eq!(summary.root_element().text().collect::<String>(), text);
                assert_eq!(summary.select(&select("*")).count(), 1);
            } else {
                assert_eq!(summary, text);
            }
        }
    }
}

#[test]
fn characters_forbidden_in_xml_are_dropped() {
    let forbidden: String = ('\0'..'\u{20}').chain(['\u{fffe}', '\u{ffff}']).collect();
    let text = format!("a{forbidden}b");
    for format in [Format::Rss, Format::Atom] {
        // The parser rejects these characters, both raw and as character references.
        let feed = read(&[article(&text)], format, &config());
        let title = feed.entries[0].title.as_ref().unwrap().content.clone();
        let kept: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(kept, "ab");
    }
    let feed = read(&[article(&text)], Format::Json, &config());
    let html = feed.entries[0]
        .content
        .as_ref()
        .unwrap()
        .body
        .clone()
        .unwrap();
    assert!(
        !html.contains('\0') && html.contains("<p>a\t\n\rb"),
        "{html:?}"
    );
}
