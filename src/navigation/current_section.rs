//! The section that the page on screen belongs to, which the masthead marks.

use crate::{browser::elements, route};
use frontpage_model::{Page, Route, Site, Slug};

/// The links to the sections in the masthead.
const LINKS: &str = ".masthead__sections";

/// The section that the page on screen belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentSection {
    /// The section.
    pub slug: Slug,
    /// Whether the page on screen is the section's newest page.
    pub is_its_page: bool,
}

impl CurrentSection {
    /// Returns the section of a page; `None` if it belongs to none.
    pub fn of(route: Option<&Route>, page: Option<&Page>) -> Option<Self> {
        match (route, page) {
            (Some(Route::Section(slug, number)), _) => Some(Self {
                slug: slug.clone(),
                is_its_page: number.is_none(),
            }),
            (_, Some(Page::Article(article))) => Some(Self {
                slug: article.section.slug.clone(),
                is_its_page: false,
            }),
            (
                Some(
                    Route::Front
                    | Route::Article(..)
                    | Route::Tag(..)
                    | Route::Author(..)
                    | Route::Edition(_),
                )
                | None,
                Some(Page::Front(_) | Page::Listing(_) | Page::Rail(_) | Page::Site(_)) | None,
            ) => None,
        }
    }

    /// Returns the section that the masthead of the published page marks.
    pub(super) fn of_published_page() -> Option<Self> {
        let link = [LINKS, " [aria-current]"].concat();
        match route::read(&elements::attribute(&link, "href")?)? {
            Route::Section(slug, _) => Some(Self {
                slug,
                is_its_page: elements::attribute(&link, "aria-current")? == PAGE,
            }),
            Route::Front
            | Route::Article(..)
            | Route::Tag(..)
            | Route::Author(..)
            | Route::Edition(_) => None,
        }
    }

    /// Returns the value of `aria-current` for a link to the section (WAI-ARIA 1.2 §6.6).
    pub fn aria_current(&self) -> &'static str {
        if self.is_its_page { PAGE } else { "true" }
    }

    /// Marks the section in the masthead, or none.
    pub fn mark(current: Option<&Self>, site: &Site) {
        for section in &site.sections {
            let href = route::href(&Route::Section(section.slug.clone(), None));
            let link = [LINKS, " [href=\"", &href, "\"]"].concat();
            let value = current
                .filter(|current| current.slug == section.slug)
                .map(Self::aria_current);
            elements::set_attribute(&link, "aria-current", value);
        }
    }
}

/// The value of `aria-current` for a link to the page on screen.
const PAGE: &str = "page";
