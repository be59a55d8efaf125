//! The kicker, the line of tags above a headline: `Crime|Europe|MidEast|Political|World`.

use crate::view::{StaticView, static_view};

/// Renders the names of a story's tags with bars between them. Each bar stays with the name before
/// it, so that no line begins with a bar. Screen readers skip the bars.
pub fn kicker(names: &[String]) -> StaticView {
    if names.is_empty() {
        return StaticView::default();
    }
    let parts = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let bar = (at + 1 < names.len())
                .then(|| static_view! { <span aria-hidden="true">"|"</span> });
            static_view! { <span>{name.clone()} {bar}</span> }
        })
        .collect::<StaticView>();
    static_view! { <p class="kicker">{parts}</p> }
}
