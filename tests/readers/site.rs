//! The published site, and the documents in it that the programs get to read.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The published folder.
pub struct Site {
    /// The path of the folder.
    pub folder: PathBuf,
    /// The newspaper's public address, without a slash at the end.
    pub url: String,
}

/// A text file of the site.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in reports: the path, or for a copy with a planted defect, `planted: ` and the
    /// defect.
    pub name: String,
    /// Its path from the site's root. For a page, this is the path of its URL, without `.html`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Document {
    /// Returns a copy with a defect: the first occurrence of `from` is replaced by `to`.
    ///
    /// # Errors
    /// Returns an error if the text does not contain `from`.
    pub fn with_defect(&self, defect: &str, from: &str, to: &str) -> Result<Self> {
        ensure!(
            self.text.contains(from),
            "cannot plant {defect:?}: {} does not contain {from:?}",
            self.path
        );
        Ok(Self {
            name: format!("planted: {defect}"),
            path: self.path.clone(),
            text: self.text.replacen(from, to, 1),
        })
    }

    /// Returns whether it is a story, at `/YYYY/MM/DD/slug`.
    pub fn is_story(&self) -> bool {
        self.path[1..].starts_with(|first: char| first.is_ascii_digit()) && self.path != "/404"
    }
}

impl Site {
    /// Opens a published site.
    ///
    /// # Errors
    /// Returns an error if the folder contains no published site.
    pub fn new(folder: &Path) -> Result<Self> {
        let folder = folder.canonicalize().with_context(|| {
            let folder = folder.display();
            format!("no published site in {folder}: run ./dev build first, or pass it with --site")
        })?;
        let data = std::fs::read(folder.join("site.json")).context("site.json")?;
        let data: Value = serde_json::from_slice(&data).context("site.json")?;
        let url = find(&data, "url").and_then(Value::as_str);
        let url = url.context("site.json contains no url")?;
        let url = url.trim_end_matches('/').to_owned();
        Ok(Self { folder, url })
    }

    /// Returns the files with this extension, sorted by path.
    ///
    /// # Errors
    /// Returns an error if a file cannot be read or there are none.
    pub fn documents(&self, extension: &str) -> Result<Vec<Document>> {
        let mut documents = vec![];
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == extension) {
                    documents.push(self.document(&path)?);
                }
            }
        }
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        ensure!(!documents.is_empty(), "no .{extension} in the site");
        Ok(documents)
    }

    /// Returns the file at a path from the site's root, such as `/robots.txt`.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn file(&self, path: &str) -> Result<Document> {
        self.document(&self.folder.join(path.trim_start_matches('/')))
    }

    fn document(&self, path: &Path) -> Result<Document> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let name = path.strip_prefix(&self.folder)?.to_string_lossy();
        let name = match name.strip_suffix(".html") {
            Some("index") => "",
            Some(page) => page,
            None => &name,
        };
        let path = format!("/{name}");
        Ok(Document {
            name: path.clone(),
            path,
            text,
        })
    }

    /// Returns all pages.
    ///
    /// # Errors
    /// Returns an error if a page cannot be read.
    pub fn pages(&self) -> Result<Vec<Document>> {
        self.documents("html")
    }

    /// Returns all stories.
    ///
    /// # Errors
    /// Returns an error if a story cannot be read, or if there are too few for a meaningful test.
    pub fn stories(&self) -> Result<Vec<Document>> {
        let mut pages = self.pages()?;
        pages.retain(Document::is_story);
        ensure!(pages.len() > 50, "only {} stories", pages.len());
        Ok(pages)
    }

    /// Returns the input of a script: the site's URL, and the name, URL and text of each document.
    pub fn script_input<'a>(&self, documents: impl IntoIterator<Item = &'a Document>) -> Value {
        let pages: Vec<Value> = documents
            .into_iter()
            .map(|Document { name, path, text }| {
                json!({ "page": name, "url": format!("{}{path}", self.url), "text": text })
            })
            .collect();
        json!({ "pages": pages, "site": self.url })
    }
}

/// Returns the value of the first key with this name, at any depth.
fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map
            .get(key)
            .or_else(|| map.values().find_map(|value| find(value, key))),
        Value::Array(values) => values.iter().find_map(|value| find(value, key)),
        _ => None,
    }
}
