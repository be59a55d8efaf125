//! `site.toml`: the newspaper's name, sections, authors and editors' picks.

use crate::admin_settings::AdminSettings;
use crate::fingerprint::{Fingerprint, FingerprintBuilder};
use crate::former_address::FormerAddress;
use crate::podcast::Podcast;
use frontpage_model::{Direction, RESERVED, SectionRef, Slug};
use icu_locale::{Locale, LocaleDirectionality};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::{collections::HashSet, path::Path};

/// The newspaper's settings, read from `site.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The newspaper's name.
    pub name: String,
    /// A short name for places with little room, such as below an icon. If it is empty, `name` is
    /// used.
    #[serde(default)]
    pub short_name: String,
    /// A line below the name.
    #[serde(default)]
    pub tagline: String,
    /// A description in one sentence.
    #[serde(default)]
    pub description: String,
    /// The public address of the site.
    pub url: String,
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// The time zone, as a name in the IANA database.
    pub time_zone: String,
    /// How the time zone is printed.
    #[serde(default)]
    pub time_zone_label: String,
    /// The copyright holder.
    #[serde(default)]
    pub copyright: String,
    /// The WebSub hub that the feeds name, so that feed readers are notified of news immediately.
    #[serde(default)]
    pub hub: Option<String>,
    /// Whether a page contains its stylesheet or links to it.
    #[serde(default)]
    pub style: StyleDelivery,
    /// How the former addresses of stories lead to the stories.
    #[serde(default)]
    pub redirects: RedirectDelivery,
    /// Whether the site has a search.
    #[serde(default = "on")]
    pub search: bool,
    /// Whether readers can keep stories and today's edition on their device.
    #[serde(default = "on")]
    pub offline: bool,
    /// Whether the site says what it knows about its readers.
    #[serde(default = "on")]
    pub privacy: bool,
    /// Whether today's edition is published as a file too, for readers of e-books.
    #[serde(default)]
    pub epub: bool,
    /// Hosts on which the newspaper was published before. Its own host and the hosts of imported WordPress
    /// posts need not be listed.
    #[serde(default)]
    pub former_hosts: Vec<String>,
    /// The hosts of the newspaper's own pictures. Stories refer to the pictures there, which are not copied.
    #[serde(default)]
    pub picture_hosts: Vec<String>,
    /// The hosts of the newspaper's own videos and audio recordings, which are not copied either.
    #[serde(default)]
    pub media_hosts: Vec<String>,
    /// The sections, in the order of the masthead.
    pub sections: Vec<SectionOrAuthor>,
    /// The authors who have a page on the site.
    #[serde(default)]
    pub authors: Vec<SectionOrAuthor>,
    /// The editors' picks.
    #[serde(default)]
    pub picks: Picks,
    /// The podcast.
    #[serde(default)]
    pub podcast: Option<Podcast>,
    /// The git host of the editor's screen.
    #[serde(default)]
    pub admin: Option<AdminSettings>,
}

/// Whether pages contain their style or link to it; the setting `style` in `site.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleDelivery {
    /// The style is in the page, which is painted without another request.
    #[default]
    InPage,
    /// The style is in files that the page links to, so the Content-Security-Policy is the same for
    /// every release.
    Linked,
}

/// How former addresses lead to their stories; the setting `redirects` in `site.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedirectDelivery {
    /// By the rules of hosts, in the files that each of them reads.
    #[default]
    Rules,
    /// By rules, and by a page at every former address, for hosts that have no rules.
    Pages,
    /// Not at all.
    Off,
}

/// A section or an author.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionOrAuthor {
    /// The name in URLs.
    pub slug: Slug,
    /// The name as printed.
    pub name: String,
    /// A description of the section or author.
    #[serde(default)]
    pub about: String,
    /// Whether an author is a desk, a bureau or an agency instead of a person. Always false for a
    /// section.
    #[serde(default)]
    pub desk: bool,
}

impl SectionOrAuthor {
    /// Returns the short form that pages use.
    pub fn to_section_ref(&self) -> SectionRef {
        SectionRef {
            slug: self.slug.clone(),
            name: self.name.clone(),
        }
    }
}

/// The editors' picks: slugs of the stories that come first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picks {
    /// The picks for the front page, the lead story first.
    #[serde(default)]
    pub front: Vec<Slug>,
    /// The picks for *Popular*.
    #[serde(default)]
    pub popular: Vec<Slug>,
}

/// Why `site.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: cannot be read: {source}; every newspaper needs this file")]
    Read {
        /// The file.
        path: String,
        /// The underlying error.
        source: std::io::Error,
    },
    /// The file is not valid TOML, or has wrong keys or types. The message shows the line and the
    /// key.
    #[error("{path}: {source}")]
    Parse {
        /// The file.
        path: String,
        /// The underlying error.
        source: Box<toml::de::Error>,
    },
    /// A key has an invalid value.
    #[error("{path}: {key}: {reason}")]
    Value {
        /// The file.
        path: String,
        /// The key.
        key: String,
        /// What is wrong with the value, and what to do about it.
        reason: String,
    },
}

/// The default of a setting that is on unless the newspaper turns it off.
fn on() -> bool {
    true
}

impl Config {
    /// Reads `site.toml` in the content folder. Returns the settings and the time zone.
    ///
    /// # Errors
    /// [`ConfigError`] if the file cannot be read or is invalid.
    pub fn read(content: &Path) -> Result<(Self, TimeZone), ConfigError> {
        let file = content.join("site.toml");
        let path = file.display().to_string();
        let text = std::fs::read_to_string(&file).map_err(|source| ConfigError::Read {
            path: path.clone(),
            source,
        })?;
        let mut config: Self = toml::from_str(&text).map_err(|source| ConfigError::Parse {
            path: path.clone(),
            source: Box::new(source),
        })?;
        let zone =
            config
                .check()
                .map_err(|(key, reason)| ConfigError::Value { path, key, reason })?;
        Ok((config, zone))
    }

    /// Checks the settings and normalizes the addresses. Returns the time zone, or else a key and
    /// what is wrong with its value.
    fn check(&mut self) -> Result<TimeZone, (String, String)> {
        let wrong = |key: &str, reason: String| Err((key.to_owned(), reason));
        if self.name.trim().is_empty() {
            return wrong("name", "is empty; give the newspaper a name".into());
        }
        self.url = address(&self.url).map_err(|reason| ("url".to_owned(), reason))?;
        if !is_language(&self.lang) {
            return wrong(
                "lang",
                format!(
                    "{:?} is not a language tag; use one such as en-US",
                    self.lang
                ),
            );
        }
        let web = |url: &url::Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        if let Some(hub) = self.hub.as_mut() {
            match url::Url::parse(hub).ok().filter(web) {
                Some(url) => *hub = url.into(),
                None => {
                    let reason = format!(
                        "{hub:?} is not a web address; use one such as https://hub.example.org/"
                    );
                    return wrong("hub", reason);
                }
            }
        }
        for (at, host) in self.former_hosts.iter_mut().enumerate() {
            match FormerAddress::parse(&format!("https://{host}/")) {
                Ok(address) if address.path() == "/" && address.query().is_empty() => {
                    *host = address.host().to_owned();
                }
                Ok(_) | Err(_) => {
                    let key = format!("former_hosts[{at}]");
                    let reason = format!("{host:?} is not a host; use one such as old.example.org");
                    return Err((key, reason));
                }
            }
        }
        for (key, hosts) in [
            ("picture_hosts", &mut self.picture_hosts),
            ("media_hosts", &mut self.media_hosts),
        ] {
            for (at, host) in hosts.iter_mut().enumerate() {
                *host = host_name(host).ok_or_else(|| {
                    let reason = format!(
                        "{host:?} is not the name of a host; use one such as media.example.org, \
                         without https:// and a path"
                    );
                    (format!("{key}[{at}]"), reason)
                })?;
            }
        }
        if self.sections.is_empty() {
            return wrong("sections", "is empty; add at least one section".into());
        }
        for (key, list) in [("sections", &self.sections), ("authors", &self.authors)] {
            let mut seen = HashSet::new();
            for (i, named) in list.iter().enumerate() {
                let key = format!("{key}[{i}].slug");
                if !seen.insert(&named.slug) {
                    return Err((
                        key,
                        format!("{:?} is used twice; choose another slug", named.slug),
                    ));
                }
                if key.starts_with("sections") && RESERVED.contains(&named.slug.as_str()) {
                    return Err((
                        key,
                        format!(
                            "{:?} is reserved for the site's own pages; choose another slug",
                            named.slug
                        ),
                    ));
                }
                if key.starts_with("sections") && named.desk {
                    let key = format!("sections[{i}].desk");
                    return Err((key, "only an author can be a desk; remove this key".into()));
                }
            }
        }
        if let Some(admin) = self.admin.as_mut() {
            admin.check()?;
        }
        if let Some(podcast) = &self.podcast {
            podcast.check(|slug| self.section(slug).is_some())?;
        }
        // Use the bundled database, so that every machine prints the same dates.
        jiff::tz::TimeZoneDatabase::bundled()
            .get(&self.time_zone)
            .map_err(|_| {
                let reason = format!(
                    "{:?} is not a time zone; use one such as America/Los_Angeles",
                    self.time_zone
                );
                ("time_zone".to_owned(), reason)
            })
    }

    /// Returns the fingerprint of all settings that pages are made from: all but `admin`.
    pub fn fingerprint(&self) -> Fingerprint {
        let published = Self {
            admin: None,
            ..self.clone()
        };
        // `Debug` prints every field.
        FingerprintBuilder::new("config")
            .text(&format!("{published:?}"))
            .key()
    }

    /// Returns the path that the site is hosted under, such as `/paper`; empty at the root.
    pub fn base_path(&self) -> &str {
        // `check` has made sure that this is an address, so the path starts after the host.
        let host = self.url.find("://").map_or(0, |at| at + 3);
        self.url[host..]
            .find('/')
            .map_or("", |slash| &self.url[host + slash..])
    }

    /// Returns the address of a picture if it is on one of the newspaper's picture hosts. Only `https`
    /// addresses count.
    pub fn hosted_picture(&self, href: &str) -> Option<String> {
        hosted(&self.picture_hosts, href)
    }

    /// Returns the address of a video or an audio recording if it is on one of the hosts for these.
    pub fn hosted_recording(&self, href: &str) -> Option<String> {
        hosted(&self.media_hosts, href)
    }

    /// Returns the section with this slug.
    pub fn section(&self, slug: &str) -> Option<&SectionOrAuthor> {
        self.sections.iter().find(|s| s.slug.as_str() == slug)
    }

    /// Returns the author with this slug.
    pub fn author(&self, slug: &str) -> Option<&SectionOrAuthor> {
        self.authors.iter().find(|a| a.slug.as_str() == slug)
    }
}

/// Returns the address of a file if it is on one of `hosts`.
fn hosted(hosts: &[String], href: &str) -> Option<String> {
    if hosts.is_empty() {
        return None;
    }
    let url = url::Url::parse(href.trim()).ok()?;
    let is_named = |host: &str| hosts.iter().any(|named| named == host);
    let is_plain = url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    (is_plain && url.host_str().is_some_and(is_named)).then(|| url.into())
}

/// Returns the name of a host in ASCII; `None` for anything but a name, such as an address with a port. The
/// result can be used unchanged as a host source of a Content-Security-Policy (CSP 3 §2.3.1).
fn host_name(text: &str) -> Option<String> {
    let url = url::Url::parse(&format!("https://{text}/")).ok()?;
    let is_only_host = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && url.port().is_none();
    let name = url.domain().filter(|_| is_only_host)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    (!text.contains('/') && name.chars().all(is_plain)).then(|| name.to_owned())
}

/// Normalizes the newspaper's address and removes the slash at its end. The path is used in server
/// configurations, where special characters would have a meaning, so they are refused.
fn address(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text.trim()).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let Some(url) = url else {
        return Err(format!(
            "{text:?} is not a web address; use one such as https://example.org"
        ));
    };
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!(
            "{text:?} has a ? or a #; remove it and everything after it"
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!(
            "{text:?} has a user name or password; remove it and the @"
        ));
    }
    let path = url.path().trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    if !path.chars().all(plain) || path.contains("//") {
        return Err(format!(
            "{text:?} has a path with other characters than letters, digits and - . _ ~ between \
                 single slashes; host the newspaper under a plain path, such as \
                 https://example.org/paper"
        ));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// The length of the longest language tag that has to be supported (RFC 5646, section 4.4.1).
const LONGEST_LANGUAGE_TAG: usize = 35;

/// Returns whether a text is a well-formed BCP 47 language tag, such as `en-US`. Tags without a
/// language, such as `x-house` and `i-klingon`, do not count.
pub fn is_language(text: &str) -> bool {
    text.len() <= LONGEST_LANGUAGE_TAG && parse_language(text).is_some()
}

fn parse_language(text: &str) -> Option<Locale> {
    // The parser also reads CLDR's spelling `en_US`, which HTML and HTTP do not know.
    if text.contains('_') {
        return None;
    }
    let mut subtags: Vec<&str> = text.split('-').collect();
    // The parser does not read the older form of some tags, `zh-yue` for `yue`: two or three
    // letters, then an extended language of three letters (RFC 5646, section 2.2.2).
    let is_extended_language =
        |subtag: &&str| subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    if matches!(subtags[0].len(), 2 | 3) && subtags.get(1).is_some_and(is_extended_language) {
        subtags.remove(0);
    }
    Locale::try_from_str(&subtags.join("-")).ok()
}

/// Returns the direction in which a language is written: that of the script in its tag, or else of
/// the script that CLDR considers likely. Text that is not a language tag counts as left to right.
pub fn direction(lang: &str) -> Direction {
    let Some(language) = parse_language(lang) else {
        return Direction::Ltr;
    };
    if LocaleDirectionality::new_extended().is_right_to_left(&language.id) {
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
    fn picture_hosts_are_names_and_pictures_there_have_https() {
        let with = |hosts: &str| check(&format!("picture_hosts = {hosts}\n{GOOD}"));
        let config = with(r#"["Media.Example", "bücher.example"]"#).unwrap();
        assert_eq!(
            config.picture_hosts,
            ["media.example", "xn--bcher-kva.example"]
        );
        let hosted = |href: &str| config.hosted_picture(href);
        let url = "https://media.example/a%20b.jpg?w=1";
        assert_eq!(
            hosted("https://MEDIA.example/a b.jpg?w=1").as_deref(),
            Some(url)
        );
        for other in [
            "http://media.example/a.jpg",
            "https://media.example:8443/a.jpg",
            "https://me@media.example/a.jpg",
            "https://media.example.evil/a.jpg",
            "//media.example/a.jpg",
            "a.jpg",
            "",
        ] {
            assert_eq!(hosted(other), None, "{other}");
        }
        for bad in [
            "https://media.example",
            "media.example/a",
            "a:80",
            "",
            "*.a.example",
            "a; b",
            "[::1]",
        ] {
            let error = with(&format!("[{bad:?}]")).unwrap_err();
            assert!(error.starts_with("picture_hosts[0]: "), "{error}");
        }
    }

    #[test]
    fn recordings_have_hosts_of_their_own() {
        let config = check(&format!("media_hosts = [\"Video.Example\"]\n{GOOD}")).unwrap();
        let url = "https://video.example/a.mp4";
        assert_eq!(config.hosted_recording(url).as_deref(), Some(url));
        assert_eq!(config.hosted_picture(url), None);
        for other in ["http://video.example/a.mp4", "file:///a.mp4", "a.mp4"] {
            assert_eq!(config.hosted_recording(other), None, "{other}");
        }
        let error = check(&format!("media_hosts = [\"a/b\"]\n{GOOD}")).unwrap_err();
        assert!(error.starts_with("media_hosts[0]: "), "{error}");
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
            ("lang =", "redirects = \"on\"\nlang =", "`pages`"),
            (
                "lang =",
                "former_hosts = [\"https://old.example\"]\nlang =",
                "former_hosts[0]: ",
            ),
        ] {
            let error = check(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.contains(key), "{error}");
        }
    }

    #[test]
    fn the_newspapers_address_is_normalized() {
        for (text, kept, base) in [
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
            let config = check(&GOOD.replace("https://post.example/", text)).unwrap();
            assert_eq!((&*config.url, config.base_path()), (kept, base), "{text}");
        }
        // Server configurations could give these paths another meaning.
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
    fn a_hub_can_be_set() {
        let text = GOOD.replace("lang =", "hub = \"https://hub.example\"\nlang =");
        let hub = check(&text).map(|config| config.hub);
        assert_eq!(hub, Ok(Some("https://hub.example/".into())));
    }

    #[test]
    fn the_style_is_in_the_page_by_default() {
        let place = |text: &str| check(text).map(|config| config.style);
        assert_eq!(place(GOOD), Ok(StyleDelivery::InPage));
        let linked = GOOD.replace("lang =", "style = \"linked\"\nlang =");
        assert_eq!(place(&linked), Ok(StyleDelivery::Linked));
    }

    #[test]
    fn a_language_tag_is_well_formed() {
        for tag in [
            "en",
            "EN-us",
            "es-419",
            "zh-Hant-TW",
            "zh-yue-HK",
            "de-CH-1901",
            "sl-rozaj-biske",
            "ar-u-nu-latn",
            "en-x-house",
            "tlh",
        ] {
            assert!(is_language(tag), "{tag}");
        }
        for text in [
            "",
            "-",
            "e",
            "en-",
            "-en",
            "en--US",
            "en_US",
            "en-U",
            "en-USAAA1234",
            "english1",
            "en-US-US",
            "en-x",
            "en-u",
            "12",
            "ünglish",
            "en US",
            "<b>",
        ] {
            assert!(!is_language(text), "{text:?}");
        }
        let error = check(&GOOD.replace("\"en-US\"", "\"en-\"")).unwrap_err();
        assert_eq!(
            error,
            "lang: \"en-\" is not a language tag; use one such as en-US"
        );
    }

    #[test]
    fn a_language_has_a_direction() {
        for rtl in ["ar", "he-IL", "fa", "ur-PK", "AR-EG", "uz-Arab", "ar-arz"] {
            assert_eq!(direction(rtl), Direction::Rtl, "{rtl}");
        }
        for ltr in ["en", "es-419", "arn", "ku-Latn", ""] {
            assert_eq!(direction(ltr), Direction::Ltr, "{ltr}");
        }
    }
}
