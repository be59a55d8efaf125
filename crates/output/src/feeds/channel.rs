//! Which feeds there are, and where.

use frontpage_base::config::{Config, Named};
use frontpage_model::{Route, TagRef};

/// How many of its newest stories a feed holds.
pub const ITEMS: usize = 20;

/// A format of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them, the best known first.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// The feed's media type, for links and for `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
        }
    }
}

/// Where the feed that belongs to a page lies, from the site's root: `/feed.xml`,
/// `/world/feed.atom`, `/tag/mideast/feed.json`.
///
/// Every page of a section or tag has that section's or tag's feed; all other pages have the
/// newspaper's. No page or twin can lie there: `feed` is no page number, and no section may have
/// this slug ([`frontpage_model::RESERVED`]).
pub fn path(page: &Route, format: Format) -> String {
    let file = format.file();
    match page {
        Route::Section(slug, _) => format!("/{slug}/{file}"),
        Route::Tag(slug, _) => format!("/tag/{slug}/{file}"),
        Route::Front | Route::Article(..) | Route::Author(..) => format!("/{file}"),
    }
}

/// A feed: whose stories it holds. One channel is published in every [`Format`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The page that shows the same stories.
    pub page: Route,
    /// What it is called: `World – The Los Angeles Post`.
    pub title: String,
    /// What it is about, in a sentence.
    pub description: String,
}

impl Channel {
    /// All of the newspaper.
    pub fn paper(config: &Config) -> Self {
        Self {
            page: Route::Front,
            title: config.name.clone(),
            description: first_of([&config.description, &config.tagline, &config.name]),
        }
    }

    /// A section.
    pub fn section(section: &Named, config: &Config) -> Self {
        let title = format!("{} – {}", section.name, config.name);
        Self {
            page: Route::Section(section.slug.clone(), None),
            description: first_of([&section.about, &title]),
            title,
        }
    }

    /// A tag.
    pub fn tag(tag: &TagRef, config: &Config) -> Self {
        let title = format!("{} – {}", tag.name, config.name);
        Self {
            page: Route::Tag(tag.slug.clone(), None),
            description: title.clone(),
            title,
        }
    }

    /// Where it lies, from the site's root.
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
    fn no_page_and_no_twin_lies_where_a_feed_does() {
        let slugs = ["world", "2025", "feed", "tag", "author", "a"];
        let slug = |text| Slug::parse(text).unwrap();
        let mut pages = vec![Route::Front];
        for each in slugs {
            pages.push(Route::Tag(slug(each), None));
            if !RESERVED.contains(&each) {
                pages.push(Route::Section(slug(each), None));
            }
        }
        for page in &pages {
            for format in Format::ALL {
                let path = path(page, format);
                assert_eq!(Route::parse(&path), None, "{path}");
                // the page that would have it as its twin or as its HTML file
                let (stem, _) = path.rsplit_once('.').unwrap();
                assert_eq!(Route::parse(stem), None, "{path}");
                assert!(pages.iter().all(|page| page.twin() != path), "{path}");
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
