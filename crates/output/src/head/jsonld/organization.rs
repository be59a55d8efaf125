//! Who publishes, and who writes.

use super::Reference;
use crate::head::LARGE_ICON;
use crate::head::address::Address;
use frontpage_base::config::Config;
use frontpage_model::{Article, Route, Site, Slug};
use serde::Serialize;

/// The newspaper as a publisher.
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
    /// As other pages name it.
    pub fn brief(site: &'a Site, address: Address<'_>) -> Self {
        Self {
            id: id(address),
            name: &site.name,
            url: address.canonical(&Route::Front),
            logo: ImageObject {
                url: address.absolute(LARGE_ICON),
                width: 512,
                height: 512,
            },
            description: "",
            slogan: "",
        }
    }

    /// As its front page presents it.
    pub fn whole(site: &'a Site, address: Address<'_>) -> Self {
        Self {
            description: &site.description,
            slogan: &site.tagline,
            ..Self::brief(site, address)
        }
    }
}

/// The publisher, by reference.
pub fn publisher(address: Address<'_>) -> Reference {
    Reference { id: id(address) }
}

fn id(address: Address<'_>) -> String {
    address.absolute("/#publisher")
}

/// An author.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub enum Author<'a> {
    /// Someone.
    Person(Name<'a>),
    /// A desk, an agency, or the newspaper itself.
    Organization(Name<'a>),
}

/// A name, without a title and without "By", and the page that goes with it.
#[derive(Serialize)]
pub struct Name<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Who wrote a story: those in its byline, as its feed items name them. A story that names nobody
/// is the newspaper's own.
pub fn authors<'a>(
    article: &'a Article,
    named: &[String],
    config: &'a Config,
    site: &'a Site,
    address: Address<'_>,
) -> Vec<Author<'a>> {
    let named: Vec<Author> = crate::feeds::authors(article, named, &config.lang)
        .into_iter()
        .map(|author| of_kind(author.name, author.slug, config, address))
        .collect();
    if !named.is_empty() {
        return named;
    }
    vec![Author::Organization(Name {
        name: &site.name,
        url: Some(address.canonical(&Route::Front)),
    })]
}

/// An author as what `site.toml` says they are; who is not in it is a person.
pub fn of_kind<'a>(
    name: &'a str,
    slug: Option<&Slug>,
    config: &Config,
    address: Address<'_>,
) -> Author<'a> {
    let desk = slug.is_some_and(|slug| {
        let known = config.author(slug.as_str());
        known.is_some_and(|author| author.desk)
    });
    let name = Name {
        name,
        url: slug.map(|slug| address.canonical(&Route::Author(slug.clone(), None))),
    };
    if desk {
        Author::Organization(name)
    } else {
        Author::Person(name)
    }
}
