//! A picture with its caption and credit.

use super::{PictureLayout, picture, text};
use frontpage_model::Figure;
use leptos::prelude::*;

/// Renders a picture with its caption and credit.
pub fn figure(figure: &Figure, class: &'static str, layout: PictureLayout) -> AnyView {
    let credit = figure
        .credit
        .as_ref()
        .map(|credit| view! { <span class="figure__credit">{credit.clone()}</span> });
    let caption = (!figure.caption.is_empty() || credit.is_some()).then(|| {
        view! {
            <figcaption>
                <span class="figure__caption">{text(&figure.caption)}</span>
                " "
                {credit}
            </figcaption>
        }
    });
    view! { <figure class=format!("figure {class}")>{picture(&figure.image, layout)} {caption}</figure> }
        .into_any()
}
