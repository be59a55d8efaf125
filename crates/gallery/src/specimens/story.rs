//! The parts of a story around its body.

use crate::fixtures::{
    LANDSCAPE, PORTRAIT, byline, figure, formatted, paragraph, plain, story_route,
};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::components::{
    PictureLayout, ShareBarState, byline as view_byline, figure as view_figure,
    share_bar as view_share_bar, text,
};
use frontpage::messages;
use frontpage::view::{StaticView, static_view};
use frontpage_model::{BylinePart, Figure};

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
                view: |words| view(words, &figure(words, LANDSCAPE)),
            },
            Specimen {
                state: "credit only",
                view: |words| {
                    view(
                        words,
                        &Figure {
                            caption: vec![],
                            ..figure(words, LANDSCAPE)
                        },
                    )
                },
            },
            Specimen {
                state: "no caption",
                view: |words| {
                    view(
                        words,
                        &Figure {
                            caption: vec![],
                            credit: None,
                            ..figure(words, LANDSCAPE)
                        },
                    )
                },
            },
            Specimen {
                state: "long words",
                view: |words| {
                    view(
                        words,
                        &Figure {
                            caption: plain(words.long_word),
                            ..figure(words, LANDSCAPE)
                        },
                    )
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
            view: |words| view(words, &figure(words, PORTRAIT)),
        }],
    },
    Group {
        name: "text",
        file: "components/text",
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "all inline formatting",
                view: |words| static_view! { <p>{text(&formatted(words))}</p> },
            },
            Specimen {
                state: "long words",
                view: |words| static_view! { <p>{text(&paragraph(words.long_word).text)}</p> },
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
                view: |words| share_bar(words, true, messages::LINK_COPIED.text()),
            },
            Specimen {
                state: "link not copied",
                view: |words| {
                    share_bar(words, true, &messages::LINK_NOT_COPIED.fill(&[&address()]))
                },
            },
        ],
    },
];

fn view(words: &Words, figure: &Figure) -> StaticView {
    let layout = PictureLayout {
        class: None,
        sizes: "(min-width: 48rem) 42rem, 100vw",
        widths: 3,
        is_eager: false,
    };
    view_figure(figure, "body-picture", layout, words.interface())
}

fn address() -> String {
    format!("https://post.example{}", story_route(0))
}

fn share_bar(words: &Words, can_share: bool, message: &str) -> StaticView {
    let state = ShareBarState {
        can_share,
        message: message.to_owned(),
        ..ShareBarState::default()
    };
    view_share_bar(&address(), words.headlines[0], true, state)
}
