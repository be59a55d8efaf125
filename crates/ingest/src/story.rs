//! A publishable story as the listings need it. Its body is not kept.

use frontpage_base::diagnostic::{FieldDiagnostic, SimplificationCounts};
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_base::former_address::FormerAddress;
use frontpage_base::interned::Interned;
use frontpage_media::{CheckedFile, ImageRef};
use frontpage_model::{
    Article, Card, FileSource, LocalTime, Route, Slug, TagRef, Video, plain_text,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A publishable story without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The route of its page.
    pub url: Route,
    /// The section it appears in.
    pub section: Interned<Slug>,
    /// Its tags, sorted by name.
    pub tags: Vec<Interned<TagRef>>,
    /// The headline.
    pub headline: String,
    /// A summary of one or two sentences; can be empty.
    pub summary: String,
    /// When it was first published.
    pub published: LocalTime,
    /// The field of the item that `published` was read from.
    pub dated_by: Interned<String>,
    /// When it was last updated, if that is at least a minute after `published`.
    pub updated: Option<LocalTime>,
    /// The urgency from 1 (highest) to 9 (lowest); 5 if the item does not give a valid one.
    pub urgency: u8,
    /// The authors who have a page on the site.
    pub authors: Vec<Interned<Slug>>,
    /// The names of the authors without a page, as printed.
    pub unlinked_authors: Vec<String>,
    /// Its language, if it differs from the newspaper's.
    pub lang: Option<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// The addresses that it had before.
    pub former_addresses: Vec<FormerAddress>,
    /// The lead picture.
    pub lead: Option<ImageRef>,
    /// The pictures it shows, without duplicates. The first one is also on its card.
    pub pictures: Vec<ImageRef>,
    /// Crops of the lead picture for structured data. The page does not show them.
    pub crops: Vec<ImageRef>,
    /// The videos, audio recordings, captions and moving pictures of it that are in the content folder.
    pub files: Vec<CheckedFile>,
    /// What video sitemaps say about its videos.
    pub videos: Vec<StoryVideo>,
    /// Whether it has an audio recording, so that it can be an episode of a podcast.
    pub has_audio: bool,
    /// The pages of the newspaper that it links to, including duplicates.
    pub links: Vec<Route>,
    /// The numbers of the web addresses that it links to: one of them can be a former address of another
    /// story.
    pub linked_addresses: Vec<u64>,
    /// The field of the item that holds its body.
    pub body_field: Interned<String>,
    /// The fingerprint of its page, with all links and without a rail.
    pub article_fingerprint: Fingerprint,
    /// The fingerprint of its card.
    pub card: Fingerprint,
    /// Diagnostics about what was left out.
    pub warnings: Vec<FieldDiagnostic>,
    /// Counts of the markup that was simplified.
    pub degraded: SimplificationCounts,
}

/// A video of a story, as video sitemaps describe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryVideo {
    /// The title; empty if it is the same as the story's.
    pub title: String,
    /// The caption; empty if there is none.
    pub caption: String,
    /// The poster.
    pub poster: Option<ImageRef>,
    /// The path from the site's root, or the URL on a media host.
    pub address: String,
    /// How long it is, in seconds, if it is known.
    pub seconds: Option<u32>,
}

impl StoryVideo {
    fn of(video: &Video) -> Option<Self> {
        let recording = &video.recording;
        Some(Self {
            title: recording.title.clone(),
            caption: plain_text(&recording.caption),
            poster: video.poster.as_ref().map(ImageRef::of),
            address: recording.files.first()?.source.address(""),
            seconds: recording.seconds(),
        })
    }
}

/// Metadata of an item that is not part of its page.
#[derive(Clone, Debug)]
pub struct StoryMetadata {
    /// The field that the publication time was read from.
    pub dated_by: &'static str,
    /// The urgency from 1 (highest) to 9 (lowest).
    pub urgency: u8,
    /// The authors who have a page on the site.
    pub authors: Vec<Slug>,
    /// The names of the authors without a page, as printed.
    pub unlinked_authors: Vec<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// The addresses that it had before.
    pub former_addresses: Vec<FormerAddress>,
    /// Crops of the lead picture, for structured data.
    pub crops: Vec<ImageRef>,
    /// The field of the item that holds the body.
    pub body_field: String,
    /// Diagnostics about what was left out.
    pub warnings: Vec<FieldDiagnostic>,
    /// Counts of the markup that was simplified.
    pub degraded: SimplificationCounts,
}

impl Story {
    /// Builds the story of an article. The article itself is left unchanged. `files` are those that its
    /// item names.
    pub fn of(article: &mut Article, notes: StoryMetadata, files: &[CheckedFile]) -> Self {
        let mut pictures: Vec<ImageRef> = Vec::new();
        let figures = article.figures().map(|figure| &figure.image);
        let posters = article.videos().filter_map(|video| video.poster.as_ref());
        for image in figures.chain(posters) {
            let shown = ImageRef::of(image);
            if !pictures.contains(&shown) {
                pictures.push(shown);
            }
        }
        let mut story = Self {
            links: frontpage_clean::page_links(article),
            linked_addresses: frontpage_clean::linked_addresses(article),
            article_fingerprint: fingerprint(article),
            card: Fingerprint::default(),
            url: article.url.clone(),
            section: article.section.slug.clone().into(),
            tags: article.tags.iter().cloned().map(Interned::from).collect(),
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            published: article.published,
            dated_by: notes.dated_by.to_owned().into(),
            updated: article.updated,
            urgency: notes.urgency,
            authors: notes.authors.into_iter().map(Interned::from).collect(),
            unlinked_authors: notes.unlinked_authors,
            lang: article.lang.clone(),
            translated_from: notes.translated_from,
            former_addresses: notes.former_addresses,
            crops: notes.crops,
            lead: article.lead.as_ref().map(|lead| ImageRef::of(&lead.image)),
            files: shown_files(article, files),
            videos: article.videos().filter_map(StoryVideo::of).collect(),
            has_audio: article.audios().next().is_some(),
            pictures,
            body_field: notes.body_field.into(),
            warnings: notes.warnings,
            degraded: notes.degraded,
        };
        story.card = fingerprint::of_json(&story.card());
        // All stories stay in memory for the whole publish, so give back what they do not use.
        story.pictures.shrink_to_fit();
        story.links.shrink_to_fit();
        story.linked_addresses.shrink_to_fit();
        story.former_addresses.shrink_to_fit();
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
            image: self.pictures.first().map(ImageRef::image),
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
    pub fn last_changed(&self) -> LocalTime {
        self.updated.unwrap_or(self.published)
    }
}

/// Returns the files among `files` that an article shows, sorted and without duplicates.
fn shown_files(article: &Article, files: &[CheckedFile]) -> Vec<CheckedFile> {
    let recordings = article.recordings();
    let paths: HashSet<&str> = recordings
        .flat_map(|recording| {
            let sources = recording.files.iter().map(|file| &file.source);
            let sources = sources.filter_map(|source| match source {
                FileSource::Site(path) => Some(path.as_str()),
                FileSource::Hosted(_) => None,
            });
            let tracks = recording.tracks.iter();
            let tracks = tracks.flat_map(|track| [Some(&*track.path), track.chapters.as_deref()]);
            sources.chain(tracks.flatten())
        })
        .chain(
            article
                .moving_pictures()
                .map(|picture| picture.path.as_str()),
        )
        .collect();
    let shown = files.iter().filter(|file| paths.contains(&*file.path()));
    let mut shown: Vec<CheckedFile> = shown.cloned().collect();
    shown.sort();
    shown.dedup();
    shown
}

/// Returns the fingerprint of an article.
pub fn fingerprint(article: &Article) -> Fingerprint {
    fingerprint::of_json(article)
}
