//! Makes videos and audio recordings from what an item says about them. Gets the files from the desk, and
//! reports what cannot be used.

use super::{CleanContext, PixelSize, line};
use frontpage_base::config::is_language;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_model::{
    Audio, Block, FileSource, Image, Recording, RecordingFile, RecordingKind, StaticBlock, Text,
    Track, TrackKind, Video,
};

/// The most files, and the most tracks, of a recording.
const MOST: usize = 20;
/// The longest duration that is accepted, in seconds: a week.
const LONGEST: f64 = 7.0 * 24.0 * 60.0 * 60.0;

/// A video or an audio file, as the desk found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRecording {
    /// The path of the file from the site's root.
    pub path: String,
    /// What it is.
    pub kind: RecordingKind,
    /// Its size in bytes.
    pub bytes: u64,
    /// How long it is, in seconds, if the file says so.
    pub seconds: Option<u32>,
    /// The size of its picture.
    pub size: Option<PixelSize>,
}

/// What an item says about a video or an audio recording.
#[derive(Clone, Debug, Default)]
pub struct RecordingDraft {
    /// Whether it is a video.
    pub is_video: bool,
    /// The title; empty if it has none.
    pub title: String,
    /// The size of its picture.
    pub size: Option<PixelSize>,
    /// The files, the preferred one first.
    pub files: Vec<FileDraft>,
    /// The captions and chapters.
    pub tracks: Vec<TrackDraft>,
    /// The picture that is shown before it is played.
    pub poster: Option<PosterDraft>,
    /// What is said in it.
    pub transcript: Vec<Block>,
    /// The caption.
    pub caption: Text,
    /// The credit.
    pub credit: Option<String>,
}

/// A file of a recording.
#[derive(Clone, Debug, Default)]
pub struct FileDraft {
    /// The field that names it.
    pub field: String,
    /// Its path in the content folder, or its address.
    pub href: String,
    /// Its media type, which can have codecs; empty if the item does not say.
    pub media_type: String,
    /// How long it is, in seconds, if the item says so.
    pub seconds: Option<f64>,
    /// Its size in bytes, if the item says so.
    pub bytes: Option<u64>,
}

/// Captions or chapters of a recording.
#[derive(Clone, Debug, Default)]
pub struct TrackDraft {
    /// The field that names them.
    pub field: String,
    /// Their path in the content folder.
    pub href: String,
    /// The kind, as in HTML.
    pub kind: Option<String>,
    /// The language; empty if the item does not say.
    pub lang: String,
    /// What the player calls them; empty if the item does not say.
    pub label: String,
}

/// The picture of a video before it is played.
#[derive(Clone, Debug, Default)]
pub struct PosterDraft {
    /// The field that names it.
    pub field: String,
    /// Its path in the content folder, or its address on a host for pictures.
    pub href: String,
    /// What the item says about its size.
    pub size: Option<PixelSize>,
}

/// Makes the block of a recording. `None` if none of its files can be used; `warnings` say why.
pub fn recording(
    draft: RecordingDraft,
    desk: CleanContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Option<StaticBlock> {
    let is_video = draft.is_video;
    let noun = if is_video { "video" } else { "audio" };
    let mut size = draft.size;
    let mut files = Vec::new();
    for file in draft.files.iter().take(MOST) {
        match found_file(file, is_video, desk) {
            Ok((found, found_size)) => {
                size = size.or(found_size);
                files.push(found);
            }
            Err(reason) => warnings.push(FieldDiagnostic::new(
                file.field.clone(),
                format!("the {noun} {:?} {reason}", file.href),
                "put a valid file in the content folder; until then the story is published without it",
            )),
        }
    }
    let first = draft.files.first()?;
    if files.is_empty() {
        return None;
    }
    let mut tracks = Vec::new();
    for track in draft.tracks.iter().take(MOST) {
        let found = found_track(track, desk).and_then(|found| match found {
            Some(found) if found.kind == TrackKind::Chapters && !is_video => {
                let chapters = desk.pictures.chapters(&track.href)?;
                Ok(Some(Track { chapters, ..found }))
            }
            found => Ok(found),
        });
        match found {
            Ok(found) => tracks.extend(found),
            Err(reason) => warnings.push(FieldDiagnostic::new(
                track.field.clone(),
                format!("the captions {:?} {reason}", track.href),
                "correct the file; until then the story is published without them",
            )),
        }
    }
    let recording = Recording {
        title: draft.title,
        files,
        tracks,
        transcript: draft.transcript,
        caption: draft.caption,
        credit: draft.credit,
    };
    if !is_video {
        return Some(StaticBlock::Audio(Audio { recording }));
    }
    let Some(PixelSize { width, height }) = size else {
        warnings.push(FieldDiagnostic::new(
            first.field.clone(),
            format!(
                "the video {:?} is on a host that media_hosts in site.toml names, and has no width \
                 and height; such videos are not opened, so both have to be given",
                first.href
            ),
            "add both; until then the story is published without it",
        ));
        return None;
    };
    Some(StaticBlock::Video(Video {
        recording,
        width,
        height,
        poster: draft
            .poster
            .and_then(|poster| found_poster(&poster, desk, warnings)),
    }))
}

fn found_file(
    file: &FileDraft,
    is_video: bool,
    desk: CleanContext<'_>,
) -> Result<(RecordingFile, Option<PixelSize>), String> {
    let (media_type, codecs) = media_type(&file.media_type);
    let seconds = match file.seconds {
        Some(seconds) if !(0.0..=LONGEST).contains(&seconds) => {
            return Err(format!("has a duration of {seconds} seconds"));
        }
        // Within these limits, the cast of a rounded number is exact.
        Some(seconds) if seconds >= 0.5 => Some(seconds.round() as u32),
        Some(_) | None => None,
    };
    if let Some(url) = desk.pictures.hosted_recording(&file.href) {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let kind = RecordingKind::named(media_type, is_video)
            .or_else(|| RecordingKind::named(extension, is_video))
            .filter(|kind| !is_video || kind.is_video())
            .ok_or(
                "has a type that browsers do not play, or says none; give one such as video/mp4",
            )?;
        let found = RecordingFile {
            source: FileSource::Hosted(url),
            kind,
            codecs,
            bytes: file.bytes,
            seconds,
        };
        return Ok((found, None));
    }
    if is_elsewhere(&file.href) {
        return Err(
            "is neither in the content folder nor, with https, on a host that media_hosts in \
                    site.toml names"
                .into(),
        );
    }
    let found = desk.pictures.recording(&file.href)?;
    if is_video && found.size.is_none() {
        return Err("has no picture, only sound".into());
    }
    let file = RecordingFile {
        source: FileSource::Site(found.path),
        kind: found.kind,
        codecs,
        bytes: Some(found.bytes),
        seconds: found.seconds.or(seconds),
    };
    Ok((file, found.size))
}

/// Returns the captions; `None` if only scripts could use them.
fn found_track(track: &TrackDraft, desk: CleanContext<'_>) -> Result<Option<Track>, String> {
    let Some(kind) = TrackKind::parse(track.kind.as_deref()) else {
        return Ok(None);
    };
    if is_elsewhere(&track.href) {
        return Err(
            "are not in the content folder; browsers do not read those of another host".into(),
        );
    }
    let lang = track.lang.trim();
    if !lang.is_empty() && !is_language(lang) {
        return Err(format!(
            "have the language {lang:?}, which is no language tag"
        ));
    }
    let lang = if lang.is_empty() { "und" } else { lang };
    let path = desk.pictures.track(&track.href)?;
    let label = line(&track.label);
    Ok(Some(Track {
        kind,
        path,
        label: if label.is_empty() {
            lang.to_owned()
        } else {
            label
        },
        lang: lang.to_owned(),
        chapters: None,
    }))
}

fn found_poster(
    poster: &PosterDraft,
    desk: CleanContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Option<Image> {
    match desk.pictures.picture(&poster.href, poster.size) {
        Ok(image) => Some(image),
        Err(reason) => {
            warnings.push(FieldDiagnostic::new(
                poster.field.clone(),
                format!("the poster {:?} {reason}", poster.href),
                "put a valid picture in the content folder; until then the video has none",
            ));
            None
        }
    }
}

/// Splits a media type from its codecs (RFC 6381), which are kept only if they can be written as they are.
fn media_type(text: &str) -> (&str, Option<String>) {
    let mut parts = text.splitn(2, ';');
    let media_type = parts.next().unwrap_or_default().trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._, ".contains(c);
    let codecs = parts.next().and_then(|parameters| {
        let (name, value) = parameters.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let is_codecs = name.trim().eq_ignore_ascii_case("codecs");
        let is_fine = !value.is_empty() && value.len() <= 200 && value.chars().all(is_plain);
        (is_codecs && is_fine).then(|| value.to_owned())
    });
    (media_type, codecs)
}

/// Returns whether a file is not in the content folder: its address has a scheme or a host.
pub fn is_elsewhere(href: &str) -> bool {
    let has_scheme = href.split_once(':').is_some_and(|(scheme, _)| {
        let is_of_scheme = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
        !scheme.is_empty() && scheme.bytes().all(is_of_scheme)
    });
    href.starts_with("//") || has_scheme
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codecs_are_kept_if_they_are_plain() {
        for (text, media_type_of, codecs) in [
            ("video/mp4", "video/mp4", None),
            (
                "video/mp4; codecs=\"avc1.64001f, mp4a.40.2\"",
                "video/mp4",
                Some("avc1.64001f, mp4a.40.2"),
            ),
            ("video/webm;codecs=vp9", "video/webm", Some("vp9")),
            ("video/mp4; codecs='\"><script>'", "video/mp4", None),
            ("audio/mpeg; charset=utf-8", "audio/mpeg", None),
        ] {
            let (media_type, found) = media_type(text);
            assert_eq!(
                (media_type, found.as_deref()),
                (media_type_of, codecs),
                "{text}"
            );
        }
    }
}
