//! The parts of a story around its body.

use crate::fixtures::{
    LANDSCAPE, PORTRAIT, byline, figure, formatted, paragraph, plain, story_route,
};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::components::{
    PictureLayout, ShareBar, ShareBarState, byline as view_byline, figure as view_figure, text,
};
use frontpage::messages;
use frontpage::navigation::Announcer;
use frontpage_model::{BylinePart, Figure};
use leptos::prelude::*;

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "byline",
        file: "components/byline",
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "with an author's page",
                view: |words| view_byline(&byline(words)),
            },
            Specimen {
                state: "plain",
                view: |words| {
                    let plain = |part| BylinePart {
                        author: None,
                        ..part
                    };
                    view_byline(&byline(words).into_iter().map(plain).collect::<Vec<_>>())
                },
            },
        ],
    },
    Group {
        name: "figure",
        file: "components/figure",
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "caption and credit",
                view: |words| view(&figure(words, LANDSCAPE)),
            },
            Specimen {
                state: "credit only",
                view: |words| {
                    view(&Figure {
                        caption: vec![],
                        ..figure(words, LANDSCAPE)
                    })
                },
            },
            Specimen {
                state: "no caption",
                view: |words| {
                    view(&Figure {
                        caption: vec![],
                        credit: None,
                        ..figure(words, LANDSCAPE)
                    })
                },
            },
            Specimen {
                state: "long words",
                view: |words| {
                    view(&Figure {
                        caption: plain(words.long_word),
                        ..figure(words, LANDSCAPE)
                    })
                },
            },
        ],
    },
    Group {
        name: "portrait-figure",
        file: "components/figure",
        place: Place::Column,
        specimens: &[Specimen {
            state: "portrait format",
            view: |words| view(&figure(words, PORTRAIT)),
        }],
    },
    Group {
        name: "text",
        file: "components/text",
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "all inline formatting",
                view: |words| view! { <p>{text(&formatted(words))}</p> }.into_any(),
            },
            Specimen {
                state: "long words",
                view: |words| view! { <p>{text(&paragraph(words.long_word).text)}</p> }.into_any(),
            },
        ],
    },
    Group {
        name: "share-bar",
        file: "components/share_bar",
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "without a share sheet",
                view: |words| share_bar(words, false, ""),
            },
            Specimen {
                state: "with a share sheet",
                view: |words| share_bar(words, true, ""),
            },
            Specimen {
                state: "link copied",
                view: |words| share_bar(words, true, messages::LINK_COPIED),
            },
            Specimen {
                state: "link not copied",
                view: |words| share_bar(words, true, &messages::link_not_copied(&address())),
            },
        ],
    },
];

fn view(figure: &Figure) -> AnyView {
    let layout = PictureLayout {
        sizes: "(min-width: 48rem) 42rem, 100vw",
        widths: 3,
        is_eager: false,
    };
    view_figure(figure, "body-picture", layout)
}

fn address() -> String {
    format!("https://post.example{}", story_route(0))
}

fn share_bar(words: &Words, can_share: bool, message: &str) -> AnyView {
    let state = ShareBarState {
        can_share: RwSignal::new(can_share),
        message: RwSignal::new(message.to_owned()),
    };
    let headline = words.headlines[0].to_owned();
    view! { <ShareBar address=address() headline announcer=Announcer::new() state/> }.into_any()
}
