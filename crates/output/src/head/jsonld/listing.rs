//! Structured data of listing pages and of the website as a whole.

use super::{
    Reference,
    organization::{Author, of_kind, publisher},
};
use crate::head::description;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{Front, Listing, ListingKind, Route, Site};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct CollectionPage<'a> {
    #[serde(rename = "@id")]
    id: String,
    url: String,
    name: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: Cow<'a, str>,
    in_language: &'a str,
    /// The author, on the page of an author.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Author<'a>>,
    publisher: Reference,
    main_entity: ItemList,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ItemList {
    number_of_items: usize,
    item_list_element: Vec<ListItem>,
}

/// A link to a story or an edition. Its own page has the details.
#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem {
    position: usize,
    url: String,
}

impl<'a> CollectionPage<'a> {
    pub fn new(
        listing: &'a Listing,
        route: &Route,
        config: &'a Config,
        site: &'a Site,
        site_urls: &SiteUrls,
    ) -> Self {
        let url = site_urls.page(route);
        let about = (listing.kind == ListingKind::Author)
            .then(|| of_kind(&listing.name, Some(&listing.slug), config, site_urls));
        Self {
            id: format!("{url}#page"),
            url,
            name: listing.title(),
            description: listing.description.as_str().into(),
            in_language: &site.lang,
            about,
            publisher: publisher(site_urls),
            main_entity: items(listing.cards.iter().map(|card| &card.url), site_urls),
        }
    }

    /// Returns the edition of a day or the month of a section with its stories, or a calendar with the
    /// editions that it links to.
    pub fn of_edition(
        edition: &Front,
        route: &Route,
        site: &'a Site,
        site_urls: &SiteUrls,
    ) -> Self {
        let url = site_urls.page(route);
        let stories = edition.cards().map(|card| &card.url);
        let linked = edition.days().into_iter().chain(edition.listed_stories());
        let main_entity = items(stories.chain(linked), site_urls);
        Self {
            id: format!("{url}#page"),
            url,
            name: edition.name.clone(),
            description: description::about_edition(edition, site).into(),
            in_language: &site.lang,
            about: None,
            publisher: publisher(site_urls),
            main_entity,
        }
    }
}

fn items<'r>(routes: impl Iterator<Item = &'r Route>, site_urls: &SiteUrls) -> ItemList {
    let items = routes.enumerate().map(|(at, route)| ListItem {
        position: at + 1,
        url: site_urls.page(route),
    });
    let item_list_element: Vec<ListItem> = items.collect();
    ItemList {
        number_of_items: item_list_element.len(),
        item_list_element,
    }
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct WebSite<'a> {
    #[serde(rename = "@id")]
    id: String,
    url: String,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    in_language: &'a str,
    publisher: Reference,
}

impl<'a> WebSite<'a> {
    pub fn new(site: &'a Site, site_urls: &SiteUrls) -> Self {
        Self {
            id: site_urls.absolute("/#website"),
            url: site_urls.page(&Route::Front),
            name: &site.name,
            description: &site.description,
            in_language: &site.lang,
            publisher: publisher(site_urls),
        }
    }
}
