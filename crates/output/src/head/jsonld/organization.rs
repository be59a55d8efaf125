//! Structured data of the publisher and of authors.

use super::Reference;
use crate::head::LARGE_ICON;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{Article, Route, Site, Slug};
use serde::Serialize;

/// The newspaper as the publisher.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub struct NewsMediaOrganization<'a> {
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    url: String,
    logo: ImageObject,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    slogan: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ImageObject {
    url: String,
    width: u32,
    height: u32,
}

impl<'a> NewsMediaOrganization<'a> {
    /// Returns the short form, for all pages except the front page.
    pub fn brief(site: &'a Site, site_urls: &SiteUrls) -> Self {
        Self {
            id: id(site_urls),
            name: &site.name,
            url: site_urls.page(&Route::Front),
            logo: ImageObject {
                url: site_urls.absolute(LARGE_ICON),
                width: 512,
                height: 512,
            },
            description: "",
            slogan: "",
        }
    }

    /// Returns the full form, with description and slogan, for the front page.
    pub fn whole(site: &'a Site, site_urls: &SiteUrls) -> Self {
        Self {
            description: &site.description,
            slogan: &site.tagline,
            ..Self::brief(site, site_urls)
        }
    }
}

/// Returns a reference to the publisher.
pub fn publisher(site_urls: &SiteUrls) -> Reference {
    Reference { id: id(site_urls) }
}

fn id(site_urls: &SiteUrls) -> String {
    site_urls.absolute("/#publisher")
}

/// An author.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub enum Author<'a> {
    /// A person.
    Person(Name<'a>),
    /// A desk, an agency, or the newspaper itself.
    Organization(Name<'a>),
}

/// The name of an author without a title or "By", and the URL of the author's page.
#[derive(Serialize)]
pub struct Name<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Returns the authors in a story's byline, the same ones as in feeds. If there are none, the
/// author is the newspaper itself.
pub fn authors<'a>(
    article: &'a Article,
    named: &[String],
    config: &'a Config,
    site: &'a Site,
    site_urls: &SiteUrls,
) -> Vec<Author<'a>> {
    let named: Vec<Author> = crate::feeds::authors(article, named, &config.lang)
        .into_iter()
        .map(|author| of_kind(author.name, author.slug, config, site_urls))
        .collect();
    if !named.is_empty() {
        return named;
    }
    vec![Author::Organization(Name {
        name: &site.name,
        url: Some(site_urls.page(&Route::Front)),
    })]
}

/// Returns an author as an organization if `site.toml` marks them as a desk, and as a person
/// otherwise.
pub fn of_kind<'a>(
    name: &'a str,
    slug: Option<&Slug>,
    config: &Config,
    site_urls: &SiteUrls,
) -> Author<'a> {
    let desk = slug.is_some_and(|slug| {
        let known = config.author(slug.as_str());
        known.is_some_and(|author| author.desk)
    });
    let name = Name {
        name,
        url: slug.map(|slug| site_urls.page(&Route::Author(slug.clone(), None))),
    };
    if desk {
        Author::Organization(name)
    } else {
        Author::Person(name)
    }
}
