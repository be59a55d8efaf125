//! The lead picture and the recordings of a story in Media RSS, which RSS and Atom share.

use super::item::{Enclosure, Picture};
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

/// Writes a video or an audio recording in Media RSS 1.5.1.
pub fn recording(out: &mut XmlWriter, file: &Enclosure) {
    let text = |number: Option<u64>| number.map(|number| number.to_string());
    let bytes = text(file.bytes);
    let seconds = text(file.seconds.map(u64::from));
    let width = text(file.size.map(|(width, _)| width.into()));
    let height = text(file.size.map(|(_, height)| height.into()));
    let medium = if file.kind.is_video() {
        "video"
    } else {
        "audio"
    };
    let attributes = [
        ("url", Some(file.url.as_str())),
        ("fileSize", bytes.as_deref()),
        ("type", Some(file.kind.media_type())),
        ("medium", Some(medium)),
        ("duration", seconds.as_deref()),
        ("width", width.as_deref()),
        ("height", height.as_deref()),
    ];
    out.empty_element("media:content", &attributes);
}
