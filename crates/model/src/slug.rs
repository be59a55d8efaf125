//! The slug, the part of a URL that names a story, section, tag or author.

use core::fmt;
use serde::{Deserialize, Serialize};

/// The slugs that a section cannot have, because the site itself uses them as a first path segment.
///
/// The site has the pages `404`, `edition`, `index` and `offline`, the folders `assets`, `author`,
/// `edition`, `media`, `rail`, `sitemaps` and `tag`, and files at the root that are called `feed`, `popular`, `robots`,
/// `site` and `sitemap` before the dot. `following`, `privacy`, `saved`, `search` and `settings` are pages
/// that readers expect; those that the site does not have yet may be added later, and a section of that
/// name would then have to move.
pub const RESERVED: [&str; 20] = [
    "404",
    "assets",
    "author",
    "edition",
    "feed",
    "following",
    "index",
    "media",
    "offline",
    "popular",
    "privacy",
    "rail",
    "robots",
    "saved",
    "search",
    "settings",
    "site",
    "sitemap",
    "sitemaps",
    "tag",
];

/// A name in a URL: 1 to [`Slug::MAX`] characters of `a-z`, `0-9` and `-`, without a hyphen at
/// either end.
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
    /// The maximum length of a slug in bytes. Even with the date before it and `.html.br` after it,
    /// it stays well below the 255 bytes that file systems allow for a name.
    pub const MAX: usize = 100;

    /// Checks `text` and returns it unchanged as a slug.
    ///
    /// # Errors
    /// [`SlugError`] if the text is empty, too long, has a hyphen at an end, or contains another
    /// character.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        Self::check(text)?;
        Ok(Self(text.into()))
    }

    fn check(text: &str) -> Result<(), SlugError> {
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
            Ok(())
        }
    }

    /// Returns a slug for data that is invalid and dropped in any case.
    pub(crate) fn placeholder() -> Self {
        Self("-".into())
    }

    /// Returns the slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::check(&text)?;
        Ok(Self(text))
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
    /// It is empty.
    Empty,
    /// It has more than [`Slug::MAX`] bytes.
    TooLong,
    /// It contains a character other than `a-z`, `0-9` and `-`, or has a hyphen at an end.
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
