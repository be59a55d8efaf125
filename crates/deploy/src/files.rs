//! Lists the files of a built site: those that readers request, and those that hosts need.

use super::DeployError;
use frontpage_hosting::HTACCESS;
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The files of a built site, as sorted paths from its root, separated by `/`.
#[derive(Debug, Default)]
pub struct SiteFiles {
    /// Files that readers request.
    pub plain: Vec<String>,
    /// Files beside them for hosts: precompressed copies, `_headers`, `_redirects`, `.htaccess`.
    pub side: BTreeSet<String>,
}

/// Lists the files of a folder. Hidden files are left out, except for `.well-known` and Apache's
/// `.htaccess`: nothing else in the newspaper begins with a dot.
///
/// # Errors
/// If the folder is not a built site, contains something that cannot be uploaded, or cannot be
/// read.
pub fn read(site: &Path) -> Result<SiteFiles, DeployError> {
    if !site.join("index.html").is_file() {
        return Err(DeployError::NoSite {
            folder: site.display().to_string(),
        });
    }
    let mut all = BTreeSet::new();
    let hidden = |entry: &DirEntry| {
        let shown = match entry.depth() {
            1 => [".well-known", HTACCESS].as_slice(),
            _ => &[".well-known"],
        };
        let name = entry.file_name().to_str();
        name.is_some_and(|name| name.starts_with('.') && !shown.contains(&name))
    };
    let walk = WalkDir::new(site).min_depth(1).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry)) {
        let entry = entry.map_err(|error| DeployError::Unreadable {
            file: error.path().unwrap_or(site).display().to_string(),
            reason: error.to_string(),
        })?;
        let file = entry.path();
        let refuse = |reason: &str| DeployError::Unreadable {
            file: file.display().to_string(),
            reason: reason.to_owned(),
        };
        if entry.file_type().is_dir() {
            continue;
        }
        // A link could lead out of the site, to files that were never meant to be published.
        if !entry.file_type().is_file() {
            return Err(refuse("is not a plain file"));
        }
        let path = file.strip_prefix(site).unwrap_or(file);
        let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
        let path = parts.ok_or_else(|| refuse("has a name that is not UTF-8"))?;
        all.insert(path.join("/"));
    }
    let is_side = |path: &str| {
        let packed = [".br", ".gz"];
        let packed = packed.iter().filter_map(|end| path.strip_suffix(end));
        matches!(path, "_headers" | "_redirects" | HTACCESS)
            || packed.into_iter().any(|p| all.contains(p))
    };
    let (side, plain) = all.iter().cloned().partition::<Vec<_>, _>(|p| is_side(p));
    Ok(SiteFiles {
        plain,
        side: side.into_iter().collect(),
    })
}
