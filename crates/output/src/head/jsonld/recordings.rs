//! Structured data of the videos and audio recordings of a story.
//!
//! See <https://developers.google.com/search/docs/appearance/structured-data/video>.

use crate::head::preview_image;
use crate::site_urls::SiteUrls;
use frontpage_model::{Article, LocalTime, Recording, plain_text};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct VideoObject {
    #[serde(flatten)]
    object: MediaObject,
    /// The thumbnail, which Google requires. If there is no poster, it is the picture of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_url: Option<String>,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct AudioObject {
    #[serde(flatten)]
    object: MediaObject,
}

/// What both have in common.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MediaObject {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    content_url: String,
    encoding_format: &'static str,
    upload_date: LocalTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcript: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<String>,
}

/// Returns the videos of a story.
pub fn videos(article: &Article, site_urls: &SiteUrls) -> Vec<VideoObject> {
    let videos = article.videos().filter_map(|video| {
        let picture = preview_image::of_story(article).map(|figure| &figure.image);
        let thumbnail = video.poster.as_ref().or(picture);
        Some(VideoObject {
            object: object(&video.recording, article, site_urls)?,
            thumbnail_url: thumbnail.map(|image| site_urls.largest_picture(image)),
            width: video.width,
            height: video.height,
        })
    });
    videos.collect()
}

/// Returns the audio recordings of a story.
pub fn audios(article: &Article, site_urls: &SiteUrls) -> Vec<AudioObject> {
    let audios = article.audios().filter_map(|audio| {
        let object = object(&audio.recording, article, site_urls)?;
        Some(AudioObject { object })
    });
    audios.collect()
}

fn object(recording: &Recording, article: &Article, site_urls: &SiteUrls) -> Option<MediaObject> {
    let file = recording.files.first()?;
    let caption = plain_text(&recording.caption);
    let or = |text: &str, other: &str| {
        let text = if text.is_empty() { other } else { text };
        text.to_owned()
    };
    Some(MediaObject {
        name: or(&recording.title, &article.headline),
        description: or(&caption, &article.summary),
        content_url: site_urls.file_url(&file.source),
        encoding_format: file.kind.media_type(),
        upload_date: article.published,
        duration: recording.seconds().map(|seconds| format!("PT{seconds}S")),
        content_size: file.bytes.map(|bytes| bytes.to_string()),
        transcript: transcript(recording),
        credit_text: recording.credit.clone(),
    })
}

fn transcript(recording: &Recording) -> Option<String> {
    let mut lines = Vec::new();
    for block in &recording.transcript {
        block
            .clone()
            .each_text_mut(&mut |text| lines.push(plain_text(text)));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
