//! What one step of a publish has read and a later step needs, so that a story's file is read once and
//! its body cleaned once.

use super::file::Text;
use foldhash::HashMap;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_model::Article;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Texts and articles by file, within a limit of memory. Without room, the next step reads the file
/// again.
#[derive(Debug)]
pub struct PendingStories {
    limit: usize,
    bytes: AtomicUsize,
    texts: Mutex<HashMap<Box<str>, Text>>,
    articles: Mutex<HashMap<Box<str>, PendingArticle>>,
}

/// What happens to an article in memory once it is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterUse {
    /// It stays, because a later step needs it, too.
    Keep,
    /// It is forgotten.
    Forget,
}

/// An article that was made from a story's text.
#[derive(Debug)]
struct PendingArticle {
    article: Box<Article>,
    fingerprint: Fingerprint,
    /// The size of the text, in bytes.
    size: usize,
}

impl PendingStories {
    /// Creates a store for up to `limit` bytes of text. An article counts with the size of the text
    /// that it was made from.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            bytes: AtomicUsize::new(0),
            texts: Mutex::default(),
            articles: Mutex::default(),
        }
    }

    /// Keeps a copy of a file's text until it is parsed.
    pub fn keep_text(&self, file: &str, read: &Text) {
        let Ok(text) = &read.text else { return };
        if self.reserve(text.len()) {
            let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(old) = texts.insert(file.into(), read.clone()) {
                self.release(old.text.map_or(0, |text| text.len()));
            }
        }
    }

    /// Returns the text of a file if it is here with this fingerprint, and forgets it.
    pub fn take_text(&self, file: &str, key: Fingerprint) -> Option<Text> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let read = texts.remove(file)?;
        self.release(read.text.as_ref().map_or(0, String::len));
        (read.key == key).then_some(read)
    }

    /// Keeps the article that was made from `size` bytes of text, until its page is rendered.
    pub fn keep_article(
        &self,
        file: &str,
        article: Box<Article>,
        fingerprint: Fingerprint,
        size: usize,
    ) {
        if self.reserve(size) {
            let kept = PendingArticle {
                article,
                fingerprint,
                size,
            };
            let mut articles = self.articles.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(old) = articles.insert(file.into(), kept) {
                self.release(old.size);
            }
        }
    }

    /// Returns the article of a file if it is here with this fingerprint. One with another fingerprint is
    /// forgotten.
    pub fn article(
        &self,
        file: &str,
        fingerprint: Fingerprint,
        after_use: AfterUse,
    ) -> Option<Box<Article>> {
        let mut articles = self.articles.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = articles.get(file)?;
        if kept.fingerprint == fingerprint && after_use == AfterUse::Keep {
            return Some(kept.article.clone());
        }
        let taken = articles.remove(file)?;
        self.release(taken.size);
        (taken.fingerprint == fingerprint).then_some(taken.article)
    }

    fn reserve(&self, size: usize) -> bool {
        let before = self.bytes.fetch_add(size, Ordering::Relaxed);
        let has_room = before + size <= self.limit;
        if !has_room {
            self.release(size);
        }
        has_room
    }

    fn release(&self, size: usize) {
        self.bytes.fetch_sub(size, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text {
            text: Ok(text.into()),
            key: [1; 16],
            stamp: None,
        }
    }

    #[test]
    fn a_text_is_given_out_once_and_only_for_its_fingerprint() {
        let held = PendingStories::new(10);
        held.keep_text("a", &text("12345"));
        held.keep_text("b", &text("12345"));
        assert!(held.take_text("a", [1; 16]).is_some());
        assert!(held.take_text("a", [1; 16]).is_none());
        assert!(held.take_text("b", [2; 16]).is_none());
        assert_eq!(held.bytes.into_inner(), 0);
    }

    #[test]
    fn an_article_is_given_out_only_for_its_fingerprint_until_it_is_forgotten() {
        let article = || -> Box<Article> {
            let json = r#"{"url":"/2025/03/28/a","section":{"slug":"us","name":"U.S."},"headline":"A",
                "published":"2025-03-28T10:00:00-07:00","body":[]}"#;
            serde_json::from_str(json).unwrap()
        };
        let held = PendingStories::new(10);
        held.keep_article("a", article(), [1; 16], 6);
        held.keep_article("b", article(), [2; 16], 4);
        for after_use in [AfterUse::Keep, AfterUse::Keep, AfterUse::Forget] {
            assert_eq!(held.article("a", [1; 16], after_use), Some(article()));
        }
        assert_eq!(held.article("a", [1; 16], AfterUse::Keep), None);
        assert_eq!(held.article("b", [1; 16], AfterUse::Keep), None);
        assert_eq!(held.article("b", [2; 16], AfterUse::Keep), None);
        assert_eq!(held.bytes.into_inner(), 0);
    }

    #[test]
    fn nothing_is_kept_beyond_the_limit() {
        let held = PendingStories::new(8);
        held.keep_text("a", &text("12345"));
        held.keep_text("b", &text("12345"));
        assert!(held.take_text("b", [1; 16]).is_none());
        assert!(held.take_text("a", [1; 16]).is_some());
        assert_eq!(held.bytes.into_inner(), 0);
    }
}
