//! The titles of pages, which are the same in the prerendered head and in the app.

use crate::{Listing, Page, Site, messages};

/// Returns the window and tab title of the page called `name`: `World — The Los Angeles Post`.
pub fn title(name: &str, site: &Site) -> String {
    messages::WINDOW_TITLE.fill(&[name, &site.name])
}

impl Listing {
    /// Returns the name of the listing, with the number of the page if it has one: `World, page 2`.
    pub fn title(&self) -> String {
        match self.page {
            Some(page) => {
                messages::NUMBERED_PAGE.fill(&[&self.name, &messages::number(page.get())])
            }
            None => self.name.clone(),
        }
    }
}

impl Page {
    /// Returns the title of the window and tab: the name of the page, then the name of the newspaper.
    /// The title of the front page is the newspaper's name alone.
    pub fn title(&self, site: &Site) -> String {
        match self {
            Self::Article(article) => title(&article.headline, site),
            Self::Listing(listing) => title(&listing.title(), site),
            Self::Front(front) if !front.name.is_empty() => title(&front.name, site),
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
            description: String::new(),
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
