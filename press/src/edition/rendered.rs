//! The HTML of every page that has an address, and of the two that have none.

use crate::index::Twins;
use crate::render::{File, Prerender};
use crate::write::{Files, Source};
use frontpage_model::{Page, Route, popular_path, rail_path};
use rayon::prelude::*;
use std::sync::Arc;

/// `world.html` beside `world.json`, for each page; `404.html` and `offline.html`.
pub fn pages(prerender: &Prerender, twins: &Twins) -> Files {
    let mut files: Files = twins
        .par_iter()
        .filter_map(|(path, twin)| {
            let route = route(path)?;
            let page = Arc::new(twin.page.clone());
            let html = prerender.page(&route, &page, &rails(&page, twins));
            Some((file(path), Source::Bytes(html)))
        })
        .collect();
    files.insert("404.html".into(), Source::Bytes(prerender.not_found()));
    files.insert("offline.html".into(), Source::Bytes(prerender.offline()));
    files
}

/// The page whose twin this is; none where it is a rail or the newspaper's own data.
pub fn route(twin: &str) -> Option<Route> {
    let path = twin.strip_suffix(".json")?;
    let route = Route::parse(if path == "/index" { "/" } else { path })?;
    (route.twin() == twin).then_some(route)
}

fn file(twin: &str) -> String {
    let path = twin.trim_start_matches('/');
    format!("{}.html", path.strip_suffix(".json").unwrap_or(path))
}

/// What stands beside a story.
fn rails(page: &Page, twins: &Twins) -> Vec<File> {
    let Page::Article(article) = page else {
        return Vec::new();
    };
    let own = article.rail.as_ref().map(|tag| rail_path(&tag.slug));
    core::iter::once(popular_path())
        .chain(own)
        .filter_map(|path| {
            let page = Arc::new(twins.get(&path)?.page.clone());
            Some((path, page))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_have_html() {
        assert_eq!(route("/index.json"), Some(Route::Front));
        assert_eq!(file("/index.json"), "index.html");
        assert_eq!(file("/tag/mideast/2.json"), "tag/mideast/2.html");
        for path in [site_path(), popular_path(), "/rail/mideast.json".into()] {
            assert_eq!(route(&path), None, "{path}");
        }
    }

    use frontpage_model::site_path;
}
