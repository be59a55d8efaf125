//! A responsive picture, of which the browser loads the width and format that fit.

use crate::{
    route,
    view::{StaticView, static_view},
};
use frontpage_model::{Format, Image};

/// How a picture is shown.
#[derive(Clone, Copy, Debug)]
pub struct PictureLayout {
    /// The `sizes` attribute: the picture's width on screen for each width of the window.
    pub sizes: &'static str,
    /// How many of its widths are offered, from the smallest up.
    pub widths: usize,
    /// Whether it loads immediately and with high priority, like the lead picture of a story. Other
    /// pictures load lazily, when the reader scrolls near them.
    pub is_eager: bool,
}

/// Renders a picture with its renditions. Its space is reserved before it has loaded.
pub fn picture(image: &Image, layout: PictureLayout) -> StaticView {
    let (loading, priority) = if layout.is_eager {
        ("eager", Some("high"))
    } else {
        ("lazy", None)
    };
    let base = route::base();
    let webp = image.srcset(&base, Format::Webp, layout.widths);
    let webp = webp.map(|srcset| {
        static_view! { <source type="image/webp" srcset=srcset sizes=layout.sizes /> }
    });
    static_view! {
        <picture>
            {webp}
            <img
                // These come before the addresses, because a browser can start to load with those.
                loading=loading
                fetchpriority=priority
                decoding="async"
                sizes=layout.sizes
                srcset=image.srcset(&base, Format::Jpeg, layout.widths)
                src=image.src(&base, Format::Jpeg)
                width=image.width
                height=image.height
                alt=image.alt.clone()
            />
        </picture>
    }
}
