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
use frontpage_clean::{PictureSource, PixelSize};
use frontpage_media::{Media, PictureError};
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

/// The pictures that an item names, each with the fingerprint of what was found there.
pub type Named = Vec<(String, Fingerprint)>;

/// Where the items of a publish come from, and what processing them depends on.
pub struct Source<'a> {
    pub content: &'a Path,
    pub held: &'a PendingStories,
    pub desk: IngestContext<'a>,
    pub media: &'a Media<'a>,
    pub step: Option<&'a StepHook<'a>>,
}

impl Source<'_> {
    /// Parses an item. Returns the outcome and the pictures that the item names.
    pub fn parse_item(
        &self,
        file: &str,
        key: Fingerprint,
        patience: Attempt,
    ) -> Result<(ItemOutcome, Named), ProcessError> {
        let (edited, mut pictures, size) = self.process(file, key, patience)?;
        let outcome = match edited {
            ProcessedItem::Story(mut article, notes) => {
                let story = Box::new(Story::of(&mut article, notes));
                self.held.keep_article(file, article, size);
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

    /// Processes an item, if its file still has the fingerprint `key`. Also returns the pictures that
    /// it names and the size of its text.
    pub fn process(
        &self,
        file: &str,
        key: Fingerprint,
        patience: Attempt,
    ) -> Result<(ProcessedItem, Named, usize), ProcessError> {
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
            unsettled,
            fault,
        } = seen.unwrap_or_else(PoisonError::into_inner);
        match fault {
            Some(fault) => Err(ScanError::Fault(fault).into()),
            None if unsettled => Err(ProcessError::Unsettled),
            None => Ok((edited, named, text.len())),
        }
    }
}

/// Records which pictures an item names.
struct RecordingPictures<'a> {
    config: &'a Config,
    media: &'a Media<'a>,
    patience: Attempt,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    named: Named,
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
        found.map_err(|reason| match reason {
            PictureError::Unusable(reason) => reason,
            PictureError::Unsettled => {
                seen.unsettled = true;
                "is still being written".into()
            }
            PictureError::Fault(fault) => {
                let reason = fault.to_string();
                seen.fault = Some(fault);
                reason
            }
        })
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
