//! The title of a page: the same in the prerendered head and in the app.

use crate::{Listing, Page, Site};

/// What the page for an address without a page is called.
pub const NOT_FOUND: &str = "Page not found";
/// What the page for a reader without a connection is called.
pub const OFFLINE: &str = "No connection";

/// The title of window and tab for a page called `name`: `World — The Los Angeles Post`.
pub fn title(name: &str, site: &Site) -> String {
    format!("{name} — {}", site.name)
}

impl Listing {
    /// Its name, with the number where it has one: `World, page 2`.
    pub fn title(&self) -> String {
        match self.page {
            Some(page) => format!("{}, page {}", self.name, page.get()),
            None => self.name.clone(),
        }
    }
}

impl Page {
    /// The title of window and tab: what the page is, then the newspaper's name. The front page
    /// has the newspaper's name alone.
    pub fn title(&self, site: &Site) -> String {
        match self {
            Self::Article(article) => title(&article.headline, site),
            Self::Listing(listing) => title(&listing.title(), site),
            Self::Front(_) | Self::Rail(_) | Self::Site(_) => site.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Listing, ListingKind, PageNumber, Slug};

    #[test]
    fn only_numbered_pages_say_their_number() {
        let mut listing = Listing {
            kind: ListingKind::Section,
            slug: Slug::parse("world").unwrap(),
            name: "World".into(),
            about: String::new(),
            page: None,
            cards: vec![],
            older: None,
            newer: None,
        };
        assert_eq!(listing.title(), "World");
        listing.page = PageNumber::new(2);
        assert_eq!(listing.title(), "World, page 2");
    }
}
