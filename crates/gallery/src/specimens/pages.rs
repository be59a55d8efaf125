//! Whole pages, without the masthead and the footer.

use crate::fixtures::{article, edition, front, listing, listing_route, month, rail, tag, year};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::pages::{self, Rails};
use frontpage::view::StaticView;
use frontpage_model::{Article, Front, Listing, ListingKind, Page};
use std::sync::Arc;

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
            view: |words| pages::front(&Front::default(), words.name.into()),
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
        name: "edition-page",
        file: "pages/front",
        place: Place::Page,
        specimens: &[Specimen {
            state: "the edition of a day",
            view: |words| pages::front(&edition(words), words.name.into()),
        }],
    },
    Group {
        name: "calendar-page",
        file: "pages/front",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "a month",
                view: |words| pages::front(&month(words), words.name.into()),
            },
            Specimen {
                state: "a year",
                view: |words| pages::front(&year(), words.name.into()),
            },
        ],
    },
    Group {
        name: "story-page",
        file: "pages/article",
        place: Place::Page,
        specimens: &[Specimen {
            state: "everything a story can have",
            view: |words| view_article(words, &article(words)),
        }],
    },
    Group {
        name: "bare-story-page",
        file: "pages/article",
        place: Place::Page,
        specimens: &[Specimen {
            state: "headline, date and body only",
            view: |words| view_article(words, &bare(words)),
        }],
    },
];

fn view_listing(listing: &Listing) -> StaticView {
    pages::listing(listing, Some(&listing_route(listing)))
}

fn view_article(words: &Words, article: &Article) -> StaticView {
    pages::article(article, &rails(words))
}

/// The rails of the lead story.
fn rails(words: &Words) -> Rails {
    let data = |tag| Some(Ok(Arc::new(Page::Rail(rail(words, tag)))));
    Rails {
        popular: data(None),
        tag: data(Some(tag(words, 2))),
    }
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
        origin: None,
        credit: None,
        words: None,
        rail: None,
        ..article(words)
    }
}
