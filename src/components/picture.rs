//! A picture, in the width and format that fits.

use crate::route;
use frontpage_model::{Format, Image};
use leptos::prelude::*;

/// How a picture is shown.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// HTML's `sizes`: how wide it is shown at which width of the window.
    pub sizes: &'static str,
    /// How many of its widths are offered, the smallest first.
    pub widths: usize,
    /// Whether it is what the reader came for: loaded first. The others load as they come near.
    pub first: bool,
}

/// A picture with its renditions. It takes its space before it is there.
pub fn picture(image: &Image, how: Picture) -> AnyView {
    let (loading, priority) = if how.first {
        ("eager", Some("high"))
    } else {
        ("lazy", None)
    };
    let base = route::base();
    view! {
        <picture>
            <source
                type="image/webp"
                srcset=image.srcset(&base, Format::Webp, how.widths)
                sizes=how.sizes
            />
            <img
                // before the addresses: a browser starts to load when it has one
                loading=loading
                fetchpriority=priority
                decoding="async"
                sizes=how.sizes
                srcset=image.srcset(&base, Format::Jpeg, how.widths)
                src=route::file(&image.src(Format::Jpeg))
                width=image.width
                height=image.height
                alt=image.alt.clone()
            />
        </picture>
    }
    .into_any()
}
