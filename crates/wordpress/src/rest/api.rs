//! Posts that are fetched from a site, page by page.

use super::post_reader::PostReader;
use crate::address;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use frontpage_fetch::{Answer, Client, FetchError, Request, Validators};
use frontpage_source::{Converter, RawEntry, Refusal, Source};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::sync::Arc;
use url::Url;

/// How many posts a page has: the most that the API allows.
const PAGE: u64 = 100;
/// The largest page, in bytes.
const MAX_PAGE: u64 = 64 << 20;
/// How many posts are asked for when a page of 100 fails, so that one bad post costs few others.
const SMALL_PAGES: [u64; 2] = [10, 1];

/// The name and the application password of a user ("Application Passwords", WordPress REST API
/// Handbook).
#[derive(Clone)]
pub struct Credentials {
    /// The name of the user.
    pub user: String,
    /// The application password.
    pub password: String,
}

impl Credentials {
    fn header(&self) -> String {
        let pair = format!("{}:{}", self.user, self.password);
        format!("Basic {}", BASE64_STANDARD.encode(pair))
    }
}

/// The published posts of a site.
pub struct RestApi {
    client: Arc<Client>,
    /// The address of the posts, without the query parameters that the importer sets.
    posts: Url,
    authorization: Option<String>,
    converter: PostReader,
    /// How many posts there are, once a page has been read.
    total: Option<u64>,
    /// How many posts come before the next page.
    offset: u64,
    /// Whether the last page has been read.
    is_at_end: bool,
    /// Posts that were fetched and not handed out yet.
    fetched: VecDeque<RawEntry>,
    /// The time of the last change that has been seen.
    newest: Option<Timestamp>,
    /// Posts that did not change since this time are not requested. Each round sets it for the next one.
    since: Option<Timestamp>,
    /// The validators of the first page of the last round that changed nothing.
    validators: Validators,
    /// The numbers of all posts that were seen and have not disappeared since.
    seen: BTreeSet<u64>,
}

/// A page of posts.
struct Page {
    posts: Vec<Value>,
    total: Option<u64>,
    validators: Validators,
}

impl RestApi {
    /// Prepares to read the posts of a site. `address` is that of its API (`/wp-json/`) or of its posts
    /// (`/wp-json/wp/v2/posts`). `zone` is the time zone of times without one. Posts that did not change
    /// since `since` are left out.
    pub fn new(
        client: Arc<Client>,
        address: &Url,
        credentials: Option<&Credentials>,
        zone: &TimeZone,
        since: Option<Timestamp>,
    ) -> Self {
        Self {
            client,
            posts: posts(address),
            authorization: credentials.map(Credentials::header),
            converter: PostReader {
                name: address::host(address.as_str()),
                zone: zone.clone(),
            },
            total: None,
            offset: 0,
            is_at_end: false,
            fetched: VecDeque::new(),
            newest: None,
            since,
            validators: Validators::default(),
            seen: BTreeSet::new(),
        }
    }

    /// Returns whether an address is one of the API.
    pub fn is_address(address: &Url) -> bool {
        let has_route = address.query_pairs().any(|(key, _)| key == "rest_route");
        has_route || address.path().contains("/wp-json")
    }

    /// Returns the address of a site's API from a link of one of its pages, in the header `Link` or in the
    /// page itself.
    pub fn discover<'a>(
        page: &Url,
        mut links: impl Iterator<Item = &'a str>,
        html: &str,
    ) -> Option<Url> {
        const RELATION: &str = "https://api.w.org/";
        let in_header = links.find_map(|link| {
            let (target, parameters) = link.split_once('>')?;
            parameters
                .contains(RELATION)
                .then(|| target.trim_start_matches([' ', '<']).to_owned())
        });
        let in_page = || {
            let mut tags = html.split("<link").skip(1);
            let tag = tags.find_map(|rest| {
                let tag = rest.split('>').next()?;
                tag.contains(RELATION).then_some(tag)
            })?;
            let after = tag.split_once("href=")?.1;
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            Some(after[1..].split(quote).next()?.replace("&amp;", "&"))
        };
        let target = in_header.or_else(in_page)?;
        page.join(&target).ok()
    }

    fn request(
        &self,
        query: &[(&str, &str)],
        validators: &Validators,
    ) -> Result<Option<Page>, FetchError> {
        let mut url = self.posts.clone();
        url.query_pairs_mut().extend_pairs(query);
        let answer = self.client.fetch(&Request {
            url: &url,
            accept: "application/json",
            max_bytes: MAX_PAGE,
            validators,
            authorization: self.authorization.as_deref(),
        })?;
        let Answer::Fetched(answer) = answer else {
            return Ok(None);
        };
        let total = answer.header("x-wp-total").next();
        let total = total.and_then(|total| total.trim().parse().ok());
        match serde_json::from_slice(&answer.bytes) {
            Ok(Value::Array(posts)) => Ok(Some(Page {
                posts,
                total,
                validators: answer.validators,
            })),
            Ok(_) | Err(_) => {
                let kind = match answer.content_type.is_empty() {
                    true => "something of no type",
                    false => &answer.content_type,
                };
                Err(FetchError::Transport(format!(
                    "the site answers with {kind} and not with a list of posts"
                )))
            }
        }
    }

    /// Fetches `count` posts from the current place on.
    fn page(&self, count: u64, validators: &Validators) -> Result<Option<Page>, FetchError> {
        let since = self.since.map(|since| since.to_string());
        let (count, offset) = (count.to_string(), self.offset.to_string());
        let mut query = vec![
            ("per_page", count.as_str()),
            ("offset", offset.as_str()),
            // An order that new posts do not change.
            ("orderby", "id"),
            ("order", "asc"),
            ("_embed", "author,wp:term,wp:featuredmedia"),
        ];
        if let Some(since) = &since {
            query.push(("modified_after", since));
        }
        self.request(&query, validators)
    }

    /// Fetches the next page. If the site fails to answer with it, tries smaller pages; a post that fails
    /// even on a page of its own is refused.
    fn fetch(&mut self) -> io::Result<()> {
        let first = match self.offset {
            0 => std::mem::take(&mut self.validators),
            _ => Validators::default(),
        };
        let mut count = PAGE;
        let mut smaller = SMALL_PAGES.into_iter();
        loop {
            let error = match self.page(count, &first) {
                Ok(Some(page)) => {
                    self.take(page, count);
                    return Ok(());
                }
                Ok(None) => {
                    self.validators = first;
                    self.is_at_end = true;
                    return Ok(());
                }
                Err(error) => error,
            };
            if is_past_the_end(&error) {
                self.is_at_end = true;
                return Ok(());
            }
            let is_of_the_page = matches!(
                error,
                FetchError::Status {
                    status: 413 | 500..,
                    ..
                } | FetchError::TooLarge { .. }
                    | FetchError::Timeout
            );
            // If there was no answer before, the site is down or is not a WordPress site.
            if !is_of_the_page || self.total.is_none() {
                return Err(of_the_site(&self.posts, &error));
            }
            match smaller.next() {
                Some(fewer) => count = fewer,
                None => {
                    self.fetched.push_back(RawEntry::Refused(Refusal {
                        place: format!("post {} of the list", self.offset + 1),
                        reason: error.to_string(),
                    }));
                    self.offset += 1;
                    return Ok(());
                }
            }
        }
    }

    fn take(&mut self, page: Page, asked: u64) {
        if self.offset == 0 {
            self.validators = page.validators;
        }
        let read = page.posts.len() as u64;
        let deleted = match (self.total, page.total) {
            (Some(before), Some(now)) => before.saturating_sub(now),
            _ => 0,
        };
        if let Some(total) = page.total {
            self.total = Some(total);
        }
        if deleted > 0 {
            // Posts that were deleted meanwhile moved all later ones forward, some of them from this page
            // to the one before.
            self.offset = self.offset.saturating_sub(deleted);
            return;
        }
        for (index, post) in page.posts.into_iter().enumerate() {
            let id = post.get("id").and_then(Value::as_u64);
            self.seen.extend(id);
            self.newest = self.newest.max(self.converter.changed(&post));
            self.fetched.push_back(RawEntry::Text {
                place: format!("post {} of the list", self.offset + index as u64 + 1),
                bytes: frontpage_base::json::to_vec(&post),
            });
        }
        let is_last = match self.total {
            Some(total) => self.offset + read >= total,
            None => read < asked,
        };
        self.is_at_end = read == 0 || is_last;
        self.offset += read;
    }

    /// Returns the numbers of all posts that readers can see now.
    fn public(&self) -> Result<BTreeSet<u64>, FetchError> {
        let mut public = BTreeSet::new();
        let count = PAGE.to_string();
        for offset in (0..).step_by(PAGE as usize) {
            let offset = offset.to_string();
            let query = [
                ("_fields", "id"),
                ("per_page", count.as_str()),
                ("offset", offset.as_str()),
                ("orderby", "id"),
                ("order", "asc"),
            ];
            let page = match self.request(&query, &Validators::default()) {
                Ok(page) => page,
                Err(error) if is_past_the_end(&error) => None,
                Err(error) => return Err(error),
            };
            let posts = page.map(|page| page.posts).unwrap_or_default();
            let count = posts.len() as u64;
            public.extend(posts.iter().filter_map(|post| post.get("id")?.as_u64()));
            if count < PAGE {
                break;
            }
        }
        Ok(public)
    }

    /// Returns how many posts readers can see now.
    fn count(&self) -> Result<Option<u64>, FetchError> {
        let query = [("_fields", "id"), ("per_page", "1")];
        let page = self.request(&query, &Validators::default())?;
        Ok(page.and_then(|page| page.total))
    }

    /// Returns whether a post is not public, by asking for it alone.
    fn is_gone(&self, id: u64) -> Result<bool, FetchError> {
        let id = id.to_string();
        let page = self.request(
            &[("_fields", "id"), ("include", &id)],
            &Validators::default(),
        )?;
        Ok(page.is_some_and(|page| page.posts.is_empty()))
    }
}

/// Returns the address of the posts of an API.
fn posts(address: &Url) -> Url {
    const ROUTE: &str = "wp/v2/posts";
    let mut url = address.clone();
    url.set_fragment(None);
    let is_ours = |key: &str| {
        matches!(
            key,
            "per_page" | "page" | "offset" | "_embed" | "orderby" | "order"
        )
    };
    let pairs: Vec<(String, String)> = address
        .query_pairs()
        .filter(|(key, _)| !is_ours(key))
        .map(|(key, value)| match &*key {
            // Without pretty addresses, the route is a parameter.
            "rest_route" if !value.contains(ROUTE) => (key.into(), format!("/{ROUTE}")),
            _ => (key.into(), value.into()),
        })
        .collect();
    let has_route = pairs.iter().any(|(key, _)| key == "rest_route");
    if !has_route && !url.path().contains(ROUTE) {
        let root = url.path().split("/wp-json").next().unwrap_or_default();
        let path = format!("{}/wp-json/{ROUTE}", root.trim_end_matches('/'));
        url.set_path(&path);
    }
    url.set_query(None);
    if !pairs.is_empty() {
        url.query_pairs_mut().extend_pairs(pairs);
    }
    url
}

/// Returns whether the site says that there are no more pages.
fn is_past_the_end(error: &FetchError) -> bool {
    match error {
        FetchError::Status { status: 400, body } => {
            String::from_utf8_lossy(body).contains("rest_post_invalid_page_number")
        }
        _ => false,
    }
}

/// Returns an error that names the site and says what can be done about its answer.
fn of_the_site(posts: &Url, error: &FetchError) -> io::Error {
    let remedy = match error {
        FetchError::Status {
            status: 401 | 403, ..
        } => {
            "; the site shows its posts to users only: set FRONTPAGE_IMPORT_USER and \
             FRONTPAGE_IMPORT_PASSWORD to the name and an application password of one"
        }
        FetchError::Status { status: 404, .. } => {
            "; the REST API is switched off or somewhere else: give its address, or use an export"
        }
        _ => "",
    };
    io::Error::other(format!("{posts}: {error}{remedy}"))
}

impl Source for RestApi {
    fn name(&self) -> &str {
        &self.converter.name
    }

    fn total(&self) -> Option<u64> {
        self.total
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        while self.fetched.is_empty() && !self.is_at_end {
            self.fetch()?;
        }
        let count = most.min(self.fetched.len());
        Ok(self.fetched.drain(..count).collect())
    }

    fn converter(&self) -> &dyn Converter {
        &self.converter
    }

    fn again(&mut self) -> io::Result<bool> {
        // The site compares with seconds, so what changed in the same second comes once more.
        let since = self
            .newest
            .and_then(|newest| newest.checked_sub(1.second()).ok());
        if since != self.since {
            self.validators = Validators::default();
        }
        self.since = since;
        self.total = None;
        self.offset = 0;
        self.is_at_end = false;
        Ok(true)
    }

    fn can_tell_what_is_gone(&self) -> bool {
        true
    }

    fn gone(&mut self, known: &[u64]) -> io::Result<Vec<u64>> {
        let of_the_site = |error: FetchError| of_the_site(&self.posts, &error);
        let all: BTreeSet<u64> = known.iter().chain(&self.seen).copied().collect();
        // One small request shows whether anything can be gone.
        if self.count().map_err(of_the_site)? == Some(all.len() as u64) {
            return Ok(Vec::new());
        }
        let public = self.public().map_err(of_the_site)?;
        let mut gone = Vec::new();
        for id in all.difference(&public) {
            // A list that changed while it was read may miss a post.
            if self.is_gone(*id).map_err(of_the_site)? {
                gone.push(*id);
            }
        }
        for id in &gone {
            self.seen.remove(id);
        }
        Ok(gone)
    }
}

#[cfg(test)]
mod tests;
