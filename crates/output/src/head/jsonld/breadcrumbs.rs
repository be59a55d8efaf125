//! Breadcrumbs: the newspaper, then the section or list, then the page itself.

use crate::site_urls::SiteUrls;
use frontpage_model::{Article, Front, Listing, ListingKind, Month, Period, Route, Site};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct BreadcrumbList<'a> {
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    position: usize,
    name: std::borrow::Cow<'a, str>,
    /// The URL; `None` for the last item, which is the page itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

impl<'a> BreadcrumbList<'a> {
    fn new(trail: Vec<(std::borrow::Cow<'a, str>, Option<Route>)>, site_urls: &SiteUrls) -> Self {
        let trail = trail.into_iter().enumerate();
        let item_list_element = trail
            .map(|(at, (name, route))| ListItem {
                position: at + 1,
                name,
                item: route.map(|route| site_urls.page(&route)),
            })
            .collect();
        Self { item_list_element }
    }
}

/// Returns the breadcrumbs of a story: newspaper, section, headline.
pub fn of_article<'a>(
    article: &'a Article,
    site: &'a Site,
    site_urls: &SiteUrls,
) -> BreadcrumbList<'a> {
    let section = Route::Section(article.section.slug.clone(), None);
    let trail = vec![
        (site.name.as_str().into(), Some(Route::Front)),
        (article.section.name.as_str().into(), Some(section)),
        (article.headline.as_str().into(), None),
    ];
    BreadcrumbList::new(trail, site_urls)
}

/// Returns the breadcrumbs of a listing: newspaper, listing, and the page if it has a number.
pub fn of_listing<'a>(
    listing: &'a Listing,
    site: &'a Site,
    site_urls: &SiteUrls,
) -> BreadcrumbList<'a> {
    let slug = listing.slug.clone();
    let newest = match listing.kind {
        ListingKind::Section => Route::Section(slug, None),
        ListingKind::Tag => Route::Tag(slug, None),
        ListingKind::Author => Route::Author(slug, None),
    };
    let mut trail = vec![(site.name.as_str().into(), Some(Route::Front))];
    if listing.page.is_some() {
        trail.push((listing.name.as_str().into(), Some(newest)));
        trail.push((listing.title().into(), None));
    } else {
        trail.push((listing.name.as_str().into(), None));
    }
    BreadcrumbList::new(trail, site_urls)
}

/// Returns the breadcrumbs of an edition or a calendar: newspaper, all editions, year, month, and the page
/// itself; or of the month of a section: newspaper, section, and the page itself.
pub fn of_edition<'a>(
    edition: &'a Front,
    route: &Route,
    site: &'a Site,
    site_urls: &SiteUrls,
) -> BreadcrumbList<'a> {
    let (section, period) = match route {
        Route::Edition(path) => (path.section(), path.period()),
        Route::Front
        | Route::Section(..)
        | Route::Article(..)
        | Route::Tag(..)
        | Route::Author(..) => (None, Period::All),
    };
    if let Some(slug) = section {
        let mut sections = site.sections.iter();
        let section = sections.find(|section| section.slug == slug);
        let section = section.map(|section| {
            let route = Route::Section(slug, None);
            (section.name.as_str().into(), Some(route))
        });
        let mut trail = vec![(site.name.as_str().into(), Some(Route::Front))];
        trail.extend(section);
        trail.push((edition.name.as_str().into(), None));
        return BreadcrumbList::new(trail, site_urls);
    }
    let month = |month: Month| vec![Period::All, Period::Year(month.year())];
    let around = match period {
        Period::All => vec![],
        Period::Year(_) => vec![Period::All],
        Period::Month(own) => month(own),
        Period::Day(day) => {
            let own = Month::of(day);
            [month(own), vec![Period::Month(own)]].concat()
        }
    };
    let mut trail = vec![(site.name.as_str().into(), Some(Route::Front))];
    let link = |period: Period| (period.name().into(), Some(Route::edition(period)));
    trail.extend(around.into_iter().map(link));
    trail.push((edition.name.as_str().into(), None));
    BreadcrumbList::new(trail, site_urls)
}
