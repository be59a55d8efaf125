//! What is around every page: the masthead with its date bar, and the footer.

use crate::fixtures::{published, section, site};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::components::{footer, masthead as view_masthead};
use frontpage::messages;
use frontpage::navigation::CurrentSection;
use frontpage::view::{StaticView, static_view};

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "masthead",
        file: "components/masthead",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "on the front page",
                view: |words| masthead(words, None),
            },
            Specimen {
                state: "on a section's newest page",
                view: |words| masthead(words, Some(current(words, true))),
            },
            Specimen {
                state: "on a story of a section",
                view: |words| masthead(words, Some(current(words, false))),
            },
        ],
    },
    Group {
        name: "date-bar",
        file: "components/date_bar",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "today",
                view: |_| date_bar(editions(messages::around(messages::TODAY, date()))),
            },
            Specimen {
                state: "before the app has started",
                view: |_| date_bar(editions(messages::around(messages::EDITION_OF, date()))),
            },
            Specimen {
                state: "without a date",
                view: |_| date_bar(StaticView::default()),
            },
        ],
    },
    Group {
        name: "footer",
        file: "components/footer",
        place: Place::Page,
        specimens: &[Specimen {
            state: "plain",
            view: |words| footer(&site(words), None),
        }],
    },
];

fn current(words: &Words, is_its_page: bool) -> CurrentSection {
    CurrentSection {
        slug: section(words, 1).slug,
        is_its_page,
    }
}

fn masthead(words: &Words, current_section: Option<CurrentSection>) -> StaticView {
    let edition = Some(published().day());
    view_masthead(
        &site(words),
        current_section.as_ref(),
        edition,
        edition.map(|_| "/search"),
    )
}

fn date() -> StaticView {
    let day = published().day();
    static_view! { <time datetime=day.to_string()>{day.text()}</time> }
}

/// The link to the editions, with the words of the date bar.
fn editions(words: StaticView) -> StaticView {
    static_view! { <a href="/edition">{words}</a> }
}

fn date_bar(content: StaticView) -> StaticView {
    static_view! { <div class="date-bar">{content}</div> }
}
