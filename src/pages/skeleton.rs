//! The skeleton, a plain outline of a page that is still loading.

use crate::view::{StaticView, static_view};
use frontpage_model::Route;

/// Renders an outline of about the same size as the page. Screen readers skip it, and learn from
/// `aria-busy` that the page is loading.
pub fn skeleton(route: Option<&Route>) -> StaticView {
    let class = match route {
        Some(Route::Article(..)) => "skeleton skeleton--article",
        Some(
            Route::Front
            | Route::Section(..)
            | Route::Tag(..)
            | Route::Author(..)
            | Route::Edition(_),
        )
        | None => "skeleton skeleton--listing",
    };
    let bars = |count: u8| {
        (0..count)
            .map(|_| static_view! { <div class="skeleton__line"></div> })
            .collect::<StaticView>()
    };
    static_view! {
        <div class=class aria-hidden="true">
            <div class="skeleton__headline"></div>
            <div class="skeleton__picture"></div>
            {bars(8)}
        </div>
    }
}
