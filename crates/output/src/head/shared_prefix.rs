//! The shared prefix of pages: the bytes that all pages of a kind start with.
//!
//! It ends before the first byte that is specific to a page. So it is generated once and compressed
//! once (`SharedPrefix` in crates/compression).

use super::{HeadTarget, ThemeColors};
use crate::markup::Markup;
use crate::site_urls::SiteUrls;
use frontpage_assets::release::Release;
use frontpage_assets::styles::PageKind;
use frontpage_base::config::{Config, StyleDelivery};
use frontpage_model::messages::{self, Words};
use frontpage_model::{Article, Block, List, Page, Site, has_rare_formatting};

/// The paths of the icons, below the base path. Browsers request these names by default.
const ICON: &str = "/favicon.svg";
const OLD_ICON: &str = "/favicon.ico";
const TOUCH_ICON: &str = "/apple-touch-icon.png";
const MANIFEST: &str = "/manifest.webmanifest";

/// Returns the kind of a page, by what it shows.
pub fn page_kind(what: &HeadTarget<'_>) -> PageKind {
    match what {
        HeadTarget::Page(_, Page::Article(article)) => {
            if article.body.iter().any(Block::has_own_style) {
                PageKind::StoryWithLaidOutBlocks
            } else if has_rare_blocks(article) {
                PageKind::StoryWithRareBlocks
            } else {
                PageKind::Story
            }
        }
        HeadTarget::Page(_, Page::Front(front)) if !front.name.is_empty() => PageKind::Edition,
        HeadTarget::Page(_, Page::Front(_) | Page::Listing(_)) => PageKind::List,
        // Rails and the newspaper's own data have no page.
        HeadTarget::Page(_, Page::Rail(_) | Page::Site(_))
        | HeadTarget::NotFound
        | HeadTarget::Offline
        | HeadTarget::Tool(_) => PageKind::Notice,
    }
}

/// Returns whether a story has blocks or inline formatting whose style is in `style/blocks.css`.
fn has_rare_blocks(article: &Article) -> bool {
    let mut captions = article.lead.iter().map(|lead| &lead.caption);
    captions.any(|caption| has_rare_formatting(caption))
        || article.body.iter().any(Block::is_rare)
        || has_own_digits(article) && article.body.iter().any(is_numbered)
}

/// Returns whether the language of a story uses digits other than 0 to 9.
fn has_own_digits(article: &Article) -> bool {
    let words = article.words.unwrap_or_else(Words::current);
    words.speak(|| messages::number(0)) != "0"
}

/// Returns whether a block is or contains a numbered list.
fn is_numbered(block: &Block) -> bool {
    fn has_numbers(list: &List) -> bool {
        let mut lists = list.items.iter().flat_map(|item| &item.lists);
        list.ordered || lists.any(has_numbers)
    }
    matches!(block, Block::List(list) if has_numbers(list))
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
    for sheet in release.styles.of(kind) {
        let address = site_urls.file(&sheet.address);
        match config.style {
            StyleDelivery::InPage => head.style(&address, sheet),
            StyleDelivery::Linked => head.link("stylesheet", &address),
        }
    }
    // It needs a stylesheet, and works before the first paint.
    head.look_script();
    let print = site_urls.file(&release.print);
    let print = [
        ("rel", Some("stylesheet")),
        ("media", Some("print")),
        ("href", Some(print.as_str())),
    ];
    head.tag("link", &print);

    theme(&mut head, colors);
    head.meta("application-name", &site.name);
    // If several icons are suitable, the last one wins (HTML §4.6.7.8). Browsers without SVG icons use
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

/// Writes the colors for the browser's own interface. The first one that matches counts (HTML, §4.2.5.1), so
/// the light color needs no condition. For readers who chose a color scheme, the script after the date bar
/// changes the condition of the dark color.
fn theme(head: &mut Markup, colors: &ThemeColors) {
    let dark = Some("(prefers-color-scheme: dark)");
    for (media, color) in [(dark, &colors.dark), (None, &colors.light)] {
        head.tag(
            "meta",
            &[
                ("name", Some("theme-color")),
                ("media", media),
                ("content", Some(color)),
            ],
        );
    }
}
