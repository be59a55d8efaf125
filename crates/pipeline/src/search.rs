//! The search index: it is kept in the cache folder, and the site's files are copies.

use crate::BuildError;
use crate::make::{Builder, JobError};
use foldhash::{HashMap, HashSet};
use frontpage_base::fingerprint::FingerprintBuilder;
use frontpage_ingest::read::AfterUse;
use frontpage_ingest::story::Story;
use frontpage_model::{Article, Block, plain_text};
use frontpage_search::build::Document;
use frontpage_search::tiers::{Entry, Index, Library};
use frontpage_search::{Card, Day, FileName, Language};
use frontpage_store::Publish;
use rayon::prelude::*;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The file that says which stories are in which tier.
const STATE: &str = "index.state";
/// The folder with the folders of the tiers, in the site and in the cache.
const TIERS: &str = "assets/search";
/// The largest number of characters of a summary on a card.
const SUMMARY: usize = 240;

/// The files of the index.
#[derive(Debug)]
pub struct SearchIndex {
    /// The files of the tiers, as paths in the site.
    pub files: Vec<String>,
    /// The folder in the cache that has these files, at the same paths.
    pub folder: PathBuf,
    /// The manifest.
    pub manifest: Vec<u8>,
}

/// Where stories are read and files are kept.
struct Shelf<'a> {
    builder: &'a Builder<'a>,
    publish: &'a Publish<'a>,
    folder: &'a Path,
    /// The place of each story in the archive.
    places: HashMap<u64, u32>,
    /// Why the last story could not be read.
    problem: RefCell<Option<JobError>>,
}

impl Shelf<'_> {
    fn file(&self, name: FileName) -> PathBuf {
        self.folder.join(name.to_string())
    }
}

impl Library for Shelf<'_> {
    fn load(&self, entry: &Entry) -> io::Result<Document> {
        let place = self.places.get(&entry.key).copied().unwrap_or_default();
        let story = self.builder.archive.stories()[place as usize];
        match self.builder.article(place, self.publish, AfterUse::Keep) {
            Ok(article) => Ok(document(story, *article, &self.builder.config.lang)),
            Err(problem) => {
                *self.problem.borrow_mut() = Some(problem);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn write(&self, name: FileName, bytes: Vec<u8>) -> io::Result<()> {
        let path = self.file(name);
        match fs::write(&path, &bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(&path, &bytes)
            }
            result => result,
        }
    }

    fn read(&self, name: FileName) -> io::Result<Vec<u8>> {
        fs::read(self.file(name))
    }
}

impl<'a> Builder<'a> {
    /// Brings the search index in the cache up to date with the archive. Stories that are indexed already
    /// are not read.
    pub fn search_index(&self, publish: &Publish<'_>) -> Result<SearchIndex, JobError> {
        let folder = self.cache.join("search-index");
        let failed = |source: io::Error| BuildError::Folder {
            path: folder.display().to_string(),
            source,
        };
        let runs = folder.join("runs");
        drop(fs::remove_dir_all(&runs));
        fs::create_dir_all(&runs).map_err(failed)?;
        let state = folder.join(STATE);
        // Without a state that can be read, all stories are indexed again.
        let before = fs::read(&state).ok();
        let mut index = before
            .and_then(|bytes| Index::read(&bytes).ok())
            .unwrap_or_default();
        let cached = CachedFiles::list(&folder);
        index.retain_tiers(|name| cached.paths.contains(&*name.to_string()));
        let stories = self.archive.stories().par_iter();
        let stories = stories.zip(self.archive.story_paths());
        let entries: Vec<Entry> = stories.map(|(story, path)| entry(story, path)).collect();
        let shelf = Shelf {
            builder: self,
            publish,
            folder: &folder,
            places: entries.iter().map(|entry| entry.key).zip(0..).collect(),
            problem: RefCell::new(None),
        };
        if let Err(error) = index.update(entries, &runs, &shelf) {
            return Err(match shelf.problem.take() {
                Some(problem) => problem,
                None => failed(error).into(),
            });
        }
        // Another newspaper that shares the cache would find tiers of other stories, and build its own.
        frontpage_base::atomic::atomic_by(&state, |file| {
            io::Write::write_all(file, &index.write())
        })
        .map_err(failed)?;
        let tiers = &index.manifest.tiers;
        let names = tiers.iter().flat_map(|tier| tier.files());
        let files: Vec<String> = names.map(|name| name.to_string()).collect();
        cached.remove_others(&files, &folder);
        Ok(SearchIndex {
            files,
            folder,
            manifest: index.manifest.write(),
        })
    }
}

/// The files of tiers that were in the cache before this run.
#[derive(Default)]
struct CachedFiles {
    /// The folders of the tiers.
    folders: Vec<PathBuf>,
    /// The paths of the files, below the folder of the index.
    paths: HashSet<Box<str>>,
}

impl CachedFiles {
    /// Lists them. A folder that cannot be read counts as empty, so that its tier is built again.
    fn list(root: &Path) -> Self {
        let mut cached = Self::default();
        for tier in fs::read_dir(root.join(TIERS))
            .into_iter()
            .flatten()
            .flatten()
        {
            let folder = tier.path();
            let tier = tier.file_name();
            for file in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let is_file = file.file_type().is_ok_and(|kind| kind.is_file());
                if let (true, Some(tier), Some(name)) =
                    (is_file, tier.to_str(), file.file_name().to_str())
                {
                    cached.paths.insert(format!("{TIERS}/{tier}/{name}").into());
                }
            }
            cached.folders.push(folder);
        }
        cached
    }

    /// Removes files of former tiers from the cache. What cannot be removed does no harm.
    fn remove_others(mut self, kept: &[String], root: &Path) {
        for path in kept {
            self.paths.remove(&**path);
        }
        for path in &self.paths {
            drop(fs::remove_file(root.join(&**path)));
        }
        for folder in &self.folders {
            // It is removed if it is empty.
            drop(fs::remove_dir(folder));
        }
    }
}

/// Returns what the index has to know about a story before reading its body.
fn entry(story: &Story, path: &str) -> Entry {
    let number = |bytes: &[u8]| {
        let first = bytes.first_chunk::<8>().copied().unwrap_or_default();
        u64::from_le_bytes(first)
    };
    Entry {
        published: story.published.utc_seconds(),
        key: number(&FingerprintBuilder::new("search key").text(path).key()),
        version: number(
            &FingerprintBuilder::new("search version")
                .bytes(&story.article_fingerprint)
                .key(),
        ),
    }
}

/// Returns a story as the index sees it.
fn document(story: &Story, mut article: Article, lang: &str) -> Document {
    let lang = article.lang.as_deref().unwrap_or(lang).to_owned();
    let mut body = Vec::new();
    let lead = article.lead.iter();
    body.extend(lead.map(|lead| plain_text(&lead.caption)));
    body.extend(article.dateline.take());
    for block in &mut article.body {
        block.each_text_mut(&mut |text| body.push(plain_text(text)));
    }
    body.retain(|text| !text.trim().is_empty());
    let first = article.body.iter().find_map(Block::as_paragraph);
    let summary = match article.summary.trim() {
        "" => first.map(|paragraph| plain_text(&paragraph.text)),
        summary => Some(summary.to_owned()),
    };
    let day = Day::parse(&story.published.day().to_string());
    let tags = article.tags.iter();
    let authors = article
        .byline
        .iter()
        .filter_map(|part| part.author.as_ref());
    Document {
        day: day.unwrap_or_default(),
        language: Language::of_tag(&lang),
        labels: tags
            .clone()
            .map(|tag| tag.name.clone())
            .chain(article.byline.iter().map(|part| part.text.clone()))
            .collect(),
        body,
        section: article.section.slug.to_string(),
        tags: tags.map(|tag| tag.slug.to_string()).collect(),
        authors: authors.map(|slug| slug.to_string()).collect(),
        card: Card {
            path: story.url.to_string(),
            headline: article.headline,
            summary: shortened(&summary.unwrap_or_default()),
            section: article.section.name,
            lang,
            published: article.published.to_string(),
        },
    }
}

/// Returns the beginning of a text, cut off at a word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else {
        return text.to_owned();
    };
    let start = &text[..end];
    let whole = start.rsplit_once(char::is_whitespace);
    format!("{}…", whole.map_or(start, |(whole, _)| whole).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_summary_is_cut_off_at_a_word() {
        assert_eq!(shortened("A short one."), "A short one.");
        let long = "word ".repeat(100);
        let short = shortened(&long);
        assert!(
            short.ends_with("word…") && short.chars().count() <= SUMMARY + 1,
            "{short}"
        );
        assert_eq!(shortened(&"ñ".repeat(500)).chars().count(), SUMMARY + 1);
    }
}
