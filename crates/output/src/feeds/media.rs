//! The lead picture of a story in Media RSS, which RSS and Atom share.

use super::item::Picture;
use super::markup::Markup;

/// The lead picture in Media RSS 1.5.1. What it shows is said in the story's HTML alone, beside the
/// picture: feedparser, and whoever goes by names as it does, takes a `media:description` or a
/// `media:title` for those of the story.
pub fn media(out: &mut Markup, picture: &Picture) {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let attributes = [
        ("url", Some(picture.url.as_str())),
        ("medium", Some("image")),
        ("type", Some("image/jpeg")),
        ("width", Some(&width)),
        ("height", Some(&height)),
    ];
    out.element("media:content", &attributes, |out| {
        if let Some(credit) = &picture.credit {
            out.leaf("media:credit", credit);
        }
    });
}
