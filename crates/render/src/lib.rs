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
use frontpage_base::key;
use frontpage_base::key::{Key, Mix};
use frontpage_model::{DATA_VERSION, Page, Route, Site, site_path};
use frontpage_output::head::{Colors, Kind, Particulars, Subject, Version, What, beginning, head};
use frontpage_pipeline::{Prerender, View};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use seed::Seed;
use std::sync::Arc;

/// A data file: its path, and the page in it.
pub type File = (String, Arc<Page>);

/// Renders the pages of one newspaper with one release of the app.
pub struct Renderer<'a> {
    config: &'a Config,
    release: Release,
    colors: Colors,
    site: File,
    /// The content of `site.json`.
    site_json: String,
    base: String,
    /// The shared prefixes: that of story pages, and that of all other pages.
    beginnings: [String; 2],
}

/// A renderer for a newspaper, as a publish asks for it.
pub fn prerender<'a>(
    config: &'a Config,
    site: Site,
    release: Release,
    colors: Colors,
) -> Box<dyn Prerender + 'a> {
    Box::new(Renderer::new(config, site, release, colors))
}

impl<'a> Renderer<'a> {
    /// Creates a renderer for a newspaper.
    pub fn new(config: &'a Config, site: Site, release: Release, colors: Colors) -> Self {
        let beginnings = [Kind::Article, Kind::Other]
            .map(|kind| beginning(config, &site, &release, &colors, kind));
        let site = Arc::new(Page::Site(site));
        Self {
            config,
            release,
            colors,
            beginnings,
            base: config.base().to_owned(),
            site_json: json(&site),
            site: (site_path(), site),
        }
    }

    fn without_page(&self, error: LoadError, what: What<'_>) -> Vec<u8> {
        let seed = Seed::new(&self.site.0, &self.site_json);
        let files = vec![self.site.clone()];
        self.document(what, Err(error), files, seed, Particulars::default())
    }

    fn document(
        &self,
        what: What<'_>,
        content: Loaded,
        files: Vec<File>,
        seed: Seed,
        particulars: Particulars<'_>,
    ) -> Vec<u8> {
        let Page::Site(site) = &*self.site.1 else {
            unreachable!("`new` stores a `Page::Site`")
        };
        let route = match what {
            What::Page(route, _) => Some(route),
            What::NotFound | What::Offline => None,
        };
        let path = route.map_or_else(|| "/".to_owned(), Route::to_string);
        let subject = match what {
            What::Page(..) => path.as_str(),
            What::NotFound => NOT_FOUND,
            What::Offline => OFFLINE,
        };
        let body = self.body(InitialState {
            files,
            prerendered: true,
            page: Some(Arc::new(CurrentPage {
                path: format!("{}{path}", self.base),
                route: route.cloned(),
                content,
            })),
        });
        let head = head(&Subject {
            config: self.config,
            site,
            particulars,
            what,
        });
        let [article, other] = &self.beginnings;
        let beginning = match Kind::from(&what) {
            Kind::Article => article,
            Kind::Other => other,
        };
        let start = format!("{}{}", self.base, self.release.start);
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
            frontpage::route::provide_base(&self.base);
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
        let (button, after) = part.split_once("</button>").unwrap_or_default();
        let (_, label) = button.split_once('>').unwrap_or_default();
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
        self.without_page(LoadError::NotFound, What::NotFound)
    }

    fn offline(&self) -> Vec<u8> {
        let error = LoadError::Unreachable(TransportError::Network);
        self.without_page(error, What::Offline)
    }

    fn key(&self) -> Key {
        let Colors { light, dark } = &self.colors;
        Mix::new("renderer")
            .bytes(&key::of_press())
            .bytes(&self.config.key())
            .text(&self.release.start)
            .text(&self.release.style.address)
            .text(&self.release.later.address)
            .text(&self.release.print)
            .text(light)
            .text(dark)
            .key()
    }

    fn beginnings(&self) -> &[String] {
        &self.beginnings
    }

    fn html(&self, view: &View<'_>) -> Vec<u8> {
        let View {
            route,
            versions,
            named,
            crops,
            page,
            twin,
            rails,
        } = *view;
        let urls = versions.iter().map(|(lang, route)| {
            let address = self.config.url.trim_end_matches('/');
            (*lang, format!("{address}{route}"))
        });
        let urls: Vec<(&str, String)> = urls.collect();
        let versions = urls.iter().map(|(lang, url)| Version { lang, url });
        let versions: Vec<Version<'_>> = versions.collect();
        let path = route.twin();
        let mut seed = Seed::new(&path, twin);
        seed.add(&self.site.0, &self.site_json);
        for (path, rail) in rails {
            seed.add(path, &json(rail));
        }
        let mut files = vec![(path, Arc::clone(page)), self.site.clone()];
        files.extend_from_slice(rails);
        self.document(
            What::Page(route, page),
            Ok(Arc::clone(page)),
            files,
            seed,
            Particulars {
                versions: &versions,
                named,
                crops,
            },
        )
    }
}

/// Returns a data file as it is published.
fn json(page: &Page) -> String {
    #[derive(serde::Serialize)]
    struct Twin<'a> {
        v: u32,
        page: &'a Page,
    }
    let twin = Twin {
        v: DATA_VERSION,
        page,
    };
    frontpage_base::json::text(&twin)
}
