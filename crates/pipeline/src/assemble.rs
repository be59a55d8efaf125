//! The edition: everything that a complete site needs besides its page data. These are the app's
//! files, the prerenderer, the error pages, the icons, `robots.txt` and `.htaccess`.

use crate::{App, Edition, Figures};
use frontpage_assets::public::PublicFiles;
use frontpage_assets::release::{Release, ReleaseError};
use frontpage_assets::tools::Tool;
use frontpage_assets::worker;
use frontpage_base::config::Config;
use frontpage_base::config::StyleDelivery;
use frontpage_base::files::Files;
use frontpage_base::stylesheet::Stylesheet;
use frontpage_catalog::site;
use frontpage_hosting::{HTACCESS, HostedStyle, HostingOptions, htaccess};
use frontpage_output::feeds::{ROBOTS, robots_txt};
use frontpage_output::head::{ColorError, IconError, ThemeColors, icons_and_manifest};
use std::path::Path;

/// Why the edition cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// A part of the app is missing.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The publisher's own files cannot be read.
    #[error("{path}: {source}; fix that, or choose another folder with --public")]
    Public {
        /// The file or the folder.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// The stylesheet has no usable theme colors.
    #[error(transparent)]
    Color(#[from] ColorError),
    /// The icons cannot be made.
    #[error("{path}: {source}")]
    Icon {
        /// The SVG.
        path: String,
        /// The cause.
        source: IconError,
    },
}

/// Reads the app's release and the publisher's files, and makes everything that does not depend on
/// the stories. `cache` is the folder of what the next publish can use again.
///
/// # Errors
/// [`EditionError`] if a part of the app is missing, the publisher's files cannot be read, or the
/// theme colors or icons cannot be made.
pub fn prepare<'a>(
    config: &'a Config,
    app: &App,
    cache: &Path,
) -> Result<Edition<'a>, EditionError> {
    let (release, mut files) =
        Release::read(&app.dist, config.base_path(), &config.lang, Some(cache))?;
    let mut public =
        PublicFiles::read(&app.public).map_err(|(path, source)| EditionError::Public {
            path: path.display().to_string(),
            source,
        })?;
    let colors = ThemeColors::of_style(release.styles.main.text())?;

    // If there is no icon, `companions` returns an error for the empty SVG.
    let drawing = public.get("favicon.svg").unwrap_or_default();
    let icons = icons_and_manifest(config, &colors, drawing, public.files()).map_err(|source| {
        EditionError::Icon {
            path: app.public.join("favicon.svg").display().to_string(),
            source,
        }
    })?;
    let mut made: Files = icons.into_iter().collect();
    made.insert(ROBOTS.trim_start_matches('/').into(), robots_txt(config));

    let style = match config.style {
        StyleDelivery::InPage => {
            let sheets = release.styles.all().into_iter();
            HostedStyle::InPage(sheets.map(Stylesheet::csp_source).collect())
        }
        StyleDelivery::Linked => HostedStyle::Linked(release.styles.main.address.clone()),
    };
    let base = config.base_path();
    let hosting = HostingOptions {
        base,
        style: &style,
        picture_hosts: &config.picture_hosts,
        media_hosts: &config.media_hosts,
        redirects: 0,
    };
    made.insert(HTACCESS.into(), htaccess(&hosting, &[], &[]).into_bytes());
    let worker = if config.offline {
        release.worker.on.clone()
    } else {
        release.worker.off.clone()
    };
    let renderer = (app.prerender)(config, site(config), release, colors);
    made.insert("404.html".into(), renderer.not_found());
    made.insert("offline.html".into(), renderer.offline());
    made.insert(worker::PATH.into(), worker);
    // The page about privacy is made when its figures are known.
    for tool in Tool::ALL.into_iter().filter(|tool| *tool != Tool::Privacy) {
        if let Some(page) = renderer.tool(tool, Figures::default()) {
            made.insert(format!("{}.html", tool.name()), page);
        }
    }
    let own = public.override_files(&mut made);
    files.extend(made);
    Ok(Edition {
        prerender: renderer,
        files,
        public,
        overrides: own,
        style,
        picture_hosts: &config.picture_hosts,
        media_hosts: &config.media_hosts,
        base,
    })
}
