//! What an import did, for the terminal and for a file.

use crate::error::ImportError;
use crate::files::Fate;
use std::collections::BTreeMap;
use std::fmt;

/// Something that an editor should know, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What it is about: a file of the content folder, or a place in the source.
    pub place: String,
    /// What happened, and why.
    pub what: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Sources are hostile, so no escape sequence may reach a terminal.
        for c in format!("{}: {}", self.place, self.what).chars() {
            match c.is_control() {
                true => write!(f, "{}", c.escape_default())?,
                false => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Stories that were not there before.
    pub new: u64,
    /// Stories that replaced an older version.
    pub updated: u64,
    /// Stories whose file is the same or newer.
    pub unchanged: u64,
    /// Stories whose file an editor changed, so that it was left alone.
    pub kept: u64,
    /// Stories that are not public any more.
    pub withdrawn: u64,
    /// Drafts and others that are not public, by their status.
    pub hidden: BTreeMap<String, u64>,
    /// Stories that an editor has to look at before they are published.
    pub drafts: u64,
    /// Entries that are not stories, by their kind.
    pub no_stories: BTreeMap<String, u64>,
    /// What could not be read.
    pub refused: u64,
    /// Stories by the section that they are in.
    pub sections: BTreeMap<String, u64>,
    /// Pictures that were not found.
    pub missing_pictures: u64,
    /// Videos and audio recordings that were not found.
    pub missing_recordings: u64,
    /// Shortcodes and others that were reduced to their text.
    pub left_out: BTreeMap<String, u64>,
    /// All notes, in the order of the source.
    pub notes: Vec<Note>,
    /// How many notes there are beyond those in `notes`.
    pub more_notes: u64,
}

/// How many notes are kept. An archive can lack every picture.
const MAX_NOTES: usize = 100_000;
/// How many notes are shown on the terminal.
const SHOWN: usize = 20;

impl Summary {
    /// Counts what became of a story.
    pub fn count(&mut self, fate: Fate) {
        match fate {
            Fate::New => self.new += 1,
            Fate::Updated => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Kept => self.kept += 1,
            Fate::Withdrawn => self.withdrawn += 1,
            Fate::Hidden => {}
        }
    }

    /// Adds a note.
    pub fn note(&mut self, place: impl Into<String>, what: impl Into<String>) {
        if self.notes.len() == MAX_NOTES {
            self.more_notes += 1;
            return;
        }
        self.notes.push(Note {
            place: place.into(),
            what: what.into(),
        });
    }

    /// Returns whether anything in the content folder changed.
    pub fn has_changes(&self) -> bool {
        self.new + self.updated + self.withdrawn > 0
    }

    /// Returns whether there is nothing to report, because the sources have nothing new.
    pub fn is_empty(&self) -> bool {
        !self.has_changes() && self.refused == 0 && self.notes.is_empty()
    }

    /// Counts a file that cannot be imported.
    pub fn refuse_file(&mut self, error: &ImportError) {
        self.refused += 1;
        let text = error.to_string();
        let (place, what) = text.split_once(": ").unwrap_or(("the source", &text));
        self.note(place, what);
    }

    /// Returns the whole report, for a file.
    pub fn report(&self) -> String {
        let mut report = format!("{self}\n");
        for note in &self.notes {
            report += &format!("{note}\n");
        }
        if self.more_notes > 0 {
            report += &format!("and {} more\n", self.more_notes);
        }
        report
    }

    /// Returns the first notes, for the terminal.
    pub fn shown_notes(&self) -> &[Note] {
        &self.notes[..self.notes.len().min(SHOWN)]
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "stories: {} new, {} updated, {} unchanged, {} kept as an editor changed them, \
             {} withdrawn, {} refused",
            self.new, self.updated, self.unchanged, self.kept, self.withdrawn, self.refused
        )?;
        let lists = [
            ("sections", &self.sections),
            ("not public", &self.hidden),
            ("not stories", &self.no_stories),
            ("reduced to their text", &self.left_out),
        ];
        for (title, counts) in lists {
            if !counts.is_empty() {
                let counts = counts.iter().map(|(name, count)| format!("{name} {count}"));
                let counts: Vec<String> = counts.collect();
                write!(f, "\n{title}: {}", counts.join(", "))?;
            }
        }
        if self.drafts > 0 {
            write!(
                f,
                "\ndrafts, which are not published until an editor sets pubStatus to usable: {}",
                self.drafts
            )?;
        }
        if self.missing_pictures > 0 {
            write!(
                f,
                "\npictures that were not found: {}",
                self.missing_pictures
            )?;
        }
        if self.missing_recordings > 0 {
            write!(
                f,
                "\nvideos and audio recordings that were not found: {}",
                self.missing_recordings
            )?;
        }
        Ok(())
    }
}
