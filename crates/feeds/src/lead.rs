//! The lead picture of an entry.

use feed_rs::model::{Entry, MediaObject};
use frontpage_clean::plain;
use frontpage_source::Picture;

/// Returns the largest picture of an entry's media (Media RSS, enclosures), or else its thumbnail.
pub fn lead(entry: &Entry) -> Option<Picture> {
    let pictures = entry.media.iter().flat_map(|media| {
        media.content.iter().filter_map(move |content| {
            let url = content.url.as_ref()?;
            let rank = match &content.content_type {
                // A thumbnail is worse than any other picture.
                Some(kind) if kind.subty() == "x-thumbnail" => (false, content.width),
                Some(kind) if kind.ty() == "image" => (true, content.width),
                Some(_) => return None,
                None if has_picture_ending(url.path()) => (true, content.width),
                None => return None,
            };
            let size = content.width.zip(content.height);
            Some((rank, picture(url.as_str(), size, media)))
        })
    });
    // The first of several that are as wide.
    let best = pictures.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let enclosure = || {
        let mut links = entry.links.iter();
        let found = links.find(|link| {
            let media_type = link.media_type.as_deref().unwrap_or_default();
            link.rel.as_deref() == Some("enclosure") && media_type.starts_with("image/")
        });
        found.map(|link| Picture {
            url: link.href.clone(),
            ..Picture::default()
        })
    };
    best.map(|(_, picture)| picture).or_else(enclosure)
}

fn picture(url: &str, size: Option<(u32, u32)>, media: &MediaObject) -> Picture {
    let text = |text: &Option<feed_rs::model::Text>| {
        text.as_ref()
            .map(|text| text.content.clone())
            .unwrap_or_default()
    };
    Picture {
        url: url.to_owned(),
        size,
        alt: plain(&text(&media.title)),
        caption: text(&media.description),
        ..Picture::default()
    }
}

fn has_picture_ending(path: &str) -> bool {
    let endings = [".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif", ".avif"];
    let path = path.to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use feed_rs::parser;

    fn lead_of(item: &str) -> Option<Picture> {
        let feed = format!(
            "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>t</title>\
             <item>{item}</item></channel></rss>"
        );
        lead(&parser::parse(feed.as_bytes()).unwrap().entries[0])
    }

    #[test]
    fn the_widest_picture_leads() {
        let found = lead_of(
            "<media:content url='https://a.example/s.jpg' medium='image' type='image/jpeg' width='200'/>\
             <media:content url='https://a.example/l.jpg' type='image/jpeg' width='1200'>\
             <media:description>A lake.</media:description></media:content>\
             <media:content url='https://a.example/v.mp4' type='video/mp4' width='1920'/>",
        );
        assert_eq!(found.unwrap().url, "https://a.example/l.jpg");
    }

    #[test]
    fn an_enclosure_is_a_lead_picture_if_it_is_a_picture() {
        let enclosure = "<enclosure url='https://a.example/e.png' type='image/png' length='1'/>";
        assert_eq!(lead_of(enclosure).unwrap().url, "https://a.example/e.png");
        let sound = "<enclosure url='https://a.example/a.mp3' type='audio/mpeg' length='1'/>";
        assert_eq!(lead_of(sound), None);
    }
}
