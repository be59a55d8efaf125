//! `press search-export`: exports the stories of a published site for a search engine. It writes one JSON
//! document per line, one for each story, and the settings that OpenSearch, Meilisearch and Typesense need.
//!
//! 1. **What is published is exported.** The stories are read from the site's page data, so embargoed and
//!    withdrawn stories cannot be among them.
//! 2. **Bad files are named, and the rest goes on.**
//! 3. **Memory is that of one story.** An archive of any size is written line by line.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod document;
mod settings;

use document::Document;
use frontpage_base::atomic::{atomic, atomic_by};
use frontpage_model::{Page, PageData, Route};
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Documents alone, one per line: for Meilisearch and Typesense.
pub const STORIES: &str = "stories.ndjson";
/// Documents with the lines that OpenSearch's bulk API wants before each.
pub const BULK: &str = "opensearch-bulk.ndjson";

/// Why nothing could be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder is no published site.
    #[error("{path}: {reason}; run press build first, or name the published folder with --site")]
    NoSite {
        /// The file with the newspaper's own data.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file cannot be written.
    #[error("{path}: {source}; make room there, or choose another folder with --out")]
    Write {
        /// The file.
        path: String,
        /// The cause.
        source: io::Error,
    },
}

/// What was exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of stories.
    pub stories: usize,
    /// Files that are no page data, each with the reason.
    pub unreadable: Vec<String>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (stories, unreadable) = (self.stories, self.unreadable.len());
        write!(
            f,
            "{stories} stories exported, {unreadable} files could not be read"
        )
    }
}

/// Exports the stories of a published site into a folder.
///
/// # Errors
/// [`ExportError`] if `site` is no published site, or a file cannot be written.
pub fn export(site: &Path, out: &Path) -> Result<Summary, ExportError> {
    let own = site.join("site.json");
    let newspaper = match read(&own) {
        Ok(Page::Site(newspaper)) => newspaper,
        Ok(_) => return Err(no_site(&own, "is not the newspaper's own data")),
        Err(reason) => return Err(no_site(&own, &reason)),
    };
    let mut summary = Summary::default();
    let bulk = out.join(BULK);
    let written = write_lines(&out.join(STORIES), |stories| {
        atomic_by(&bulk, |file| {
            let mut bulk = BufWriter::new(file);
            for path in story_files(site) {
                let article = match read(&path) {
                    Ok(Page::Article(article)) => article,
                    Ok(_) => continue,
                    Err(reason) => {
                        let name = path.display();
                        summary.unreadable.push(format!("{name}: {reason}"));
                        continue;
                    }
                };
                let document = Document::new(article, &newspaper);
                let line = serde_json::to_string(&document)?;
                let action = serde_json::json!({ "index": { "_id": document.id } });
                writeln!(stories, "{line}")?;
                writeln!(bulk, "{action}\n{line}")?;
                summary.stories += 1;
            }
            bulk.flush()
        })
    });
    written.map_err(|source| ExportError::Write {
        path: out.display().to_string(),
        source,
    })?;
    for (name, settings) in settings::all() {
        let path = out.join(name);
        let text = format!("{settings:#}\n");
        atomic(&path, text.as_bytes()).map_err(|source| ExportError::Write {
            path: path.display().to_string(),
            source,
        })?;
    }
    Ok(summary)
}

fn write_lines(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
) -> io::Result<()> {
    atomic_by(path, |file| {
        let mut lines = BufWriter::new(file);
        fill(&mut lines)?;
        lines.flush()
    })
}

fn no_site(path: &Path, reason: &str) -> ExportError {
    ExportError::NoSite {
        path: path.display().to_string(),
        reason: reason.to_owned(),
    }
}

/// Returns the files of stories, in the order of their addresses.
fn story_files(site: &Path) -> impl Iterator<Item = PathBuf> {
    let files = WalkDir::new(site).sort_by_file_name().into_iter();
    files
        .flatten()
        .map(|entry| entry.into_path())
        .filter(move |path| {
            let below = path.strip_prefix(site).ok().and_then(Path::to_str);
            let address = below.and_then(|below| below.strip_suffix(".json"));
            let route = address.and_then(|address| Route::parse(&format!("/{address}")));
            matches!(route, Some(Route::Article(..)))
        })
}

fn read(path: &Path) -> Result<Page, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let data: PageData = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    Ok(data.page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const SITE: &str = r#"{"v":2,"page":{"site":{"name":"The Post","url":"https://post.example","lang":"en-US","dir":"ltr","time_zone":"America/Los_Angeles","sections":[]}}}"#;

    fn story(headline: &str) -> String {
        format!(
            r#"{{"v":2,"page":{{"article":{{"url":"/2025/03/28/harbor","section":{{"slug":"us","name":"U.S."}},
            "tags":[{{"slug":"sea","name":"Sea"}}],"headline":{headline:?},"published":"2025-03-28T13:40:00-07:00",
            "byline":[{{"text":"By the "}},{{"text":"Desk","author":"desk"}}],
            "body":[{{"p":{{"text":[{{"t":"One "}},{{"b":[{{"t":"two"}}]}}]}}}}]}}}}}}"#
        )
    }

    fn lines(path: &Path) -> Vec<Value> {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn every_story_is_a_line_for_each_engine() {
        let folder = tempfile::tempdir().unwrap();
        let (site, out) = (folder.path().join("site"), folder.path().join("out"));
        std::fs::create_dir_all(site.join("2025/03/28")).unwrap();
        std::fs::write(site.join("site.json"), SITE).unwrap();
        std::fs::write(site.join("2025/03/28/harbor.json"), story("A line\nbreak")).unwrap();
        std::fs::write(site.join("2025/03/28/damaged.json"), "{").unwrap();
        std::fs::write(site.join("world.json"), "{").unwrap();
        let summary = export(&site, &out).unwrap();
        assert_eq!(summary.stories, 1);
        assert_eq!(summary.unreadable.len(), 1);
        assert!(
            summary.unreadable[0].contains("damaged.json: "),
            "{summary:?}"
        );
        let stories = lines(&out.join(STORIES));
        let [document] = &stories[..] else {
            panic!("{stories:?}")
        };
        assert_eq!(document["id"], "2025-03-28-harbor");
        assert_eq!(document["url"], "https://post.example/2025/03/28/harbor");
        assert_eq!(document["headline"], "A line\nbreak");
        assert_eq!(document["body"], "One two");
        assert_eq!(document["lang"], "en-US");
        assert_eq!(document["authors"], serde_json::json!(["desk"]));
        assert_eq!(document["published"], 1_743_194_400);
        let bulk = lines(&out.join(BULK));
        assert_eq!(bulk[0]["index"]["_id"], "2025-03-28-harbor");
        assert_eq!(&bulk[1], document);

        // Each engine's settings know every field, and no other.
        let fields = |value: &Value| -> std::collections::BTreeSet<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        let known: Value =
            serde_json::from_slice(&std::fs::read(out.join("opensearch-index.json")).unwrap())
                .unwrap();
        assert_eq!(fields(&known["mappings"]["properties"]), fields(document));
        let schema: Value =
            serde_json::from_slice(&std::fs::read(out.join("typesense-schema.json")).unwrap())
                .unwrap();
        let names: std::collections::BTreeSet<String> = schema["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap().to_owned())
            .collect();
        let mut own = fields(document);
        // Typesense has its own `id` in every collection.
        own.remove("id");
        assert_eq!(names, own);
    }

    #[test]
    fn a_folder_that_is_no_site_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let error = export(folder.path(), &folder.path().join("out")).unwrap_err();
        assert!(error.to_string().contains("site.json"), "{error}");
        assert!(error.to_string().contains("--site"), "{error}");
    }
}
