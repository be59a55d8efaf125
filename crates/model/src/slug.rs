//! The part of a URL that names a story, section, tag or author.

use core::fmt;
use serde::{Deserialize, Serialize};

/// First path segments that a section may not take: the site's own.
///
/// Its pages are `404`, `index`, `offline`; its folders `assets`, `author`, `media`, `rail`,
/// `sitemaps`, `tag`; its files at the root are called `feed`, `popular`, `robots`, `site`, `sitemap`
/// before the dot. `saved` and `search` are what readers and other sites expect to be the site's
/// own: a section of that name would have to move if one came.
pub const RESERVED: [&str; 16] = [
    "404", "assets", "author", "feed", "index", "media", "offline", "popular", "rail", "robots",
    "saved", "search", "site", "sitemap", "sitemaps", "tag",
];

/// A name in a URL: 1 to [`Slug::MAX`] characters of `a-z`, `0-9` and `-`,
/// neither starting nor ending with a hyphen.
///
/// ```
/// # use frontpage_model::Slug;
/// assert!(Slug::parse("us-russia-missions").is_ok());
/// assert!(Slug::parse("../etc/passwd").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The longest slug, in bytes: with the date before it and `.html.br` after it, well below
    /// the 255 bytes that file systems allow for a name.
    pub const MAX: usize = 100;

    /// Takes `text` as it is, or says what is wrong with it.
    ///
    /// # Errors
    /// [`SlugError`] when the text is empty, too long, or holds another character.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            Err(SlugError::Empty)
        } else if text.len() > Self::MAX {
            Err(SlugError::TooLong)
        } else if text.starts_with('-')
            || text.ends_with('-')
            || !text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            Err(SlugError::Character)
        } else {
            Ok(Self(text.into()))
        }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is not a [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugError {
    /// There is no text.
    Empty,
    /// More than [`Slug::MAX`] bytes.
    TooLong,
    /// A character other than `a-z`, `0-9`, `-`, or a hyphen at an end.
    Character,
}

impl fmt::Display for SlugError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a slug is empty",
            Self::TooLong => "a slug has over 100 characters",
            Self::Character => "a slug may hold a-z, 0-9 and inner hyphens only",
        })
    }
}

impl core::error::Error for SlugError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_urls_need_and_nothing_else() {
        for good in ["a", "us", "2025", "a-b", "istanbul-mayor-lawyer-detained"] {
            assert_eq!(Slug::parse(good).map(String::from), Ok(good.into()));
        }
        assert_eq!(Slug::parse(""), Err(SlugError::Empty));
        assert_eq!(Slug::parse(&"a".repeat(101)), Err(SlugError::TooLong));
        for bad in [
            "-a", "a-", "A", "ä", "a b", "a/b", "a.b", "..", "a\0", "a%20",
        ] {
            assert_eq!(Slug::parse(bad), Err(SlugError::Character), "{bad:?}");
        }
    }
}
