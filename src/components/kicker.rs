//! The kicker, the line of tags above a headline: `Crime|Europe|MidEast|Political|World`.

use leptos::prelude::*;

/// Renders the names of a story's tags with bars between them. Each bar stays with the name before
/// it, so that no line begins with a bar. Screen readers skip the bars.
pub fn kicker(names: &[String]) -> AnyView {
    if names.is_empty() {
        return ().into_any();
    }
    let parts = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let bar = (at + 1 < names.len())
                .then(|| view! { <span class="kicker__bar" aria-hidden="true">"|"</span> });
            view! { <span>{name.clone()} {bar}</span> }
        })
        .collect_view();
    view! { <p class="kicker">{parts}</p> }.into_any()
}
