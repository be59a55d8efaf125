//! A published folder, as a host sees it.

use frontpage_hosting::RedirectRules;
use frontpage_hosting::lookup::{Lookup, find};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use url::Url;

/// Why a folder cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum LinkCheckError {
    /// The folder has no `site.json` with the newspaper's address.
    #[error(
        "{0}: there is no valid site.json in this folder; publish first, or name the folder with --site"
    )]
    NoSite(String),
    /// A file or folder cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The path.
        path: String,
        /// The cause.
        source: io::Error,
    },
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To another site, or to something that is not a file.
    Outside,
    /// To a file of the site.
    File {
        /// The file, from the site's root.
        file: String,
        /// The id that the address names, decoded.
        fragment: Option<String>,
    },
    /// To no file.
    Missing,
    /// Nowhere: it is not a valid address.
    Invalid,
    /// The file that it should be in cannot be parsed.
    Unreadable,
}

/// A published site.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    url: Url,
    /// The base path: empty, or `/paper`.
    base: String,
    files: HashSet<Box<str>>,
    /// The same, sorted.
    sorted: Vec<Box<str>>,
    redirects: RedirectRules,
}

impl Site {
    /// Lists the files of a folder, and reads its address and its redirects.
    ///
    /// # Errors
    /// [`LinkCheckError`] if it has no `site.json`, or cannot be read.
    pub fn read(folder: &Path) -> Result<Self, LinkCheckError> {
        let url = std::fs::read(folder.join("site.json")).ok();
        let url = url.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        let url = url.and_then(|data| Url::parse(data["page"]["site"]["url"].as_str()?).ok());
        let url = url.ok_or_else(|| LinkCheckError::NoSite(folder.display().to_string()))?;
        let mut sorted: Vec<Box<str>> = Vec::new();
        for entry in walkdir::WalkDir::new(folder).min_depth(1) {
            let entry = entry.map_err(|error| LinkCheckError::Read {
                path: error.path().unwrap_or(folder).display().to_string(),
                source: error.into(),
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            // A host of another system sees a path with slashes.
            let parts = path.iter().map(|part| part.to_string_lossy());
            let path = parts.collect::<Vec<_>>().join("/");
            if !path.ends_with(".br") && !path.ends_with(".gz") {
                sorted.push(path.into());
            }
        }
        sorted.sort_unstable();
        let rules = std::fs::read_to_string(folder.join("_redirects")).unwrap_or_default();
        Ok(Self {
            folder: folder.to_owned(),
            base: url.path().trim_end_matches('/').to_owned(),
            url,
            files: sorted.iter().cloned().collect(),
            sorted,
            redirects: RedirectRules::parse(&rules),
        })
    }

    /// Returns the files that can hold addresses, sorted: pages, feeds and sitemaps.
    pub fn readable(&self) -> impl Iterator<Item = &str> {
        let files = self.sorted.iter().map(|file| &**file);
        files.filter(|file| {
            let name = file.rsplit('/').next().unwrap_or(file);
            let is_markup = [".html", ".xml", ".atom"]
                .iter()
                .any(|end| name.ends_with(end));
            // A page's data can have that name, too, but no key of a feed.
            is_markup || name == "feed.json"
        })
    }

    /// Returns the redirects of the site.
    pub fn redirects(&self) -> &RedirectRules {
        &self.redirects
    }

    /// Returns the bytes of a file.
    ///
    /// # Errors
    /// [`LinkCheckError`] if it cannot be read.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>, LinkCheckError> {
        let path = self.folder.join(file);
        std::fs::read(&path).map_err(|source| LinkCheckError::Read {
            path: path.display().to_string(),
            source,
        })
    }

    /// Returns the address that the links in a file are relative to. `base` is that of its `base` element.
    pub fn url_of(&self, file: &str, base: Option<&str>) -> Option<Url> {
        let page = file.strip_suffix(".html").unwrap_or(file);
        let page = match page.strip_suffix("index") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => page,
        };
        let mut url = self.url.clone();
        url.set_path(&format!("{}/{page}", self.base));
        match base {
            Some(base) => url.join(base).ok(),
            None => Some(url),
        }
    }

    /// Returns where an address in the page at `page` leads.
    pub fn target(&self, page: &Url, address: &str) -> Target {
        let Ok(url) = page.join(address) else {
            return Target::Invalid;
        };
        let is_own = url.origin() == self.url.origin();
        let Some(path) = url.path().strip_prefix(&*self.base).filter(|_| is_own) else {
            return Target::Outside;
        };
        if !(path.is_empty() || path.starts_with('/')) {
            return Target::Outside;
        }
        let redirected = self.redirects.target(url.path(), url.query());
        let file = self.file(path).or_else(|| {
            let to = redirected?;
            self.file(to.strip_prefix(&*self.base)?)
        });
        let Some(file) = file else {
            return Target::Missing;
        };
        // A browser scrolls to the top for these (HTML, section 7.4.6.4), and looks for text for the last.
        let fragment = url.fragment().unwrap_or_default();
        let is_top = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
        let is_id = !is_top && !fragment.starts_with(":~:");
        let fragment = is_id.then(|| frontpage_hosting::lookup::decoded(fragment));
        Target::File { file, fragment }
    }

    /// Returns whether a path leads to a page, with the base path.
    pub fn has_page(&self, path: &str) -> bool {
        let below = path.strip_prefix(&*self.base);
        below.is_some_and(|path| self.file(path).is_some())
    }

    /// Returns the file that a host serves at a path, without the base path.
    fn file(&self, path: &str) -> Option<String> {
        let path = if path.is_empty() { "/" } else { path };
        match find(path, |file| self.files.contains(file)) {
            Lookup::File(file) => Some(file),
            Lookup::Moved(to) => match find(&to, |file| self.files.contains(file)) {
                Lookup::File(file) => Some(file),
                Lookup::Moved(_) | Lookup::Missing => None,
            },
            Lookup::Missing => None,
        }
    }
}
