//! `site.toml`: the newspaper's name, sections, authors and picks.

use crate::key::{Key, Mix};
use frontpage_model::{Direction, RESERVED, SectionRef, Slug};
use icu_locale::{LanguageIdentifier, LocaleDirectionality};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::{collections::HashSet, path::Path};

/// What a publisher says about the newspaper.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Its name.
    pub name: String,
    /// Its name where there is little room, as under an icon; else the whole name stands there.
    #[serde(default)]
    pub short_name: String,
    /// A line under the name.
    #[serde(default)]
    pub tagline: String,
    /// What it is, in a sentence.
    #[serde(default)]
    pub description: String,
    /// Its public address.
    pub url: String,
    /// Its language, as in BCP 47.
    pub lang: String,
    /// Its time zone, as in the IANA database.
    pub time_zone: String,
    /// How the time zone is printed.
    #[serde(default)]
    pub time_zone_label: String,
    /// Who holds the copyright.
    #[serde(default)]
    pub copyright: String,
    /// The WebSub hub that its feeds name, for readers that want to be told of news at once.
    #[serde(default)]
    pub hub: Option<String>,
    /// Where the style of its pages stands.
    #[serde(default)]
    pub style: StylePlace,
    /// Its sections, in the masthead's order.
    pub sections: Vec<Named>,
    /// Who writes.
    #[serde(default)]
    pub authors: Vec<Named>,
    /// The editors' choice.
    #[serde(default)]
    pub picks: Picks,
}

/// Where the style of a page stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StylePlace {
    /// In the page: it is painted when it has come, without another request.
    #[default]
    InPage,
    /// In files that the page names, so that the policy is the same for every release.
    Linked,
}

/// A section or an author.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// In the URL.
    pub slug: Slug,
    /// In print.
    pub name: String,
    /// What or who it is.
    #[serde(default)]
    pub about: String,
    /// Of an author: a desk, a bureau or an agency, and not a person.
    #[serde(default)]
    pub desk: bool,
}

impl Named {
    /// The short form that stands in pages.
    pub fn section(&self) -> SectionRef {
        SectionRef {
            slug: self.slug.clone(),
            name: self.name.clone(),
        }
    }
}

/// Slugs of stories that the editors put first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picks {
    /// For the front page, the lead first.
    #[serde(default)]
    pub front: Vec<Slug>,
    /// For *Popular*.
    #[serde(default)]
    pub popular: Vec<Slug>,
}

/// Why there can be no newspaper.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {source}; every newspaper needs this file")]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file has another shape: the message shows line and key.
    #[error("{path}: {source}")]
    Shape {
        /// The file.
        path: String,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// A key has a value that cannot be.
    #[error("{path}: {key}: {reason}")]
    Value {
        /// The file.
        path: String,
        /// The key.
        key: String,
        /// Why.
        reason: String,
    },
}

impl Config {
    /// Reads `site.toml` in the content folder.
    ///
    /// # Errors
    /// [`ConfigError`] with the key where the file is missing or wrong.
    pub fn read(content: &Path) -> Result<(Self, TimeZone), ConfigError> {
        let file = content.join("site.toml");
        let path = file.display().to_string();
        let text = std::fs::read_to_string(&file).map_err(|source| ConfigError::Read {
            path: path.clone(),
            source,
        })?;
        let mut config: Self = toml::from_str(&text).map_err(|source| ConfigError::Shape {
            path: path.clone(),
            source: Box::new(source),
        })?;
        let zone =
            config
                .check()
                .map_err(|(key, reason)| ConfigError::Value { path, key, reason })?;
        Ok((config, zone))
    }

    fn check(&mut self) -> Result<TimeZone, (String, String)> {
        let wrong = |key: &str, reason: String| Err((key.to_owned(), reason));
        if self.name.trim().is_empty() {
            return wrong("name", "a newspaper needs a name".into());
        }
        self.url = address(&self.url).map_err(|reason| ("url".to_owned(), reason))?;
        if !is_language(&self.lang) {
            return wrong(
                "lang",
                format!("{:?} is no language such as en-US", self.lang),
            );
        }
        let web = |url: &url::Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        if let Some(hub) = self.hub.as_mut() {
            match url::Url::parse(hub).ok().filter(web) {
                Some(url) => *hub = url.into(),
                None => {
                    let reason = format!("{hub:?} is no address such as https://hub.example.org/");
                    return wrong("hub", reason);
                }
            }
        }
        if self.sections.is_empty() {
            return wrong("sections", "a newspaper needs at least one section".into());
        }
        for (key, list) in [("sections", &self.sections), ("authors", &self.authors)] {
            let mut seen = HashSet::new();
            for (i, named) in list.iter().enumerate() {
                let key = format!("{key}[{i}].slug");
                if !seen.insert(&named.slug) {
                    return Err((key, format!("{:?} stands there twice", named.slug)));
                }
                if key.starts_with("sections") && RESERVED.contains(&named.slug.as_str()) {
                    return Err((key, format!("{:?} is one of the site's own", named.slug)));
                }
                if key.starts_with("sections") && named.desk {
                    let key = format!("sections[{i}].desk");
                    return Err((key, "only an author can be a desk".into()));
                }
            }
        }
        // the database that comes along, so that every machine prints the same dates
        jiff::tz::TimeZoneDatabase::bundled()
            .get(&self.time_zone)
            .map_err(|_| {
                let reason = format!(
                    "{:?} is no time zone such as America/Los_Angeles",
                    self.time_zone
                );
                ("time_zone".to_owned(), reason)
            })
    }

    /// The hash of all that it says.
    pub fn key(&self) -> Key {
        // prints every field
        Mix::new("config").text(&format!("{self:?}")).key()
    }

    /// The path below which the site is hosted: `/paper`, or empty.
    pub fn base(&self) -> &str {
        // checked to be an address: the path begins behind the host
        let host = self.url.find("://").map_or(0, |at| at + 3);
        self.url[host..]
            .find('/')
            .map_or("", |slash| &self.url[host + slash..])
    }

    /// The section with this slug.
    pub fn section(&self, slug: &str) -> Option<&Named> {
        self.sections.iter().find(|s| s.slug.as_str() == slug)
    }

    /// The author with this slug.
    pub fn author(&self, slug: &str) -> Option<&Named> {
        self.authors.iter().find(|a| a.slug.as_str() == slug)
    }
}

/// The newspaper's address as everything that is made of it needs it: in the one usual way of
/// writing, and without a slash at the end. Its path goes into hosts' configurations, where what
/// is not plain would mean something else.
fn address(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text.trim()).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let Some(url) = url else {
        return Err(format!(
            "{text:?} is no address such as https://example.org"
        ));
    };
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!(
            "{text:?} has a ? or a #; leave out what begins with it"
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!(
            "{text:?} names a user; leave out what stands before the @"
        ));
    }
    let path = url.path().trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    if !path.chars().all(plain) || path.contains("//") {
        return Err(format!(
            "{text:?} has a path with more than letters, digits, and - . _ ~ between single \
             slashes; host the newspaper below a plain path, such as https://example.org/paper"
        ));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Whether a text can be a BCP 47 language tag.
pub fn is_language(text: &str) -> bool {
    (1..=35).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Which way a language is written: by the script that its tag names, or else by the one that CLDR
/// considers likely. A text that is no language tag reads from left to right.
pub fn direction(lang: &str) -> Direction {
    let Ok(language) = LanguageIdentifier::try_from_str(lang) else {
        return Direction::Ltr;
    };
    if LocaleDirectionality::new_extended().is_right_to_left(&language) {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        name = "Post"
        url = "https://post.example/"
        lang = "en-US"
        time_zone = "America/Los_Angeles"
        sections = [{ slug = "us", name = "U.S." }]
    "#;

    fn check(text: &str) -> Result<Config, String> {
        let mut config: Config = toml::from_str(text).map_err(|e| e.to_string())?;
        config
            .check()
            .map(|_| config)
            .map_err(|(key, reason)| format!("{key}: {reason}"))
    }

    #[test]
    fn errors_name_the_key() {
        assert_eq!(
            check(GOOD).map(|c| c.url).as_deref(),
            Ok("https://post.example")
        );
        for (from, to, key) in [
            ("name = \"Post\"", "name = \"\"", "name: "),
            ("https://post.example/", "post.example", "url: "),
            ("https://post.example/", "ftp://post.example", "url: "),
            ("https://post.example/", "https://post.example/?a", "url: "),
            ("https://post.example/", "https://post.example/#a", "url: "),
            ("https://post.example/", "https://me@post.example", "url: "),
            ("https://post.example/", "https://:x@post.example", "url: "),
            ("\"en-US\"", "\"<b>\"", "lang: "),
            ("Los_Angeles", "Los_Angles", "time_zone: "),
            ("slug = \"us\"", "slug = \"tag\"", "sections[0].slug: "),
            ("slug = \"us\"", "slug = \"U S\"", "slug"),
            ("U.S.\"", "U.S.\", desk = true", "sections[0].desk: "),
            ("lang =", "language =", "language"),
            ("lang =", "hub = \"javascript:alert(1)\"\nlang =", "hub: "),
            ("lang =", "hub = \"/hub\"\nlang =", "hub: "),
            ("lang =", "style = \"inline\"\nlang =", "`linked`"),
        ] {
            let error = check(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.contains(key), "{error}");
        }
    }

    #[test]
    fn an_address_is_kept_in_the_one_usual_way_of_writing() {
        for (said, kept, base) in [
            ("https://post.example", "https://post.example", ""),
            ("https:/post.example", "https://post.example", ""),
            ("https:post.example", "https://post.example", ""),
            ("HTTPS://Post.Example:443/", "https://post.example", ""),
            ("http://post.example:8080", "http://post.example:8080", ""),
            (
                "https://post.example/a/b_c~1.x/",
                "https://post.example/a/b_c~1.x",
                "/a/b_c~1.x",
            ),
            (
                "https://post.example/Paper//",
                "https://post.example/Paper",
                "/Paper",
            ),
            (
                "https://post.example/a/../b",
                "https://post.example/b",
                "/b",
            ),
            (
                "https://bücher.example/",
                "https://xn--bcher-kva.example",
                "",
            ),
        ] {
            let config = check(&GOOD.replace("https://post.example/", said)).unwrap();
            assert_eq!((&*config.url, config.base()), (kept, base), "{said}");
        }
        // what a path would mean in a configuration is none of the publisher's business
        for path in [
            "/my paper",
            "/a{2}",
            "/a;b",
            "/(a|b)",
            "/a$",
            "/a*",
            "/%61",
            "/a//b",
            "/é",
            "/a\\\\{b",
            "/a'b",
            "/a+b",
            "/[a]",
            "/^",
        ] {
            let url = format!("https://post.example{path}");
            let error = check(&GOOD.replace("https://post.example/", &url)).unwrap_err();
            assert!(
                error.starts_with("url: ") && error.contains("plain path"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_hub_may_be_named() {
        let text = GOOD.replace("lang =", "hub = \"https://hub.example\"\nlang =");
        let hub = check(&text).map(|config| config.hub);
        assert_eq!(hub, Ok(Some("https://hub.example/".into())));
    }

    #[test]
    fn style_stands_in_the_page_unless_said_otherwise() {
        let place = |text: &str| check(text).map(|config| config.style);
        assert_eq!(place(GOOD), Ok(StylePlace::InPage));
        let linked = GOOD.replace("lang =", "style = \"linked\"\nlang =");
        assert_eq!(place(&linked), Ok(StylePlace::Linked));
    }

    #[test]
    fn a_language_has_a_direction() {
        for rtl in ["ar", "he-IL", "fa", "ur-PK", "AR-EG", "uz-Arab"] {
            assert_eq!(direction(rtl), Direction::Rtl, "{rtl}");
        }
        for ltr in ["en", "es-419", "arn", "ku-Latn", ""] {
            assert_eq!(direction(ltr), Direction::Ltr, "{ltr}");
        }
    }
}
