//! Processes the items of a content folder one at a time, with the pictures that they name.

use super::file::read as read_file;
use super::item::{self, ProcessedItem};
use super::pending_stories::PendingStories;
use super::scan::ScanError;
use super::{IngestContext, ItemOutcome};
use crate::story::Story;
use frontpage_base::config::Config;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use frontpage_base::stable_read::Attempt;
use frontpage_base::step::StepHook;
use frontpage_base::system_error::SystemError;
use frontpage_clean::{FoundRecording, PictureSource, PixelSize};
use frontpage_media::{CheckedFile, FileFormat, Media, PictureError};
use frontpage_model::{Image, ImageSource};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Why an item was not processed.
pub enum ProcessError {
    /// One of its pictures is still being written. Never returned for [`Attempt::Last`].
    Unsettled,
    Unseen(ScanError),
}

impl<E: Into<ScanError>> From<E> for ProcessError {
    fn from(reason: E) -> Self {
        Self::Unseen(reason.into())
    }
}

/// The pictures, recordings and captions that an item names, each with the fingerprint of what was found
/// there. The names of recordings and captions begin with their kind, which [`Media`] adds.
pub type Named = Vec<(String, Fingerprint)>;

/// A processed item, and what it names.
pub struct Processed {
    pub item: ProcessedItem,
    /// The pictures, recordings and captions that it names.
    pub named: Named,
    /// The named files that are published as they are.
    pub files: Vec<CheckedFile>,
    /// The size of its text.
    pub size: usize,
}

/// Where the items of a publish come from, and what processing them depends on.
pub struct Source<'a> {
    pub content: &'a Path,
    pub held: &'a PendingStories,
    pub desk: IngestContext<'a>,
    pub media: &'a Media<'a>,
    pub step: Option<&'a StepHook<'a>>,
}

impl Source<'_> {
    /// Parses an item. Returns the outcome, and the pictures, recordings and captions that the item names.
    pub fn parse_item(
        &self,
        file: &str,
        key: Fingerprint,
        patience: Attempt,
    ) -> Result<(ItemOutcome, Named), ProcessError> {
        let Processed {
            item: edited,
            named: mut pictures,
            files,
            size,
        } = self.process(file, key, patience)?;
        let outcome = match edited {
            ProcessedItem::Story(mut article, notes) => {
                let story = Box::new(Story::of(&mut article, notes, &files));
                let fingerprint = story.article_fingerprint;
                self.held.keep_article(file, article, fingerprint, size);
                ItemOutcome::Story(story)
            }
            ProcessedItem::NoStory => ItemOutcome::NoStory,
            ProcessedItem::Bad(findings) => ItemOutcome::Bad(findings),
        };
        pictures.sort();
        pictures.dedup();
        pictures.shrink_to_fit();
        Ok((outcome, pictures))
    }

    /// Processes an item, if its file still has the fingerprint `key`.
    pub fn process(
        &self,
        file: &str,
        key: Fingerprint,
        patience: Attempt,
    ) -> Result<Processed, ProcessError> {
        let read = match self.held.take_text(file, key) {
            Some(text) => text,
            None => read_file(&self.content.join(file), Attempt::Later, self.step)?,
        };
        let text = read.text.map_err(|_| ScanError::Changed)?;
        if read.key != key {
            return Err(ScanError::Changed.into());
        }
        let watched = RecordingPictures {
            config: self.desk.config,
            media: self.media,
            patience,
            seen: Mutex::default(),
        };
        let edited = item::process(&text, file, self.desk, &watched);
        let seen = watched.seen.into_inner();
        let Seen {
            named,
            files,
            unsettled,
            fault,
        } = seen.unwrap_or_else(PoisonError::into_inner);
        match fault {
            Some(fault) => Err(ScanError::Fault(fault).into()),
            None if unsettled => Err(ProcessError::Unsettled),
            None => Ok(Processed {
                item: edited,
                named,
                files,
                size: text.len(),
            }),
        }
    }
}

/// Records which pictures, recordings and captions an item names.
struct RecordingPictures<'a> {
    config: &'a Config,
    media: &'a Media<'a>,
    patience: Attempt,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    named: Named,
    files: Vec<CheckedFile>,
    /// Whether one of them is still being written.
    unsettled: bool,
    /// A system error, because of which the outcome of the item is unknown.
    fault: Option<SystemError>,
}

impl PictureSource for RecordingPictures<'_> {
    fn is_hosted(&self, href: &str) -> bool {
        self.config.hosted_picture(href).is_some()
    }

    fn picture(&self, href: &str, size: Option<PixelSize>) -> Result<Image, String> {
        if let Some(url) = self.config.hosted_picture(href) {
            return hosted_picture(url, size);
        }
        let found = self.media.picture(href, self.patience);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let named = picture_fingerprint(&found).map(|key| (href.into(), key));
        seen.named.extend(named);
        found.map_err(|reason| seen.reason(reason))
    }

    fn moving_picture(&self, href: &str) -> Result<Option<String>, String> {
        if self.is_hosted(href) {
            return Ok(None);
        }
        let Some((name, found)) = self.media.moving_picture(href, self.patience) else {
            return Ok(None);
        };
        self.record(name, found).map(|file| Some(file.path()))
    }

    fn hosted_recording(&self, href: &str) -> Option<String> {
        self.config.hosted_recording(href)
    }

    fn recording(&self, href: &str) -> Result<FoundRecording, String> {
        let (name, found) = self.media.recording(href, self.patience);
        let file = self.record(name, found)?;
        let FileFormat::Recording {
            kind,
            seconds,
            size,
        } = file.format
        else {
            return Err("is no video or audio file".into());
        };
        Ok(FoundRecording {
            path: file.path(),
            kind,
            bytes: file.bytes,
            seconds,
            size: size.and_then(|(width, height)| PixelSize::new(width.into(), height.into())),
        })
    }

    fn track(&self, href: &str) -> Result<String, String> {
        let (name, found) = self.media.track(href, self.patience);
        self.record(name, found).map(|file| file.path())
    }

    fn chapters(&self, href: &str) -> Result<Option<String>, String> {
        if self.config.podcast.is_none() {
            return Ok(None);
        }
        let (name, found) = self.media.chapters(href, self.patience);
        self.record(name, found).map(|file| Some(file.path()))
    }
}

impl RecordingPictures<'_> {
    /// Records what was found under a name.
    fn record(
        &self,
        name: String,
        found: Result<CheckedFile, PictureError>,
    ) -> Result<CheckedFile, String> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let named = file_fingerprint(&found).map(|key| (name, key));
        seen.named.extend(named);
        let file = found.map_err(|reason| seen.reason(reason))?;
        seen.files.push(file.clone());
        Ok(file)
    }
}

impl Seen {
    /// Returns the reason why a file is not available, and records what concerns the whole item.
    fn reason(&mut self, reason: PictureError) -> String {
        match reason {
            PictureError::Unusable(reason) => reason,
            PictureError::Unsettled => {
                self.unsettled = true;
                "is still being written".into()
            }
            PictureError::Fault(fault) => {
                let reason = fault.to_string();
                self.fault = Some(fault);
                reason
            }
        }
    }
}

/// Returns the fingerprint of a file that is published as it is, or of the reason why there is none.
/// Returns `None` if neither is known.
pub fn file_fingerprint(found: &Result<CheckedFile, PictureError>) -> Option<Fingerprint> {
    let mix = FingerprintBuilder::new("file");
    match found {
        Ok(file) => Some(
            mix.bytes(&file.hash)
                .text(&format!("{:?}", file.format))
                .key(),
        ),
        Err(PictureError::Unusable(reason)) => Some(mix.text(reason).key()),
        Err(PictureError::Unsettled | PictureError::Fault(_)) => None,
    }
}

/// Returns the fingerprint of what an item named, as it is now.
pub fn fingerprint_of_name(name: &str, media: &Media<'_>) -> Option<Fingerprint> {
    match media.file_named(name, Attempt::Later) {
        Some(found) => file_fingerprint(&found),
        None => picture_fingerprint(&media.picture(name, Attempt::Later)),
    }
}

/// Returns a picture on a media host. Its file is not opened, so the item has to say how large it is.
fn hosted_picture(url: String, size: Option<PixelSize>) -> Result<Image, String> {
    let PixelSize { width, height } = size.ok_or_else(|| {
        "is on a host that picture_hosts in site.toml names, and has no width and height; such \
         pictures are not opened, so both have to be given"
            .to_owned()
    })?;
    Ok(Image {
        source: ImageSource::Hosted(url),
        width,
        height,
        alt: String::new(),
    })
}

/// Returns the fingerprint of a picture, or of the reason why there is none. Returns `None` if
/// neither is known.
pub fn picture_fingerprint(found: &Result<Image, PictureError>) -> Option<Fingerprint> {
    let mix = FingerprintBuilder::new("picture");
    match found {
        Ok(image) => Some(
            mix.text(&String::from(image.source.clone()))
                .number(Some(image.width.into()))
                .number(Some(image.height.into()))
                .key(),
        ),
        Err(PictureError::Unusable(reason)) => Some(mix.text(reason).key()),
        Err(PictureError::Unsettled | PictureError::Fault(_)) => None,
    }
}
