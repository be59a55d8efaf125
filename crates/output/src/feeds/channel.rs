//! The feed channels (newspaper, sections and tags), their formats and their paths.

use frontpage_base::config::{Config, SectionOrAuthor};
use frontpage_base::podcast::Podcast;
use frontpage_model::{Route, TagRef, messages};

/// The maximum number of stories in a feed.
pub const ITEMS: usize = 20;

/// A feed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
    /// The podcast, which has episodes in place of stories, and no other format.
    Podcast,
}

/// The path of the podcast, from the site's root.
pub const PODCAST: &str = "/podcast.xml";

impl Format {
    /// All formats of a feed of stories, the best known first.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// Returns the media type, for links and for `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss | Self::Podcast => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
            Self::Podcast => PODCAST.trim_start_matches('/'),
        }
    }
}

/// Returns the path of the feed that belongs to a page, from the site's root: `/feed.xml`,
/// `/world/feed.atom`, `/tag/mideast/feed.json`.
///
/// The pages of a section or tag have its feed; all other pages have the newspaper's. No page or
/// page data can have the same path, because `feed` is not a page number and not allowed as the
/// slug of a section ([`frontpage_model::RESERVED`]).
pub fn path(page: &Route, format: Format) -> String {
    let file = format.file();
    if format == Format::Podcast {
        return PODCAST.into();
    }
    match page {
        Route::Section(slug, _) => format!("/{slug}/{file}"),
        Route::Tag(slug, _) => format!("/tag/{slug}/{file}"),
        Route::Front | Route::Article(..) | Route::Author(..) | Route::Edition(_) => {
            format!("/{file}")
        }
    }
}

/// A feed of the newspaper, a section or a tag; published in every [`Format`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The page that shows the same stories.
    pub page: Route,
    /// The title: `World – The Los Angeles Post`.
    pub title: String,
    /// A description in one sentence.
    pub description: String,
}

impl Channel {
    /// Returns the channel of the whole newspaper.
    pub fn newspaper(config: &Config) -> Self {
        Self {
            page: Route::Front,
            title: config.name.clone(),
            description: first_of([&config.description, &config.tagline, &config.name]),
        }
    }

    /// Returns the channel of a section.
    pub fn section(section: &SectionOrAuthor, config: &Config) -> Self {
        let title = messages::FEED_TITLE.fill(&[&section.name, &config.name]);
        Self {
            page: Route::Section(section.slug.clone(), None),
            description: first_of([&section.about, &title]),
            title,
        }
    }

    /// Returns the channel of a tag.
    pub fn tag(tag: &TagRef, config: &Config) -> Self {
        let title = messages::FEED_TITLE.fill(&[&tag.name, &config.name]);
        Self {
            page: Route::Tag(tag.slug.clone(), None),
            description: title.clone(),
            title,
        }
    }

    /// Returns the channel of the podcast.
    pub fn podcast(podcast: &Podcast) -> Self {
        Self {
            page: podcast.page(),
            title: podcast.title.clone(),
            description: podcast.description.clone(),
        }
    }

    /// Returns the path in a format, from the site's root.
    pub fn path(&self, format: Format) -> String {
        path(&self.page, format)
    }
}

fn first_of<const N: usize>(texts: [&String; N]) -> String {
    let filled = texts.into_iter().find(|text| !text.trim().is_empty());
    filled.cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{RESERVED, Slug};

    #[test]
    fn no_page_or_page_data_shares_a_path_with_a_feed() {
        let slugs = ["world", "2025", "feed", "tag", "author", "a"];
        let slug = |text| Slug::parse(text).unwrap();
        let mut pages = vec![Route::Front];
        for text in slugs {
            pages.push(Route::Tag(slug(text), None));
            if !RESERVED.contains(&text) {
                pages.push(Route::Section(slug(text), None));
            }
        }
        for page in &pages {
            for format in Format::ALL {
                let path = path(page, format);
                assert_eq!(Route::parse(&path), None, "{path}");
                // The page that would have its data or its HTML at this path.
                let (stem, _) = path.rsplit_once('.').unwrap();
                assert_eq!(Route::parse(stem), None, "{path}");
                assert!(pages.iter().all(|page| page.data_path() != path), "{path}");
            }
        }
    }

    #[test]
    fn every_page_has_a_feed() {
        for (page, feed) in [
            ("/", "/feed.xml"),
            ("/world", "/world/feed.xml"),
            ("/world/3", "/world/feed.xml"),
            ("/tag/mideast/2", "/tag/mideast/feed.xml"),
            ("/author/world-desk", "/feed.xml"),
            ("/2025/02/18/us-russia-missions", "/feed.xml"),
        ] {
            assert_eq!(path(&Route::parse(page).unwrap(), Format::Rss), feed);
        }
    }
}
