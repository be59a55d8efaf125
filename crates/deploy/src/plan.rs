//! What the bucket should hold: an upload for each key, in order.

use super::DeployError;
use super::files::SiteFiles;
use super::stage::Stage;
use super::target::Target;
use super::{Encoding, HtmlKeys};
use frontpage_hosting::policy::{Policy, policy};
use object_store::path::Path as Place;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// One object to be.
#[derive(Clone, Debug)]
pub struct Upload {
    /// When it goes.
    pub stage: Stage,
    /// Its key below the site's root.
    pub key: String,
    /// The whole key.
    pub place: Place,
    /// The file with its bytes.
    pub file: PathBuf,
    /// How many bytes.
    pub size: u64,
    /// Of the bytes and the headers: when it changes, the object has to.
    pub hash: String,
    /// Its headers.
    pub policy: Policy,
    /// `Content-Encoding`.
    pub encoding: Option<&'static str>,
}

/// How a site becomes objects.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Where the pages lie.
    pub keys: HtmlKeys,
    /// Which representation goes up.
    pub encoding: Encoding,
    /// Whether the files beside the files go up as well.
    pub side_files: bool,
}

/// Every upload that a site needs, in order.
///
/// # Errors
/// The first file that cannot be read, or that no store could hold.
pub fn plan(
    site: &Path,
    files: &SiteFiles,
    target: &Target,
    shape: Shape,
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
    let bytes = read(&file)?;
    let hash = hash(&bytes, policy, encoding);
    let keys = keys.into_iter();
    keys.map(|key| {
        Ok(Upload {
            stage: Stage::of(path),
            place: target.path(&key)?,
            key,
            file: file.clone(),
            size: bytes.len() as u64,
            hash: hash.clone(),
            policy,
            encoding,
        })
    })
    .collect()
}

impl Upload {
    /// Reads the bytes again.
    ///
    /// # Errors
    /// When they are others than planned.
    pub fn read(&self) -> Result<Vec<u8>, DeployError> {
        let bytes = read(&self.file)?;
        if hash(&bytes, self.policy, self.encoding) != self.hash {
            return Err(DeployError::Changed {
                file: self.file.display().to_string(),
            });
        }
        Ok(bytes)
    }
}

fn read(file: &Path) -> Result<Vec<u8>, DeployError> {
    std::fs::read(file).map_err(|error| match error.kind() {
        // it was there a moment ago
        std::io::ErrorKind::NotFound => DeployError::Changed {
            file: file.display().to_string(),
        },
        _ => DeployError::Unreadable {
            file: file.display().to_string(),
            reason: error.to_string(),
        },
    })
}

fn hash(bytes: &[u8], policy: Policy, encoding: Option<&str>) -> String {
    let mut hasher = blake3::Hasher::new();
    let headers = [
        policy.content_type,
        policy.cache.header(),
        encoding.unwrap_or_default(),
    ];
    for header in headers {
        hasher.update(header.as_bytes()).update(b"\n");
    }
    hasher.update(bytes).finalize().to_hex()[..32].to_owned()
}
