//! The story of an entry.

use crate::body::body;
use crate::lead::lead;
use chrono::{DateTime, Utc};
use feed_rs::model::{Entry as FeedEntry, Feed, Person};
use frontpage_clean::plain;
use frontpage_source::{Category, Entry, ImportedStory, StoryId, Visibility, slug_of, title_of};
use jiff::Timestamp;
use url::Url;

/// Makes a story of an entry. `position` counts from 1; `host` is the host of the feed.
pub fn story(
    entry: &FeedEntry,
    position: usize,
    feed: &Feed,
    host: &str,
    address: Option<&Url>,
) -> Entry {
    let place = match entry.id.trim() {
        "" => format!("entry {position}"),
        id => format!("entry {position} ({id})"),
    };
    let link = link(entry, address);
    let title = entry.title.as_ref().map(|title| plain(&title.content));
    let Some(published) = published(entry) else {
        return Entry::refused(place, "it has no valid date");
    };
    let found = body(entry, link.as_ref());
    if plain(&found.html).is_empty() {
        return Entry::refused(place, "it has neither a text nor a link");
    }
    let mut left_out = Vec::new();
    let title = title.filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| {
        left_out.push("no title, which is the start of the text now".to_owned());
        title_of(&plain(&found.html))
    });
    if found.is_excerpt {
        left_out.push("stories of which the feed has a summary only".to_owned());
    }
    let people = match entry.authors.is_empty() {
        true => &feed.authors,
        false => &entry.authors,
    };
    Entry::Story(Box::new(ImportedStory {
        id: StoryId::Text(entry.id.clone()),
        uri: uri(&entry.id, host),
        visibility: Visibility::Public,
        slug: slug_of(link.as_ref(), &title),
        title,
        summary: found.summary,
        body: found.html,
        permalink: link.as_ref().map(Url::to_string).unwrap_or_default(),
        published: Some(published),
        updated: entry.updated.and_then(timestamp),
        authors: people.iter().filter_map(name).collect(),
        categories: categories(entry),
        lead: lead(entry),
        base: link.map(String::from),
        left_out,
        ..ImportedStory::default()
    }))
}

/// Returns the address of the original.
fn link(entry: &FeedEntry, address: Option<&Url>) -> Option<Url> {
    let links = entry.links.iter();
    let mut pages = links.filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let href = pages.next().map(|link| link.href.as_str());
    // A GUID is an address unless the feed says otherwise (RSS 2.0, `isPermaLink`).
    let href = href.unwrap_or(&entry.id);
    let url = match (Url::parse(href), address) {
        (Ok(url), _) => Some(url),
        (Err(_), Some(address)) => address.join(href).ok(),
        (Err(_), None) => None,
    };
    url.filter(|url| matches!(url.scheme(), "https" | "http"))
}

/// Returns what identifies the item. An ID that is no URI is unique within its feed only.
fn uri(id: &str, host: &str) -> String {
    match Url::parse(id.trim()) {
        Ok(_) => id.trim().to_owned(),
        Err(_) => format!("https://{host}/#{}", id.trim()),
    }
}

fn published(entry: &FeedEntry) -> Option<Timestamp> {
    entry.published.or(entry.updated).and_then(timestamp)
}

/// Converts a time. Feeds write the year 0 or 1, or the start of 1970, if they do not know the time.
fn timestamp(time: DateTime<Utc>) -> Option<Timestamp> {
    let time = Timestamp::from_second(time.timestamp()).ok()?;
    (time > Timestamp::UNIX_EPOCH).then_some(time)
}

fn name(person: &Person) -> Option<String> {
    let name = person.name.as_deref().unwrap_or_default();
    // RSS names authors by their email address, with the name in parentheses: "jane@old.example (Jane Roe)".
    let name = name.trim().trim_start_matches('(').trim_end_matches(')');
    let name = plain(name);
    (!name.is_empty() && !name.contains('@')).then_some(name)
}

fn categories(entry: &FeedEntry) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for category in &entry.categories {
        let name = plain(category.label.as_deref().unwrap_or(&category.term));
        let slug = slug::slugify(&name);
        if !name.is_empty() && categories.iter().all(|known| known.slug != slug) {
            categories.push(Category {
                name,
                slug,
                above: Vec::new(),
            });
        }
    }
    categories
}
