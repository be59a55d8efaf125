//! The stories that are searched.
//!
//! The newsroom of the other benchmarks has about 1,500 different words, so that each is in a tenth of all
//! stories. In a newspaper, most words are rare, and there are always new ones: names. So each story also
//! gets people and places with invented names, a few of which are in many stories and most in few.

use crate::newsroom::{Newsroom, Story, without_markup};
use fastrand::Rng;
use frontpage_search::build::Document;
use frontpage_search::tiers::Entry;
use frontpage_search::{Card, Day, Language};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The number of names from which the names in stories are drawn. A few are drawn far more often than most.
const NAMES: f64 = 400_000.0;

const STARTS: [&str; 24] = [
    "Al", "Bar", "Cor", "Dal", "El", "Far", "Gor", "Hal", "Is", "Jor", "Kal", "Lor", "Mar", "Nor",
    "Or", "Pel", "Quin", "Ros", "Sal", "Tor", "Ul", "Ver", "Wal", "Zan",
];
const MIDDLES: [&str; 20] = [
    "a", "ba", "be", "da", "de", "fi", "ga", "ka", "la", "li", "ma", "me", "na", "ni", "ra", "ri",
    "sa", "ta", "ti", "vo",
];
const ENDS: [&str; 20] = [
    "beck", "bury", "cott", "dale", "dez", "dorf", "feld", "gart", "hoven", "land", "lez", "mann",
    "mont", "nen", "quist", "rado", "sen", "son", "wick", "zaki",
];

/// A story as text.
#[derive(Debug)]
pub struct Text {
    /// The story of the newsroom, without its body.
    pub story: Story,
    /// The headline with a name.
    pub headline: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
    /// The names in it, each of two words.
    pub names: Vec<String>,
}

/// All stories, each generated when it is needed.
#[derive(Debug)]
pub struct Archive {
    newsroom: Newsroom,
    /// The number of stories.
    pub stories: u32,
    seed: u64,
}

impl Archive {
    /// Returns the archive of a seed.
    pub fn new(stories: u32, seed: u64) -> Self {
        Self {
            newsroom: Newsroom::new(stories, seed),
            stories,
            seed,
        }
    }

    /// Generates a story.
    pub fn text(&self, index: u32) -> Text {
        let story = self.newsroom.story(index);
        let mut rng = Rng::with_seed(self.seed ^ u64::from(index) << 24 ^ 0x5eed);
        let mut rng = rng.fork();
        let names: Vec<String> = (0..6).map(|_| name(&mut rng)).collect();
        let plain = story
            .body
            .split("</")
            .map(|part| without_markup(part.split_once('>').map_or(part, |(_, text)| text)));
        let mut paragraphs: Vec<String> = plain
            .map(|text| text.trim().to_owned())
            .filter(|text| text.contains(' '))
            .collect();
        for (n, name) in names.iter().enumerate().skip(1) {
            let place = (n * 2).min(paragraphs.len());
            let sentence = match n % 3 {
                0 => format!("{name} of {} declined to comment.", invented(&mut rng)),
                1 => format!(
                    "It was {name} who first asked about {}.",
                    invented(&mut rng)
                ),
                _ => format!(
                    "According to {name}, {} was never told.",
                    invented(&mut rng)
                ),
            };
            paragraphs.insert(place, sentence);
        }
        Text {
            headline: format!("{}, says {}", story.headline, names[0]),
            story,
            paragraphs,
            names,
        }
    }

    /// Returns what an index needs to know about a story before reading it.
    pub fn entry(&self, index: u32) -> Entry {
        let head = self.newsroom.head(index);
        let mut hash = DefaultHasher::new();
        head.slug.hash(&mut hash);
        Entry {
            // Stories of a day come in the order of their numbers.
            published: i64::from(day(head.published.date()).0) << 32 | i64::from(index),
            key: hash.finish(),
            version: u64::from(index),
        }
    }

    /// Returns the story of an entry.
    pub fn document(&self, entry: &Entry) -> Document {
        let text = self.text(entry.version as u32);
        let story = &text.story;
        Document {
            day: day(story.published.date()),
            language: Language::English,
            card: Card {
                path: path(story),
                headline: text.headline.clone(),
                summary: story.summary.clone(),
                section: story.section.to_owned(),
                lang: "en".to_owned(),
                published: story.published.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            },
            labels: [story.desk.1]
                .iter()
                .chain(&story.tags)
                .map(|label| (*label).to_owned())
                .collect(),
            section: story.section.to_owned(),
            tags: story.tags().map(|(slug, _)| slug).collect(),
            authors: vec![story.desk.0.to_owned()],
            body: text.paragraphs,
        }
    }

    /// Returns a story as a page for Pagefind.
    pub fn page(&self, index: u32) -> (String, String) {
        let text = self.text(index);
        let story = &text.story;
        let mut page = format!(
            "<!doctype html><html lang=\"en\"><head><title>{}</title></head><body><main data-pagefind-body>\
             <h1>{}</h1><p>{}</p><p>{} {}</p>",
            escaped(&text.headline),
            escaped(&text.headline),
            escaped(&story.summary),
            story.desk.1,
            story.tags.join(" "),
        );
        for paragraph in &text.paragraphs {
            page.push_str(&format!("<p>{}</p>", escaped(paragraph)));
        }
        page.push_str("</main></body></html>");
        (format!("{}.html", path(story)), page)
    }
}

/// Returns the path of a story's page.
pub fn path(story: &Story) -> String {
    format!("{}/{}", story.published.strftime("/%Y/%m/%d"), story.slug)
}

fn day(date: jiff::civil::Date) -> Day {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Day::of_date(i32::from(date.year()), month, day)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn invented(rng: &mut Rng) -> String {
    // The square of a square: few numbers are frequent.
    let place = (rng.f64().powi(4) * NAMES) as usize;
    let (start, rest) = (place % STARTS.len(), place / STARTS.len());
    let (end, rest) = (rest % ENDS.len(), rest / ENDS.len());
    let (middle, rest) = (rest % MIDDLES.len(), rest / MIDDLES.len());
    let second = if rest > 0 {
        MIDDLES[rest % MIDDLES.len()]
    } else {
        ""
    };
    format!("{}{}{second}{}", STARTS[start], MIDDLES[middle], ENDS[end])
}

fn name(rng: &mut Rng) -> String {
    format!("{} {}", invented(rng), invented(rng))
}
