//! Who publishes, and who writes.

use super::Reference;
use crate::{
    config::{Config, Named},
    head::{LARGE_ICON, address::Address},
};
use frontpage_model::{Article, Route, Site};
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
    url: String,
}

/// Who wrote a story: those in the byline that have a page. A story without any byline is the
/// newspaper's own. Where the byline names only others, nobody is named: their names cannot be
/// told from the words around them.
pub fn authors<'a>(
    article: &'a Article,
    config: &'a Config,
    site: &'a Site,
    address: Address<'_>,
) -> Vec<Author<'a>> {
    if article.byline.is_empty() {
        return vec![Author::Organization(Name {
            name: &site.name,
            url: address.canonical(&Route::Front),
        })];
    }
    let parts = article.byline.iter();
    parts
        .filter_map(|part| {
            let slug = part.author.as_ref()?;
            let name = Name {
                name: &part.text,
                url: address.canonical(&Route::Author(slug.clone(), None)),
            };
            Some(of_kind(config.author(slug.as_str()), name))
        })
        .collect()
}

/// An author as what `site.toml` says they are.
pub fn of_kind<'a>(author: Option<&Named>, name: Name<'a>) -> Author<'a> {
    if author.is_some_and(|author| author.desk) {
        Author::Organization(name)
    } else {
        Author::Person(name)
    }
}

impl<'a> Name<'a> {
    /// The author's own page tells of them.
    pub fn new(name: &'a str, url: String) -> Self {
        Self { name, url }
    }
}
