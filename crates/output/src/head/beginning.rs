//! The shared prefix of pages: the bytes that all pages of a kind start with.
//!
//! It ends before the first byte that is specific to a page. So it is generated once and compressed
//! once ([`frontpage_hosting::Beginning`]).

use super::{Colors, What, address::Address, markup::Markup};
use frontpage_assets::release::Release;
use frontpage_base::config::{Config, StylePlace};
use frontpage_base::sheet::Sheet;
use frontpage_model::{Page, Site};

/// The paths of the icons, below the base path. Browsers request these names by default.
const ICON: &str = "/favicon.svg";
const OLD_ICON: &str = "/favicon.ico";
const TOUCH_ICON: &str = "/apple-touch-icon.png";
const MANIFEST: &str = "/manifest.webmanifest";

/// The kinds of pages; all pages of a kind share a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Story pages.
    Article,
    /// All other pages, which need a second stylesheet.
    Other,
}

impl From<&What<'_>> for Kind {
    fn from(what: &What<'_>) -> Self {
        match what {
            What::Page(_, Page::Article(_)) => Self::Article,
            What::Page(..) | What::NotFound | What::Offline => Self::Other,
        }
    }
}

/// Returns the HTML from the first byte of a page to the part of the head that is specific to it.
pub fn beginning(
    config: &Config,
    site: &Site,
    release: &Release,
    colors: &Colors,
    kind: Kind,
) -> String {
    let address = Address::new(config);
    let mut head = Markup::default();
    head.document(&site.lang, site.dir.as_str(), config.base());

    head.tag("meta", &[("charset", "utf-8")]);
    head.meta("viewport", "width=device-width, initial-scale=1");
    // Put this before the stylesheet, so that in dark mode the blank page is already dark.
    head.meta("color-scheme", "light dark");
    let mut style = |sheet: &Sheet| match config.style {
        StylePlace::InPage => head.style(&address.file(&sheet.address), sheet),
        StylePlace::Linked => head.link("stylesheet", &address.file(&sheet.address)),
    };
    style(&release.style);
    if kind == Kind::Other {
        style(&release.later);
    }
    let print = address.file(&release.print);
    let print = [("rel", "stylesheet"), ("media", "print"), ("href", &print)];
    head.tag("link", &print);

    theme(&mut head, colors);
    head.meta("application-name", &site.name);
    // Of several suitable icons the last one wins (HTML §4.6.7.8). Browsers without SVG icons use
    // the ICO file.
    let (icon, old) = (address.file(ICON), address.file(OLD_ICON));
    head.tag(
        "link",
        &[("rel", "icon"), ("sizes", "32x32"), ("href", &old)],
    );
    head.tag(
        "link",
        &[("rel", "icon"), ("type", "image/svg+xml"), ("href", &icon)],
    );
    head.link("apple-touch-icon", &address.file(TOUCH_ICON));
    head.link("manifest", &address.file(MANIFEST));
    head.into_string()
}

fn theme(head: &mut Markup, colors: &Colors) {
    for (scheme, color) in [("light", &colors.light), ("dark", &colors.dark)] {
        let media = format!("(prefers-color-scheme: {scheme})");
        head.tag(
            "meta",
            &[
                ("name", "theme-color"),
                ("media", &media),
                ("content", color),
            ],
        );
    }
}
