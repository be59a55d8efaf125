//! A picture with its caption and credit, which opens in full screen.

use super::{Interface, PictureLayout, picture, text};
use crate::{
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Figure, Format};

/// Renders a picture with its caption and credit.
///
/// The picture is a link to its largest file, which the part `src/parts/pictures.js` shows in full
/// screen instead.
pub fn figure(
    figure: &Figure,
    class: &'static str,
    layout: PictureLayout,
    interface: Interface,
) -> StaticView {
    let image = &figure.image;
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
    // The link is named by the picture's alternative text if there is one.
    let is_unnamed = image.alt.is_empty();
    let label = is_unnamed.then_some(messages::ENLARGE);
    let lang = interface.lang.filter(|_| is_unnamed);
    static_view! {
        <figure class=format!("figure {class}")>
            <a
                href=image.src(&route::base(), Format::Jpeg)
                rel="external"
                data-part="pictures"
                aria-label=label
                lang=lang
            >
                {picture(image, layout)}
            </a>
            {caption}
        </figure>
    }
}
