//! The quiet outline of a page that is still loading.

use frontpage_model::Route;
use leptos::prelude::*;

/// An outline of about the same size as the page that comes. Screen readers are told by
/// `aria-busy` and skip it.
pub fn skeleton(route: Option<&Route>) -> AnyView {
    let class = match route {
        Some(Route::Article(..)) => "skeleton skeleton--article",
        _ => "skeleton skeleton--listing",
    };
    let bars = |count: u8| {
        (0..count)
            .map(|_| view! { <div class="skeleton__line"></div> })
            .collect_view()
    };
    view! {
        <div class=class aria-hidden="true">
            <div class="skeleton__headline"></div>
            <div class="skeleton__picture"></div>
            {bars(8)}
        </div>
    }
    .into_any()
}
