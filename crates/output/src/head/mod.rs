//! The HTML head of a page: metadata for browsers, search engines, share previews and feed readers.
//!
//! 1. **What the first paint needs comes first**: charset, viewport, color scheme and style. The
//!    head does not load the app's script or WebAssembly.
//! 2. **The metadata matches the page.** Dates, names and headlines come from the data that the
//!    page shows, and are never cut.
//! 3. **All escaping happens in one place**, `crate::markup`.
//! 4. **The output is deterministic.** The same page gives the same bytes.
//!
//! The prefix that pages share comes first ([`shared_prefix()`]). The metadata of a single page starts at
//! its title. The app relies on that order: when it navigates to another page, it removes the
//! outdated metadata after the title (`update_head` in `src/browser/document.rs`).

mod colors;
mod description;
mod edition_file;
mod feeds;
mod icons_and_manifest;
mod jsonld;
mod preview_image;
mod share;
mod shared_prefix;
mod tags;
#[cfg(test)]
pub(crate) mod tests;

pub use colors::{ColorError, ThemeColors};
pub use icons_and_manifest::{IconError, icons_and_manifest};
pub use shared_prefix::{page_kind, shared_prefix};

use crate::markup::Markup;
use crate::site_urls::SiteUrls;
use frontpage_assets::tools::ToolFiles;
use frontpage_base::config::Config;
use frontpage_media::ImageRef;
use frontpage_model::{Page, Route, Site, messages, title};

/// The path of the newspaper's large icon, below the base path.
const LARGE_ICON: &str = "/icon-512.png";

/// The input for the head of a page.
#[derive(Clone, Copy, Debug)]
pub struct HeadInput<'a> {
    /// The settings from `site.toml`.
    pub config: &'a Config,
    /// What pages show of the newspaper.
    pub site: &'a Site,
    /// The page, or the error page.
    pub target: HeadTarget<'a>,
    /// Details of a story that its page data does not hold.
    pub particulars: StoryDetails<'a>,
}

/// Details of a story that only the head shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct StoryDetails<'a> {
    /// The translations of the story; the story itself can be among them.
    pub versions: &'a [Version<'a>],
    /// The authors that the item names and that have no page.
    pub unlinked_authors: &'a [String],
    /// Crops of the lead picture.
    pub crops: &'a [ImageRef],
}

/// The page that a head belongs to.
#[derive(Clone, Copy, Debug)]
pub enum HeadTarget<'a> {
    /// A page with a URL.
    Page(&'a Route, &'a Page),
    /// The page for URLs that do not exist.
    NotFound,
    /// The page for readers without a connection.
    Offline,
    /// The page of a tool.
    Tool(ToolHead<'a>),
}

/// The head of a tool's page. Addresses have no base path.
#[derive(Clone, Copy, Debug)]
pub struct ToolHead<'a> {
    /// The headline of the page.
    pub name: &'a str,
    /// The addresses of its files.
    pub files: &'a ToolFiles,
    /// Modules that its script imports at once.
    pub modules: &'a [&'a str],
    /// Files that its script fetches at once.
    pub fetches: &'a [&'a str],
}

/// A page in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    /// The language, as a BCP 47 tag.
    pub lang: &'a str,
    /// The absolute URL.
    pub url: &'a str,
}

/// Returns the rest of `<head>`, after the shared prefix from [`shared_prefix()`].
pub fn head(subject: &HeadInput<'_>) -> String {
    let HeadInput { config, site, .. } = *subject;
    let site_urls = &SiteUrls::new(config);
    let mut head = Markup::for_page();

    // Metadata of the page must come after the title; see the module documentation.
    if let HeadTarget::Page(..) = subject.target {
        feeds::links_of_newspaper(&mut head, site, site_urls);
    }
    head.title(&match subject.target {
        HeadTarget::Page(_, page) => page.title(site),
        HeadTarget::NotFound => title(messages::PAGE_NOT_FOUND.text(), site),
        HeadTarget::Offline => title(messages::NO_CONNECTION.text(), site),
        HeadTarget::Tool(tool) => title(tool.name, site),
    });

    match subject.target {
        HeadTarget::Page(route, page) => {
            if let Some(description) = description::description(page, site) {
                head.meta("description", &description);
            }
            head.link("canonical", &site_urls.page(route));
            head.meta("robots", "max-image-preview:large");
            versions(&mut head, subject, route, page, site_urls);
        }
        HeadTarget::NotFound | HeadTarget::Offline => head.meta("robots", "noindex"),
        HeadTarget::Tool(tool) => {
            // What it shows is on other pages, or on the reader's device.
            head.meta("robots", "noindex, follow");
            tool_files(&mut head, tool, site_urls);
        }
    }

    if let HeadTarget::Page(route, page) = subject.target {
        share::tags(&mut head, subject, route, page, site_urls);
        feeds::links_of_page(&mut head, route, page, site, site_urls);
        feeds::link_of_podcast(&mut head, route, config, site_urls);
        edition_file::link(&mut head, config, route, page, site_urls);
        if let Some(json) = jsonld::graph(subject, route, page, site_urls) {
            head.json_ld(&json);
        }
    }
    head.into_string()
}

/// Adds the stylesheet of a tool, and what its script needs first.
fn tool_files(head: &mut Markup, tool: ToolHead<'_>, site_urls: &SiteUrls) {
    head.link("stylesheet", &site_urls.file(&tool.files.style));
    for path in tool.modules {
        head.link("modulepreload", &site_urls.file(path));
    }
    for path in tool.fetches {
        let preload = [
            ("rel", Some("preload")),
            ("as", Some("fetch")),
            ("crossorigin", Some("")),
            ("href", Some(&*site_urls.file(path))),
        ];
        head.tag("link", &preload);
    }
}

/// Adds links to the translations of a page, the page itself included. Search engines ignore the
/// links unless every translation has the complete list.
fn versions(
    head: &mut Markup,
    subject: &HeadInput<'_>,
    route: &Route,
    page: &Page,
    site_urls: &SiteUrls,
) {
    let is_valid = |version: &&Version<'_>| {
        let web = ["https://", "http://"];
        frontpage_base::config::is_language(version.lang)
            && web.iter().any(|scheme| version.url.starts_with(scheme))
    };
    let own = site_urls.page(route);
    let own_lang = page.lang();
    let mut links: Vec<(&str, &str)> = subject
        .particulars
        .versions
        .iter()
        .filter(is_valid)
        .map(|version| (version.lang, version.url))
        .collect();
    if links.is_empty() {
        return;
    }
    if links.iter().all(|(_, url)| *url != own) {
        links.push((own_lang.unwrap_or(&subject.site.lang), &own));
    }
    links.sort_unstable();
    for (lang, url) in links {
        head.tag(
            "link",
            &[
                ("rel", Some("alternate")),
                ("hreflang", Some(lang)),
                ("href", Some(url)),
            ],
        );
    }
}
