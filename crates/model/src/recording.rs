//! Videos and audio recordings in a story. Only the publisher sees these types: pages hold the elements
//! that it lays out from them.

use crate::{Block, Image, Text};
use serde::{Deserialize, Serialize};

/// A video.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Video {
    /// What it has in common with an audio recording.
    pub recording: Recording,
    /// The width of its picture, in pixels. With the height, it keeps the space on the page.
    pub width: u32,
    /// The height of its picture, in pixels.
    pub height: u32,
    /// The picture that is shown before it is played.
    pub poster: Option<Image>,
}

/// An audio recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audio {
    /// What it has in common with a video.
    pub recording: Recording,
}

/// What videos and audio recordings have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// The title, for structured data and for readers who cannot see it. Empty if it has none.
    pub title: String,
    /// The files. Browsers play the first one whose type they know, so there is at least one.
    pub files: Vec<RecordingFile>,
    /// The captions and chapters.
    pub tracks: Vec<Track>,
    /// What is said in it. Empty if there is no transcript.
    pub transcript: Vec<Block>,
    /// The caption. Empty if there is none.
    pub caption: Text,
    /// The credit, which says who made it.
    pub credit: Option<String>,
}

impl Recording {
    /// Returns how long it is, in seconds, according to the first file whose length is known.
    pub fn seconds(&self) -> Option<u32> {
        self.files.iter().find_map(|file| file.seconds)
    }

    /// Calls `visit` with each text that is part of it, in reading order.
    pub fn each_text_mut(&mut self, visit: &mut dyn FnMut(&mut Text)) {
        visit(&mut self.caption);
        for block in &mut self.transcript {
            block.each_text_mut(visit);
        }
    }
}

/// A file of a video or an audio recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordingFile {
    /// Where it is.
    pub source: FileSource,
    /// What it is.
    pub kind: RecordingKind,
    /// The codecs (RFC 6381), such as `avc1.64001f, mp4a.40.2`, if the item names them.
    pub codecs: Option<String>,
    /// Its size in bytes, if it is known.
    pub bytes: Option<u64>,
    /// How long it is, in seconds, if it is known.
    pub seconds: Option<u32>,
}

impl RecordingFile {
    /// Returns the value of the attribute `type`: the media type, with the codecs if they are known.
    pub fn media_type(&self) -> String {
        let media_type = self.kind.media_type();
        match &self.codecs {
            Some(codecs) => format!("{media_type}; codecs=\"{codecs}\""),
            None => media_type.to_owned(),
        }
    }
}

/// Where a file is that a page refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum FileSource {
    /// In the site. Holds the path from the site's root: `/media/3k2b….mp4`.
    Site(String),
    /// On a host that `site.toml` names. Holds the `https` URL.
    Hosted(String),
}

impl FileSource {
    /// Returns its address. `base` is put before the path of a file in the site.
    pub fn address(&self, base: &str) -> String {
        match self {
            Self::Site(path) => format!("{base}{path}"),
            Self::Hosted(url) => url.clone(),
        }
    }
}

/// A container that browsers play, with the kind of content that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecordingKind {
    /// A video in MP4 (H.264, H.265 or AV1).
    Mp4Video,
    /// A video in WebM (VP8, VP9 or AV1).
    WebmVideo,
    /// MP3.
    Mp3,
    /// Audio in MP4 (AAC), whose files are called `.m4a`.
    Mp4Audio,
    /// Ogg (Opus or Vorbis).
    Ogg,
    /// Audio in WebM (Opus).
    WebmAudio,
    /// WAVE.
    Wave,
}

impl RecordingKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Mp4Video,
        Self::WebmVideo,
        Self::Mp3,
        Self::Mp4Audio,
        Self::Ogg,
        Self::WebmAudio,
        Self::Wave,
    ];

    /// Returns whether it has a picture.
    pub fn is_video(self) -> bool {
        match self {
            Self::Mp4Video | Self::WebmVideo => true,
            Self::Mp3 | Self::Mp4Audio | Self::Ogg | Self::WebmAudio | Self::Wave => false,
        }
    }

    /// Returns the media type (RFC 4337, RFC 3003, RFC 5334, and what browsers know).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp4Video => "video/mp4",
            Self::WebmVideo => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::Mp4Audio => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::WebmAudio => "audio/webm",
            Self::Wave => "audio/wav",
        }
    }

    /// Returns the extension of its files in the site, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp4Video => "mp4",
            Self::WebmVideo => "webm",
            Self::Mp3 => "mp3",
            Self::Mp4Audio => "m4a",
            Self::Ogg => "ogg",
            Self::WebmAudio => "weba",
            Self::Wave => "wav",
        }
    }

    /// Returns the kind that a media type without parameters, or a file's extension, names. `is_video` decides
    /// for containers of both kinds.
    pub fn named(media_type_or_extension: &str, is_video: bool) -> Option<Self> {
        let name = media_type_or_extension.trim().to_ascii_lowercase();
        Some(match (name.as_str(), is_video) {
            ("video/mp4" | "video/x-m4v", _) | ("mp4" | "m4v" | "mov", true) => Self::Mp4Video,
            ("video/webm", _) | ("webm", true) => Self::WebmVideo,
            ("audio/mpeg" | "audio/mp3" | "mp3", _) => Self::Mp3,
            ("audio/mp4" | "audio/x-m4a" | "audio/aac" | "m4a", _) | ("mp4", false) => {
                Self::Mp4Audio
            }
            ("audio/ogg" | "audio/opus" | "ogg" | "oga" | "opus", _) => Self::Ogg,
            ("audio/webm" | "weba", _) | ("webm", false) => Self::WebmAudio,
            ("audio/wav" | "audio/x-wav" | "audio/wave" | "wav", _) => Self::Wave,
            _ => return None,
        })
    }
}

/// Captions or chapters: a WebVTT file in the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Track {
    /// What it is for.
    pub kind: TrackKind,
    /// The path of the file from the site's root: `/media/3k2b….vtt`.
    pub path: String,
    /// The language (BCP 47).
    pub lang: String,
    /// The name in the player's menu.
    pub label: String,
    /// The path of the same chapters in the format that podcast players read, if there is such a file.
    pub chapters: Option<String>,
}

/// What a track is for (HTML, *the track element*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum TrackKind {
    /// What is said, in another language than it is said in.
    Subtitles,
    /// What is said and heard, for readers who cannot hear it.
    Captions,
    /// What is seen, for readers who cannot see it.
    Descriptions,
    /// Titles of parts, for navigation.
    Chapters,
}

impl TrackKind {
    /// Returns the value of the attribute `kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subtitles => "subtitles",
            Self::Captions => "captions",
            Self::Descriptions => "descriptions",
            Self::Chapters => "chapters",
        }
    }

    /// Parses the attribute `kind`, for which HTML assumes subtitles if it is missing. `None` for metadata
    /// and other values, whose files only scripts can use.
    pub fn parse(kind: Option<&str>) -> Option<Self> {
        let Some(kind) = kind else {
            return Some(Self::Subtitles);
        };
        let all = [
            Self::Subtitles,
            Self::Captions,
            Self::Descriptions,
            Self::Chapters,
        ];
        all.into_iter()
            .find(|known| kind.trim().eq_ignore_ascii_case(known.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_by_its_media_type_and_its_extension() {
        for kind in RecordingKind::ALL {
            let is_video = kind.is_video();
            for name in [kind.media_type(), kind.extension()] {
                assert_eq!(RecordingKind::named(name, is_video), Some(kind), "{name}");
            }
        }
        for other in ["", "html", "text/html", "video/mpeg", "avi"] {
            assert_eq!(RecordingKind::named(other, true), None, "{other}");
        }
    }

    #[test]
    fn the_codecs_are_part_of_the_media_type() {
        let file = RecordingFile {
            source: FileSource::Site("/media/a.mp4".into()),
            kind: RecordingKind::Mp4Video,
            codecs: Some("avc1.64001f, mp4a.40.2".into()),
            bytes: None,
            seconds: None,
        };
        assert_eq!(
            file.media_type(),
            "video/mp4; codecs=\"avc1.64001f, mp4a.40.2\""
        );
        assert_eq!(file.source.address("/paper"), "/paper/media/a.mp4");
    }

    #[test]
    fn tracks_for_scripts_have_no_kind() {
        assert_eq!(TrackKind::parse(None), Some(TrackKind::Subtitles));
        assert_eq!(
            TrackKind::parse(Some("Chapters")),
            Some(TrackKind::Chapters)
        );
        for kind in ["metadata", "", "thumbnails"] {
            assert_eq!(TrackKind::parse(Some(kind)), None, "{kind}");
        }
    }
}
