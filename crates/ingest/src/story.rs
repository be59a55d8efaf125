//! A publishable story as the listings need it. Its body is not kept.

use frontpage_base::key;
use frontpage_base::key::Key;
use frontpage_base::report::{Degraded, Finding};
use frontpage_base::shared::Shared;
use frontpage_media::Shown;
use frontpage_model::{Article, Card, Figure, Image, LocalTime, Route, Slug, TagRef};
use serde::{Deserialize, Serialize};

/// A publishable story without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The route of its page.
    pub url: Route,
    /// The section it appears in.
    pub section: Shared<Slug>,
    /// Its tags, sorted by name.
    pub tags: Vec<Shared<TagRef>>,
    /// The headline.
    pub headline: String,
    /// A summary of one or two sentences; can be empty.
    pub summary: String,
    /// When it was first published.
    pub published: LocalTime,
    /// The field of the item that `published` was read from.
    pub dated_by: Shared<String>,
    /// When it was last updated, if that is at least a minute after `published`.
    pub updated: Option<LocalTime>,
    /// The urgency from 1 (highest) to 9 (lowest); 5 if the item does not give a valid one.
    pub urgency: u8,
    /// The authors who have a page on the site.
    pub authors: Vec<Shared<Slug>>,
    /// The names of the authors without a page, as printed.
    pub named: Vec<String>,
    /// Its language, if it differs from the newspaper's.
    pub lang: Option<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// The lead picture.
    pub lead: Option<Shown>,
    /// The pictures it shows, without duplicates. The first one is also on its card.
    pub pictures: Vec<Shown>,
    /// Crops of the lead picture for structured data. The page does not show them.
    pub crops: Vec<Shown>,
    /// The pages of the newspaper that it links to, including duplicates.
    pub links: Vec<Route>,
    /// The field of the item that holds its body.
    pub field: Shared<String>,
    /// The fingerprint of its page, with all links and without a rail.
    pub article: Key,
    /// The fingerprint of its card.
    pub card: Key,
    /// Diagnostics about what was left out.
    pub warnings: Vec<Finding>,
    /// Counts of the markup that was simplified.
    pub degraded: Degraded,
}

/// Metadata of an item that is not part of its page.
#[derive(Clone, Debug)]
pub struct Notes {
    /// The field that the publication time was read from.
    pub dated_by: &'static str,
    /// The urgency from 1 (highest) to 9 (lowest).
    pub urgency: u8,
    /// The authors who have a page on the site.
    pub authors: Vec<Slug>,
    /// The names of the authors without a page, as printed.
    pub named: Vec<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// Crops of the lead picture, for structured data.
    pub crops: Vec<Shown>,
    /// The field of the item that holds the body.
    pub field: String,
    /// Diagnostics about what was left out.
    pub warnings: Vec<Finding>,
    /// Counts of the markup that was simplified.
    pub degraded: Degraded,
}

impl Story {
    /// Builds the story of an article. The article itself is left unchanged.
    pub fn of(article: &mut Article, notes: Notes) -> Self {
        let mut pictures: Vec<Shown> = Vec::new();
        for Figure { image, .. } in article.figures() {
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
        // All stories stay in memory for the whole publish, so give back what they do not use.
        story.pictures.shrink_to_fit();
        story.links.shrink_to_fit();
        story
    }

    /// Returns the card that listings show.
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

    /// Returns the card without its summary, as rails show it.
    pub fn rail_card(&self) -> Card {
        Card {
            summary: String::new(),
            ..self.card()
        }
    }

    /// Returns when it last changed.
    pub fn changed(&self) -> LocalTime {
        self.updated.unwrap_or(self.published)
    }
}

/// Returns the fingerprint of an article.
pub fn fingerprint(article: &Article) -> Key {
    key::of_json(article)
}
