//! `press check-links`: finds the addresses in a published folder that lead nowhere.
//!
//! It sees the folder as a host does, and knows nothing of the content. In memory are the names of the
//! files, the redirects, and the fragments that links to other pages name; pages are read one at a time
//! on each core.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod feed;
mod html;
mod site;

pub use site::{LinkCheckError, Site};

use rayon::prelude::*;
use site::Target;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// The number of files that are read before their results are reported.
const BATCH: usize = 1024;

/// An address, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, from the site's root.
    pub file: String,
    /// The element and its attribute, such as `a href`.
    pub element: String,
    /// The address, as written.
    pub address: String,
}

/// Why an address leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is no such page or file.
    Missing,
    /// The page has no element with that id.
    NoSuchId,
    /// It is no valid address.
    Invalid,
    /// The file cannot be parsed.
    Unreadable,
}

/// An address that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeadLink {
    /// Where it is.
    pub place: Place,
    /// Why it leads nowhere.
    pub reason: Reason,
}

impl fmt::Display for DeadLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place {
            file,
            element,
            address,
        } = &self.place;
        let reason = match self.reason {
            Reason::Missing => "there is no such page or file",
            Reason::NoSuchId => "the page has no element with that id",
            Reason::Invalid => "is no address",
            Reason::Unreadable => "cannot be read",
        };
        let line = match self.reason {
            Reason::Unreadable => format!("{file}: {element}: {reason}"),
            Reason::Missing | Reason::NoSuchId | Reason::Invalid => {
                format!("{file}: {element}: {address}: {reason}")
            }
        };
        for c in line.chars() {
            if c.is_control() {
                write!(f, "{}", c.escape_default())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of pages, feeds, sitemaps and rules that were read.
    pub files: usize,
    /// The number of addresses that lead into the site.
    pub links: usize,
    /// The number of those that lead nowhere.
    pub dead: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, links, dead } = self;
        write!(f, "{links} links in {files} files, {dead} of them dead")
    }
}

/// The addresses in a file.
#[derive(Debug, Default)]
struct Addresses {
    /// Each with its element.
    found: Vec<(String, String)>,
    /// The ids of a page's elements.
    ids: BTreeSet<String>,
    /// The address that a page's links are relative to, if it is not its own.
    base: Option<String>,
}

/// The results of checking one file.
#[derive(Debug, Default)]
struct Checked {
    links: usize,
    dead: Vec<DeadLink>,
    /// Fragments of other pages: the page's file, the fragment, and where they are.
    fragments: Vec<(String, String, Place)>,
}

/// Checks a published folder, and calls `report` with each address that leads nowhere.
///
/// # Errors
/// [`LinkCheckError`] if the folder is not a published site, or cannot be read.
pub fn check(folder: &Path, report: &mut dyn FnMut(&DeadLink)) -> Result<Summary, LinkCheckError> {
    let site = Site::read(folder)?;
    let mut summary = Summary::default();
    let mut fragments: BTreeMap<String, BTreeSet<(String, Place)>> = BTreeMap::new();
    let mut add = |checked: Checked, summary: &mut Summary| {
        summary.links += checked.links;
        summary.dead += checked.dead.len();
        checked.dead.iter().for_each(&mut *report);
        for (page, fragment, place) in checked.fragments {
            fragments.entry(page).or_default().insert((fragment, place));
        }
    };
    let files: Vec<&str> = site.readable().collect();
    for batch in files.chunks(BATCH) {
        let batch = batch.par_iter().map(|file| check_file(&site, file));
        for checked in batch.collect::<Result<Vec<_>, LinkCheckError>>()? {
            summary.files += 1;
            add(checked, &mut summary);
        }
    }
    let rules = check_redirects(&site);
    summary.files += usize::from(rules.links > 0);
    add(rules, &mut summary);
    let fragments: Vec<_> = fragments.into_iter().collect();
    for batch in fragments.chunks(BATCH) {
        let batch = batch.par_iter().map(|(page, named)| {
            let ids = addresses(&site, page)?.ids;
            let missing = named.iter().filter(|(id, _)| !ids.contains(id));
            let missing = missing.map(|(_, place)| DeadLink {
                place: place.clone(),
                reason: Reason::NoSuchId,
            });
            Ok(missing.collect::<Vec<_>>())
        });
        for dead in batch.collect::<Result<Vec<_>, LinkCheckError>>()? {
            summary.dead += dead.len();
            dead.iter().for_each(&mut *report);
        }
    }
    Ok(summary)
}

fn addresses(site: &Site, file: &str) -> Result<Addresses, LinkCheckError> {
    let bytes = site.bytes(file)?;
    Ok(match file.rsplit('.').next() {
        Some("html") => html::addresses(&bytes),
        Some("json") => feed::json_addresses(&bytes),
        _ => feed::xml_addresses(&bytes),
    })
}

fn check_file(site: &Site, file: &str) -> Result<Checked, LinkCheckError> {
    let Addresses { found, ids, base } = addresses(site, file)?;
    let mut checked = Checked::default();
    // Menus and lists name the same address again and again.
    let found: BTreeSet<(String, String)> = found.into_iter().collect();
    let page = site.url_of(file, base.as_deref());
    for (element, address) in found {
        let place = Place {
            file: file.to_owned(),
            element,
            address,
        };
        let target = match page.as_ref() {
            _ if place.element == feed::UNREADABLE => Target::Unreadable,
            Some(page) => site.target(page, &place.address),
            None => Target::Invalid,
        };
        let reason = match target {
            Target::Outside => continue,
            Target::File { file: to, fragment } => {
                let fragment = fragment.filter(|_| to.ends_with(".html"));
                match fragment {
                    Some(fragment) if to == file && !ids.contains(&fragment) => {
                        Some(Reason::NoSuchId)
                    }
                    Some(fragment) if to != file => {
                        checked.fragments.push((to, fragment, place.clone()));
                        None
                    }
                    Some(_) | None => None,
                }
            }
            Target::Missing => Some(Reason::Missing),
            Target::Invalid => Some(Reason::Invalid),
            Target::Unreadable => Some(Reason::Unreadable),
        };
        checked.links += 1;
        checked
            .dead
            .extend(reason.map(|reason| DeadLink { place, reason }));
    }
    Ok(checked)
}

/// Checks that every redirect leads to a page.
fn check_redirects(site: &Site) -> Checked {
    let mut checked = Checked::default();
    for (from, to) in site.redirects().all() {
        checked.links += 1;
        if !site.has_page(to) {
            let place = Place {
                file: "_redirects".into(),
                element: from.to_owned(),
                address: to.to_owned(),
            };
            let reason = Reason::Missing;
            checked.dead.push(DeadLink { place, reason });
        }
    }
    checked.dead.sort();
    checked
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><title>a</title></head><body>";

    fn checked(files: &[(&str, &str)]) -> (Vec<String>, Summary) {
        let folder = tempfile::tempdir().unwrap();
        let site = r#"{"version":1,"page":{"site":{"url":"https://post.example/paper"}}}"#;
        for (name, text) in files.iter().chain([
            &("site.json", site),
            &("index.html", "<main id=\"top-story\">"),
            &("world.html", "<h2 id=\"a b\">"),
            &("a.css", ""),
        ]) {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let mut dead = Vec::new();
        let summary = check(folder.path(), &mut |link| dead.push(link.to_string())).unwrap();
        (dead, summary)
    }

    #[test]
    fn dead_addresses_are_named_with_file_and_element() {
        let page = format!(
            "{PAGE}<link rel=stylesheet href=\"/paper/b.css\"><script src=/paper/c.js></script>\
             <a href=\"/paper/nowhere\">x</a><a href=\"/paper/nowhere\">again</a>\
             <img src=\"d.png\" srcset=\"/paper/e.png 1x, f.png 2x\">\
             <a href=\"https://post.example/paper/gone?x=1\">y</a><a href=\"#none\">z</a>\
             <a href=\"/paper/world#missing\">w</a><a href=\"http://[\">v</a>\
             <meta property=\"og:image\" content=\"https://post.example/paper/g.jpg\">\
             <a href=\"/elsewhere\">outside the paper</a>"
        );
        let (dead, summary) = checked(&[("us/2.html", &page)]);
        let expected = [
            "a href: #none: the page has no element with that id",
            "a href: /paper/nowhere: there is no such page or file",
            "a href: http://[: is no address",
            "a href: https://post.example/paper/gone?x=1: there is no such page or file",
            "img src: d.png: there is no such page or file",
            "img srcset: /paper/e.png: there is no such page or file",
            "img srcset: f.png: there is no such page or file",
            "link href: /paper/b.css: there is no such page or file",
            "meta og:image: https://post.example/paper/g.jpg: there is no such page or file",
            "script src: /paper/c.js: there is no such page or file",
            "a href: /paper/world#missing: the page has no element with that id",
        ];
        assert_eq!(dead, expected.map(|line| format!("us/2.html: {line}")));
        assert_eq!(summary.dead, expected.len());
    }

    #[test]
    fn living_addresses_are_not_named() {
        let page = format!(
            "{PAGE}<a href=\"/paper/\">1</a><a href=\"/paper/world/\">2</a><a href=\"../world\">3</a>\
             <a href=\"/paper/world#a%20b\">4</a><a href=\"#here\">5</a><p id=here><a href=\"#\">6</a>\
             <a href=\"#top\">7</a><a href=\"mailto:a@b.example\">8</a>\
             <a href=\"https://other.example/x\">9</a><link rel=stylesheet href=\"/paper/a.css\">\
             <a href=\"/paper/old/\">10</a><img src=\"data:image/png,\"><a>11</a>\
             <script>\"<a href='/paper/in-a-script'>\"</script>\
             <a href=\"/paper/world?a=1&amp;b=2\">12</a><a href=\"/paper/world.html\">13</a>"
        );
        let (dead, summary) = checked(&[
            ("us/2.html", &page),
            ("_redirects", "/paper/old/ /paper/world 301\n"),
        ]);
        assert_eq!(dead, [""; 0]);
        assert!(summary.links >= 9, "{summary}");
    }

    #[test]
    fn feeds_sitemaps_and_redirects_are_checked() {
        let (dead, _) = checked(&[
            (
                "feed.xml",
                "<rss><channel><link>https://post.example/paper/</link><item>\
                 <link>https://post.example/paper/a</link><guid>https://post.example/paper/x</guid>\
                 <enclosure url=\"https://post.example/paper/a.jpg?a=1&amp;b\"/></item></channel></rss>",
            ),
            (
                "feed.atom",
                "<feed><id>https://post.example/paper/x</id>\
                 <link href=\"https://post.example/paper/b\"/></feed>",
            ),
            (
                "feed.json",
                "{\"items\":[{\"id\":\"https://post.example/paper/x\",\
                 \"url\":\"https://post.example/paper/c\"}]}",
            ),
            (
                "sitemap.xml",
                "<urlset><url><loc>https://post.example/paper/d</loc></url></urlset>",
            ),
            ("broken.xml", "<a><b></a>"),
            ("_redirects", "/old /paper/e 301\n/older /paper/world 301\n"),
        ]);
        let missing = "there is no such page or file";
        assert_eq!(
            dead,
            [
                "broken.xml: file: cannot be read".to_owned(),
                format!("feed.atom: link href: https://post.example/paper/b: {missing}"),
                format!("feed.json: url: https://post.example/paper/c: {missing}"),
                format!(
                    "feed.xml: enclosure url: https://post.example/paper/a.jpg?a=1&b: {missing}"
                ),
                format!("feed.xml: link: https://post.example/paper/a: {missing}"),
                format!("sitemap.xml: loc: https://post.example/paper/d: {missing}"),
                format!("_redirects: /old: /paper/e: {missing}"),
            ]
        );
    }

    #[test]
    fn a_folder_that_is_no_site_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = check(folder.path(), &mut |_| ()).unwrap_err();
        assert!(error.to_string().contains("site.json"), "{error}");
    }
}
