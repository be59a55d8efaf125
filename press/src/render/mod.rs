//! From page data to HTML: the app's own components, run natively.

mod seed;

use crate::config::Config;
use crate::head::{Colors, Subject, What, head};
use crate::release::Release;
use frontpage::{
    load::{Fault, LoadError, Loaded},
    navigate::Shown,
    opening::{NOT_FOUND, OFFLINE, Opening},
};
use frontpage_model::{Page, Route, Site, site_path};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// A file of data by its path.
pub type File = (String, Arc<Page>);

/// Renders the pages of one newspaper with one release of the app.
pub struct Prerender<'a> {
    config: &'a Config,
    release: &'a Release,
    colors: &'a Colors,
    site: File,
    base: String,
}

impl<'a> Prerender<'a> {
    /// A prerenderer for a newspaper.
    pub fn new(config: &'a Config, site: Site, release: &'a Release, colors: &'a Colors) -> Self {
        Self {
            config,
            release,
            colors,
            base: config.base().to_owned(),
            site: (site_path(), Arc::new(Page::Site(site))),
        }
    }

    /// The page of `route` with its data; `rails` are those that stand beside a story.
    pub fn page(&self, route: &Route, page: &Arc<Page>, rails: &[File]) -> Vec<u8> {
        let mut files = vec![(route.twin(), page.clone()), self.site.clone()];
        files.extend_from_slice(rails);
        self.document(
            &route.to_string(),
            Some(route),
            Ok(page.clone()),
            files,
            What::Page(route, page),
        )
    }

    /// The page for an address that names nothing.
    pub fn not_found(&self) -> Vec<u8> {
        let files = vec![self.site.clone()];
        self.document(
            NOT_FOUND,
            None,
            Err(LoadError::NotFound),
            files,
            What::NotFound,
        )
    }

    /// The page for a reader without a connection.
    pub fn offline(&self) -> Vec<u8> {
        let files = vec![self.site.clone()];
        let error = LoadError::Unreachable(Fault::Network);
        self.document(OFFLINE, None, Err(error), files, What::Offline)
    }

    fn document(
        &self,
        subject: &str,
        route: Option<&Route>,
        content: Loaded,
        files: Vec<File>,
        what: What<'_>,
    ) -> Vec<u8> {
        let Page::Site(site) = &*self.site.1 else {
            unreachable!("made so in new")
        };
        let path = route.map_or_else(|| "/".to_owned(), Route::to_string);
        let seed = seed::json(&files);
        let body = self.body(Opening {
            files,
            prerendered: true,
            shown: Some(Arc::new(Shown {
                path: format!("{}{path}", self.base),
                route: route.cloned(),
                content,
            })),
        });
        let head = head(&Subject {
            config: self.config,
            site,
            release: self.release,
            colors: self.colors,
            versions: &[],
            what,
        });
        let base = match self.base.as_str() {
            "" => String::new(),
            base => format!(r#" data-base="{base}""#),
        };
        let (lang, dir, boot) = (&site.lang, site.dir.as_str(), &self.release.boot);
        // the body begins with the app's own markup: hydration counts from its first node
        format!(
            r#"<!doctype html><html lang="{lang}" dir="{dir}"{base} data-prerendered="{subject}"><head>{head}</head><body>{body}<script type="application/json" id="seed">{seed}</script><script type="module">{boot}</script></body></html>"#
        )
        .into_bytes()
    }

    fn body(&self, opening: Opening) -> String {
        frontpage::route::host_below(&self.base);
        let path = opening
            .shown
            .as_ref()
            .map(|shown| shown.path.clone())
            .unwrap_or_default();
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(RequestUrl::new(&path));
            frontpage::app::app(opening).to_html()
        });
        owner.unset();
        html
    }
}
