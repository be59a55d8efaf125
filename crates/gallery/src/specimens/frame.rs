//! What is around every page: the masthead with its date bar, and the footer.

use crate::fixtures::{published, section};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::components::{CurrentSection, DateBar, Footer, Masthead};
use leptos::prelude::*;

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "masthead",
        file: "components/masthead",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "on the front page",
                view: |_| masthead(None),
            },
            Specimen {
                state: "on a section's newest page",
                view: |words| masthead(Some(current(words, true))),
            },
            Specimen {
                state: "on a story of a section",
                view: |words| masthead(Some(current(words, false))),
            },
        ],
    },
    Group {
        name: "date-bar",
        file: "components/date_bar",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "with a date",
                view: |_| view! { <DateBar newest=Some(published())/> }.into_any(),
            },
            Specimen {
                state: "before the date is known",
                view: |_| view! { <DateBar newest=None/> }.into_any(),
            },
        ],
    },
    Group {
        name: "footer",
        file: "components/footer",
        place: Place::Page,
        specimens: &[Specimen {
            state: "plain",
            view: |_| view! { <Footer/> }.into_any(),
        }],
    },
];

fn current(words: &Words, is_its_page: bool) -> CurrentSection {
    CurrentSection {
        slug: section(words, 1).slug,
        is_its_page,
    }
}

fn masthead(current_section: Option<CurrentSection>) -> AnyView {
    let current_section = Memo::new(move |_| current_section.clone());
    view! { <Masthead current_section newest=Some(published())/> }.into_any()
}
