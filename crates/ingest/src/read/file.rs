//! Reads the file of an item as text.

use super::markdown;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_base::file_stamp::FileStamp;
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_base::stable_read::{self, Attempt, ReadError, StableFile};
use frontpage_base::step::StepHook;
use frontpage_base::system_error::SystemError;
use std::path::Path;

/// The size limit of an item's file, in bytes: 16 MB, far more than a real item needs.
const MAX_BYTES: u64 = 16 << 20;

/// The contents of an item's file.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text without a byte order mark, or why it cannot be used.
    pub text: Result<String, FieldDiagnostic>,
    /// The fingerprint of its bytes; all zeros if the file is too large to be read.
    pub key: Fingerprint,
    /// The stamp of the file; `None` if the next run must read it again, because it is so new.
    pub stamp: Option<FileStamp>,
}

/// Why an item's file was not read.
#[derive(Debug)]
pub enum ItemReadError {
    /// It no longer exists.
    Gone,
    /// It is still being written. Never returned for [`Attempt::Last`].
    Unsettled,
    /// A system error; the file itself can be fine.
    Fault(SystemError),
}

/// Reads the file of an item.
pub fn read(
    file: &Path,
    patience: Attempt,
    step: Option<&StepHook<'_>>,
) -> Result<Text, ItemReadError> {
    let is_truncated = match file.to_str().is_some_and(markdown::is_markdown) {
        true => markdown::is_truncated,
        false => is_truncated_json,
    };
    match stable_read::stable_read(file, MAX_BYTES, is_truncated, patience, step) {
        Ok(StableFile { bytes, stamp }) => Ok(Text {
            key: fingerprint::of_bytes(&bytes),
            text: text(bytes),
            stamp,
        }),
        Err(ReadError::TooLarge(size)) => Ok(Text {
            text: Err(FieldDiagnostic::new(
                "file",
                format!("has {size} bytes, over the {MAX_BYTES} allowed"),
                "split the item",
            )),
            key: Fingerprint::default(),
            stamp: None,
        }),
        Err(ReadError::Gone) => Err(ItemReadError::Gone),
        Err(ReadError::Unsettled) => Err(ItemReadError::Unsettled),
        Err(ReadError::Fault(fault)) => Err(ItemReadError::Fault(fault)),
    }
}

/// Returns whether the text is valid JSON of any shape.
pub fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Returns whether the JSON is truncated.
fn is_truncated_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_err_and(|error| error.is_eof())
}

fn text(bytes: Vec<u8>) -> Result<String, FieldDiagnostic> {
    let mut text = String::from_utf8(bytes).map_err(|e| {
        FieldDiagnostic::new(
            "file",
            format!("is not UTF-8 at byte {}", e.utf8_error().valid_up_to()),
            "save it as UTF-8",
        )
    })?;
    // Some editors write a byte order mark, which JSON does not allow.
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_base::stable_read::{AttemptResult, when_settled};
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    /// Reads files in the same way as a publish.
    fn read_all(files: &[PathBuf]) -> Vec<Text> {
        let files: Vec<&PathBuf> = files.iter().collect();
        when_settled(files, |file, patience| match read(file, patience, None) {
            Err(ItemReadError::Unsettled) => AttemptResult::Unsettled(file),
            done => AttemptResult::Done(done.unwrap()),
        })
    }

    const WHOLE: &str = r#"{"uri": "a"}"#;

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        std::fs::write(&file, &WHOLE[..7]).unwrap();
        let reader = {
            let file = file.clone();
            std::thread::spawn(move || read_all(&[file]).remove(0))
        };
        std::fs::write(&file, WHOLE).unwrap();
        let read_text = reader.join().unwrap();
        assert_eq!(read_text.text.as_deref(), Ok(WHOLE));
        assert_eq!(read_text.stamp, None);
        // A file that is never finished is read as it is.
        std::fs::write(&file, &WHOLE[..7]).unwrap();
        let cut = read_all(&[file]).remove(0).text;
        assert_eq!(cut.as_deref(), Ok(&WHOLE[..7]));
    }

    #[test]
    fn waiting_for_many_unfinished_files_takes_no_longer_than_for_one_and_blocks_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let count = 8 * rayon::current_num_threads();
        let file = |n: usize| folder.path().join(format!("{n}.json"));
        let files: Vec<PathBuf> = (0..count).map(file).collect();
        for file in &files {
            std::fs::write(file, &WHOLE[..7]).unwrap();
        }
        let begun = Instant::now();
        let others = std::thread::scope(|scope| {
            scope.spawn(|| read_all(&files));
            // During the wait, the thread pool is free for other work.
            std::thread::sleep(Duration::from_millis(200));
            let asked = Instant::now();
            rayon::join(|| (), || ());
            rayon::broadcast(|_| ());
            asked.elapsed()
        });
        assert!(others < Duration::from_millis(500), "{others:?}");
        // Waiting for them one after the other on each worker would take eight seconds.
        assert!(
            begun.elapsed() < Duration::from_secs(4),
            "{:?}",
            begun.elapsed()
        );
    }
}
