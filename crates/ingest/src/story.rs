//! A story that can be published: what the lists need to know of it. Its body is not kept.

use frontpage_base::key;
use frontpage_base::key::Key;
use frontpage_base::report::{Degraded, Finding};
use frontpage_base::shared::Shared;
use frontpage_media::Shown;
use frontpage_model::{Article, Block, Card, Figure, Image, LocalTime, Route, Slug, TagRef};
use serde::{Deserialize, Serialize};

/// A story without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Its page.
    pub url: Route,
    /// The section it stands in.
    pub section: Shared<Slug>,
    /// Its tags, by name.
    pub tags: Vec<Shared<TagRef>>,
    /// The headline.
    pub headline: String,
    /// What it says in a sentence or two, or nothing.
    pub summary: String,
    /// When it was first published.
    pub published: LocalTime,
    /// The field that says so.
    pub dated_by: Shared<String>,
    /// When it was changed, where that is later.
    pub updated: Option<LocalTime>,
    /// 1 (most) to 9 (least); 5 where it is not said.
    pub urgency: u8,
    /// The authors with a page of their own.
    pub authors: Vec<Shared<Slug>>,
    /// The names of those without one, as the item has them.
    pub named: Vec<String>,
    /// Its language where it is not the newspaper's.
    pub lang: Option<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// The picture above it.
    pub lead: Option<Shown>,
    /// The pictures it shows, the one of its card first; each once.
    pub pictures: Vec<Shown>,
    /// Crops of the lead picture that structured data names, and nobody sees on the page.
    pub crops: Vec<Shown>,
    /// The newspaper's pages it links to, as often as it does.
    pub links: Vec<Route>,
    /// Where its body stands in the item.
    pub field: Shared<String>,
    /// The hash of its page, with every link and without a rail.
    pub article: Key,
    /// The hash of its card.
    pub card: Key,
    /// What was left out and should be mended.
    pub warnings: Vec<Finding>,
    /// What was simplified.
    pub degraded: Degraded,
}

/// What an item says beside its page.
#[derive(Clone, Debug)]
pub struct Notes {
    /// The field that says when it was published.
    pub dated_by: &'static str,
    /// 1 (most) to 9 (least).
    pub urgency: u8,
    /// The authors with a page of their own.
    pub authors: Vec<Slug>,
    /// The names of those without one, as the item has them.
    pub named: Vec<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// Crops of the lead picture, for structured data.
    pub crops: Vec<Shown>,
    /// Where the body stands.
    pub field: String,
    /// What was left out and should be mended.
    pub warnings: Vec<Finding>,
    /// What was simplified.
    pub degraded: Degraded,
}

impl Story {
    /// What is kept of an article, which is left as it is.
    pub fn of(article: &mut Article, notes: Notes) -> Self {
        let mut pictures: Vec<Shown> = Vec::new();
        for Figure { image, .. } in figures(article) {
            let shown = Shown::of(image);
            if !pictures.contains(&shown) {
                pictures.push(shown);
            }
        }
        let mut story = Self {
            links: crate::clean::page_links(article),
            article: fingerprint(article),
            card: Key::default(),
            url: article.url.clone(),
            section: article.section.slug.clone().into(),
            tags: article.tags.iter().cloned().map(Shared::from).collect(),
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            published: article.published,
            dated_by: notes.dated_by.to_owned().into(),
            updated: article.updated,
            urgency: notes.urgency,
            authors: notes.authors.into_iter().map(Shared::from).collect(),
            named: notes.named,
            lang: article.lang.clone(),
            translated_from: notes.translated_from,
            crops: notes.crops,
            lead: article.lead.as_ref().map(|lead| Shown::of(&lead.image)),
            pictures,
            field: notes.field.into(),
            warnings: notes.warnings,
            degraded: notes.degraded,
        };
        story.card = key::of_json(&story.card());
        // it is kept for as long as the publish takes, and there are many
        story.pictures.shrink_to_fit();
        story.links.shrink_to_fit();
        story
    }

    /// What a list shows of it.
    pub fn card(&self) -> Card {
        Card {
            url: self.url.clone(),
            kicker: self.tags.iter().map(|tag| tag.name.clone()).collect(),
            headline: self.headline.clone(),
            summary: self.summary.clone(),
            time: self.published,
            image: self.pictures.first().map(|picture| Image {
                key: picture.key.clone(),
                width: picture.width,
                height: picture.height,
                alt: String::new(),
            }),
            lang: self.lang.clone(),
        }
    }

    /// The card without the summary, as a rail shows it.
    pub fn rail_card(&self) -> Card {
        Card {
            summary: String::new(),
            ..self.card()
        }
    }

    /// When it last changed.
    pub fn changed(&self) -> LocalTime {
        self.updated.unwrap_or(self.published)
    }
}

/// The hash of an article.
pub fn fingerprint(article: &Article) -> Key {
    key::of_json(article)
}

/// Its pictures, the lead first.
fn figures(article: &Article) -> impl Iterator<Item = &Figure> {
    let body = article.body.iter().flat_map(|block| match block {
        Block::Image(figure) => std::slice::from_ref(figure),
        Block::Gallery(figures) => figures,
        _ => &[],
    });
    article.lead.iter().chain(body)
}
