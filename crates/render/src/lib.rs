//! Renders page data to HTML with the app's own components, compiled natively.
#![forbid(unsafe_code)]

mod tools;

use frontpage::{
    adoption::{NOT_FOUND, OFFLINE},
    data::{LoadError, Loaded, Newspaper, TransportError},
    navigation::CurrentSection,
    pages::{self, PublishedShell, Rails},
    view::StaticView,
};
use frontpage_assets::{release::Release, styles::PageKind, tools::Tool};
use frontpage_base::config::Config;
use frontpage_base::fingerprint::{self, Fingerprint, FingerprintBuilder};
use frontpage_hosting::page_script;
use frontpage_model::{
    Card, Day, Front, LocalTime, Page, Period, Route, Site, popular_path, rail_path,
};
use frontpage_output::SiteUrls;
use frontpage_output::head::{
    HeadInput, HeadTarget, StoryDetails, ThemeColors, Version, head, page_kind, shared_prefix,
};
use frontpage_pipeline::{Figures, PageView, Prerender, SectionYears, TopicsView};
use leptos::prelude::*;
use std::sync::Arc;
use tools::has_tool;

/// Renders the pages of one newspaper with one release of the app.
pub struct Renderer<'a> {
    config: &'a Config,
    release: Release,
    colors: ThemeColors,
    site: Arc<Site>,
    /// The address of the search page, if the newspaper has one.
    search: Option<String>,
    /// The end of the masthead with the script of the page.
    masthead_end: String,
    site_urls: SiteUrls,
    /// The shared prefix of each kind of page, in the order of [`PageKind::ALL`].
    beginnings: [String; 6],
}

/// Returns a renderer for a newspaper, in the form that a publish needs.
pub fn prerender<'a>(
    config: &'a Config,
    site: Site,
    release: Release,
    colors: ThemeColors,
) -> Box<dyn Prerender + 'a> {
    Box::new(Renderer::new(config, site, release, colors))
}

impl<'a> Renderer<'a> {
    /// Creates a renderer for a newspaper.
    pub fn new(config: &'a Config, site: Site, release: Release, colors: ThemeColors) -> Self {
        let beginnings =
            PageKind::ALL.map(|kind| shared_prefix(config, &site, &release, &colors, kind));
        let site_urls = SiteUrls::new(config);
        let masthead_end = format!(
            r#"</header><script data-wasm="{}">{}</script>"#,
            site_urls.file(&release.wasm),
            page_script()
        );
        Self {
            config,
            colors,
            beginnings,
            search: has_tool(config, Tool::Search).then(|| site_urls.file(&Tool::Search.address())),
            release,
            site_urls,
            masthead_end,
            site: Arc::new(site),
        }
    }

    fn error_page(&self, error: LoadError, what: HeadTarget<'_>) -> Vec<u8> {
        self.document(
            what,
            &Err(error),
            &Rails::default(),
            StoryDetails::default(),
        )
    }

    fn document(
        &self,
        what: HeadTarget<'_>,
        loaded: &Loaded,
        rails: &Rails,
        particulars: StoryDetails<'_>,
    ) -> Vec<u8> {
        let route = match what {
            HeadTarget::Page(route, _) => Some(route),
            HeadTarget::NotFound | HeadTarget::Offline | HeadTarget::Tool(_) => None,
        };
        let path = route.map_or_else(|| "/".to_owned(), Route::to_string);
        let subject = match what {
            HeadTarget::NotFound => NOT_FOUND,
            HeadTarget::Offline => OFFLINE,
            HeadTarget::Page(..) | HeadTarget::Tool(_) => path.as_str(),
        };
        let body = self.body(loaded, route, rails);
        let [beginning, head] = self.head(what, particulars);
        let start = self.site_urls.file(&self.release.start_module);
        format!(
            r#"{beginning}{head}</head><body data-prerendered="{subject}">{body}<script type="module" src="{start}" fetchpriority="low"></script></body></html>"#
        )
        .into_bytes()
    }

    /// Returns the head of a page: the prefix that its kind shares, and the rest.
    fn head(&self, what: HeadTarget<'_>, particulars: StoryDetails<'_>) -> [String; 2] {
        let [laid_out, rare, story, edition, list, notice] = &self.beginnings;
        let beginning = match page_kind(&what) {
            PageKind::StoryWithLaidOutBlocks => laid_out,
            PageKind::StoryWithRareBlocks => rare,
            PageKind::Story => story,
            PageKind::Edition => edition,
            PageKind::List => list,
            PageKind::Notice => notice,
        };
        let head = head(&HeadInput {
            config: self.config,
            site: &self.site,
            particulars,
            target: what,
        });
        [beginning.clone(), head]
    }

    fn body(&self, loaded: &Loaded, route: Option<&Route>, rails: &Rails) -> String {
        let page = loaded.as_deref().ok();
        let edition = page.and_then(|page| edition(page, route));
        let html = self.shell(route, page, edition, || {
            pages::content(loaded, route, rails)
        });
        if edition.is_none() {
            // Keep error pages as small as possible: they have no script for the date. The app writes it.
            return html;
        }
        // The script comes right after the date bar, at the end of the masthead, so that the date is
        // there with the first paint.
        html.replacen("</header>", &self.masthead_end, 1)
    }

    /// Renders what is around every page, with the content in it.
    fn shell(
        &self,
        route: Option<&Route>,
        page: Option<&Page>,
        edition: Option<Day>,
        content: impl FnOnce() -> StaticView,
    ) -> String {
        let owner = Owner::new();
        let html = owner.with(|| {
            frontpage::route::provide_base(self.config.base_path());
            provide_context(Newspaper {
                site: RwSignal::new(Arc::clone(&self.site)),
            });
            let section = CurrentSection::of(route, page);
            let published = PublishedShell {
                edition,
                search: self.search.as_deref(),
                tools: tools::footer_links(self.config, &self.site_urls),
            };
            pages::shell(&self.site, section.as_ref(), published, content()).to_html()
        });
        owner.unset();
        html
    }
}

/// Returns the day of the edition that a page belongs to: the day of the story, of the newest story in a
/// list, or the latest day in a calendar. This day stays correct, however long the page is not published
/// again.
fn edition(page: &Page, route: Option<&Route>) -> Option<Day> {
    let newest = |cards: &[Card]| {
        cards
            .iter()
            .map(|card| card.time)
            .max_by_key(|time| time.utc_seconds())
    };
    let time = match page {
        Page::Front(front) if !front.name.is_empty() => return day_of_edition(front, route),
        Page::Front(front) => front.newest(),
        Page::Listing(listing) => newest(&listing.cards),
        Page::Article(article) => Some(article.published),
        Page::Rail(_) | Page::Site(_) => None,
    };
    time.map(LocalTime::day)
}

/// Returns the day of an edition, or the latest one in a calendar or in the month of a section.
fn day_of_edition(edition: &Front, route: Option<&Route>) -> Option<Day> {
    edition
        .days()
        .into_iter()
        .chain(edition.listed_stories())
        .chain(route)
        .filter_map(|route| match route {
            Route::Article(day, _) => Some(*day),
            Route::Edition(path) => match path.period() {
                Period::Day(day) => Some(day),
                Period::All | Period::Year(_) | Period::Month(_) => None,
            },
            Route::Front | Route::Section(..) | Route::Tag(..) | Route::Author(..) => None,
        })
        .max()
}

impl Prerender for Renderer<'_> {
    fn not_found(&self) -> Vec<u8> {
        self.error_page(LoadError::NotFound, HeadTarget::NotFound)
    }

    fn offline(&self) -> Vec<u8> {
        let error = LoadError::Unreachable(TransportError::Network);
        self.error_page(error, HeadTarget::Offline)
    }

    fn tool(&self, tool: Tool, figures: Figures) -> Option<Vec<u8>> {
        has_tool(self.config, tool)
            .then(|| self.tool_page(tool, figures))
            .flatten()
    }

    fn search(&self, sections: &[SectionYears<'_>]) -> Vec<u8> {
        self.search_page(sections)
    }

    fn topics(&self, view: &TopicsView<'_>) -> Vec<u8> {
        self.topics_page(view)
    }

    fn app_files(&self) -> &[String] {
        &self.release.first_load
    }

    fn key(&self) -> Fingerprint {
        let ThemeColors { light, dark } = &self.colors;
        // The start module refers to all files of the app except the style for printing.
        FingerprintBuilder::new("renderer")
            .bytes(&fingerprint::of_this_program())
            .bytes(&self.config.fingerprint())
            .text(&self.release.start_module)
            .text(&self.release.print)
            .text(light)
            .text(dark)
            .key()
    }

    fn shared_prefixes(&self) -> &[String] {
        &self.beginnings
    }

    fn html(&self, view: &PageView<'_>) -> Vec<u8> {
        let PageView {
            route,
            versions,
            unlisted_authors: named,
            crops,
            page,
            rails,
        } = *view;
        let urls = versions
            .iter()
            .map(|(lang, route)| (*lang, self.site_urls.page(route)));
        let urls: Vec<(&str, String)> = urls.collect();
        let versions = urls.iter().map(|(lang, url)| Version { lang, url });
        let versions: Vec<Version<'_>> = versions.collect();
        let rail = |path: String| {
            let rail = rails.iter().find(|(known, _)| *known == path)?;
            Some(Ok(Arc::clone(&rail.1)))
        };
        let tag = match &**page {
            Page::Article(article) => article.rail.as_ref(),
            Page::Front(_) | Page::Listing(_) | Page::Rail(_) | Page::Site(_) => None,
        };
        let rails = Rails {
            popular: rail(popular_path()),
            tag: tag.and_then(|tag| rail(rail_path(&tag.slug))),
        };
        self.document(
            HeadTarget::Page(route, page),
            &Ok(Arc::clone(page)),
            &rails,
            StoryDetails {
                versions: &versions,
                unlinked_authors: named,
                crops,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage::messages;

    #[test]
    fn the_script_and_the_app_write_dates_alike() {
        let script = page_script();
        let (_, months) = script.split_once("t.append('").unwrap();
        let (months, _) = months.split_once('\'').unwrap();
        let months: Vec<&str> = months.split(',').collect();
        assert_eq!(months.len(), 12);
        for (month, name) in (1..).zip(months) {
            let date = Day::new(2025, month, 9).unwrap().text();
            assert_eq!(date, format!("{name} 9, 2025"));
        }
        let words = messages::TODAY.fill(&[""]);
        assert!(script.contains(&format!("replaceChildren('{words}',t)")));
    }
}
