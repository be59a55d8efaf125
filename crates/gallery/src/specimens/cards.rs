//! Cards, and what is made of them: rails and pagers.

use crate::fixtures::{card, listing, listing_route, long_card, rail, story_route, tag};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::components::{
    CardSize, RailData, card as view_card, kicker, pager, rail as rail_component,
};
use frontpage::data::LoadError;
use frontpage::view::StaticView;
use frontpage_model::{Card, ListingKind, Page, TagRef};
use std::sync::Arc;

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "kicker",
        file: "components/kicker",
        place: Place::Rail,
        specimens: &[
            Specimen {
                state: "five tags",
                view: |words| kicker(&card(words, 0).kicker),
            },
            Specimen {
                state: "one tag",
                view: |words| kicker(&card(words, 0).kicker[..1]),
            },
            Specimen {
                state: "long words",
                view: |words| kicker(&long_card(words).kicker),
            },
        ],
    },
    Group {
        name: "card",
        file: "components/card",
        place: Place::Rail,
        specimens: &[
            Specimen {
                state: "plain",
                view: |words| view_card(&card(words, 1), CardSize::Plain),
            },
            Specimen {
                state: "plain, no picture",
                view: |words| view_card(&without_picture(words), CardSize::Plain),
            },
            Specimen {
                state: "plain, headline and date only",
                view: |words| view_card(&bare(words), CardSize::Plain),
            },
            Specimen {
                state: "plain, long words",
                view: |words| view_card(&long_card(words), CardSize::Plain),
            },
            Specimen {
                state: "plain, in another language",
                view: |words| view_card(&foreign(words), CardSize::Plain),
            },
        ],
    },
    Group {
        name: "lead-card",
        file: "components/card",
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "lead",
                view: |words| view_card(&card(words, 0), CardSize::Lead),
            },
            Specimen {
                state: "lead, no picture",
                view: |words| view_card(&without_picture(words), CardSize::Lead),
            },
            Specimen {
                state: "lead, long words",
                view: |words| view_card(&long_card(words), CardSize::Lead),
            },
        ],
    },
    Group {
        name: "rail-card",
        file: "components/card",
        place: Place::Rail,
        specimens: &[
            Specimen {
                state: "in a rail",
                view: |words| view_card(&card(words, 1), CardSize::Rail),
            },
            Specimen {
                state: "in a rail, no picture",
                view: |words| view_card(&without_picture(words), CardSize::Rail),
            },
            Specimen {
                state: "in a rail, long words",
                view: |words| view_card(&long_card(words), CardSize::Rail),
            },
        ],
    },
    Group {
        name: "rail",
        file: "components/rail",
        place: Place::Rail,
        specimens: &[
            Specimen {
                state: "popular",
                view: |words| view_rail(None, Some(Ok(page(words, None)))),
            },
            Specimen {
                state: "of a tag",
                view: |words| {
                    let tag = tag(words, 2);
                    let data = page(words, Some(tag.clone()));
                    view_rail(Some(tag), Some(Ok(data)))
                },
            },
            Specimen {
                state: "loading",
                view: |_| view_rail(None, None),
            },
            Specimen {
                state: "not loaded",
                view: |_| view_rail(None, Some(Err(LoadError::NotFound))),
            },
        ],
    },
    Group {
        name: "pager",
        file: "components/pager",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "newest page",
                view: |words| view_pager(words, None),
            },
            Specimen {
                state: "page in the middle",
                view: |words| view_pager(words, Some(2)),
            },
        ],
    },
];

fn without_picture(words: &Words) -> Card {
    Card {
        image: None,
        ..card(words, 1)
    }
}

fn bare(words: &Words) -> Card {
    Card {
        kicker: vec![],
        summary: String::new(),
        ..without_picture(words)
    }
}

fn foreign(words: &Words) -> Card {
    let (lang, text) = words.foreign;
    Card {
        headline: text.into(),
        summary: text.into(),
        lang: Some(lang.into()),
        ..card(words, 1)
    }
}

fn page(words: &Words, tag: Option<TagRef>) -> Arc<Page> {
    Arc::new(Page::Rail(rail(words, tag)))
}

fn view_rail(tag: Option<TagRef>, data: RailData) -> StaticView {
    rail_component(tag.as_ref(), &data, &story_route(0))
}

fn view_pager(words: &Words, page: Option<u32>) -> StaticView {
    let mut listing = listing(words, ListingKind::Section, page);
    if page.is_none() {
        listing.older = frontpage_model::PageNumber::new(3);
    }
    pager(&listing, Some(&listing_route(&listing)))
}
