//! Where a feed reader finds the feeds that go with a page.

use super::{address::Address, markup::Markup};
use frontpage_model::{Page, Route, Site};

/// Ending and media type.
const FORMATS: [(&str, &str); 3] = [
    ("xml", "application/rss+xml"),
    ("atom", "application/atom+xml"),
    ("json", "application/feed+json"),
];

/// Links to the feeds of the newspaper and of the section or tag that the page belongs to.
pub fn links(markup: &mut Markup, route: &Route, page: &Page, site: &Site, address: Address<'_>) {
    let mut add = |route: &Route, name: &str| {
        for (ending, kind) in FORMATS {
            let href = address.file(&path(route, ending));
            markup.tag(
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", kind),
                    ("title", name),
                    ("href", &href),
                ],
            );
        }
    };
    add(&Route::Front, &site.name);
    match (route, page) {
        (Route::Section(slug, _), Page::Listing(listing)) => {
            let name = format!("{}: {}", site.name, listing.name);
            add(&Route::Section(slug.clone(), None), &name);
        }
        (Route::Tag(slug, _), Page::Listing(listing)) => {
            let name = format!("{}: {}", site.name, listing.name);
            add(&Route::Tag(slug.clone(), None), &name);
        }
        (Route::Article(..), Page::Article(article)) => {
            let section = &article.section;
            let name = format!("{}: {}", site.name, section.name);
            add(&Route::Section(section.slug.clone(), None), &name);
        }
        _ => {}
    }
}

/// `/feed.xml`, `/world/feed.atom`, `/tag/mideast/feed.json`
fn path(route: &Route, ending: &str) -> String {
    match route {
        Route::Front => format!("/feed.{ending}"),
        route => format!("{route}/feed.{ending}"),
    }
}
