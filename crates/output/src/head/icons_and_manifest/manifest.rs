//! The web app manifest: <https://www.w3.org/TR/appmanifest/>.

use crate::head::ThemeColors;
use crate::site_urls::SiteUrls;
use frontpage_base::config::{Config, direction};
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
pub fn manifest(config: &Config, colors: &ThemeColors) -> Vec<u8> {
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
    };
    frontpage_base::json::to_vec(&manifest)
}
