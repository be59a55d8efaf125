//! The links by which feed readers find the feeds of a page.

use crate::feeds::{Format, path};
use crate::markup::Markup;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{Page, Route, Site, messages};

/// Adds links to the newspaper's feeds, which every page has.
pub fn links_of_newspaper(markup: &mut Markup, site: &Site, site_urls: &SiteUrls) {
    add(markup, &Route::Front, &site.name, site_urls);
}

/// Adds a link to the podcast on the page that lists its stories.
pub fn link_of_podcast(markup: &mut Markup, route: &Route, config: &Config, site_urls: &SiteUrls) {
    let Some(podcast) = &config.podcast else {
        return;
    };
    if podcast.page() == *route {
        link(markup, Format::Podcast, route, &podcast.title, site_urls);
    }
}

/// Adds links to the feeds of the section or tag that a page belongs to.
pub fn links_of_page(
    markup: &mut Markup,
    route: &Route,
    page: &Page,
    site: &Site,
    site_urls: &SiteUrls,
) {
    let own = match (route, page) {
        (Route::Section(..) | Route::Tag(..), Page::Listing(listing)) => {
            Some((route.clone(), &listing.name))
        }
        (Route::Article(..), Page::Article(article)) => {
            let section = &article.section;
            Some((Route::Section(section.slug.clone(), None), &section.name))
        }
        (
            Route::Front
            | Route::Section(..)
            | Route::Tag(..)
            | Route::Article(..)
            | Route::Author(..)
            | Route::Edition(_),
            _,
        ) => None,
    };
    if let Some((page, name)) = own {
        let title = messages::FEED_TITLE.fill(&[name, &site.name]);
        add(markup, &page, &title, site_urls);
    }
}

fn add(markup: &mut Markup, page: &Route, title: &str, site_urls: &SiteUrls) {
    for format in Format::ALL {
        link(markup, format, page, title, site_urls);
    }
}

fn link(markup: &mut Markup, format: Format, page: &Route, title: &str, site_urls: &SiteUrls) {
    let href = site_urls.file(&path(page, format));
    let attributes = [
        ("rel", Some("alternate")),
        ("type", Some(format.media_type())),
        ("title", Some(title)),
        ("href", Some(&*href)),
    ];
    markup.tag("link", &attributes);
}
