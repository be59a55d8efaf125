//! The addresses of the site: parses the path of a URL into a page, and prints it.

use crate::{Day, EditionPath, Month, RESERVED, Slug};
use core::{fmt, num::NonZeroU32};
use serde::{Deserialize, Serialize};

/// The number of an older page of a listing. The oldest page has number 1.
///
/// Counting from the oldest page means that a full page with a newer one after it never changes
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(NonZeroU32);

impl PageNumber {
    /// The first page.
    pub(crate) const FIRST: Self = Self(NonZeroU32::MIN);

    /// Creates a page number; `None` for 0.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// Returns the number.
    pub fn get(self) -> u32 {
        self.0.get()
    }
}

/// A page of the newspaper.
///
/// ```
/// # use frontpage_model::Route;
/// let route = Route::parse("/world/2").unwrap();
/// assert_eq!(route.to_string(), "/world/2");
/// assert_eq!(route.data_path(), "/world/2.json");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Route {
    /// `/`
    Front,
    /// `/world`, `/world/2`
    Section(Slug, Option<PageNumber>),
    /// `/2025/02/18/us-russia-missions`, with the day in the newspaper's time zone
    Article(Day, Slug),
    /// `/tag/mideast`, `/tag/mideast/2`
    Tag(Slug, Option<PageNumber>),
    /// `/author/world-desk`, `/author/world-desk/2`
    Author(Slug, Option<PageNumber>),
    /// `/edition/2025/03/28`, with a day in the newspaper's time zone; `/edition`, `/edition/2025`,
    /// `/edition/2025/03`. Also the stories of a section in a month: `/world/2025/03`
    Edition(EditionPath),
}

impl Route {
    /// Returns the route of the edition of a day, or of the calendar of a longer period.
    pub fn edition(period: crate::Period) -> Self {
        Self::Edition(period.into())
    }

    /// Returns the route of the page with the stories of a section in a month.
    pub fn section_month(section: &Slug, month: Month) -> Self {
        Self::Edition(EditionPath::of_section(section, month))
    }

    /// Parses the path of a URL, without query, fragment and base path. Accepts one trailing slash,
    /// because some hosts add it. `None` if no page can have this path.
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        if path.is_empty() {
            return Some(Self::Front);
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut parts = path.split('/');
        let mut next = || parts.next();
        let (first, second, third, fourth) = (next()?, next(), next(), next());
        if next().is_some() {
            return None;
        }
        match (first, second, third, fourth) {
            ("tag", Some(slug), page, None) => {
                Some(Self::Tag(parse_slug(slug)?, parse_page_number(page)?))
            }
            ("author", Some(slug), page, None) => {
                Some(Self::Author(parse_slug(slug)?, parse_page_number(page)?))
            }
            ("edition", ..) => parse_edition(path, first),
            // The length of the day makes sure that nothing follows the ten bytes parsed below.
            (_, Some(_), Some(day), Some(slug)) if day.len() == 2 => {
                let day = path.get(..10)?;
                // A year or month of another length shifts the ten bytes, which then don't parse.
                let day = Day::parse(day, '/').ok()?;
                Some(Self::Article(day, parse_slug(slug)?))
            }
            (name, page, month, None) if !RESERVED.contains(&name) => {
                let section = parse_slug(name)?;
                if month.is_some() {
                    return parse_edition(path, first);
                }
                Some(Self::Section(section, parse_page_number(page)?))
            }
            _ => None,
        }
    }

    /// Returns the path of the JSON file with this page's data, from the site's root.
    pub fn data_path(&self) -> String {
        match self {
            Self::Front => "/index.json".into(),
            other => format!("{other}.json"),
        }
    }
}

/// Returns the path of the rail with the newest stories of a tag.
pub fn rail_path(tag: &Slug) -> String {
    format!("/rail/{tag}.json")
}

/// Returns the path of the *Popular* rail.
pub fn popular_path() -> String {
    "/popular.json".into()
}

/// Whether `path` is that of a rail.
pub fn is_rail_path(path: &str) -> bool {
    path.starts_with("/rail/") || path == popular_path()
}

/// Returns the path of the newspaper's own data: its name, sections, time zone.
pub fn site_path() -> String {
    "/site.json".into()
}

/// Returns the path of a picture's rendition. `fingerprint` is that of [`Image`](crate::Image),
/// `width` is in pixels.
pub fn media_path(fingerprint: &str, width: u32, format: crate::Format) -> String {
    format!("/media/{fingerprint}-{width}.{}", format.extension())
}

fn parse_slug(slug: &str) -> Option<Slug> {
    Slug::parse(slug).ok()
}

/// Parses the path of an edition, a calendar or the month of a section. `first` is its first part.
fn parse_edition(path: &str, first: &str) -> Option<Route> {
    let path = EditionPath::parse(path, first.len()).ok()?;
    Some(Route::Edition(path))
}

/// Parses an optional page number. The inner `None` means that there is no segment, the outer one
/// that the segment is not a number from 1 without leading zeros or a sign.
fn parse_page_number(segment: Option<&str>) -> Option<Option<PageNumber>> {
    let Some(text) = segment else {
        return Some(None);
    };
    if text.starts_with(['0', '+']) {
        return None;
    }
    text.parse().ok().and_then(PageNumber::new).map(Some)
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (folder, name, page) = match self {
            Self::Front => return f.write_str("/"),
            Self::Article(day, slug) => {
                f.write_str("/")?;
                f.write_str(&day.path())?;
                ("/", slug.as_str(), &None)
            }
            Self::Edition(path) => ("/", path.as_str(), &None),
            Self::Section(slug, page) => ("/", slug.as_str(), page),
            Self::Tag(slug, page) => ("/tag/", slug.as_str(), page),
            Self::Author(slug, page) => ("/author/", slug.as_str(), page),
        };
        f.write_str(folder)?;
        f.write_str(name)?;
        match page {
            Some(page) => {
                f.write_str("/")?;
                page.get().fmt(f)
            }
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for Route {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not the path of a page of this site")
    }
}

impl From<Route> for String {
    fn from(route: Route) -> Self {
        route.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_prints_as_it_was_read() {
        for path in [
            "/",
            "/world",
            "/world/2",
            "/us",
            "/2025/02/18/us-russia-missions",
            "/tag/mideast",
            "/tag/mideast/12",
            "/author/world-desk",
            "/author/world-desk/1",
            "/2025",
            "/edition",
            "/edition/2025",
            "/edition/2025/03",
            "/edition/2025/03/28",
            "/edition/2024/02/29",
            "/world/2025/03",
            "/28/2025/12",
        ] {
            assert_eq!(Route::parse(path).map(String::from).as_deref(), Some(path));
        }
    }

    #[test]
    fn rails_are_known_by_their_paths() -> Result<(), crate::SlugError> {
        assert!(is_rail_path(&popular_path()));
        assert!(is_rail_path(&rail_path(&Slug::parse("mideast")?)));
        for other in [
            &*site_path(),
            "/index.json",
            "/rails.json",
            "/popular/2.json",
        ] {
            assert!(!is_rail_path(other), "{other}");
        }
        Ok(())
    }

    #[test]
    fn forgives_one_trailing_slash() {
        assert_eq!(Route::parse("/world/"), Route::parse("/world"));
        assert_eq!(Route::parse("/world//"), None);
    }

    #[test]
    fn paths_that_cannot_be_a_page_are_rejected() {
        for path in [
            "",
            "world",
            "//",
            "/World",
            "/world/0",
            "/world/02",
            "/world/-1",
            "/world/+1",
            "/world/x",
            "/tag",
            "/tag/",
            "/author",
            "/tag/a/b",
            "/media/x",
            "/media",
            "/a/b/c/d/e",
            "/2025/02/30/no-such-day",
            "/2025/2/18/slug",
            "/2025/02/18",
            "/2025/02/18/",
            "/2025/02/18/a/b",
            "/%2e%2e/etc",
            "/../x",
            "/world?x",
            "/a/b/c",
            "/index",
            "/404",
            "/world/4294967296",
            "/\u{1F5DE}",
            "/20250/2/18/slug",
            "/2025/02/18x/slug",
            "/2025/02/18\u{0}/slug",
            "/ééééé/aaaa/b/slug",
            "/editions/2025/03/28",
            "/edition//",
            "/edition/0000",
            "/edition/20250",
            "/edition/2025/13",
            "/edition/2025/00",
            "/edition/2025/3",
            "/edition/2025/02/31",
            "/edition/2025/02/00",
            "/edition/0000/01/01",
            "/edition/20250/01/01",
            "/edition/2025/1/011",
            "/edition/2025-03-28",
            "/edition/2025/03/28/2",
            "/edition/2025/03/index",
            "/edition/2025/03//",
            "/world/2025/3",
            "/world/2025/13",
            "/world/2025/03x",
            "/world/0999/03",
            "/world/20250/03",
            "/World/2025/03",
            "/world/2025-03",
            "/world/2025//03",
            "/world/2025/03/28",
            "/media/2025/03",
            "/sitemaps/2025/03",
            "/tag/mideast/2025/03",
            "/author/2025/03",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn each_page_has_a_data_file() {
        let page_data = |path: &str| Route::parse(path).map(|r| r.data_path());
        assert_eq!(page_data("/").as_deref(), Some("/index.json"));
        assert_eq!(page_data("/world").as_deref(), Some("/world.json"));
        assert_eq!(
            page_data("/2025/02/18/a").as_deref(),
            Some("/2025/02/18/a.json")
        );
    }
}
