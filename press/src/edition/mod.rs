//! The edition: everything that makes the data a newspaper that any host can serve. Prerendered
//! pages, the app's files, feeds, sitemaps, icons, the hosts' headers, and packed copies of each.

mod found;
mod packed;
mod rendered;

use crate::config::Config;
use crate::head::{ColorError, Colors, IconError, companions};
use crate::host::{HeadersError, Hosting, headers_file};
use crate::index::Twins;
use crate::release::{App, Release, ReleaseError};
use crate::render::Prerender;
use crate::write::{Files, Source};
use frontpage_model::{Page, site_path};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;

/// Why there is no edition.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// There is no app to publish with.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The style sheet does not say what the browser's furniture needs.
    #[error(transparent)]
    Color(#[from] ColorError),
    /// No icons could be made.
    #[error("{path}: {source}")]
    Icon {
        /// The drawing.
        path: String,
        /// Why.
        source: IconError,
    },
    /// No `_headers` could be made.
    #[error(transparent)]
    Headers(#[from] HeadersError),
    /// The newspaper's own data is not among the pages.
    #[error("site.json: is missing among the pages; this is a fault of press")]
    Site,
}

/// Adds to the `files` of a newspaper everything but its data and pictures, which are there already.
/// `now` decides what the news sitemap counts as new, and nothing else.
///
/// # Errors
/// [`EditionError`] where a part of the app is missing.
pub fn complete(
    files: &mut Files,
    twins: &Twins,
    config: &Config,
    app: &App,
    now: Timestamp,
) -> Result<(), EditionError> {
    let Some(Page::Site(site)) = twins.get(&site_path()).map(|twin| &twin.page) else {
        return Err(EditionError::Site);
    };
    let (release, mut assets) = Release::read(&app.dist, &app.public, config.base())?;
    let colors = colors(&release, &assets)?;
    files.append(&mut icons(config, &colors, &assets, &app.public)?);
    files.append(&mut assets);

    let prerender = Prerender::new(config, site.clone(), &release, &colors);
    files.append(&mut rendered::pages(&prerender, twins));
    files.append(&mut found::feeds_and_sitemaps(config, twins, now));

    let hosting = Hosting {
        base: config.base(),
        boot: &release.boot,
        style: &release.style,
    };
    let headers = headers_file(&hosting, top(files).iter().map(String::as_str))?;
    files.insert("_headers".into(), Source::Bytes(headers.into_bytes()));
    files.append(&mut packed::copies(files));
    Ok(())
}

/// What lies at the site's root: files by name, folders with a slash.
fn top(files: &Files) -> BTreeSet<String> {
    files
        .keys()
        .map(|path| match path.split_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => path.clone(),
        })
        .collect()
}

fn colors(release: &Release, assets: &Files) -> Result<Colors, ColorError> {
    match assets.get(release.style.trim_start_matches('/')) {
        Some(Source::Bytes(css)) => Colors::of_style(&String::from_utf8_lossy(css)),
        _ => Err(ColorError),
    }
}

fn icons(
    config: &Config,
    colors: &Colors,
    assets: &Files,
    public: &Path,
) -> Result<Files, EditionError> {
    let path = public.join("favicon.svg");
    let drawing = match assets.get("favicon.svg") {
        Some(Source::Bytes(drawing)) => drawing.as_slice(),
        // said below to be no drawing
        _ => &[],
    };
    let icons = companions(config, colors, drawing).map_err(|source| EditionError::Icon {
        path: path.display().to_string(),
        source,
    })?;
    Ok(icons
        .into_iter()
        .map(|(path, bytes)| (path, Source::Bytes(bytes)))
        .collect())
}
