//! Writes the podcast: RSS 2.0 with the elements of iTunes and of Podcasting 2.0.
//!
//! See <https://help.apple.com/itc/podcasts_connect/#/itcb54353390> and
//! <https://github.com/Podcastindex-org/podcast-namespace>.

use super::channel::PODCAST;
use super::date::rfc822;
use super::item::{Enclosure, FeedItem};
use crate::markup::XmlWriter;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_base::podcast::Podcast;
use frontpage_catalog::newest;
use frontpage_model::RecordingKind;
use uuid::Uuid;

/// The maximum number of episodes in the feed.
pub const EPISODES: usize = 300;

/// The namespace of the identifiers of podcasts (Podcasting 2.0, `podcast:guid`).
const IDENTIFIERS: Uuid = Uuid::from_u128(0xead4_c236_bf58_58c6_a2c6_a6b2_8d12_8cb6);

/// Writes the podcast. `items` must be sorted newest first; those without an audio recording are left out.
/// Returns nothing if the newspaper has no podcast.
pub fn podcast(items: &[&FeedItem], config: &Config) -> Vec<u8> {
    let Some(podcast) = &config.podcast else {
        return Vec::new();
    };
    let site_urls = SiteUrls::new(config);
    let own = site_urls.absolute(PODCAST);
    let author = author(podcast, config);
    let namespaces = [
        ("version", Some("2.0")),
        (
            "xmlns:itunes",
            Some("http://www.itunes.com/dtds/podcast-1.0.dtd"),
        ),
        (
            "xmlns:podcast",
            Some("https://podcastindex.org/namespace/1.0"),
        ),
        ("xmlns:atom", Some("http://www.w3.org/2005/Atom")),
        (
            "xmlns:content",
            Some("http://purl.org/rss/1.0/modules/content/"),
        ),
    ];
    let mut out = XmlWriter::document();
    out.element("rss", &namespaces, |out| {
        out.element("channel", &[], |out| {
            out.text_element("title", &podcast.title);
            out.text_element("link", &site_urls.page(&podcast.page()));
            let link = [
                ("rel", Some("self")),
                ("type", Some("application/rss+xml")),
                ("href", Some(own.as_str())),
            ];
            out.empty_element("atom:link", &link);
            if let Some(hub) = config.hub.as_deref() {
                out.empty_element("atom:link", &[("rel", Some("hub")), ("href", Some(hub))]);
            }
            out.text_element("description", &podcast.description);
            out.text_element("language", &config.lang);
            if !config.copyright.is_empty() {
                out.text_element("copyright", &config.copyright);
            }
            let built = newest(items.iter().map(|item| item.last_changed()));
            if let Some(date) = built.and_then(rfc822) {
                out.text_element("lastBuildDate", &date);
            }
            out.text_element("itunes:type", "episodic");
            out.text_element("itunes:author", author);
            out.element("itunes:owner", &[], |out| {
                out.text_element("itunes:name", author);
                out.text_element("itunes:email", &podcast.email);
            });
            let cover = cover(podcast, &site_urls);
            out.empty_element("itunes:image", &[("href", Some(&cover))]);
            category(out, podcast);
            out.text_element("itunes:explicit", explicit(podcast));
            out.text_element("podcast:guid", &identifier(&own));
            out.text_element("podcast:medium", "podcast");
            let locked = [("owner", Some(podcast.email.as_str()))];
            out.element("podcast:locked", &locked, |out| out.text("yes"));
            for item in items.iter().take(EPISODES) {
                if let Some(audio) = best(item) {
                    out.line();
                    episode(out, item, audio, podcast);
                }
            }
            out.line();
        });
    });
    out.line();
    out.into_bytes()
}

fn episode(out: &mut XmlWriter, item: &FeedItem, audio: &Enclosure, podcast: &Podcast) {
    out.element("item", &[], |out| {
        out.text_element("title", &item.headline);
        out.text_element("link", &item.url);
        let permalink = [("isPermaLink", Some("false"))];
        out.element("guid", &permalink, |out| out.text(&item.id));
        if let Some(date) = rfc822(item.published) {
            out.text_element("pubDate", &date);
        }
        if !item.summary.is_empty() {
            out.text_element("description", &item.summary);
        }
        out.text_element("content:encoded", &item.html);
        audio.write(out);
        if let Some(seconds) = audio.seconds {
            out.text_element("itunes:duration", &seconds.to_string());
        }
        out.text_element("itunes:explicit", explicit(podcast));
        out.text_element("itunes:episodeType", "full");
        if let Some(picture) = item.picture.as_ref().filter(|picture| picture.is_jpeg) {
            out.empty_element("itunes:image", &[("href", Some(&picture.url))]);
        }
        for (name, page) in &item.authors {
            let person = [("href", page.as_deref())];
            out.element("podcast:person", &person, |out| out.text(name));
        }
        for (url, lang) in &audio.captions {
            let transcript = [
                ("url", Some(url.as_str())),
                ("type", Some("text/vtt")),
                (
                    "language",
                    Some(lang.as_str()).filter(|lang| *lang != "und"),
                ),
                ("rel", Some("captions")),
            ];
            out.empty_element("podcast:transcript", &transcript);
        }
        if let Some(url) = &audio.chapters {
            let chapters = [
                ("url", Some(url.as_str())),
                ("type", Some("application/json+chapters")),
            ];
            out.empty_element("podcast:chapters", &chapters);
        }
        if audio.has_transcript {
            let transcript = [
                ("url", Some(item.url.as_str())),
                ("type", Some("text/html")),
            ];
            out.empty_element("podcast:transcript", &transcript);
        }
    });
}

/// Returns the recording that most players of podcasts can play.
fn best(item: &FeedItem) -> Option<&Enclosure> {
    let audio = item.enclosures.iter().filter(|file| !file.kind.is_video());
    audio.min_by_key(|file| match file.kind {
        RecordingKind::Mp3 => 0,
        RecordingKind::Mp4Audio => 1,
        RecordingKind::Ogg
        | RecordingKind::WebmAudio
        | RecordingKind::Wave
        | RecordingKind::Mp4Video
        | RecordingKind::WebmVideo => 2,
    })
}

fn author<'a>(podcast: &'a Podcast, config: &'a Config) -> &'a str {
    if podcast.author.is_empty() {
        &config.name
    } else {
        &podcast.author
    }
}

fn cover(podcast: &Podcast, site_urls: &SiteUrls) -> String {
    if podcast.image.starts_with('/') {
        site_urls.absolute(&podcast.image)
    } else {
        podcast.image.clone()
    }
}

fn category(out: &mut XmlWriter, podcast: &Podcast) {
    let text = [("text", Some(podcast.category.as_str()))];
    if podcast.subcategory.is_empty() {
        out.empty_element("itunes:category", &text);
        return;
    }
    out.element("itunes:category", &text, |out| {
        let inner = [("text", Some(podcast.subcategory.as_str()))];
        out.empty_element("itunes:category", &inner);
    });
}

fn explicit(podcast: &Podcast) -> &'static str {
    if podcast.explicit { "true" } else { "false" }
}

/// Returns the identifier of a podcast: a UUID of version 5 of its feed's address, without the scheme and
/// slashes at the end.
fn identifier(feed: &str) -> String {
    let name = feed.split_once("://").map_or(feed, |(_, rest)| rest);
    Uuid::new_v5(&IDENTIFIERS, name.trim_end_matches('/').as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn the_identifier_is_that_of_the_specification() {
        // The examples of the specification.
        for (feed, expected) in [
            (
                "https://mp3s.nashownotes.com/pc20rss.xml",
                "917393e3-1b1e-5cef-ace4-edaa54e1f810",
            ),
            ("podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ] {
            assert_eq!(identifier(feed), expected, "{feed}");
        }
    }
}
