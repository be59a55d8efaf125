//! Fixtures: a newspaper under a base path of its host, a minimal story, and one with every kind of
//! block.

use frontpage_base::config::Config;
use frontpage_model::{
    Article, Block, BylinePart, Correction, Day, Embed, Figure, Heading, HeadingLevel, Href, Image,
    ImageSource, Inline, Item, LinkText, List, LocalTime, Paragraph, Quote, QuoteKind, Related,
    Route, SectionRef, Slug, StaticBlock, Table, TagRef,
};

pub fn config() -> Config {
    toml::from_str(
        r#"
        name = "Post & <Times>"
        description = "News & views"
        url = "https://post.example/paper"
        lang = "en-US"
        time_zone = "America/Los_Angeles"
        copyright = "© Post"
        hub = "https://hub.example/"
        sections = [{ slug = "world", name = "World", about = "Abroad" }]
        authors = [{ slug = "world-desk", name = "World desk" }]
        "#,
    )
    .unwrap()
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn time(text: &str) -> LocalTime {
    LocalTime::parse(text).unwrap()
}

pub fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

fn laid_out(block: StaticBlock) -> Block {
    frontpage_blocks::laid_out(block, frontpage_model::Interface::default())
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        text: words(text),
        ..Paragraph::default()
    })
}

/// A minimal story: a name, a time of publication and one paragraph.
pub fn minimal(name: &str, published: &str) -> Article {
    Article {
        url: Route::Article(time(published).day(), slug(name)),
        section: SectionRef {
            slug: slug("world"),
            name: "World".into(),
        },
        tags: vec![],
        headline: format!("Headline of {name}"),
        summary: String::new(),
        lead: None,
        published: time(published),
        updated: None,
        byline: vec![],
        dateline: None,
        origin: None,
        body: vec![paragraph("Text.")],
        credit: None,
        lang: None,
        dir: None,
        words: None,
        rail: None,
    }
}

fn figure(fingerprint: &str, caption: &str, credit: Option<&str>) -> Figure {
    Figure {
        image: Image {
            source: ImageSource::Renditions(fingerprint.into()),
            width: 1600,
            height: 1067,
            alt: "Two \"flags\" & a\nmap".into(),
        },
        caption: match caption {
            "" => vec![],
            caption => words(caption),
        },
        credit: credit.map(Into::into),
    }
}

fn href(text: &str) -> Href {
    Href::parse(text).unwrap()
}

/// A story with every kind of block.
pub fn full() -> Article {
    let mut linked = words("See ");
    linked.push(Inline::Link(LinkText {
        href: href("/world"),
        text: vec![Inline::Strong(words("our page"))],
    }));
    linked.push(Inline::Break);
    linked.push(Inline::Link(LinkText {
        href: href("https://other.example/?a=1&b=2"),
        text: words("theirs"),
    }));
    let cell = |text: &str, header| frontpage_model::Cell {
        text: words(text),
        header,
        cols: 1 + u16::from(header),
        rows: 1,
    };
    let tag = |name: &str| TagRef {
        slug: slug(&name.to_lowercase()),
        name: name.into(),
    };
    Article {
        tags: vec![tag("MidEast"), tag("World")],
        summary: "Envoys < met & talked.".into(),
        lead: Some(figure("aa", "Envoys meet.", Some("Ann Lee/Post"))),
        updated: Some(time("2025-02-19T09:05:00-08:00")),
        byline: vec![
            BylinePart {
                text: "By Ann Lee and the ".into(),
                author: None,
            },
            BylinePart {
                text: "World desk".into(),
                author: Some(slug("world-desk")),
            },
        ],
        dateline: Some("RIYADH".into()),
        origin: None,
        credit: Some("Bo Ek reported.".into()),
        body: vec![
            Block::Paragraph(Paragraph {
                text: linked,
                ..Paragraph::default()
            }),
            Block::Heading(Heading {
                level: HeadingLevel::Second,
                text: words("Second"),
            }),
            Block::Heading(Heading {
                level: HeadingLevel::Third,
                text: words("Third"),
            }),
            Block::Image(figure("bb", "", None)),
            Block::Gallery(vec![figure("cc", "One", None), figure("dd", "Two", None)]),
            Block::Quote(Quote {
                kind: QuoteKind::Block,
                paragraphs: vec![Paragraph {
                    text: words("Mot"),
                    lang: Some("fr".into()),
                    dir: None,
                }],
                cite: words("A poet"),
                lang: None,
                dir: None,
            }),
            Block::List(List {
                ordered: true,
                items: vec![Item {
                    text: words("one"),
                    lists: vec![List {
                        ordered: false,
                        items: vec![Item {
                            text: words("inner"),
                            lists: vec![],
                        }],
                    }],
                }],
            }),
            laid_out(StaticBlock::Table(Table {
                caption: words("Figures"),
                head: vec![vec![cell("Year", true)]],
                body: vec![vec![cell("2025", false)]],
            })),
            laid_out(StaticBlock::Embed(Embed {
                href: href("https://video.example/v/1"),
                title: "A video".into(),
                note: words("It is long."),
            })),
            laid_out(StaticBlock::Correction(Correction {
                day: Some(Day::new(2025, 2, 19).unwrap()),
                text: words("The year was wrong."),
            })),
            Block::Related(Related {
                href: href("/2025/02/17/before"),
                title: "What came before".into(),
            }),
            Block::Rule,
            Block::Preformatted(words("a\n  b")),
        ],
        ..minimal("envoys-meet", "2025-02-18T13:40:00-08:00")
    }
}
