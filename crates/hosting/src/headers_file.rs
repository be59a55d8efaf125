//! `_headers` for Netlify and Cloudflare Pages.
//!
//! Where two rules match one address, Cloudflare joins the values of a header with a comma, and
//! two values of `Cache-Control` make none. So each address has at most one rule beside the first
//! one, which holds what all have in common; a feed has another for its type alone, which its
//! folder's rule does not name.

use super::policy::{Cache, NAMES, Policy, is_for_hosts, policy};
use super::security::security;
use super::style::Style;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What the hosts' configurations are made of.
#[derive(Clone, Copy, Debug)]
pub struct Hosting<'a> {
    /// The path of the newspaper's address: empty, or `/paper`.
    pub base: &'a str,
    /// How pages come by their style.
    pub style: &'a Style,
}

impl Hosting<'_> {
    /// The value of `Link` that pages carry, where they ask for a sheet: hosts that send Early
    /// Hints take it from here.
    pub(super) fn link(&self) -> Option<String> {
        match self.style {
            Style::InPage(_) => None,
            Style::Linked(sheet) => Some(format!("<{}{sheet}>; rel=preload; as=style", self.base)),
        }
    }
}

/// Why no `_headers` could be made that Cloudflare would take.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum HeadersError {
    /// A longer line than Cloudflare Pages reads.
    #[error("_headers: a line of {0} bytes, and Cloudflare Pages reads 2000")]
    Line(usize),
}

/// Cloudflare Pages' limit of rules in the file.
const RULES: usize = 100;
/// Cloudflare Pages' limit of bytes in a line.
const LINE: usize = 2000;

/// The file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadersFile {
    /// Its text.
    pub text: String,
    /// Addresses that there was no room for: hosts that read the file keep them as long as they
    /// please, and send them with everything that is said of all.
    pub left_out: Vec<String>,
}

/// The text of `_headers`. `names` is what lies at the site's root: files by name (`world.html`),
/// folders with a slash (`world/`).
///
/// # Errors
/// [`HeadersError`] where a line would be beyond Cloudflare's limit.
pub fn headers_file<'a>(
    hosting: &Hosting,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<HeadersFile, HeadersError> {
    let (front, names): (Vec<&str>, Vec<&str>) = names
        .into_iter()
        .filter(|name| is_served(name))
        .partition(|name| *name == "index.html");
    let names = names.into_iter();
    let names: BTreeSet<(&str, &str)> = names.map(|name| (prefix(name), name)).collect();
    let mut text = String::from("# Written by press: change it there.\n");
    let mut rule = |pattern: &str, headers: &[(&str, String)]| {
        writeln!(text, "{}{pattern}", hosting.base).ok();
        for (name, value) in headers {
            writeln!(text, "  {name}: {value}").ok();
        }
    };
    rule("/*", &security(hosting.style));
    for name in &front {
        rule("/", &headers(hosting, name, true));
    }
    let feeds = feeds(&names);
    let mut patterns = patterns(hosting, &names);
    let left_out = leave_out(&mut patterns, RULES - 1 - front.len() - feeds.len());
    for (pattern, headers) in patterns.iter().chain(&feeds) {
        rule(pattern, headers);
    }
    match text.lines().map(str::len).find(|length| *length > LINE) {
        Some(length) => Err(HeadersError::Line(length)),
        None => Ok(HeadersFile { text, left_out }),
    }
}

type Headers = Vec<(&'static str, String)>;

/// Takes out the patterns that there is no room for: files that are cached as most are, before
/// pages, and before all of which more is said.
fn leave_out(patterns: &mut BTreeMap<String, Headers>, room: usize) -> Vec<String> {
    let fresh = [("Cache-Control", Cache::Fresh.header().to_owned())];
    let mut all: Vec<(u8, String)> = patterns
        .iter()
        .map(|(pattern, headers)| {
            let weight = match headers {
                _ if pattern.ends_with('*') => 0,
                headers if headers[..] != fresh => 1,
                _ if !pattern.contains('.') => 2,
                _ => 3,
            };
            (weight, pattern.clone())
        })
        .collect();
    all.sort();
    let left = all.split_off(room.min(all.len()));
    let left: BTreeSet<String> = left.into_iter().map(|(_, pattern)| pattern).collect();
    patterns.retain(|pattern, _| !left.contains(pattern));
    left.into_iter().collect()
}

/// The types of the feeds of sections and tags, where there are feeds: a host that goes by the
/// ending calls them plain JSON and plain XML.
fn feeds(names: &BTreeSet<(&str, &str)>) -> BTreeMap<String, Headers> {
    let has = |wanted: &str| names.iter().any(|(_, name)| *name == wanted);
    let folders = ["/:section", "/tag/:tag"];
    let feeds = NAMES.into_iter().filter(|(name, _)| has(name));
    let feeds = feeds.flat_map(|(name, kind)| {
        folders.map(|folder| {
            (
                format!("{folder}/{name}"),
                vec![("Content-Type", kind.to_owned())],
            )
        })
    });
    feeds.collect()
}

/// Patterns that do not overlap, with their headers. The names come with their prefixes, and so
/// in an order in which a shorter prefix is tried before those that it covers.
fn patterns(hosting: &Hosting, names: &BTreeSet<(&str, &str)>) -> BTreeMap<String, Headers> {
    let mut patterns = BTreeMap::new();
    let mut prefixes: Vec<&str> = Vec::new();
    for (prefix, name) in names {
        if prefixes.iter().any(|covered| name.starts_with(covered)) {
            continue;
        }
        let others = names.iter().map(|(_, other)| *other);
        let group: Vec<&str> = others.filter(|other| other.starts_with(prefix)).collect();
        let first = class(name);
        if group.len() > 1 && group.iter().all(|other| class(other) == first) {
            prefixes.push(prefix);
            let page = group.iter().any(|other| sample(other).page);
            patterns.insert(format!("/{prefix}*"), headers(hosting, name, page));
        } else {
            patterns.insert(pattern(name), headers(hosting, name, sample(name).page));
        }
    }
    patterns
}

/// What a wildcard for this name would begin with: the name without its ending; for a year, the
/// century, so that an old archive does not use up the rules.
fn prefix(name: &str) -> &str {
    let stem = name.trim_end_matches('/');
    // the stem of a name that begins with a dot is all of it: every name begins with nothing
    let stem = stem
        .split('.')
        .next()
        .filter(|stem| !stem.is_empty())
        .unwrap_or(stem);
    let year = stem.len() == 4 && name.ends_with('/') && stem.bytes().all(|b| b.is_ascii_digit());
    if year { &stem[..2] } else { stem }
}

fn pattern(name: &str) -> String {
    match name.strip_suffix(".html") {
        Some(page) => format!("/{page}"),
        None if name.ends_with('/') => format!("/{name}*"),
        None => format!("/{name}"),
    }
}

fn headers(hosting: &Hosting, name: &str, page: bool) -> Headers {
    let (_, _, content_type) = class(name);
    let Policy {
        cache, shared_with, ..
    } = sample(name);
    let mut headers = vec![("Cache-Control", cache.header().to_owned())];
    headers.extend(content_type.map(|kind| ("Content-Type", kind.to_owned())));
    headers.extend(shared_with.map(|whom| ("Cross-Origin-Resource-Policy", whom.to_owned())));
    let link = hosting.link().filter(|_| page);
    headers.extend(link.map(|link| ("Link", link)));
    headers
}

/// What names below one wildcard must have in common. A type is said only where hosts, which go
/// by the ending, would guess another.
fn class(name: &str) -> (super::Cache, Option<&'static str>, Option<&'static str>) {
    let Policy {
        cache, shared_with, ..
    } = sample(name);
    let named = NAMES.iter().find(|(known, _)| *known == name);
    (cache, shared_with, named.map(|(_, kind)| *kind))
}

/// The policy of a file, or of what a folder holds.
fn sample(name: &str) -> Policy {
    match name {
        "assets/" => policy("assets/a.js"),
        "media/" => policy("media/a.webp"),
        "rail/" => policy("rail/a.json"),
        "sitemaps/" => policy("sitemaps/a.xml"),
        folder if folder.ends_with('/') => policy(&format!("{folder}a")),
        file => policy(file),
    }
}

/// Packed copies go out under their originals' names; the error page under any.
fn is_served(name: &str) -> bool {
    !is_for_hosts(name.trim_end_matches('/'))
        && !name.ends_with(".br")
        && !name.ends_with(".gz")
        && name != "404.html"
        && !name.is_empty()
}

#[cfg(test)]
mod tests;
