//! The link by which e-book programs find the file of today's edition. Readers find the file at `/saved`.

use crate::markup::Markup;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{Page, Route, messages};

/// The address of the file.
const PATH: &str = "/edition.epub";

/// Adds the link to the front page, whose stories the file contains, if the newspaper publishes the file.
pub fn link(
    markup: &mut Markup,
    config: &Config,
    route: &Route,
    page: &Page,
    site_urls: &SiteUrls,
) {
    let (Route::Front, Page::Front(front)) = (route, page) else {
        return;
    };
    // Without stories, there is no file.
    if !config.epub || front.newest().is_none() {
        return;
    }
    markup.tag(
        "link",
        &[
            ("rel", Some("alternate")),
            ("type", Some("application/epub+zip")),
            ("title", Some(&messages::BOOK_LINK.fill(&[&config.name]))),
            ("href", Some(&site_urls.file(PATH))),
        ],
    );
}
