//! One item's file: whole, or not at all.

use super::Stamp;
use crate::key::{self, Key};
use crate::report::Finding;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// No item of a newspaper comes near this: 16 MB.
const MAX_BYTES: u64 = 16 << 20;
/// How long a file that is being written is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(20);

/// A file that held still while it was read.
#[derive(Debug)]
pub struct Text {
    /// What it says, without a byte order mark.
    pub text: String,
    /// The hash of its bytes.
    pub key: Key,
    /// None where it is so young that it must be read again next time.
    pub stamp: Option<Stamp>,
}

/// Reads a file. One that changes meanwhile is read again, and so is one that ends too early
/// though it was just written: then somebody is still writing it.
pub fn read(file: &Path) -> Result<Text, Finding> {
    let wrong = |error: std::io::Error| {
        let reason = format!("cannot be read: {error}");
        Finding::new("file", reason, "check the file and its permissions")
    };
    let begun = Instant::now();
    loop {
        let moment = SystemTime::now();
        let steady = once(file).map_err(wrong)?;
        let patient = begun.elapsed() < PATIENCE;
        match steady {
            None if patient => {}
            None => {
                return Err(Finding::new(
                    "file",
                    "changes all the time, and so cannot be read",
                    "write it under another name and rename it",
                ));
            }
            Some((stamp, _)) if stamp.size() > MAX_BYTES => {
                return Err(Finding::new(
                    "file",
                    format!("has {} bytes, over the {MAX_BYTES} allowed", stamp.size()),
                    "split the item",
                ));
            }
            Some((stamp, bytes)) => {
                let settled = stamp.is_settled(moment);
                if settled || !patient || !is_cut(&bytes) {
                    return text(bytes, settled.then_some(stamp));
                }
            }
        }
        std::thread::sleep(PAUSE);
    }
}

/// The bytes, or none where the file changed while it was read.
fn once(path: &Path) -> std::io::Result<Option<(Stamp, Vec<u8>)>> {
    let mut file = File::open(path)?;
    let before = Stamp::of(&file.metadata()?);
    let mut bytes = Vec::new();
    if before.size() > MAX_BYTES {
        return Ok(Some((before, bytes)));
    }
    bytes.reserve_exact(usize::try_from(before.size()).unwrap_or_default() + 1);
    // one byte more than allowed: then it has grown, and the stamp says so
    file.by_ref().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    // by its name: it may have been replaced
    let after = Stamp::of(&std::fs::metadata(path)?);
    let steady = before == after && bytes.len() as u64 == before.size();
    Ok(steady.then_some((before, bytes)))
}

/// Whether the JSON ends before it is complete.
fn is_cut(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_err_and(|error| error.is_eof())
}

fn text(bytes: Vec<u8>, stamp: Option<Stamp>) -> Result<Text, Finding> {
    let key = key::of(&bytes);
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
    Ok(Text { text, key, stamp })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        let whole = r#"{"uri": "a"}"#;
        std::fs::write(&file, &whole[..7]).unwrap();
        let reader = {
            let file = file.clone();
            std::thread::spawn(move || read(&file))
        };
        std::fs::write(&file, whole).unwrap();
        let read_text = reader.join().unwrap().unwrap();
        assert_eq!(read_text.text, whole);
        assert_eq!(read_text.stamp, None);
        // who never finishes gets what is there
        std::fs::write(&file, &whole[..7]).unwrap();
        assert_eq!(read(&file).unwrap().text, whole[..7]);
    }
}
