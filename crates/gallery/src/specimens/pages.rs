//! Whole pages, without the masthead and the footer.

use crate::fixtures::{article, front, listing, listing_route};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::navigation::Announcer;
use frontpage::pages;
use frontpage_model::{Article, Front, Listing, ListingKind};
use leptos::prelude::*;

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "front-page",
        file: "pages/front",
        place: Place::Page,
        specimens: &[Specimen {
            state: "with stories",
            view: |words| pages::front(&front(words), words.name.into()),
        }],
    },
    Group {
        name: "empty-front-page",
        file: "pages/front",
        place: Place::Page,
        specimens: &[Specimen {
            state: "without stories",
            view: |words| {
                let empty = Front {
                    top: vec![],
                    strips: vec![],
                };
                pages::front(&empty, words.name.into())
            },
        }],
    },
    Group {
        name: "section-page",
        file: "pages/listing",
        place: Place::Page,
        specimens: &[Specimen {
            state: "newest page",
            view: |words| view_listing(&listing(words, ListingKind::Section, None)),
        }],
    },
    Group {
        name: "author-page",
        file: "pages/listing",
        place: Place::Page,
        specimens: &[Specimen {
            state: "older page",
            view: |words| view_listing(&listing(words, ListingKind::Author, Some(2))),
        }],
    },
    Group {
        name: "empty-listing-page",
        file: "pages/listing",
        place: Place::Page,
        specimens: &[Specimen {
            state: "a tag without stories",
            view: |words| {
                view_listing(&Listing {
                    cards: vec![],
                    ..listing(words, ListingKind::Tag, None)
                })
            },
        }],
    },
    Group {
        name: "story-page",
        file: "pages/article",
        place: Place::Page,
        specimens: &[Specimen {
            state: "everything a story can have",
            view: |words| view_article(&article(words)),
        }],
    },
    Group {
        name: "bare-story-page",
        file: "pages/article",
        place: Place::Page,
        specimens: &[Specimen {
            state: "headline, date and body only",
            view: |words| view_article(&bare(words)),
        }],
    },
];

fn view_listing(listing: &Listing) -> AnyView {
    pages::listing(listing, Some(&listing_route(listing)))
}

fn view_article(article: &Article) -> AnyView {
    pages::article(article, Announcer::new())
}

fn bare(words: &Words) -> Article {
    Article {
        tags: vec![],
        headline: format!("{} {}", words.long_word, words.headlines[0]),
        summary: String::new(),
        lead: None,
        updated: None,
        byline: vec![],
        dateline: None,
        credit: None,
        rail: None,
        ..article(words)
    }
}
