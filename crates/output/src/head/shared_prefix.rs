//! The shared prefix of pages: the bytes that all pages of a kind start with.
//!
//! It ends before the first byte that is specific to a page. So it is generated once and compressed
//! once ([`frontpage_hosting::SharedPrefix`]).

use super::{HeadTarget, ThemeColors};
use crate::markup::Markup;
use crate::site_urls::SiteUrls;
use frontpage_assets::release::Release;
use frontpage_base::config::{Config, StyleDelivery};
use frontpage_base::stylesheet::Stylesheet;
use frontpage_model::{Page, Site};

/// The paths of the icons, below the base path. Browsers request these names by default.
const ICON: &str = "/favicon.svg";
const OLD_ICON: &str = "/favicon.ico";
const TOUCH_ICON: &str = "/apple-touch-icon.png";
const MANIFEST: &str = "/manifest.webmanifest";

/// The kinds of pages; all pages of a kind share a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// Story pages.
    Article,
    /// All other pages, which need a second stylesheet.
    Other,
}

impl From<&HeadTarget<'_>> for PageKind {
    fn from(what: &HeadTarget<'_>) -> Self {
        match what {
            HeadTarget::Page(_, Page::Article(_)) => Self::Article,
            HeadTarget::Page(..) | HeadTarget::NotFound | HeadTarget::Offline => Self::Other,
        }
    }
}

/// Returns the HTML from the first byte of a page to the part of the head that is specific to it.
pub fn shared_prefix(
    config: &Config,
    site: &Site,
    release: &Release,
    colors: &ThemeColors,
    kind: PageKind,
) -> String {
    let site_urls = SiteUrls::new(config);
    let mut head = Markup::for_page();
    head.document(&site.lang, site.dir.as_str(), config.base_path());

    head.tag("meta", &[("charset", Some("utf-8"))]);
    head.meta("viewport", "width=device-width, initial-scale=1");
    // Put this before the stylesheet, so that in dark mode the blank page is already dark.
    head.meta("color-scheme", "light dark");
    let mut style = |sheet: &Stylesheet| match config.style {
        StyleDelivery::InPage => head.style(&site_urls.file(&sheet.address), sheet),
        StyleDelivery::Linked => head.link("stylesheet", &site_urls.file(&sheet.address)),
    };
    style(&release.style);
    if kind == PageKind::Other {
        style(&release.app_only);
    }
    let print = site_urls.file(&release.print);
    let print = [
        ("rel", Some("stylesheet")),
        ("media", Some("print")),
        ("href", Some(print.as_str())),
    ];
    head.tag("link", &print);

    theme(&mut head, colors);
    head.meta("application-name", &site.name);
    // Of several suitable icons the last one wins (HTML §4.6.7.8). Browsers without SVG icons use
    // the ICO file.
    let (icon, old) = (site_urls.file(ICON), site_urls.file(OLD_ICON));
    head.tag(
        "link",
        &[
            ("rel", Some("icon")),
            ("sizes", Some("32x32")),
            ("href", Some(&old)),
        ],
    );
    head.tag(
        "link",
        &[
            ("rel", Some("icon")),
            ("type", Some("image/svg+xml")),
            ("href", Some(&icon)),
        ],
    );
    head.link("apple-touch-icon", &site_urls.file(TOUCH_ICON));
    head.link("manifest", &site_urls.file(MANIFEST));
    head.into_string()
}

fn theme(head: &mut Markup, colors: &ThemeColors) {
    for (scheme, color) in [("light", &colors.light), ("dark", &colors.dark)] {
        let media = format!("(prefers-color-scheme: {scheme})");
        head.tag(
            "meta",
            &[
                ("name", Some("theme-color")),
                ("media", Some(&media)),
                ("content", Some(color)),
            ],
        );
    }
}
