//! A picture with its caption and credit.

use super::{PictureLayout, picture, text};
use crate::view::{StaticView, static_view};
use frontpage_model::Figure;

/// Renders a picture with its caption and credit.
pub fn figure(figure: &Figure, class: &'static str, layout: PictureLayout) -> StaticView {
    let credit = figure
        .credit
        .as_ref()
        .map(|credit| static_view! { <span class="figure__credit">{credit.clone()}</span> });
    let caption = (!figure.caption.is_empty() || credit.is_some()).then(|| {
        static_view! {
            <figcaption>
                <span class="figure__caption">{text(&figure.caption)}</span>
                " "
                {credit}
            </figcaption>
        }
    });
    static_view! { <figure class=format!("figure {class}")>{picture(&figure.image, layout)} {caption}</figure> }
}
