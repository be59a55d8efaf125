//! Reads the corpus: inputs that once got past some parser, or nearly got past ours.

use super::proptest_config::Target;
use std::path::Path;

/// Returns the name and the text of every file of a target with this extension, in order.
pub fn files(target: Target, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target.name());
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    assert!(
        !files.is_empty(),
        "there are no .{ending} files in {}",
        folder.display()
    );
    files
}

/// Returns the lines of a text without empty ones and those that start with `#`.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
