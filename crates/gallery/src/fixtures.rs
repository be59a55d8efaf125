//! The data that the specimens show, made of the words of a variant.

use crate::words::Words;
use frontpage_blocks::calendar;
use frontpage_model::{
    Article, Block, BylinePart, Card, Cell, Chart, ChartKind, Correction, Day, Direction, Embed,
    Event, Figure, FileSource, Front, Heading, HeadingLevel, Href, Image, ImageSource, Inline,
    Item, KeyPoints, LinkText, List, Listing, ListingKind, LocalTime, Month, Note, Notes, Number,
    PageNumber, Paragraph, Period, Question, Questions, Quote, QuoteKind, Rail, Recording,
    RecordingFile, RecordingKind, Related, Route, SectionRef, Site, Slug, Span, Strip, Table,
    TagRef, Text, Timeline, Year, messages,
};

/// The slugs of the sections.
const SECTIONS: [&str; 4] = ["us", "world", "business", "lifestyle"];
/// The slugs of the tags.
const TAGS: [&str; 5] = ["crime", "europe", "mideast", "political", "world"];

/// The width and height of the picture in landscape format, in pixels.
pub const LANDSCAPE: (u32, u32) = (1600, 1067);
/// The width and height of the picture in portrait format, in pixels.
pub const PORTRAIT: (u32, u32) = (800, 1200);

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("slugs of fixtures are valid")
}

fn route(path: &str) -> Route {
    Route::parse(path).expect("addresses of fixtures are valid")
}

/// The route of the story with this number in [`Words::headlines`].
pub fn story_route(number: usize) -> Route {
    route(&format!("/2025/03/28/story-{number}"))
}

/// When the stories were published.
pub fn published() -> LocalTime {
    LocalTime::parse("2025-03-28T13:40:00-07:00").expect("a valid time")
}

/// When the lead story was updated.
pub fn updated() -> LocalTime {
    LocalTime::parse("2025-03-29T08:05:00-07:00").expect("a valid time")
}

/// A section, by its place in [`Words::sections`].
pub fn section(words: &Words, place: usize) -> SectionRef {
    SectionRef {
        slug: slug(SECTIONS[place]),
        name: words.sections[place].into(),
    }
}

/// A tag, by its place in [`Words::tags`].
pub fn tag(words: &Words, place: usize) -> TagRef {
    TagRef {
        slug: slug(TAGS[place]),
        name: words.tags[place].into(),
    }
}

/// The newspaper.
pub fn site(words: &Words) -> Site {
    Site {
        name: words.name.into(),
        tagline: words.tagline.into(),
        description: words.tagline.into(),
        url: "https://post.example".into(),
        lang: words.lang.into(),
        dir: words.dir,
        time_zone: "America/Los_Angeles".into(),
        time_zone_label: "PT".into(),
        sections: (0..SECTIONS.len())
            .map(|place| section(words, place))
            .collect(),
        offline: true,
        copyright: words.copyright.into(),
    }
}

/// A picture of the given width and height.
pub fn image(words: &Words, (width, height): (u32, u32)) -> Image {
    Image {
        source: ImageSource::Renditions(picture_fingerprint((width, height))),
        width,
        height,
        alt: words.alt.into(),
    }
}

/// The fingerprint of the picture with the given width and height.
pub fn picture_fingerprint((width, height): (u32, u32)) -> String {
    format!("plate{width}x{height}")
}

/// Plain text.
pub fn plain(text: &str) -> Text {
    vec![Inline::Text(text.into())]
}

/// Text with every kind of inline formatting.
pub fn formatted(words: &Words) -> Text {
    let piece = |text: &str| plain(text);
    let (lang, foreign) = words.foreign;
    let opposite = match words.dir {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    };
    let link = |address: &str| {
        Inline::Link(LinkText {
            href: Href::parse(address).expect("a valid address"),
            text: piece(words.phrase),
        })
    };
    let mut text = piece(words.sentence);
    let parts = [
        Inline::Strong(piece(words.phrase)),
        Inline::Emphasis(piece(words.phrase)),
        link("https://example.com/"),
        link("/world"),
        Inline::Code(piece("trunk serve")),
        Inline::Subscript(piece("2")),
        Inline::Superscript(piece("3")),
        Inline::Span(Span {
            lang: Some(lang.into()),
            dir: Some(opposite),
            text: piece(foreign),
        }),
        Inline::Break,
    ];
    for part in parts {
        text.extend([Inline::Text(" ".into()), part]);
    }
    text.extend(piece(words.sentence));
    text
}

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> Paragraph {
    Paragraph {
        text: plain(text),
        ..Paragraph::default()
    }
}

/// A picture with caption and credit.
pub fn figure(words: &Words, size: (u32, u32)) -> Figure {
    Figure {
        image: image(words, size),
        caption: plain(words.caption),
        credit: Some(words.picture_credit.into()),
    }
}

/// A card of the story with this number in [`Words::headlines`], with everything a card can have.
pub fn card(words: &Words, number: usize) -> Card {
    Card {
        url: story_route(number),
        kicker: words.tags.iter().map(|&tag| tag.into()).collect(),
        headline: words.headlines[number].into(),
        summary: words.summary.into(),
        time: published(),
        image: Some(image(words, LANDSCAPE)),
        lang: None,
    }
}

/// A card with very long words.
pub fn long_card(words: &Words) -> Card {
    Card {
        headline: format!("{} {}", words.long_word, words.headlines[1]),
        summary: words.long_word.into(),
        kicker: vec![words.long_word.into(), words.tags[0].into()],
        ..card(words, 1)
    }
}

/// A rail of the stories behind the first headline.
pub fn rail(words: &Words, tag: Option<TagRef>) -> Rail {
    Rail {
        name: tag.as_ref().map_or(String::new(), |tag| tag.name.clone()),
        tag: tag.map(|tag| tag.slug),
        cards: (1..5).map(|number| card(words, number)).collect(),
    }
}

/// The parts of a byline with an author's page.
pub fn byline(words: &Words) -> Vec<BylinePart> {
    vec![
        BylinePart {
            text: words.by.into(),
            author: None,
        },
        BylinePart {
            text: words.author.into(),
            author: Some(slug("world-desk")),
        },
    ]
}

/// A story with everything that a story can have, and a short body.
pub fn article(words: &Words) -> Article {
    Article {
        url: story_route(0),
        section: section(words, 1),
        tags: (0..TAGS.len()).map(|place| tag(words, place)).collect(),
        headline: words.headlines[0].into(),
        summary: words.summary.into(),
        lead: Some(figure(words, LANDSCAPE)),
        published: published(),
        updated: Some(updated()),
        byline: byline(words),
        dateline: Some(words.dateline.into()),
        origin: None,
        body: vec![
            Block::Paragraph(paragraph(words.sentence)),
            heading(words, HeadingLevel::Second),
            Block::Paragraph(Paragraph {
                text: formatted(words),
                ..Paragraph::default()
            }),
        ],
        credit: Some(words.credit.into()),
        lang: None,
        dir: None,
        words: None,
        rail: Some(tag(words, 2)),
    }
}

/// A heading.
pub fn heading(words: &Words, level: HeadingLevel) -> Block {
    Block::Heading(Heading {
        level,
        text: plain(words.headlines[1]),
    })
}

/// A quotation with its source, or a pull quote.
pub fn quote(words: &Words, kind: QuoteKind) -> Quote {
    Quote {
        kind,
        paragraphs: vec![paragraph(words.sentence)],
        cite: match kind {
            QuoteKind::Block => plain(words.source),
            QuoteKind::Pull => vec![],
        },
        lang: None,
        dir: None,
    }
}

/// A list with another one nested in its first item.
pub fn list(words: &Words, ordered: bool) -> List {
    let item = |text: &str| Item {
        text: plain(text),
        lists: vec![],
    };
    let nested = List {
        ordered: !ordered,
        items: words.rows.iter().map(|text| item(text)).collect(),
    };
    List {
        ordered,
        items: vec![
            Item {
                lists: vec![nested],
                ..item(words.sentence)
            },
            item(words.summary),
        ],
    }
}

/// A table with headings of columns and rows, and a cell that spans two columns.
pub fn table(words: &Words) -> Table {
    let cell = |text: &str, header: bool| Cell {
        text: plain(text),
        header,
        cols: 1,
        rows: 1,
    };
    let mut head = vec![cell("", false)];
    head.extend(words.columns.iter().map(|text| cell(text, true)));
    Table {
        caption: plain(words.caption),
        head: vec![head],
        body: vec![
            vec![
                cell(words.rows[0], true),
                cell("1913", false),
                cell("375 km", false),
                cell("$23 M", false),
            ],
            vec![
                cell(words.rows[1], true),
                cell("2022", false),
                Cell {
                    cols: 2,
                    ..cell(words.sentence, false)
                },
            ],
        ],
    }
}

/// A table that is wider than a phone.
pub fn wide_table(words: &Words) -> Table {
    let mut wide = table(words);
    for row in wide.head.iter_mut().chain(&mut wide.body) {
        let copies = row.clone();
        row.extend(copies.iter().cloned());
        row.extend(copies);
    }
    wide
}

/// A link card.
pub fn embed(words: &Words) -> Embed {
    Embed {
        href: Href::parse("https://example.com/watch").expect("a valid address"),
        title: words.headlines[3].into(),
        note: plain(words.sentence),
    }
}

/// A correction.
pub fn correction(words: &Words, day: Option<Day>) -> Correction {
    Correction {
        day,
        text: plain(words.summary),
    }
}

/// Key points without a heading.
pub fn key_points(words: &Words) -> KeyPoints {
    KeyPoints {
        heading: Text::new(),
        points: vec![
            plain(words.sentence),
            plain(words.summary),
            plain(words.phrase),
        ],
    }
}

fn paragraphs(words: &Words) -> Vec<Block> {
    vec![Block::Paragraph(paragraph(words.sentence))]
}

/// Two questions.
pub fn questions(words: &Words) -> Questions {
    let question = |question: &str| Question {
        question: plain(question),
        answer: paragraphs(words),
    };
    Questions {
        entries: vec![question(words.phrase), question(words.headlines[1])],
    }
}

/// Three events.
pub fn timeline(words: &Words) -> Timeline {
    let day = published().day().to_string();
    let event = |_| Event {
        datetime: day.clone(),
        time: plain(&published().day().text()),
        text: paragraphs(words),
    };
    Timeline {
        events: (0..3).map(event).collect(),
    }
}

/// A chart of six years with so many series; the second one has a gap and is below zero in part.
pub fn chart(words: &Words, kind: ChartKind, series: i32) -> Chart {
    let cell = |text: String| Cell {
        text: plain(&text),
        header: false,
        cols: 1,
        rows: 1,
    };
    let years = 2019..2025;
    let value = |year: i32, at: i32| match (year, at) {
        (2022, 1) => None,
        (_, 1) => Some(year - 2021),
        _ => Some((year - 2018) * (at + 3) % 17 + 2),
    };
    let name = |at: i32| cell(words.headlines[at as usize % 4].to_owned());
    let columns = 0..series;
    Chart {
        kind,
        title: plain(words.headlines[0]),
        description: None,
        table: Table {
            caption: Text::new(),
            head: vec![
                core::iter::once(cell(words.phrase.into()))
                    .chain(columns.clone().map(name))
                    .collect(),
            ],
            body: years
                .clone()
                .map(|year| {
                    let values = columns.clone().map(|at| value(year, at));
                    let texts =
                        values.map(|value| value.map_or_else(String::new, |v| v.to_string()));
                    core::iter::once(year.to_string())
                        .chain(texts)
                        .map(cell)
                        .collect()
                })
                .collect(),
        },
        series: columns
            .map(|at| {
                let values = years.clone().map(|year| value(year, at));
                values.map(|value| Number::new(value?.into())).collect()
            })
            .collect(),
    }
}

/// Footnotes, to which a text refers once, twice and never.
pub fn notes(words: &Words) -> Notes {
    let note = |references| Note {
        text: paragraphs(words),
        references,
    };
    Notes {
        notes: vec![note(1), note(2), note(0)],
    }
}

/// A recording of a kind, without a file that a page could load.
pub fn recording(words: &Words, kind: RecordingKind) -> Recording {
    Recording {
        title: words.phrase.into(),
        files: vec![RecordingFile {
            source: FileSource::Site(format!("/media/gallery.{}", kind.extension())),
            kind,
            codecs: None,
            bytes: None,
            seconds: Some(272),
        }],
        caption: plain(words.sentence),
        credit: Some(words.phrase.into()),
        ..Recording::default()
    }
}

/// A link to another story.
pub fn related(words: &Words) -> Related {
    Related {
        href: Href::Internal(story_route(2)),
        title: words.headlines[2].into(),
    }
}

/// The front page.
pub fn front(words: &Words) -> Front {
    Front {
        top: (0..4).map(|number| card(words, number)).collect(),
        strips: (0..2)
            .map(|place| Strip {
                section: section(words, place),
                cards: (1..5).map(|number| card(words, number)).collect(),
            })
            .collect(),
        ..Front::default()
    }
}

/// The edition of a day.
pub fn edition(words: &Words) -> Front {
    let day = |text| Period::Day(Day::parse(text, '-').expect("a valid day"));
    let period = day("2025-03-28");
    let links = Front::links_around(period, Some(day("2025-03-27")), Some(day("2025-03-31")));
    Front {
        name: period.title(),
        blocks: vec![Block::List(links)],
        ..front(words)
    }
}

/// The calendar of a month, of which every day but each seventh has an edition.
pub fn month(words: &Words) -> Front {
    let month = |number| Month::new(2025, number).expect("a valid month");
    let has_edition = |day: Day| !day.day_of_month().is_multiple_of(7);
    let period = Period::Month(month(3));
    let caption = Inline::Text(period.name());
    let days: Vec<Day> = month(3).days().filter(|day| has_edition(*day)).collect();
    let lead_stories = days.into_iter().rev().zip(words.headlines.iter().cycle());
    let items = lead_stories.map(|(day, headline)| {
        let day = Period::Day(day);
        let text = vec![
            Inline::Strong(plain(&day.name())),
            Inline::Text(" ".into()),
            Inline::Span(Span {
                lang: Some(words.lang.into()),
                dir: Some(words.dir),
                text: plain(headline),
            }),
        ];
        Item {
            text: vec![Front::link_to(day, text)],
            lists: vec![],
        }
    });
    let links = Front::links_around(period, Some(Period::Month(month(2))), None);
    Front {
        name: period.title(),
        blocks: vec![
            Block::List(links),
            calendar(Front::month(month(3), caption, has_edition)),
            Block::List(List {
                ordered: false,
                items: items.take(6).collect(),
            }),
        ],
        ..Front::default()
    }
}

/// The calendar of a year, of which every day but each fifth has an edition.
pub fn year() -> Front {
    let period = Period::Year(Year::new(2025).expect("a valid year"));
    let months = (1..=12).map(|number| Month::new(2025, number).expect("a valid month"));
    let months = months.map(|month| {
        let name = messages::month_name(month.number());
        let caption = Front::named_link(Period::Month(month), name);
        let has_edition = |day: Day| !day.day_of_month().is_multiple_of(5);
        calendar(Front::month(month, caption, has_edition))
    });
    let links = Block::List(Front::links_around(period, None, None));
    Front {
        name: period.title(),
        blocks: core::iter::once(links).chain(months).collect(),
        ..Front::default()
    }
}

/// A page of the stories of a section, a tag or an author.
pub fn listing(words: &Words, kind: ListingKind, page: Option<u32>) -> Listing {
    let (slug, name, description) = match kind {
        ListingKind::Section => (slug(SECTIONS[1]), words.sections[1], ""),
        ListingKind::Tag => (slug(TAGS[2]), words.tags[2], ""),
        ListingKind::Author => (slug("world-desk"), words.author, words.about_author),
    };
    Listing {
        kind,
        slug,
        name: name.into(),
        description: description.into(),
        page: page.and_then(PageNumber::new),
        cards: (0..5).map(|number| card(words, number)).collect(),
        older: page.and_then(|page| PageNumber::new(page - 1)),
        newer: page.and_then(|page| PageNumber::new(page + 1)),
    }
}

/// The route of a listing.
pub fn listing_route(listing: &Listing) -> Route {
    let (slug, page) = (listing.slug.clone(), listing.page);
    match listing.kind {
        ListingKind::Section => Route::Section(slug, page),
        ListingKind::Tag => Route::Tag(slug, page),
        ListingKind::Author => Route::Author(slug, page),
    }
}
