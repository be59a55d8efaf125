//! A responsive picture, of which the browser loads the width and format that fit.

use crate::{
    route,
    view::{StaticView, static_view},
};
use frontpage_model::Image;

/// How a picture is shown.
#[derive(Clone, Copy, Debug)]
pub struct PictureLayout {
    /// The class of the element `picture`, if it has one.
    pub class: Option<&'static str>,
    /// The `sizes` attribute: the picture's width on screen for each width of the window.
    pub sizes: &'static str,
    /// How many of its widths are offered, from the smallest up. If only one is, the browser has no choice,
    /// and `sizes` is left out.
    pub widths: usize,
    /// Whether it loads immediately and with high priority, like the lead picture of a story. Other
    /// pictures load lazily, when the reader scrolls near them.
    pub is_eager: bool,
}

/// Renders a picture with its renditions. Its space is reserved before it has loaded.
///
/// Browsers choose among the WebP renditions. Browsers without WebP, which are from before 2020, get
/// one JPEG. See `docs/adr/0042-one-jpeg.md`.
pub fn picture(image: &Image, layout: PictureLayout) -> StaticView {
    let (loading, priority) = if layout.is_eager {
        ("eager", Some("high"))
    } else {
        ("lazy", None)
    };
    let addresses = image.addresses(&route::base(), layout.widths);
    let sizes = (layout.widths > 1).then_some(layout.sizes);
    let webp = addresses
        .webp
        .map(|srcset| static_view! { <source type="image/webp" srcset=srcset sizes=sizes /> });
    static_view! {
        <picture class=layout.class>
            {webp}
            <img
                // These come before the address, because a browser can start to load with that.
                loading=loading
                fetchpriority=priority
                decoding="async"
                src=addresses.jpeg
                width=image.width
                height=image.height
                alt=image.alt.clone()
            />
        </picture>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::ImageSource;
    use leptos::prelude::RenderHtml;

    fn html(source: &str, layout: PictureLayout) -> String {
        let image = Image {
            source: ImageSource::from(source.to_owned()),
            width: 1600,
            height: 1000,
            alt: "A pier".into(),
        };
        picture(&image, layout).to_html()
    }

    fn layout(widths: usize) -> PictureLayout {
        PictureLayout {
            class: None,
            sizes: "50vw",
            widths,
            is_eager: false,
        }
    }

    #[test]
    fn browsers_choose_among_webp_renditions_or_get_one_jpeg() {
        assert_eq!(
            html("ab", layout(3)),
            "<picture><source type=\"image/webp\" srcset=\"/media/ab-480.webp 480w, \
             /media/ab-960.webp 960w, /media/ab-1600.webp 1600w\" sizes=\"50vw\">\
             <img loading=\"lazy\" decoding=\"async\" src=\"/media/ab-960.jpg\" width=\"1600\" \
             height=\"1000\" alt=\"A pier\"></picture>"
        );
    }

    #[test]
    fn a_single_rendition_has_no_sizes() {
        let html = html("ab", layout(1));
        assert!(
            html.contains("srcset=\"/media/ab-480.webp\"><img"),
            "{html}"
        );
        assert!(html.contains("src=\"/media/ab-480.jpg\""), "{html}");
    }

    #[test]
    fn a_picture_on_a_media_host_is_its_only_file() {
        let html = html("https://media.example/a.jpg", layout(3));
        assert!(
            html.starts_with("<picture><img loading=\"lazy\" decoding=\"async\" src=\"https://media.example/a.jpg\""),
            "{html}"
        );
    }
}
