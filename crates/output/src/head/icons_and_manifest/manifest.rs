//! The web app manifest: <https://www.w3.org/TR/appmanifest/>.

use super::screenshots::{Screenshot, screenshots};
use crate::head::ThemeColors;
use crate::site_urls::SiteUrls;
use frontpage_base::config::{Config, direction};
use frontpage_base::files::Files;
use frontpage_model::messages;
use serde::Serialize;

/// The unmasked icons: file name, and side in pixels.
pub const PLAIN: [(&str, u32); 2] = [("icon-192.png", 192), ("icon-512.png", 512)];
/// The icon that a device can crop to its own shape: file name, and side in pixels.
pub const MASKABLE: (&str, u32) = ("icon-maskable-512.png", 512);

#[derive(Serialize)]
struct Manifest<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    lang: &'a str,
    dir: &'static str,
    start_url: &'a str,
    scope: &'a str,
    display: &'static str,
    background_color: &'a str,
    theme_color: &'a str,
    categories: [&'static str; 1],
    icons: Vec<Icon>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shortcuts: Vec<Shortcut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    screenshots: Vec<Screenshot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share_target: Option<ShareTarget>,
}

/// A link in the menu of the installed newspaper's icon.
#[derive(Serialize)]
struct Shortcut {
    name: &'static str,
    url: String,
}

/// What other apps can share with the newspaper. The search page gets the text, and follows it if it is a
/// link to a story.
/// <https://w3c.github.io/web-share-target/>
#[derive(Serialize)]
struct ShareTarget {
    action: String,
    method: &'static str,
    enctype: &'static str,
    params: ShareParameters,
}

/// The names of the parameters in the query of the search.
#[derive(Serialize)]
struct ShareParameters {
    title: &'static str,
    text: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Icon {
    src: String,
    sizes: String,
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
}

/// Returns the manifest as JSON.
pub fn manifest(config: &Config, colors: &ThemeColors, public: &Files) -> Vec<u8> {
    let site_urls = SiteUrls::new(config);
    let root = site_urls.file("/");
    let png = |(name, side): (&str, u32), purpose| Icon {
        src: site_urls.file(&format!("/{name}")),
        sizes: format!("{side}x{side}"),
        kind: "image/png",
        purpose,
    };
    let mut icons = vec![Icon {
        src: site_urls.file("/favicon.svg"),
        sizes: "any".into(),
        kind: "image/svg+xml",
        purpose: "any",
    }];
    icons.extend(PLAIN.map(|icon| png(icon, "any")));
    icons.push(png(MASKABLE, "maskable"));
    let search = config.search.then(|| site_urls.file("/search"));
    let saved = config.offline.then(|| site_urls.file("/saved"));
    let shortcut = |name, url: &Option<String>| {
        Some(Shortcut {
            name,
            url: url.clone()?,
        })
    };
    let shortcuts = [
        shortcut(messages::SEARCH.text(), &search),
        shortcut(messages::ON_THIS_DEVICE.text(), &saved),
    ];
    let short = config.short_name.trim();
    let manifest = Manifest {
        id: &root,
        name: &config.name,
        short_name: if short.is_empty() {
            &config.name
        } else {
            short
        },
        description: &config.description,
        lang: &config.lang,
        dir: direction(&config.lang).as_str(),
        start_url: &root,
        scope: &root,
        // Readers share pages, reload them and go back, so keep the browser's buttons for that.
        display: "minimal-ui",
        background_color: &colors.light,
        theme_color: &colors.light,
        categories: ["news"],
        icons,
        shortcuts: shortcuts.into_iter().flatten().collect(),
        screenshots: screenshots(public, |path| site_urls.file(path)),
        share_target: search.map(|action| ShareTarget {
            action,
            method: "GET",
            enctype: "application/x-www-form-urlencoded",
            params: ShareParameters {
                title: "title",
                text: "q",
                url: "url",
            },
        }),
    };
    frontpage_base::json::to_vec(&manifest)
}
