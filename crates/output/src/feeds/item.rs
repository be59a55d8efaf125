//! A feed item: the data of a story that feeds show.

use super::authors::authors;
use super::body;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{Article, ImageSource, LocalTime, Route, TagRef};

/// A story for feeds of every format. It is made once and written to many feeds; the story itself
/// is not kept.
#[derive(Clone, Debug)]
pub struct FeedItem {
    pub(super) headline: String,
    pub(super) summary: String,
    pub(super) published: LocalTime,
    pub(super) updated: Option<LocalTime>,
    pub(super) lang: Option<String>,
    pub(super) tags: Vec<TagRef>,
    /// The permanent id, a tag URI.
    pub(super) id: String,
    pub(super) url: String,
    pub(super) html: String,
    /// The names of the authors, with the URLs of their pages.
    pub(super) authors: Vec<(String, Option<String>)>,
    pub(super) picture: Option<Picture>,
}

/// The lead picture in its largest width.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Whether it is a JPEG; otherwise only its host knows.
    pub(super) is_jpeg: bool,
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) credit: Option<String>,
}

impl FeedItem {
    /// Makes the item of a story. `named` are the authors that the story's source names and that
    /// have no page.
    pub fn new(article: &Article, named: &[String], config: &Config) -> Self {
        let site_urls = SiteUrls::new(config);
        let authors = authors(article, named, &config.lang)
            .into_iter()
            .map(|author| {
                let page = author.slug.map(|slug| Route::Author(slug.clone(), None));
                (author.name.into(), page.map(|page| site_urls.page(&page)))
            });
        Self {
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            published: article.published,
            updated: article.updated,
            lang: article.lang.clone(),
            tags: article.tags.clone(),
            id: site_urls.story_id(article),
            url: site_urls.page(&article.url),
            html: body::html(article, config, &site_urls),
            authors: authors.collect(),
            picture: article.lead.as_ref().map(|lead| {
                let (url, width, height) = site_urls.picture(&lead.image, u32::MAX);
                Picture {
                    is_jpeg: matches!(lead.image.source, ImageSource::Renditions(_)),
                    url,
                    width,
                    height,
                    credit: lead.credit.clone(),
                }
            }),
        }
    }

    /// Returns when the story last changed.
    pub fn last_changed(&self) -> LocalTime {
        self.updated.unwrap_or(self.published)
    }

    /// Returns its approximate size in memory, in bytes. The HTML is nearly all of it.
    pub fn size(&self) -> usize {
        size_of::<Self>() + self.html.len() + self.headline.len() + self.summary.len()
    }
}
