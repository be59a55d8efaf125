//! What a page says of its article: structured data first, then Open Graph and HTML.

use crate::structured_data::StructuredData;
use frontpage_clean::plain;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use scraper::{Html, Selector};
use url::Url;

/// The names that pages give the time of publication: Open Graph, Parse.ly and Dublin Core.
const PUBLISHED: [&str; 4] = [
    "article:published_time",
    "parsely-pub-date",
    "dcterms.created",
    "DC.date.issued",
];

/// What a page says of its article.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The summary.
    pub summary: Option<String>,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The time of publication.
    pub published: Option<Timestamp>,
    /// The time of the last change.
    pub updated: Option<Timestamp>,
    /// The section.
    pub section: Option<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// The address of the lead picture.
    pub image: Option<String>,
    /// The address that the page calls its own.
    canonical: Option<String>,
}

impl Metadata {
    /// Reads a page. `zone` is the time zone of times without one.
    pub fn read(page: &Html, zone: &TimeZone) -> Self {
        let data = StructuredData::read(page);
        let meta = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| values(page, name).next());
            found.next()
        };
        let time = |text: Option<String>| text.and_then(|text| time(&text, zone));
        let mut tags = data.keywords;
        if tags.is_empty() {
            tags = values(page, "article:tag").collect();
        }
        Self {
            title: data.headline.or_else(|| meta(&["og:title"])),
            summary: data
                .description
                .or_else(|| meta(&["og:description", "description"])),
            authors: match data.authors.is_empty() {
                // Skip values that are addresses and not names.
                true => values(page, "author")
                    .filter(|name| !name.contains("://"))
                    .collect(),
                false => data.authors,
            },
            published: time(data.published.or_else(|| meta(&PUBLISHED))),
            updated: time(data.modified.or_else(|| meta(&["article:modified_time"]))),
            section: data.section.or_else(|| meta(&["article:section"])),
            tags,
            image: data
                .image
                .or_else(|| meta(&["og:image:secure_url", "og:image", "twitter:image"])),
            canonical: link(page).or_else(|| meta(&["og:url"])),
        }
    }

    /// Adds the address that a browser wrote into a saved page, if the page itself does not state its
    /// address: `<!-- saved from url=(0019)https://a.example/ -->`.
    pub fn saved_from(mut self, html: &str) -> Self {
        if self.canonical.is_none()
            && let Some((_, rest)) = html.split_once("saved from url=(")
            && let Some((_, rest)) = rest.split_once(')')
        {
            self.canonical = rest.split_whitespace().next().map(str::to_owned);
        }
        self
    }

    /// Returns the address of the article. This is the canonical address of the page, if it is on the host
    /// that the page was fetched from. Otherwise it is the address that was fetched.
    pub fn address(&self, fetched: Option<&Url>) -> Option<Url> {
        let canonical = self.canonical.as_deref();
        let canonical = canonical.and_then(|own| match fetched {
            Some(fetched) => fetched.join(own).ok(),
            None => Url::parse(own).ok(),
        });
        let canonical = canonical.filter(|own| {
            let is_web = matches!(own.scheme(), "https" | "http");
            is_web && fetched.is_none_or(|fetched| fetched.host() == own.host())
        });
        let mut address = canonical.or_else(|| fetched.cloned())?;
        address.set_fragment(None);
        Some(address)
    }
}

/// Returns the values of a `meta` element, by its name or property.
fn values<'a>(page: &'a Html, name: &str) -> impl Iterator<Item = String> + 'a {
    let selector = format!("meta[property=\"{name}\"], meta[name=\"{name}\"]");
    let selector = Selector::parse(&selector).ok();
    let found: Vec<String> = selector
        .iter()
        .flat_map(|selector| page.select(selector))
        .filter_map(|element| element.attr("content"))
        .map(plain)
        .filter(|value| !value.is_empty())
        .collect();
    found.into_iter()
}

fn link(page: &Html) -> Option<String> {
    let selector = Selector::parse("link[rel=\"canonical\"]").ok()?;
    let href = page.select(&selector).next()?.attr("href")?.trim();
    (!href.is_empty()).then(|| href.to_owned())
}

/// Reads a time (ISO 8601), with or without a time zone, or a date.
fn time(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    let civil = || {
        let time = text.parse::<DateTime>().ok();
        time.or_else(|| Some(text.parse::<Date>().ok()?.at(0, 0, 0, 0)))
    };
    let time = text
        .parse()
        .ok()
        .or_else(|| zone.to_timestamp(civil()?).ok())?;
    (time > Timestamp::UNIX_EPOCH).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Metadata {
        let page = Html::parse_document(&format!("<html><head>{head}</head></html>"));
        Metadata::read(&page, &TimeZone::UTC)
    }

    #[test]
    fn open_graph_tells_what_structured_data_does_not() {
        let found = read(
            "<meta property='og:title' content='Rain &amp;amp; more'><meta name=author content='Jane Roe'>\
             <meta property='article:published_time' content='2019-03-11T10:00:00+01:00'>\
             <meta property='article:section' content='World'><meta property='article:tag' content='Rain'>\
             <meta property='article:tag' content='Snow'><meta property='og:image' content='/a.jpg'>",
        );
        assert_eq!(found.title.as_deref(), Some("Rain & more"));
        assert_eq!(found.authors, ["Jane Roe"]);
        assert_eq!(found.published.unwrap().to_string(), "2019-03-11T09:00:00Z");
        assert_eq!(found.section.as_deref(), Some("World"));
        assert_eq!(found.tags, ["Rain", "Snow"]);
        assert_eq!(found.image.as_deref(), Some("/a.jpg"));
    }

    #[test]
    fn only_an_address_on_the_same_host_is_the_pages_own() {
        let page = |href: &str| read(&format!("<link rel=canonical href='{href}'>"));
        let fetched: Url = "https://old.example/a?utm=1#x".parse().unwrap();
        let of = |href: &str| page(href).address(Some(&fetched)).unwrap().to_string();
        assert_eq!(of("/a"), "https://old.example/a");
        assert_eq!(of("https://else.example/b"), "https://old.example/a?utm=1");
        assert_eq!(of("javascript:alert(1)"), "https://old.example/a?utm=1");
        let comment = "<html><!-- saved from url=(0021)https://old.example/s -->";
        let saved = read("").saved_from(comment).address(None);
        assert_eq!(saved.unwrap().as_str(), "https://old.example/s");
        let saved = page("https://old.example/a")
            .saved_from(comment)
            .address(None);
        assert_eq!(saved.unwrap().as_str(), "https://old.example/a");
        assert_eq!(page("/a").address(None), None);
    }

    #[test]
    fn times_have_many_forms() {
        let zone = TimeZone::fixed(jiff::tz::Offset::constant(-8));
        let of = |text: &str| time(text, &zone).map(|time| time.to_string());
        let expected = Some("2019-03-11T18:00:00Z".to_owned());
        assert_eq!(of("2019-03-11T18:00:00Z"), expected);
        assert_eq!(of("2019-03-11T10:00:00-08:00"), expected);
        assert_eq!(of(" 2019-03-11 10:00 "), expected);
        assert_eq!(of("2019-03-11").unwrap(), "2019-03-11T08:00:00Z");
        for bad in ["", "yesterday", "0000-00-00", "0001-01-01T00:00:00Z"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
