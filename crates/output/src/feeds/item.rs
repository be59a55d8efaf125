//! A feed item: the data of a story that feeds show.

use super::authors::authors;
use super::body;
use crate::markup::XmlWriter;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{Article, ImageSource, LocalTime, RecordingKind, Route, TagRef, TrackKind};

/// A story for feeds of every format. It is made once and written to many feeds; the story itself
/// is not kept.
#[derive(Clone, Debug)]
pub struct FeedItem {
    pub(super) headline: String,
    pub(super) summary: String,
    pub(super) published: LocalTime,
    pub(super) updated: Option<LocalTime>,
    pub(super) lang: Option<String>,
    pub(super) tags: Vec<TagRef>,
    /// The permanent id, a tag URI.
    pub(super) id: String,
    pub(super) url: String,
    pub(super) html: String,
    /// The names of the authors, with the URLs of their pages.
    pub(super) authors: Vec<(String, Option<String>)>,
    pub(super) picture: Option<Picture>,
    /// The files of the recordings, beginning with the files of the first recording.
    pub(super) enclosures: Vec<Enclosure>,
}

/// The lead picture in its largest width.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Whether it is a JPEG; otherwise only its host knows.
    pub(super) is_jpeg: bool,
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) credit: Option<String>,
}

/// A file of a video or an audio recording.
#[derive(Clone, Debug)]
pub(super) struct Enclosure {
    pub(super) url: String,
    pub(super) kind: RecordingKind,
    /// The size in bytes, if it is known.
    pub(super) bytes: Option<u64>,
    pub(super) seconds: Option<u32>,
    /// The width and height of a video.
    pub(super) size: Option<(u32, u32)>,
    /// The URLs of captions and subtitles, with their languages.
    pub(super) captions: Vec<(String, String)>,
    /// The URL of the chapters, for players of podcasts.
    pub(super) chapters: Option<String>,
    /// Whether the page of the story has a transcript.
    pub(super) has_transcript: bool,
}

impl Enclosure {
    /// Returns the files of all recordings of a story.
    fn all(article: &Article, site_urls: &SiteUrls) -> Vec<Self> {
        let videos = article.videos();
        let videos = videos.map(|video| (&video.recording, Some((video.width, video.height))));
        let audios = article.audios().map(|audio| (&audio.recording, None));
        let recordings = videos.chain(audios);
        let files = recordings.flat_map(|(recording, size)| {
            let captions = recording.tracks.iter().filter(|track| match track.kind {
                TrackKind::Captions | TrackKind::Subtitles => true,
                TrackKind::Descriptions | TrackKind::Chapters => false,
            });
            let captions: Vec<(String, String)> = captions
                .map(|track| (site_urls.absolute(&track.path), track.lang.clone()))
                .collect();
            let chapters = recording
                .tracks
                .iter()
                .find_map(|track| track.chapters.as_ref());
            let chapters = chapters.map(|path| site_urls.absolute(path));
            recording.files.iter().map(move |file| Self {
                url: site_urls.file_url(&file.source),
                kind: file.kind,
                bytes: file.bytes,
                seconds: file.seconds.or(recording.seconds()),
                size,
                captions: captions.clone(),
                chapters: chapters.clone(),
                has_transcript: !recording.transcript.is_empty(),
            })
        });
        files.collect()
    }

    /// Writes it as RSS has it. A size that is not known is written as zero, because the attribute is
    /// required.
    pub(super) fn write(&self, out: &mut XmlWriter) {
        let bytes = self.bytes.unwrap_or_default().to_string();
        let attributes = [
            ("url", Some(self.url.as_str())),
            ("length", Some(&*bytes)),
            ("type", Some(self.kind.media_type())),
        ];
        out.empty_element("enclosure", &attributes);
    }
}

impl FeedItem {
    /// Makes the item of a story. `named` are the authors that the story's source names and that
    /// have no page.
    pub fn new(article: &Article, named: &[String], config: &Config) -> Self {
        let site_urls = SiteUrls::new(config);
        let authors = authors(article, named, &config.lang)
            .into_iter()
            .map(|author| {
                let page = author.slug.map(|slug| Route::Author(slug.clone(), None));
                (author.name.into(), page.map(|page| site_urls.page(&page)))
            });
        Self {
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            published: article.published,
            updated: article.updated,
            lang: article.lang.clone(),
            tags: article.tags.clone(),
            id: site_urls.story_id(article),
            url: site_urls.page(&article.url),
            html: body::html(article, config, &site_urls),
            authors: authors.collect(),
            enclosures: Enclosure::all(article, &site_urls),
            picture: article.lead.as_ref().map(|lead| {
                let (url, width, height) = site_urls.picture(&lead.image, u32::MAX);
                Picture {
                    is_jpeg: matches!(lead.image.source, ImageSource::Renditions(_)),
                    url,
                    width,
                    height,
                    credit: lead.credit.clone(),
                }
            }),
        }
    }

    /// Returns when the story last changed.
    pub fn last_changed(&self) -> LocalTime {
        self.updated.unwrap_or(self.published)
    }

    /// Returns its approximate size in memory, in bytes. The HTML is nearly all of it.
    pub fn size(&self) -> usize {
        size_of::<Self>() + self.html.len() + self.headline.len() + self.summary.len()
    }
}
