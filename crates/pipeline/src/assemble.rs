//! The edition: what makes the data a newspaper that any host can serve. The app's files, the
//! prerenderer, the pages without an address, icons, robots.txt, `.htaccess`.

use crate::{App, Edition};
use frontpage_assets::public::Public;
use frontpage_assets::release::{Release, ReleaseError};
use frontpage_base::config::Config;
use frontpage_base::config::StylePlace;
use frontpage_base::files::Files;
use frontpage_catalog::site;
use frontpage_hosting::{HTACCESS, Hosting, Style, htaccess};
use frontpage_output::feeds::{ROBOTS, robots};
use frontpage_output::head::{ColorError, Colors, IconError, companions};

/// Why there is no edition.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// There is no app to publish with.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The publisher's own files cannot be read.
    #[error("{path}: {source}; mend that, or name another folder with --public")]
    Public {
        /// The file or the folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
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
}

/// Reads the app's release, and makes what does not depend on the stories.
///
/// # Errors
/// [`EditionError`] where a part of the app is missing.
pub fn read<'a>(config: &'a Config, app: &App) -> Result<Edition<'a>, EditionError> {
    let (release, mut files) = Release::read(&app.dist, config.base())?;
    let mut public = Public::read(&app.public).map_err(|(path, source)| EditionError::Public {
        path: path.display().to_string(),
        source,
    })?;
    let colors = Colors::of_style(release.style.text())?;

    // said to be no drawing where there is none
    let drawing = public.get("favicon.svg").unwrap_or_default();
    let icons = companions(config, &colors, drawing).map_err(|source| EditionError::Icon {
        path: app.public.join("favicon.svg").display().to_string(),
        source,
    })?;
    let mut made: Files = icons.into_iter().collect();
    made.insert(ROBOTS.trim_start_matches('/').into(), robots(config));

    let style = match config.style {
        StylePlace::InPage => Style::InPage(vec![release.style.hash(), release.later.hash()]),
        StylePlace::Linked => Style::Linked(release.style.address.clone()),
    };
    let base = config.base();
    let hosting = Hosting {
        base,
        style: &style,
    };
    made.insert(HTACCESS.into(), htaccess(&hosting).into_bytes());
    let renderer = (app.prerender)(config, site(config), release, colors);
    made.insert("404.html".into(), renderer.not_found());
    made.insert("offline.html".into(), renderer.offline());
    let own = public.stand_in_for(&mut made);
    files.extend(made);
    Ok(Edition {
        prerender: renderer,
        files,
        public,
        own,
        style,
        base,
    })
}
