//! The head of a page: what browsers, search engines, share previews and feed readers learn
//! before they read a word of it.
//!
//! 1. **What the first paint needs comes first**: charset, viewport, colour scheme, style. Nothing
//!    here asks for the app's script or WebAssembly.
//! 2. **The page and its markup say the same**: dates, names and headlines come from the data that
//!    the page shows, and are never cut.
//! 3. **Everything is escaped in one place**, [`markup`].
//! 4. **The same page gives the same bytes.** No clock, no order by chance.
//!
//! All that pages have in common stands before what is their own: [`beginning`]. What is true of one
//! page only starts with its title. The app relies on that when it turns to another page: behind the
//! title it takes out what is not true any more (`set_canonical` in `src/browser/document.rs`).

mod address;
mod beginning;
mod colors;
mod companions;
mod feeds;
mod jsonld;
mod markup;
mod picture;
mod share;
#[cfg(test)]
mod tests;
mod words;

pub use beginning::{Kind, beginning};
pub use colors::{ColorError, Colors};
pub use companions::{IconError, companions};

use address::Address;
use frontpage_base::config::Config;
use frontpage_media::Shown;
use frontpage_model::{NOT_FOUND, OFFLINE, Page, Route, Site, title};
use markup::Markup;

/// The icon of the newspaper itself, below the base.
const LARGE_ICON: &str = "/icon-512.png";

/// What a head is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What the publisher says about the newspaper.
    pub config: &'a Config,
    /// What its pages know of it.
    pub site: &'a Site,
    /// The page.
    pub what: What<'a>,
    /// What the item of a story says beside that.
    pub particulars: Particulars<'a>,
}

/// What an item says of a story and its page does not show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Particulars<'a> {
    /// The same story in other languages; it may be among them itself.
    pub versions: &'a [Version<'a>],
    /// The authors that are named and have no page.
    pub named: &'a [String],
    /// Crops of the lead picture.
    pub crops: &'a [Shown],
}

/// The page that a head belongs to.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A page with an address.
    Page(&'a Route, &'a Page),
    /// What stands where there is no page.
    NotFound,
    /// What stands where there is no connection.
    Offline,
}

/// A page in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    /// The language, as in BCP 47.
    pub lang: &'a str,
    /// The absolute address.
    pub url: &'a str,
}

/// What stands in `<head>` behind its [`beginning`].
pub fn head(subject: &Subject<'_>) -> String {
    let Subject { config, site, .. } = *subject;
    let address = Address::new(config);
    let mut head = Markup::default();

    // The title divides the head: see the module's documentation.
    if let What::Page(..) = subject.what {
        feeds::links_of_newspaper(&mut head, site, address);
    }
    head.title(&match subject.what {
        What::Page(_, page) => page.title(site),
        What::NotFound => title(NOT_FOUND, site),
        What::Offline => title(OFFLINE, site),
    });

    match subject.what {
        What::Page(route, page) => {
            if let Some(description) = words::description(page, site) {
                head.meta("description", &description);
            }
            head.link("canonical", &address.canonical(route));
            head.meta("robots", "max-image-preview:large");
            versions(&mut head, subject, route, page);
        }
        What::NotFound | What::Offline => head.meta("robots", "noindex"),
    }

    if let What::Page(route, page) = subject.what {
        share::tags(&mut head, subject, route, page);
        feeds::links_of_page(&mut head, route, page, site, address);
        if let Some(json) = jsonld::graph(subject, route, page) {
            head.json_ld(&json);
        }
    }
    head.into_string()
}

/// Links to the other languages, and to this page too: search engines believe a list only where
/// each page on it has the whole of it.
fn versions(head: &mut Markup, subject: &Subject<'_>, route: &Route, page: &Page) {
    let fit = |version: &&Version<'_>| {
        let web = ["https://", "http://"];
        frontpage_base::config::is_language(version.lang)
            && web.iter().any(|scheme| version.url.starts_with(scheme))
    };
    let own = Address::new(subject.config).canonical(route);
    let own_lang = match page {
        Page::Article(article) => article.lang.as_deref(),
        _ => None,
    };
    let mut all: Vec<(&str, &str)> = subject
        .particulars
        .versions
        .iter()
        .filter(fit)
        .map(|version| (version.lang, version.url))
        .collect();
    if all.is_empty() {
        return;
    }
    if all.iter().all(|(_, url)| *url != own) {
        all.push((own_lang.unwrap_or(&subject.site.lang), &own));
    }
    all.sort_unstable();
    for (lang, url) in all {
        head.tag(
            "link",
            &[("rel", "alternate"), ("hreflang", lang), ("href", url)],
        );
    }
}
