//! stub
use crate::{config::Config, release::Release};
use frontpage_model::{Page, Route, Site};
#[allow(missing_docs)]
pub struct Subject<'a> {
    pub config: &'a Config,
    pub site: &'a Site,
    pub release: &'a Release,
    pub what: What<'a>,
}
#[allow(missing_docs)]
pub enum What<'a> {
    Page(&'a Route, &'a Page),
    NotFound,
    Offline,
}
#[allow(missing_docs)]
pub fn head(s: &Subject<'_>) -> String {
    format!(
        r#"<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><link rel="stylesheet" href="{}{}"><meta name="application-name" content="{}"><link rel="icon" href="/favicon.svg" type="image/svg+xml">"#,
        s.site.name,
        s.config.base(),
        s.release.style,
        s.site.name
    )
}
