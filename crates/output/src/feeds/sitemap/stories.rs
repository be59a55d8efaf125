//! The sitemaps of stories, by month.

use super::split::{Limits, MAX_BYTES, MAX_URLS, split, url};
use super::{FOLDER, File};
use crate::markup::XmlWriter;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_catalog::newest;
use frontpage_ingest::story::StoryVideo;
use frontpage_model::LocalTime;
use rayon::prelude::*;
use std::fmt;

/// The data of a story that sitemaps need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story<'a> {
    /// The path of its page: `/2025/02/18/us-russia-missions`.
    pub path: &'a str,
    /// When it was first published.
    pub published: LocalTime,
    /// When it last changed; `published` if it never did.
    pub changed: LocalTime,
    /// The URL of the largest JPEG of its lead picture.
    pub image: Option<&'a str>,
    /// Its videos.
    pub videos: &'a [StoryVideo],
    /// What it is about, for videos that do not say themselves; can be empty.
    pub summary: &'a str,
    /// Its headline, for the news sitemap, which only holds stories of the last two days, and for videos
    /// without a title.
    pub headline: &'a str,
    /// Its language, if it differs from the newspaper's.
    pub lang: Option<&'a str>,
}

/// A month in the newspaper's time zone; displayed as `2025-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// Returns the month of a time.
    pub fn of(time: LocalTime) -> Self {
        let day = time.day();
        Self {
            year: day.year(),
            month: day.month(),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Sorts the stories, oldest first, and groups them by month.
pub fn months<'a, 's>(
    stories: &'s mut [Story<'a>],
) -> impl Iterator<Item = (Month, &'s [Story<'a>])> {
    stories.par_sort_unstable_by_key(|story| {
        let month = Month::of(story.published);
        (month, story.published.utc_seconds(), story.path)
    });
    let month = |story: &Story| Month::of(story.published);
    stories
        .chunk_by(move |a, b| month(a) == month(b))
        .filter_map(move |chunk| Some((month(chunk.first()?), chunk)))
}

/// Returns the path and the latest change of a month's file without making it. `None` if the month
/// could need more than one file.
pub fn single_file_path(
    month: Month,
    stories: &[Story],
    config: &Config,
) -> Option<(String, Option<LocalTime>)> {
    // Escaping makes a byte at most six bytes long; 256 bytes are enough for the elements.
    let most = |story: &Story| {
        let bytes = config.url.len() + story.path.len() + story.image.map_or(0, str::len);
        let of_video = |video: &StoryVideo| {
            let texts = [&video.title, &video.caption, &video.address].map(String::len);
            let of_story = story.headline.len() + story.summary.len();
            texts.iter().sum::<usize>() + of_story + 3 * config.url.len() + 512
        };
        let videos = story.videos.iter().map(of_video).sum::<usize>();
        6 * (bytes + videos) + 256
    };
    let fits = stories.len() <= MAX_URLS && stories.iter().map(most).sum::<usize>() < MAX_BYTES;
    let changed = newest(stories.iter().map(|story| story.changed));
    fits.then(|| (format!("{FOLDER}{month}.xml"), changed))
}

/// Returns the sitemaps of a month's stories: one file, unless the month has very many stories. The
/// stories must be sorted oldest first, as [`months`] returns them, so that a newer story never
/// changes a full file.
pub fn stories(month: Month, stories: &[Story], config: &Config) -> Vec<File> {
    let site_urls = SiteUrls::new(config);
    let urls = stories.iter().map(|story| {
        let page = site_urls.absolute(story.path);
        let image = |out: &mut XmlWriter| {
            if let Some(url) = story.image {
                out.element("image:image", &[], |out| {
                    out.text_element("image:loc", url);
                });
            }
            for shown in story.videos {
                video(out, story, shown, &site_urls);
            }
        };
        let changed = Some(story.changed);
        (url(&page, changed, image), changed)
    });
    let images = (
        "xmlns:image",
        Some("http://www.google.com/schemas/sitemap-image/1.1"),
    );
    let videos = (
        "xmlns:video",
        Some("http://www.google.com/schemas/sitemap-video/1.1"),
    );
    let has_videos = stories.iter().any(|story| !story.videos.is_empty());
    let namespaces = if has_videos {
        vec![images, videos]
    } else {
        vec![images]
    };
    split(&month.to_string(), &namespaces, urls, Limits::PROTOCOL)
}

/// The maximum length of a description, in characters.
const DESCRIPTION: usize = 2048;

/// Writes a video (developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps). A video
/// without a picture is left out, because the thumbnail is required.
fn video(out: &mut XmlWriter, story: &Story, video: &StoryVideo, site_urls: &SiteUrls) {
    let poster = video.poster.as_ref();
    let poster = poster.map(|poster| site_urls.largest_picture(&poster.image()));
    let Some(thumbnail) = poster.as_deref().or(story.image) else {
        return;
    };
    let or = |text: &'_ str, other: &'_ str| {
        let text = if text.is_empty() { other } else { text };
        text.chars().take(DESCRIPTION).collect::<String>()
    };
    let title = or(&video.title, story.headline);
    let description = or(&video.caption, story.summary);
    let content = if video.address.starts_with('/') {
        site_urls.absolute(&video.address)
    } else {
        video.address.clone()
    };
    out.element("video:video", &[], |out| {
        out.text_element("video:thumbnail_loc", thumbnail);
        out.text_element("video:title", &title);
        out.text_element("video:description", &or(&description, &title));
        out.text_element("video:content_loc", &content);
        if let Some(seconds) = video.seconds {
            out.text_element("video:duration", &seconds.to_string());
        }
        out.text_element("video:publication_date", &story.published.to_string());
    });
}
