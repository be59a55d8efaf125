//! The lead picture of a story in Media RSS, which RSS and Atom share.

use super::item::Picture;
use crate::markup::XmlWriter;

/// Writes the lead picture in Media RSS 1.5.1, without its caption, which is in the story's HTML.
/// Parsers such as feedparser would take a `media:description` or `media:title` for the description
/// or title of the story.
pub fn media(out: &mut XmlWriter, picture: &Picture) {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let attributes = [
        ("url", Some(picture.url.as_str())),
        ("medium", Some("image")),
        // Only the host knows the type of a picture that is not the site's own.
        ("type", picture.is_jpeg.then_some("image/jpeg")),
        ("width", Some(&width)),
        ("height", Some(&height)),
    ];
    out.element("media:content", &attributes, |out| {
        if let Some(credit) = &picture.credit {
            out.text_element("media:credit", credit);
        }
    });
}
