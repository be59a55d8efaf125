//! Queries whose right answers are known, because a query is taken from a story and every story that
//! fits is looked for in all texts.

use super::archive::Archive;
use super::exact::Scan;
use fastrand::Rng;
use frontpage_search::words;

/// The kinds of queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words of a headline, in another order.
    Headline,
    /// Five neighboring words of a body, without quotes.
    Passage,
    /// The same in quotes.
    Phrase,
    /// The name of a person, in quotes or not.
    Name,
}

/// A query with its right answers.
#[derive(Clone, Debug)]
pub struct Known {
    /// The kind of query.
    pub kind: Kind,
    /// What a reader types.
    pub text: String,
    /// The numbers of the stories that are right, ten at most.
    pub right: Vec<u32>,
}

/// Returns 200 queries.
pub fn known(archive: &Archive, scan: &Scan) -> Vec<Known> {
    let mut rng = Rng::with_seed(17);
    let mut all = Vec::new();
    for (kind, count) in [
        (Kind::Headline, 60),
        (Kind::Passage, 40),
        (Kind::Phrase, 40),
        (Kind::Name, 60),
    ] {
        let before = all.len();
        let mut attempts = 0;
        while all.len() < before + count && attempts < 4_000 {
            attempts += 1;
            let text = archive.text(rng.u32(..archive.stories));
            let found = match kind {
                Kind::Headline => {
                    let mut headline: Vec<String> = plain(&text.headline);
                    headline.retain(|word| word.len() > 3);
                    rng.shuffle(&mut headline);
                    headline.truncate(3);
                    let right = scan.with_headline(&headline);
                    (headline.join(" "), right)
                }
                Kind::Passage | Kind::Phrase => {
                    let paragraph = plain(rng.choice(&text.paragraphs).map_or("", |text| text));
                    if paragraph.len() < 5 {
                        continue;
                    }
                    let start = rng.usize(..=paragraph.len() - 5);
                    let phrase = &paragraph[start..start + 5];
                    let right = scan.with_phrase(phrase);
                    match kind {
                        Kind::Phrase => (format!("\"{}\"", phrase.join(" ")), right),
                        _ => (phrase.join(" "), right),
                    }
                }
                Kind::Name => {
                    let name = rng.choice(&text.names).cloned().unwrap_or_default();
                    let right = scan.with_phrase(&plain(&name));
                    (name, right)
                }
            };
            let (text, right) = found;
            if (1..=10).contains(&right.len()) {
                all.push(Known { kind, text, right });
            }
        }
    }
    all
}

fn plain(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}
