//! Videos, audio recordings, captions and pictures that move: files that are published as they are, under
//! the hash of their content.

use super::{
    Media, MovingFormat, PictureError, fingerprint as picture_fingerprint, name, path, probe,
    webvtt,
};
use frontpage_base::fingerprint::Fingerprint;
use frontpage_base::stable_read::{Attempt, ReadError, stable_hash, stable_read};
use frontpage_model::RecordingKind;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The size limit of a video or an audio file, in bytes: 4 GB, an hour in high quality.
pub const MAX_RECORDING_BYTES: u64 = 4 << 30;
/// The size limit of a picture that moves, in bytes: 50 MB. The same motion takes a fraction of that as a
/// video.
const MAX_MOVING_BYTES: u64 = 50 << 20;
/// The size limit of captions, in bytes: 2 MB, a day of talk.
const MAX_TRACK_BYTES: u64 = 2 << 20;

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CheckedFile {
    /// Its path in the content folder.
    pub href: String,
    /// The hash of its content.
    pub hash: Fingerprint,
    /// Its size, in bytes.
    pub bytes: u64,
    /// What it is.
    pub format: FileFormat,
}

/// What a file is that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileFormat {
    /// A video or an audio recording.
    Recording {
        /// The container and the kind of content.
        kind: RecordingKind,
        /// How long it is, in seconds, if the file says so.
        seconds: Option<u32>,
        /// The width and height of its picture, in pixels.
        size: Option<(u32, u32)>,
    },
    /// Captions or chapters in WebVTT.
    Track,
    /// The chapters of a WebVTT file as players of podcasts read them. This is the only format that is
    /// converted and not copied.
    Chapters,
    /// A picture that moves.
    MovingPicture {
        /// Its format.
        format: MovingFormat,
        /// The fingerprint of its first frame as a picture, which the names of both have in common: where the
        /// moving file is not at hand, a reader's device shows the still.
        still: String,
    },
}

/// Returns the extension of a video, an audio recording or captions by the content of the file, if stories
/// can contain such a file.
pub fn recording_extension(file: &Path) -> Option<&'static str> {
    if let Ok(probed) = probe::probe(file) {
        return Some(probed.kind.extension());
    }
    let size = std::fs::metadata(file).ok()?.len();
    let bytes = (size <= MAX_TRACK_BYTES).then(|| std::fs::read(file).ok())??;
    webvtt::check(&bytes).is_ok().then_some("vtt")
}

impl CheckedFile {
    /// Returns its path from the site's root: `/media/3k2b….mp4`.
    pub fn path(&self) -> String {
        let extension = match &self.format {
            FileFormat::Recording { kind, .. } => kind.extension(),
            FileFormat::Track => "vtt",
            FileFormat::Chapters => "json",
            FileFormat::MovingPicture { format, still } => {
                return format!("/media/{still}.{}", format.extension());
            }
        };
        format!("/media/{}.{extension}", name(self.hash))
    }
}

/// Returns the name under which the finding about a recording is kept.
fn recording_name(href: &str) -> String {
    format!("recording:{href}")
}

/// Returns the name under which the finding about captions is kept.
fn track_name(href: &str) -> String {
    format!("track:{href}")
}

/// Returns the name under which the finding about chapters is kept.
fn chapters_name(href: &str) -> String {
    format!("chapters:{href}")
}

/// Returns the name under which the finding about a picture that moves is kept.
fn moving_name(href: &str) -> String {
    format!("moving:{href}")
}

impl Media<'_> {
    /// Returns the moving file of the picture that an item names by `href`, and the name under which the
    /// finding is kept; `None` if it does not move, or if there is no such picture.
    pub fn moving_picture(
        &self,
        href: &str,
        patience: Attempt,
    ) -> Option<(String, Result<CheckedFile, PictureError>)> {
        let picture = self.named_picture(href, patience).ok()?;
        let format = picture.moving?;
        let name = moving_name(href);
        let found = self.files.named(&name, &self.content, || {
            self.find_moving(href, format, &picture.fingerprint, patience)
        });
        Some((name, found))
    }

    /// Returns the video or audio file that an item names by `href`, and the name under which the finding
    /// is kept. The file is not held in memory.
    pub fn recording(
        &self,
        href: &str,
        patience: Attempt,
    ) -> (String, Result<CheckedFile, PictureError>) {
        let name = recording_name(href);
        let found = self
            .files
            .named(&name, &self.content, || self.find_recording(href, patience));
        (name, found)
    }

    /// Returns the captions that an item names by `href`, and the name under which the finding is kept.
    pub fn track(
        &self,
        href: &str,
        patience: Attempt,
    ) -> (String, Result<CheckedFile, PictureError>) {
        let name = track_name(href);
        let found = self
            .files
            .named(&name, &self.content, || self.find_track(href, patience));
        (name, found)
    }

    /// Returns the chapters that an item names by `href`, for players of podcasts, and the name under which the
    /// finding is kept.
    pub fn chapters(
        &self,
        href: &str,
        patience: Attempt,
    ) -> (String, Result<CheckedFile, PictureError>) {
        let name = chapters_name(href);
        let found = self.files.named(&name, &self.content, || {
            let bytes = self.track_bytes(href, patience)?;
            webvtt::podcast_chapters(&bytes).map_err(PictureError::Unusable)?;
            Ok(CheckedFile {
                href: href.into(),
                hash: frontpage_base::fingerprint::of_bytes(&bytes),
                bytes: bytes.len() as u64,
                format: FileFormat::Chapters,
            })
        });
        (name, found)
    }

    /// Looks again at what an item named; `None` if the name is that of a picture.
    pub fn file_named(
        &self,
        name: &str,
        patience: Attempt,
    ) -> Option<Result<CheckedFile, PictureError>> {
        let (kind, href) = name.split_once(':')?;
        match kind {
            "recording" => Some(self.recording(href, patience).1),
            "track" => Some(self.track(href, patience).1),
            "chapters" => Some(self.chapters(href, patience).1),
            "moving" => {
                let found = self.moving_picture(href, patience).map(|(_, found)| found);
                let still = || PictureError::Unusable("does not move".into());
                Some(found.unwrap_or_else(|| Err(still())))
            }
            _ => None,
        }
    }

    /// Returns the names of recordings and tracks that are known in this run.
    pub fn known_files(&self) -> Vec<(Box<str>, Result<CheckedFile, PictureError>)> {
        self.files.known()
    }

    /// Returns the original of a file that is published as it is.
    ///
    /// # Errors
    /// If it is no longer there.
    pub fn original(&self, file: &CheckedFile) -> Result<PathBuf, PictureError> {
        path::local(&self.content, &file.href)
    }

    fn find_recording(&self, href: &str, patience: Attempt) -> Result<CheckedFile, PictureError> {
        let path = path::local(&self.content, href)?;
        let scanned = stable_hash(
            &path,
            MAX_RECORDING_BYTES,
            probe::is_truncated,
            patience,
            self.step,
        );
        let (hash, bytes) = scanned.map_err(|error| match error {
            ReadError::TooLarge(size) => PictureError::Unusable(format!(
                "has {} GB, over the {} GB allowed; keep it on a host that media_hosts in site.toml \
                 names",
                size >> 30,
                MAX_RECORDING_BYTES >> 30
            )),
            error => unreadable(error),
        })?;
        let probe::Probed {
            kind,
            seconds,
            size,
        } = probe::probe(&path)?;
        Ok(CheckedFile {
            href: href.into(),
            hash,
            bytes,
            format: FileFormat::Recording {
                kind,
                seconds,
                size,
            },
        })
    }

    fn find_moving(
        &self,
        href: &str,
        format: MovingFormat,
        still: &str,
        patience: Attempt,
    ) -> Result<CheckedFile, PictureError> {
        let path = path::local(&self.content, href)?;
        let is_cut = |_: &[u8]| false;
        let read = stable_read(&path, MAX_MOVING_BYTES, is_cut, patience, self.step);
        let bytes = read
            .map_err(|error| match error {
                ReadError::TooLarge(size) => PictureError::Unusable(format!(
                    "moves, and has {} MB, over the {} MB allowed for pictures that move",
                    size >> 20,
                    MAX_MOVING_BYTES >> 20
                )),
                error => unreadable(error),
            })?
            .bytes;
        if picture_fingerprint(&bytes) != still {
            // It was replaced since its still was made.
            return Err(match patience {
                Attempt::Later => PictureError::Unsettled,
                Attempt::Last => PictureError::Unusable("is being changed".into()),
            });
        }
        Ok(CheckedFile {
            href: href.into(),
            hash: frontpage_base::fingerprint::of_bytes(&bytes),
            bytes: bytes.len() as u64,
            format: FileFormat::MovingPicture {
                format,
                still: still.into(),
            },
        })
    }

    fn track_bytes(&self, href: &str, patience: Attempt) -> Result<Vec<u8>, PictureError> {
        let path = path::local(&self.content, href)?;
        let read = stable_read(&path, MAX_TRACK_BYTES, |_| false, patience, self.step);
        let read = read.map_err(|error| match error {
            ReadError::TooLarge(size) => PictureError::Unusable(format!(
                "has {} MB, over the {} MB allowed",
                size >> 20,
                MAX_TRACK_BYTES >> 20
            )),
            error => unreadable(error),
        })?;
        Ok(read.bytes)
    }

    fn find_track(&self, href: &str, patience: Attempt) -> Result<CheckedFile, PictureError> {
        let bytes = self.track_bytes(href, patience)?;
        webvtt::check(&bytes).map_err(PictureError::Unusable)?;
        Ok(CheckedFile {
            href: href.into(),
            hash: frontpage_base::fingerprint::of_bytes(&bytes),
            bytes: bytes.len() as u64,
            format: FileFormat::Track,
        })
    }
}

fn unreadable(error: ReadError) -> PictureError {
    match error {
        ReadError::Gone => PictureError::Unusable("is not there".into()),
        ReadError::TooLarge(size) => PictureError::Unusable(format!("has {size} bytes, too many")),
        ReadError::Unsettled => PictureError::Unsettled,
        ReadError::Fault(fault) => fault.into(),
    }
}
