//! Renders page data to HTML with the app's own components, compiled natively.
#![forbid(unsafe_code)]

mod seed;

use frontpage::{
    data::{LoadError, Loaded, TransportError},
    initial_state::{InitialState, NOT_FOUND, OFFLINE},
    navigation::CurrentPage,
};
use frontpage_assets::release::Release;
use frontpage_base::config::Config;
use frontpage_base::fingerprint::{self, Fingerprint, FingerprintBuilder};
use frontpage_model::{DATA_VERSION, Page, Route, Site, site_path};
use frontpage_output::SiteUrls;
use frontpage_output::head::{
    HeadInput, HeadTarget, PageKind, StoryDetails, ThemeColors, Version, head, shared_prefix,
};
use frontpage_pipeline::{PageView, Prerender};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use seed::Seed;
use std::sync::Arc;

/// A data file: its path, and the page in it.
pub type DataFile = (String, Arc<Page>);

/// Renders the pages of one newspaper with one release of the app.
pub struct Renderer<'a> {
    config: &'a Config,
    release: Release,
    colors: ThemeColors,
    site_data: DataFile,
    /// The content of `site.json`.
    site_json: String,
    site_urls: SiteUrls,
    /// The shared prefixes: that of story pages, and that of all other pages.
    beginnings: [String; 2],
}

/// A renderer for a newspaper, as a publish asks for it.
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
        let beginnings = [PageKind::Article, PageKind::Other]
            .map(|kind| shared_prefix(config, &site, &release, &colors, kind));
        let site = Arc::new(Page::Site(site));
        Self {
            config,
            release,
            colors,
            beginnings,
            site_urls: SiteUrls::new(config),
            site_json: json(&site),
            site_data: (site_path(), site),
        }
    }

    fn error_page(&self, error: LoadError, what: HeadTarget<'_>) -> Vec<u8> {
        let seed = Seed::new(&self.site_data.0, &self.site_json);
        let files = vec![self.site_data.clone()];
        self.document(what, Err(error), files, seed, StoryDetails::default())
    }

    fn document(
        &self,
        what: HeadTarget<'_>,
        content: Loaded,
        files: Vec<DataFile>,
        seed: Seed,
        particulars: StoryDetails<'_>,
    ) -> Vec<u8> {
        let Page::Site(site) = &*self.site_data.1 else {
            unreachable!("`new` stores a `Page::Site`")
        };
        let route = match what {
            HeadTarget::Page(route, _) => Some(route),
            HeadTarget::NotFound | HeadTarget::Offline => None,
        };
        let path = route.map_or_else(|| "/".to_owned(), Route::to_string);
        let subject = match what {
            HeadTarget::Page(..) => path.as_str(),
            HeadTarget::NotFound => NOT_FOUND,
            HeadTarget::Offline => OFFLINE,
        };
        let body = self.body(InitialState {
            files,
            prerendered: true,
            page: Some(Arc::new(CurrentPage {
                path: self.site_urls.file(&path),
                route: route.cloned(),
                content,
            })),
        });
        let head = head(&HeadInput {
            config: self.config,
            site,
            particulars,
            target: what,
        });
        let [article, other] = &self.beginnings;
        let beginning = match PageKind::from(&what) {
            PageKind::Article => article,
            PageKind::Other => other,
        };
        let start = self.site_urls.file(&self.release.start_module);
        let seed = seed.json();
        // The app's markup must come first in the body: hydration starts at the body's first node.
        format!(
            r#"{beginning}{head}</head><body data-prerendered="{subject}">{body}<script type="application/json" id="seed">{seed}</script><script type="module" src="{start}" fetchpriority="low"></script></body></html>"#
        )
        .into_bytes()
    }

    fn body(&self, initial_state: InitialState) -> String {
        let path = initial_state
            .page
            .as_ref()
            .map(|page| page.path.clone())
            .unwrap_or_default();
        let owner = Owner::new();
        let html = owner.with(|| {
            frontpage::route::provide_base(self.config.base_path());
            provide_context(RequestUrl::new(&path));
            frontpage::app::app(initial_state).to_html()
        });
        owner.unset();
        // Leptos separates nodes with `<!>`; the HTML standard writes an empty comment as `<!---->`
        // (§13.1.6). Text and attributes contain no `<`, because it is escaped there.
        without_buttons(&html.replace("<!>", "<!---->"))
    }
}

/// Removes the buttons from a page. They do nothing before the app runs, but text browsers would
/// show them.
///
/// If a button was the first child of its parent, the parent gets the label as `data-label`. The
/// style reserves the space for it, and start.js puts the button back before the app hydrates the
/// page.
fn without_buttons(html: &str) -> String {
    let mut parts = html.split("<button");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // Our buttons contain only text. `<` and `>` are escaped in text and attributes.
        let closed = part
            .split_once("</button>")
            .and_then(|(button, after)| Some((button.split_once('>')?.1, after)));
        let Some((label, after)) = closed else {
            // Keep a button that is not closed, with everything after it.
            rest += "<button";
            rest += part;
            continue;
        };
        // Leptos puts an empty comment after the text; start.js adds it again.
        let label = label.trim_end_matches("<!---->");
        if rest.ends_with('>') {
            rest.pop();
            rest += &format!(" data-label=\"{}\">", label.replace('"', "&quot;"));
        }
        rest += after;
    }
    rest
}

impl Prerender for Renderer<'_> {
    fn not_found(&self) -> Vec<u8> {
        self.error_page(LoadError::NotFound, HeadTarget::NotFound)
    }

    fn offline(&self) -> Vec<u8> {
        let error = LoadError::Unreachable(TransportError::Network);
        self.error_page(error, HeadTarget::Offline)
    }

    fn key(&self) -> Fingerprint {
        let ThemeColors { light, dark } = &self.colors;
        FingerprintBuilder::new("renderer")
            .bytes(&fingerprint::of_this_program())
            .bytes(&self.config.fingerprint())
            .text(&self.release.start_module)
            .text(&self.release.style.address)
            .text(&self.release.app_only.address)
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
            page_data,
            rails,
        } = *view;
        let urls = versions
            .iter()
            .map(|(lang, route)| (*lang, self.site_urls.page(route)));
        let urls: Vec<(&str, String)> = urls.collect();
        let versions = urls.iter().map(|(lang, url)| Version { lang, url });
        let versions: Vec<Version<'_>> = versions.collect();
        let path = route.data_path();
        let mut seed = Seed::new(&path, page_data);
        seed.add(&self.site_data.0, &self.site_json);
        for (path, rail) in rails {
            seed.add(path, &json(rail));
        }
        let mut files = vec![(path, Arc::clone(page)), self.site_data.clone()];
        files.extend_from_slice(rails);
        self.document(
            HeadTarget::Page(route, page),
            Ok(Arc::clone(page)),
            files,
            seed,
            StoryDetails {
                versions: &versions,
                unlinked_authors: named,
                crops,
            },
        )
    }
}

/// Returns a data file as it is published.
fn json(page: &Page) -> String {
    #[derive(serde::Serialize)]
    struct DataFileBody<'a> {
        v: u32,
        page: &'a Page,
    }
    let page_data = DataFileBody {
        v: DATA_VERSION,
        page,
    };
    frontpage_base::json::to_string(&page_data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_replaced_by_their_labels() {
        let html = "<p><button type=\"button\">Say \"hi\"<!----></button></p>\
            <p>a<button>b</button>c</p>";
        assert_eq!(
            without_buttons(html),
            "<p data-label=\"Say &quot;hi&quot;\"></p><p>ac</p>"
        );
    }

    #[test]
    fn an_unclosed_button_stays_with_everything_after_it() {
        let html = "<p><button>a</button></p><p><button>b</p><p>c</p>";
        assert_eq!(
            without_buttons(html),
            "<p data-label=\"a\"></p><p><button>b</p><p>c</p>"
        );
    }
}
