//! The search index: it is kept in the cache folder, and the site's files are copies.

use crate::BuildError;
use crate::make::{Builder, JobError};
use frontpage_base::fingerprint::FingerprintBuilder;
use frontpage_ingest::story::Story;
use frontpage_model::{Article, Block, plain_text};
use frontpage_search::build::Document;
use frontpage_search::tiers::{Entry, Index, Library};
use frontpage_search::{Card, Day, FileName, Language};
use frontpage_store::Publish;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The file that says which stories are in which tier.
const STATE: &str = "index.state";
/// The most characters of a summary on a card.
const SUMMARY: usize = 240;

/// The files of the index.
#[derive(Debug)]
pub struct SearchIndex {
    /// The files of the tiers: the path in the site, and the file in the cache.
    pub files: Vec<(String, PathBuf)>,
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
        match self.builder.article(place, self.publish) {
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
        index.retain_tiers(|name| folder.join(name.to_string()).is_file());
        let stories = self.archive.stories().iter().zip(0..);
        let entries: Vec<(Entry, u32)> = stories
            .map(|(story, place)| (entry(story), place))
            .collect();
        let shelf = Shelf {
            builder: self,
            publish,
            folder: &folder,
            places: entries
                .iter()
                .map(|(entry, place)| (entry.key, *place))
                .collect(),
            problem: RefCell::new(None),
        };
        let entries = entries.into_iter().map(|(entry, _)| entry).collect();
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
        let names: BTreeSet<FileName> = tiers.iter().flat_map(|tier| tier.files()).collect();
        remove_others(&folder.join("assets/search"), &names, &folder);
        let files = names.iter().map(|name| {
            let path = name.to_string();
            let file = folder.join(&path);
            (path, file)
        });
        Ok(SearchIndex {
            files: files.collect(),
            manifest: index.manifest.write(),
        })
    }
}

/// Removes files of former tiers from the cache. What cannot be removed does no harm.
fn remove_others(folder: &Path, names: &BTreeSet<FileName>, root: &Path) {
    let kept: BTreeSet<PathBuf> = names
        .iter()
        .map(|name| root.join(name.to_string()))
        .collect();
    let Ok(tiers) = fs::read_dir(folder) else {
        return;
    };
    for tier in tiers.flatten() {
        let tier = tier.path();
        for file in fs::read_dir(&tier).into_iter().flatten().flatten() {
            if !kept.contains(&file.path()) {
                drop(fs::remove_file(file.path()));
            }
        }
        // It is removed if it is empty.
        drop(fs::remove_dir(&tier));
    }
}

/// Returns what the index has to know of a story without its body.
fn entry(story: &Story) -> Entry {
    let number = |bytes: &[u8]| {
        let first = bytes.first_chunk::<8>().copied().unwrap_or_default();
        u64::from_le_bytes(first)
    };
    let url = story.url.to_string();
    Entry {
        published: story.published.utc_seconds(),
        key: number(&FingerprintBuilder::new("search key").text(&url).key()),
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
