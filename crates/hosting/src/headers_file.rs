//! Writes `_headers`, for Netlify and Cloudflare Pages.
//!
//! If two rules that match a URL set the same header, Cloudflare joins the values with a comma,
//! which makes `Cache-Control` invalid. So at most one rule applies to each URL, besides the first
//! rule, which has the headers of all files. Feeds have one more rule, which only sets their type;
//! the rule of their folder does not.

use super::policy::{Cache, Policy, TYPES_BY_NAME, is_for_hosts, policy};
use super::security::security_headers;
use super::style::HostedStyle;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The input for all host configurations.
#[derive(Clone, Copy, Debug)]
pub struct HostingOptions<'a> {
    /// The base path of the newspaper: empty, or `/paper`.
    pub base: &'a str,
    /// How pages get their style.
    pub style: &'a HostedStyle,
    /// The hosts that stories refer to for pictures.
    pub picture_hosts: &'a [String],
    /// The hosts that stories refer to for videos and audio recordings.
    pub media_hosts: &'a [String],
    /// The number of redirects from former addresses.
    pub redirects: usize,
}

impl HostingOptions<'_> {
    /// Returns the `Link` header of pages that link to a stylesheet. Hosts use it to send Early
    /// Hints.
    pub(super) fn link(&self) -> Option<String> {
        match self.style {
            HostedStyle::InPage(_) => None,
            HostedStyle::Linked(sheet) => {
                Some(format!("<{}{sheet}>; rel=preload; as=style", self.base))
            }
        }
    }
}

/// Why `_headers` cannot be written in a form that Cloudflare accepts.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum HeadersError {
    /// A line is longer than Cloudflare Pages allows.
    #[error(
        "_headers: a line has {0} bytes, and Cloudflare Pages reads at most 2000; shorten the path of \
         the url in site.toml, or the names of the files in public/"
    )]
    LineTooLong(usize),
}

/// The maximum number of rules that Cloudflare Pages reads.
const RULES: usize = 100;
/// The maximum length of a line that Cloudflare Pages reads, in bytes.
const LINE: usize = 2000;

/// The `_headers` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadersFile {
    /// The text.
    pub text: String,
    /// The URL patterns that exceed the maximum number of rules. Hosts cache these files as they
    /// like, and send only the headers of all files with them.
    pub omitted: Vec<String>,
}

/// Returns the `_headers` file. `names` are the files (`world.html`) and the folders (`world/`) at
/// the site's root.
///
/// # Errors
/// [`HeadersError`] if a line is longer than Cloudflare's limit.
pub fn headers_file<'a>(
    hosting: &HostingOptions,
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
    rule(
        "/*",
        &security_headers(hosting.style, hosting.picture_hosts, hosting.media_hosts),
    );
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
        Some(length) => Err(HeadersError::LineTooLong(length)),
        None => Ok(HeadersFile {
            text,
            omitted: left_out,
        }),
    }
}

type Headers = Vec<(&'static str, String)>;

/// Removes patterns until at most `room` are left, and returns the removed ones. Files with only
/// the default caching go first, then pages with it, then patterns with other headers, and
/// wildcards last.
fn leave_out(patterns: &mut BTreeMap<String, Headers>, room: usize) -> Vec<String> {
    let fresh = [("Cache-Control", Cache::Fresh.header().to_owned())];
    let mut ranked: Vec<(u8, String)> = patterns
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
    ranked.sort();
    let removed = ranked.split_off(room.min(ranked.len()));
    let removed: BTreeSet<String> = removed.into_iter().map(|(_, pattern)| pattern).collect();
    patterns.retain(|pattern, _| !removed.contains(pattern));
    removed.into_iter().collect()
}

/// Returns the rules for the types of section and tag feeds, if the site has feeds. By the
/// extension alone, hosts would serve them as plain JSON and XML.
fn feeds(names: &BTreeSet<(&str, &str)>) -> BTreeMap<String, Headers> {
    let has = |wanted: &str| names.iter().any(|(_, name)| *name == wanted);
    let folders = ["/:section", "/tag/:tag"];
    let feeds = TYPES_BY_NAME.into_iter().filter(|(name, _)| has(name));
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

/// Returns patterns that do not overlap, with their headers. The names are sorted by their
/// prefixes, so that a short prefix is tried before the longer ones that it covers.
fn patterns(hosting: &HostingOptions, names: &BTreeSet<(&str, &str)>) -> BTreeMap<String, Headers> {
    let mut patterns = BTreeMap::new();
    let mut prefixes: Vec<&str> = Vec::new();
    for (prefix, name) in names {
        if prefixes.iter().any(|covered| name.starts_with(covered)) {
            continue;
        }
        let others = names.iter().map(|(_, other)| *other);
        let group: Vec<&str> = others.filter(|other| other.starts_with(prefix)).collect();
        let first = header_class(name);
        if group.len() > 1 && group.iter().all(|other| header_class(other) == first) {
            prefixes.push(prefix);
            let page = group.iter().any(|other| policy_of_name(other).is_page);
            patterns.insert(format!("/{prefix}*"), headers(hosting, name, page));
        } else {
            patterns.insert(
                pattern(name),
                headers(hosting, name, policy_of_name(name).is_page),
            );
        }
    }
    patterns
}

/// Returns the prefix of a wildcard for this name: the name without its extension. For the folder
/// of a year it is the century, so that a long archive does not use up the rules.
fn prefix(name: &str) -> &str {
    let stem = name.trim_end_matches('/');
    // Keep all of a name that starts with a dot. An empty prefix would match every name.
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

fn headers(hosting: &HostingOptions, name: &str, page: bool) -> Headers {
    let (_, _, content_type) = header_class(name);
    let Policy {
        cache,
        cross_origin_resource_policy: shared_with,
        ..
    } = policy_of_name(name);
    let mut headers = vec![("Cache-Control", cache.header().to_owned())];
    headers.extend(content_type.map(|kind| ("Content-Type", kind.to_owned())));
    headers.extend(shared_with.map(|whom| ("Cross-Origin-Resource-Policy", whom.to_owned())));
    let link = hosting.link().filter(|_| page);
    headers.extend(link.map(|link| ("Link", link)));
    headers
}

/// Returns the headers that all names under a wildcard must share. The type is only part of them if
/// hosts would guess a wrong one from the extension.
fn header_class(name: &str) -> (super::Cache, Option<&'static str>, Option<&'static str>) {
    let Policy {
        cache,
        cross_origin_resource_policy: shared_with,
        ..
    } = policy_of_name(name);
    let named = TYPES_BY_NAME.iter().find(|(known, _)| *known == name);
    (cache, shared_with, named.map(|(_, kind)| *kind))
}

/// Returns the policy of a file, or of the files in a folder.
fn policy_of_name(name: &str) -> Policy {
    match name {
        "assets/" => policy("assets/a.js"),
        "media/" => policy("media/a.webp"),
        "rail/" => policy("rail/a.json"),
        "sitemaps/" => policy("sitemaps/a.xml"),
        folder if folder.ends_with('/') => policy(&format!("{folder}a")),
        file => policy(file),
    }
}

/// Returns whether a name has a URL of its own. Precompressed copies are served at the URLs of
/// their originals, and the error page at any URL.
fn is_served(name: &str) -> bool {
    !is_for_hosts(name.trim_end_matches('/'))
        && !name.ends_with(".br")
        && !name.ends_with(".gz")
        && name != "404.html"
        && !name.is_empty()
}

#[cfg(test)]
mod tests;
