//! Plans a deploy: lists the objects that the bucket should hold, in order.

use super::DeployError;
use super::files::SiteFiles;
use super::stage::Stage;
use super::target::Target;
use super::{Encoding, HtmlKeys};
use frontpage_hosting::policy::{Policy, policy};
use object_store::path::Path as Place;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// An object to upload.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The stage it belongs to.
    pub stage: Stage,
    /// The key below the site's root.
    pub key: String,
    /// The full key in the bucket.
    pub path: Place,
    /// The file that contains the bytes.
    pub file: PathBuf,
    /// The size in bytes.
    pub size: u64,
    /// The hash of bytes and headers. When it changes, the object is uploaded again.
    pub hash: String,
    /// The headers.
    pub policy: Policy,
    /// The value of `Content-Encoding`.
    pub encoding: Option<&'static str>,
}

/// How the files of a site become objects.
#[derive(Clone, Copy, Debug)]
pub struct UploadLayout {
    /// The keys under which pages are stored.
    pub keys: HtmlKeys,
    /// The representation of text files to upload.
    pub encoding: Encoding,
    /// Whether to upload the files for hosts too, such as precompressed copies.
    pub side_files: bool,
}

/// Returns every upload that the site needs, in order.
///
/// # Errors
/// Fails at the first file that cannot be read, or whose name no store accepts.
pub fn plan(
    site: &Path,
    files: &SiteFiles,
    target: &Target,
    shape: UploadLayout,
) -> Result<Vec<Upload>, DeployError> {
    let plain = files.plain.par_iter().map(|path| {
        let packed = shape.encoding.of(path, target.kind);
        let packed = packed.filter(|p| files.side.contains(&format!("{path}{}", p.suffix())));
        let file = site.join(format!("{path}{}", packed.map_or("", |p| p.suffix())));
        let keys = shape.keys.of(path);
        uploads(target, path, keys, file, packed.map(|p| p.header()))
    });
    let side = files.side.par_iter().filter(|_| shape.side_files);
    let side = side.map(|path| uploads(target, path, vec![path.clone()], site.join(path), None));
    let all: Result<Vec<Vec<Upload>>, DeployError> = plain.chain(side).collect();
    let mut all: Vec<Upload> = all?.into_iter().flatten().collect();
    all.sort_by(|a, b| (a.stage, &a.key).cmp(&(b.stage, &b.key)));
    Ok(all)
}

fn uploads(
    target: &Target,
    path: &str,
    keys: Vec<String>,
    file: PathBuf,
    encoding: Option<&'static str>,
) -> Result<Vec<Upload>, DeployError> {
    let policy = policy(path);
    let (hash, size) = hash(&file, policy, encoding)?;
    let keys = keys.into_iter();
    keys.map(|key| {
        Ok(Upload {
            stage: Stage::of(path),
            path: target.path(&key)?,
            key,
            file: file.clone(),
            size,
            hash: hash.clone(),
            policy,
            encoding,
        })
    })
    .collect()
}

impl Upload {
    /// Reads the bytes again for the upload.
    ///
    /// # Errors
    /// If they have changed since they were planned.
    pub fn read(&self) -> Result<Vec<u8>, DeployError> {
        let bytes = std::fs::read(&self.file).map_err(|error| unreadable(&self.file, &error))?;
        let mut hasher = self.hasher();
        hasher.update(&bytes);
        self.check(&hasher)?;
        Ok(bytes)
    }

    /// Starts the hash of a file that is uploaded in parts.
    pub fn hasher(&self) -> blake3::Hasher {
        hasher(self.policy, self.encoding)
    }

    /// Checks the hash of what was read for the upload.
    ///
    /// # Errors
    /// If the file has changed since it was planned.
    pub fn check(&self, hasher: &blake3::Hasher) -> Result<(), DeployError> {
        if text(hasher) == self.hash {
            Ok(())
        } else {
            Err(DeployError::Changed {
                file: self.file.display().to_string(),
            })
        }
    }
}

/// Returns the error for a file that cannot be read.
pub fn unreadable(file: &Path, error: &std::io::Error) -> DeployError {
    match error.kind() {
        // The file was there when its folder was listed.
        std::io::ErrorKind::NotFound => DeployError::Changed {
            file: file.display().to_string(),
        },
        _ => DeployError::Unreadable {
            file: file.display().to_string(),
            reason: error.to_string(),
        },
    }
}

/// Returns the hash of a file with its headers, and its size. The file is not held in memory.
fn hash(file: &Path, policy: Policy, encoding: Option<&str>) -> Result<(String, u64), DeployError> {
    let mut hasher = hasher(policy, encoding);
    let headers = hasher.count();
    std::fs::File::open(file)
        .and_then(|open| hasher.update_reader(open).map(drop))
        .map_err(|error| unreadable(file, &error))?;
    Ok((text(&hasher), hasher.count() - headers))
}

fn hasher(policy: Policy, encoding: Option<&str>) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    let headers = [
        policy.content_type,
        policy.cache.header(),
        encoding.unwrap_or_default(),
    ];
    for header in headers {
        hasher.update(header.as_bytes()).update(b"\n");
    }
    hasher
}

fn text(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..32].to_owned()
}
