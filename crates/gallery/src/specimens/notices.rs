//! What the reader sees in place of a page.

use crate::fixtures::story_route;
use crate::specimen::{Group, Place, Specimen};
use frontpage::data::{LoadError, TransportError};
use frontpage::pages::{notice, skeleton};
use frontpage::view::StaticView;
use frontpage_model::{DATA_VERSION, Route};

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "notice",
        file: "pages/notice",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "not found",
                view: |_| view(&LoadError::NotFound),
            },
            Specimen {
                state: "unreachable",
                view: |_| view(&LoadError::Unreachable(TransportError::Network)),
            },
            Specimen {
                state: "newer edition",
                view: |_| view(&LoadError::Newer(DATA_VERSION + 1)),
            },
        ],
    },
    Group {
        name: "skeleton",
        file: "pages/skeleton",
        place: Place::Page,
        specimens: &[
            Specimen {
                state: "of a story",
                view: |_| skeleton(Some(&story_route(0))),
            },
            Specimen {
                state: "of a list",
                view: |_| skeleton(Some(&Route::Front)),
            },
        ],
    },
];

fn view(error: &LoadError) -> StaticView {
    notice(error)
}
