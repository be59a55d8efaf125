//! One item's file, as text.

use frontpage_base::fault::Fault;
use frontpage_base::key;
use frontpage_base::key::Key;
use frontpage_base::report::Finding;
use frontpage_base::stamp::Stamp;
use frontpage_base::steady::{self, Patience, Steady, Unread};
use frontpage_base::step::Steps;
use std::path::Path;

/// No item of a newspaper comes near this: 16 MB.
const MAX_BYTES: u64 = 16 << 20;

/// What an item's file says.
#[derive(Debug)]
pub struct Text {
    /// Without a byte order mark; or why it is no text.
    pub text: Result<String, Finding>,
    /// The hash of its bytes; of one that is too large to be read, none.
    pub key: Key,
    /// None where it is so young that it must be read again next time.
    pub stamp: Option<Stamp>,
}

/// Why it is not known what an item's file says.
#[derive(Debug)]
pub enum NoText {
    /// It is no longer there.
    Gone,
    /// Somebody is writing it. Never the answer to [`Patience::Last`].
    Unsettled,
    /// It may be as good as ever.
    Fault(Fault),
}

/// Reads a file.
pub fn read(file: &Path, patience: Patience, step: Option<&Steps<'_>>) -> Result<Text, NoText> {
    match steady::read(file, MAX_BYTES, is_cut, patience, step) {
        Ok(Steady { bytes, stamp }) => Ok(Text {
            key: key::of(&bytes),
            text: text(bytes),
            stamp,
        }),
        Err(Unread::TooLarge(size)) => Ok(Text {
            text: Err(Finding::new(
                "file",
                format!("has {size} bytes, over the {MAX_BYTES} allowed"),
                "split the item",
            )),
            key: Key::default(),
            stamp: None,
        }),
        Err(Unread::Gone) => Err(NoText::Gone),
        Err(Unread::Unsettled) => Err(NoText::Unsettled),
        Err(Unread::Fault(fault)) => Err(NoText::Fault(fault)),
    }
}

/// Whether the text is JSON at all, whatever it says.
pub fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Whether the JSON ends before it is complete.
fn is_cut(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_err_and(|error| error.is_eof())
}

fn text(bytes: Vec<u8>) -> Result<String, Finding> {
    let mut text = String::from_utf8(bytes).map_err(|e| {
        Finding::new(
            "file",
            format!("is not UTF-8 from byte {}", e.utf8_error().valid_up_to()),
            "save it as UTF-8",
        )
    })?;
    // some editors write a byte order mark, which JSON does not allow
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_base::steady::{Tried, when_settled};
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    /// Reads files as a publish does.
    fn read_all(files: &[PathBuf]) -> Vec<Text> {
        let files: Vec<&PathBuf> = files.iter().collect();
        when_settled(files, |file, patience| match read(file, patience, None) {
            Err(NoText::Unsettled) => Tried::Unsettled(file),
            done => Tried::Done(done.unwrap()),
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
        // who never finishes gets what is there
        std::fs::write(&file, &WHOLE[..7]).unwrap();
        let cut = read_all(&[file]).remove(0).text;
        assert_eq!(cut.as_deref(), Ok(&WHOLE[..7]));
    }

    #[test]
    fn files_that_are_being_written_hold_up_no_other_and_are_waited_for_together() {
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
            // While they are waited for, the pool has time for others.
            std::thread::sleep(Duration::from_millis(200));
            let asked = Instant::now();
            rayon::join(|| (), || ());
            rayon::broadcast(|_| ());
            asked.elapsed()
        });
        assert!(others < Duration::from_millis(500), "{others:?}");
        // One after the other on each worker, they would take eight seconds.
        assert!(
            begun.elapsed() < Duration::from_secs(4),
            "{:?}",
            begun.elapsed()
        );
    }
}
