//! Fixtures: a small newspaper with a page of every kind.

use frontpage_assets::{
    parts::PartAddresses,
    release::Release,
    styles::Styles,
    tools::{SearchEngine, Tools},
    worker::Worker,
};
use frontpage_base::config::Config;
use frontpage_base::config::StyleDelivery;
use frontpage_base::stylesheet::Stylesheet;
use frontpage_model::{
    Article, Block, BylinePart, Card, Correction, Day, Direction, Figure, Front, Href, Image,
    ImageSource, Inline, Item, LaidOut, LinkText, List, Listing, ListingKind, LocalTime, Month,
    Page, PageNumber, Paragraph, Period, Route, SectionRef, Site, Slug, StaticBlock, TagRef,
};
use frontpage_output::head::{
    HeadInput, HeadTarget, StoryDetails, ThemeColors, Version, head, page_kind, shared_prefix,
};

pub const PUBLISHED: &str = "2025-02-18T13:40:00-08:00";
pub const UPDATED: &str = "2025-02-19T08:05:00-08:00";

/// The stylesheet of every page.
pub const STYLE: &str = "a{color:red}";

/// A newspaper and the parts of its release that a head depends on.
pub struct Paper {
    pub config: Config,
    pub site: Site,
    pub release: Release,
    pub colors: ThemeColors,
}

impl Paper {
    pub fn at(url: &str) -> Self {
        let config: Config = toml::from_str(&format!(
            r#"
            name = "The Los Angeles Post"
            short_name = "L.A. Post"
            tagline = "News of the city"
            description = "News & life in Southern California."
            url = "{url}"
            lang = "en-US"
            time_zone = "America/Los_Angeles"
            sections = [{{ slug = "world", name = "World", about = "Beyond the border." }}]
            authors = [
              {{ slug = "world-desk", name = "World desk", about = "It covers.", desk = true }},
              {{ slug = "ann-lee", name = "Ann Lee" }},
            ]
            "#
        ))
        .unwrap();
        Self {
            site: site(&config, Direction::Ltr),
            config,
            release: Release {
                styles: Styles {
                    main: Stylesheet::new("/assets/main-0123.css", STYLE),
                    story: Stylesheet::new("/assets/story-0123.css", ".story{}"),
                    blocks: Stylesheet::new("/assets/blocks-0123.css", ".blocks{}"),
                    laid_out: Stylesheet::new("/assets/laid_out-0123.css", ".laid_out{}"),
                    lists: Stylesheet::new("/assets/lists-0123.css", ".lists{}"),
                    editions: Stylesheet::new("/assets/editions-0123.css", ".editions{}"),
                    later: Stylesheet::new("/assets/later-0123.css", ".later{}"),
                },
                print: "/assets/print-0123.css".into(),
                start_module: "/assets/start-0123.js".into(),
                wasm: "/assets/frontpage-0123.wasm".into(),
                first_load: Vec::new(),
                tools: Tools::new(),
                parts: PartAddresses::new(),
                worker: Worker {
                    on: Vec::new(),
                    off: Vec::new(),
                },
                engine: SearchEngine {
                    script: "/assets/engine-0123.js".into(),
                    wasm: "/assets/engine-0123.wasm".into(),
                },
            },
            colors: ThemeColors::default(),
        }
    }

    /// A newspaper whose pages link their stylesheets instead of containing them.
    pub fn linked() -> Self {
        let mut paper = Self::at("https://post.example");
        paper.config.style = StyleDelivery::Linked;
        paper
    }

    pub fn arabic() -> Self {
        let mut paper = Self::at("https://post.example");
        paper.config.lang = "ar-EG".into();
        paper.site = site(&paper.config, Direction::Rtl);
        paper
    }

    pub fn head(&self, what: HeadTarget<'_>, versions: &[Version<'_>]) -> String {
        let kind = page_kind(&what);
        let prefix = shared_prefix(&self.config, &self.site, &self.release, &self.colors, kind);
        let (_, shared) = prefix.split_once("<head>").unwrap();
        let own = head(&HeadInput {
            config: &self.config,
            site: &self.site,
            target: what,
            particulars: StoryDetails {
                versions,
                ..StoryDetails::default()
            },
        });
        format!("{shared}{own}")
    }

    pub fn page(&self, path: &str, page: &Page) -> String {
        self.head(HeadTarget::Page(&route(path), page), &[])
    }
}

fn site(config: &Config, dir: Direction) -> Site {
    Site {
        name: config.name.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        url: config.url.clone(),
        lang: config.lang.clone(),
        dir,
        time_zone: config.time_zone.clone(),
        time_zone_label: "PT".into(),
        sections: config.sections.iter().map(|s| s.to_section_ref()).collect(),
        offline: true,
        copyright: String::new(),
    }
}

pub fn paper() -> Paper {
    Paper::at("https://post.example")
}

pub fn route(path: &str) -> Route {
    Route::parse(path).unwrap()
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

pub const STORY: &str = "/2025/02/18/us-russia-missions";

/// A story with every field set except those of language and rail.
/// Returns a correction in a body.
pub fn correction(correction: Correction) -> Block {
    Block::LaidOut(LaidOut::new(StaticBlock::Correction(correction)))
}

pub fn article() -> Article {
    let part = |text: &str, author: Option<&str>| BylinePart {
        text: text.into(),
        author: author.map(slug),
    };
    let tag = |name: &str, at: &str| TagRef {
        slug: slug(at),
        name: name.into(),
    };
    Article {
        url: route(STORY),
        section: SectionRef {
            slug: slug("world"),
            name: "World".into(),
        },
        tags: vec![tag("Europe", "europe"), tag("U.S.", "us")],
        headline: "Missions & “talks” in Riyadh".into(),
        summary: "They met. More is to come.".into(),
        lead: Some(Figure {
            image: Image {
                source: ImageSource::Renditions("ab".into()),
                width: 1600,
                height: 900,
                alt: "Two flags".into(),
            },
            caption: text("Flags in Riyadh."),
            credit: Some("A. Photographer".into()),
        }),
        published: LocalTime::parse(PUBLISHED).unwrap(),
        updated: LocalTime::parse(UPDATED).ok(),
        byline: vec![
            part("By ", None),
            part("Ann Lee", Some("ann-lee")),
            part(", Bo Ek and the ", None),
            part("World desk", Some("world-desk")),
        ],
        dateline: Some("RIYADH".into()),
        origin: None,
        body: vec![
            Block::Paragraph(Paragraph {
                text: text("First words."),
                ..Paragraph::default()
            }),
            correction(Correction {
                day: Day::parse("2025-02-19", '-').ok(),
                text: text("The day was wrong."),
            }),
            correction(Correction {
                day: None,
                text: text("So was the place."),
            }),
        ],
        credit: None,
        lang: None,
        dir: None,
        words: None,
        rail: None,
    }
}

/// A story with only the required fields.
pub fn minimal() -> Article {
    Article {
        tags: vec![],
        summary: String::new(),
        lead: None,
        updated: None,
        byline: vec![],
        dateline: None,
        origin: None,
        body: article().body.into_iter().take(1).collect(),
        ..article()
    }
}

pub fn story() -> Page {
    Page::Article(article())
}

pub fn listing(kind: ListingKind, at: &str, name: &str, page: u32) -> Page {
    let card = |url: &str, picture: bool| Card {
        url: route(url),
        kicker: vec![],
        headline: "Headline".into(),
        summary: String::new(),
        time: LocalTime::parse(PUBLISHED).unwrap(),
        image: article().lead.filter(|_| picture).map(|lead| Image {
            alt: String::new(),
            ..lead.image
        }),
        lang: None,
    };
    Page::Listing(Listing {
        kind,
        slug: slug(at),
        name: name.into(),
        description: "What it is about.".into(),
        page: PageNumber::new(page),
        cards: vec![card("/2025/02/19/b", false), card(STORY, true)],
        older: None,
        newer: None,
    })
}

pub fn front() -> Page {
    let Page::Listing(listing) = listing(ListingKind::Section, "world", "World", 0) else {
        unreachable!()
    };
    Page::Front(Front {
        top: listing.cards,
        ..Front::default()
    })
}

/// Returns the edition of a day.
pub fn edition() -> Page {
    let day = Period::Day(Day::parse("2025-02-19", '-').unwrap());
    let Page::Front(front) = front() else {
        unreachable!()
    };
    Page::Front(Front {
        name: day.title(),
        blocks: vec![Block::List(Front::links_around(day, None, None))],
        ..front
    })
}

/// Returns the calendar of a month with an edition on two days.
pub fn calendar() -> Page {
    let month = Month::new(2025, 2).unwrap();
    let period = Period::Month(month);
    let days = |day: Day| day.day_of_month() > 26;
    let calendar = Front::month(month, Inline::Text(period.name()), days);
    Page::Front(Front {
        name: period.title(),
        blocks: vec![
            Block::List(Front::links_around(period, None, None)),
            frontpage_blocks::calendar(calendar),
        ],
        ..Front::default()
    })
}

/// Returns the month of a section with two stories.
pub fn section_month() -> Page {
    let link = |path: &str| {
        let href = Href::Internal(Route::parse(path).unwrap());
        let text = vec![Inline::Text("Headline".into())];
        let text = vec![Inline::Link(LinkText { href, text })];
        let lists = Vec::new();
        Item { text, lists }
    };
    let list = |paths: &[&str]| {
        Block::List(List {
            ordered: false,
            items: paths.iter().map(|path| link(path)).collect(),
        })
    };
    Page::Front(Front {
        name: "World, February 2025".into(),
        blocks: vec![
            list(&["/world", "/edition/2025/02"]),
            list(&["/2025/02/19/b", STORY]),
        ],
        ..Front::default()
    })
}

/// Returns a page of every kind with its path.
pub fn pages() -> Vec<(&'static str, Page)> {
    vec![
        ("/", front()),
        ("/world", listing(ListingKind::Section, "world", "World", 0)),
        (
            "/world/2",
            listing(ListingKind::Section, "world", "World", 2),
        ),
        (
            "/tag/europe",
            listing(ListingKind::Tag, "europe", "Europe", 0),
        ),
        (
            "/author/ann-lee",
            listing(ListingKind::Author, "ann-lee", "Ann Lee", 0),
        ),
        (
            "/author/world-desk",
            listing(ListingKind::Author, "world-desk", "World desk", 0),
        ),
        (STORY, story()),
        (STORY, Page::Article(minimal())),
        ("/edition/2025/02/19", edition()),
        ("/edition/2025/02", calendar()),
        ("/world/2025/02", section_month()),
    ]
}
