//! The data of the built site, which the tests compare with the screen.

use anyhow::{Context, Result, bail, ensure};
use frontpage_model::{Article, Block, Front, Page, PageData, Rail, Site};
use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};

/// A folder with a built site.
#[derive(Clone)]
pub struct Dist {
    folder: PathBuf,
}

impl Dist {
    pub(super) fn new(folder: &Path) -> Result<Self> {
        ensure!(
            folder.join("index.html").is_file(),
            "no built site in {}: run ./dev build first, or pass its folder with --dist",
            folder.display()
        );
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Returns the path of the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the paths of all files, relative to the folder and sorted.
    ///
    /// # Errors
    /// Returns an error if the folder cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>> {
        let mut files = vec![];
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(&self.folder)?.to_owned());
                }
            }
        }
        files.sort();
        Ok(files)
    }

    /// Returns the bytes of a file, by its path relative to the folder.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn bytes(&self, file: impl AsRef<Path>) -> Result<Vec<u8>> {
        let path = self.folder.join(file);
        std::fs::read(&path).with_context(|| path.display().to_string())
    }

    /// Returns the JSON of a page's data, by the path of its file from the site's root.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn page_json(&self, path: &str) -> Result<String> {
        Ok(String::from_utf8(
            self.bytes(path.trim_start_matches('/'))?,
        )?)
    }

    fn page(&self, path: &str) -> Result<Page> {
        let page_data: PageData =
            serde_json::from_str(&self.page_json(path)?).with_context(|| path.to_owned())?;
        Ok(page_data.page)
    }

    /// Returns the newspaper's own data, from `site.json`.
    ///
    /// # Errors
    /// Returns an error if `site.json` cannot be read.
    pub fn site(&self) -> Result<Site> {
        match self.page("/site.json")? {
            Page::Site(site) => Ok(site),
            other => bail!("site.json contains another kind of page: {other:?}"),
        }
    }

    /// Returns the data of the front page.
    ///
    /// # Errors
    /// Returns an error if `index.json` cannot be read.
    pub fn front(&self) -> Result<Front> {
        match self.page("/index.json")? {
            Page::Front(front) => Ok(front),
            other => bail!("index.json contains another kind of page: {other:?}"),
        }
    }

    /// Returns a story, by the path of its page.
    ///
    /// # Errors
    /// Returns an error if there is no such story.
    pub fn article(&self, path: &str) -> Result<Article> {
        match self.page(&format!("{path}.json"))? {
            Page::Article(article) => Ok(article),
            other => bail!("{path} contains another kind of page: {other:?}"),
        }
    }

    /// Returns a rail, by the path of its file.
    ///
    /// # Errors
    /// Returns an error if there is no such rail.
    pub fn rail(&self, path: &str) -> Result<Rail> {
        match self.page(path)? {
            Page::Rail(rail) => Ok(rail),
            other => bail!("{path} contains another kind of page: {other:?}"),
        }
    }

    /// Returns all stories.
    ///
    /// # Errors
    /// Returns an error if a story cannot be read.
    pub fn articles(&self) -> Result<Vec<Article>> {
        let mut articles = vec![];
        for file in self.files()? {
            // The path of a story is YYYY/MM/DD/slug.json.
            let dated = file
                .to_string_lossy()
                .starts_with(|c: char| c.is_ascii_digit());
            if dated && file.extension().is_some_and(|e| e == "json") {
                let path = format!("/{}", file.with_extension("").display());
                articles.push(self.article(&path)?);
            }
        }
        ensure!(!articles.is_empty(), "no stories");
        Ok(articles)
    }

    /// Returns the first story in Spanish.
    ///
    /// # Errors
    /// Returns an error if there is no such story.
    pub fn spanish_story(&self) -> Result<Article> {
        let in_spanish = |lang: &str| lang.starts_with("es");
        let mut articles = self.articles()?.into_iter();
        let spanish = articles.find(|story| story.lang.as_deref().is_some_and(in_spanish));
        spanish.context("no story is in Spanish")
    }

    /// Returns the first story with a quotation in another text direction, right to left.
    ///
    /// # Errors
    /// Returns an error if there is no such story.
    pub fn right_to_left_story(&self) -> Result<Article> {
        let reversed = |block: &Block| matches!(block, Block::Quote(quote) if quote.dir.is_some());
        let mut articles = self.articles()?.into_iter();
        let story = articles.find(|story| story.body.iter().any(reversed));
        story.context("no story has a right-to-left quotation")
    }

    /// Returns the story with the most different kinds of blocks.
    ///
    /// # Errors
    /// Returns an error if there are no stories.
    pub fn most_varied_story(&self) -> Result<Article> {
        let kinds = |article: &Article| {
            let kinds: HashSet<Discriminant<Block>> =
                article.body.iter().map(discriminant).collect();
            kinds.len()
        };
        let articles = self.articles()?.into_iter();
        articles.max_by_key(kinds).context("no stories")
    }
}
