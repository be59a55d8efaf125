//! Examines folders: lists their sizes, compares two of them, and compresses their files.

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// The extensions of files that are compressed: text, and formats that compress as well as text.
const TEXT: [&str; 12] = [
    "html",
    "json",
    "xml",
    "rss",
    "atom",
    "txt",
    "css",
    "js",
    "wasm",
    "svg",
    "webmanifest",
    "map",
];
/// The extensions of compressed copies.
const PACKED: [&str; 2] = ["br", "gz"];
// The settings that press uses for pages: brotli 5 with a window of 2^18, gzip 6, and no copies of
// files below 512 bytes. See docs/adr/0006-compression.md.
const QUALITY: i32 = 5;
const WINDOW: i32 = 18;
const GZIP: u32 = 6;
const SMALLEST: usize = 512;

/// A number of files and their total size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The number of files.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
}

/// Returns the sizes of a folder's files by their extension.
///
/// # Errors
/// If the folder cannot be read.
pub fn sizes(folder: &Path) -> io::Result<BTreeMap<String, Size>> {
    let mut sizes: BTreeMap<String, Size> = BTreeMap::new();
    for file in files(folder)? {
        let ending = ending(&file).unwrap_or("none").to_owned();
        let size = sizes.entry(ending).or_default();
        size.files += 1;
        size.bytes += fs::metadata(&file)?.len();
    }
    Ok(sizes)
}

/// Returns the hash of every file by its path in the folder.
///
/// # Errors
/// If a file cannot be read.
pub fn hashes(folder: &Path) -> io::Result<BTreeMap<PathBuf, blake3::Hash>> {
    files(folder)?
        .into_par_iter()
        .map(|file| {
            let hash = blake3::hash(&fs::read(&file)?);
            let name = file.strip_prefix(folder).unwrap_or(&file).to_owned();
            Ok((name, hash))
        })
        .collect()
}

/// Returns the paths of files that exist in only one of two folders, or differ.
pub fn differences<'a>(
    one: &'a BTreeMap<PathBuf, blake3::Hash>,
    other: &'a BTreeMap<PathBuf, blake3::Hash>,
) -> Vec<&'a Path> {
    let changed = one
        .iter()
        .filter(|(path, hash)| other.get(*path) != Some(hash));
    let new = other.iter().filter(|(path, _)| !one.contains_key(*path));
    changed.chain(new).map(|(path, _)| path.as_path()).collect()
}

/// Writes `.br` and `.gz` copies beside every text file, on all cores.
///
/// # Errors
/// If a file cannot be read or written.
pub fn compress(folder: &Path) -> io::Result<()> {
    let texts = files(folder)?
        .into_iter()
        .filter(|file| ending(file).is_some_and(|ending| TEXT.contains(&ending)));
    texts.collect::<Vec<_>>().par_iter().try_for_each(|file| {
        let bytes = fs::read(file)?;
        if bytes.len() < SMALLEST {
            return Ok(());
        }
        let beside = |ending: &str| {
            let mut name = file.clone().into_os_string();
            name.push(".");
            name.push(ending);
            name
        };
        let params = BrotliEncoderParams {
            quality: QUALITY,
            lgwin: WINDOW,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let mut packed = Vec::with_capacity(bytes.len() / 2);
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &params)?;
        fs::write(beside("br"), packed)?;
        let mut writer = GzEncoder::new(Vec::new(), Compression::new(GZIP));
        writer.write_all(&bytes)?;
        fs::write(beside("gz"), writer.finish()?)
    })
}

/// Returns whether files with this extension are compressed copies of others.
pub fn is_packed(ending: &str) -> bool {
    PACKED.contains(&ending)
}

fn ending(file: &Path) -> Option<&str> {
    file.extension()?.to_str()
}

/// Returns all files below a folder.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    files.sort();
    Ok(files)
}
