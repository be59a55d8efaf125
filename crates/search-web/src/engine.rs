//! The searcher as JavaScript sees it.

use frontpage_search::{
    FileName, Found, Hit, Languages, Manifest, Order, Piece, Query, Searcher, Step, passage, pieces,
};
use js_sys::Array;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The length of a passage of a story, in characters: about that of a summary.
const PASSAGE: usize = 170;

/// Answers queries from the files of a search index.
#[wasm_bindgen]
pub struct Engine {
    searcher: Searcher,
    /// The files that were asked for, by their paths.
    requested: BTreeMap<String, FileName>,
    /// The query that was answered last, with the words that were corrected.
    answered: Query,
}

#[wasm_bindgen]
impl Engine {
    /// Makes an engine of the bytes of a manifest.
    ///
    /// # Errors
    /// A message, if the manifest is damaged or of another release.
    #[wasm_bindgen(constructor)]
    pub fn new(manifest: &[u8]) -> Result<Engine, String> {
        let manifest = Manifest::read(manifest).map_err(|error| error.to_string())?;
        Ok(Self {
            searcher: Searcher::new(manifest),
            requested: BTreeMap::new(),
            answered: Query::default(),
        })
    }

    /// Takes a file that was asked for, or nothing if it could not be fetched. A bad file is remembered, and
    /// [`Engine::step`] counts it.
    pub fn give(&mut self, path: &str, bytes: Option<Box<[u8]>>) {
        if let Some(name) = self.requested.get(path) {
            let _ = self.searcher.give(*name, bytes.as_deref());
        }
    }

    /// Forgets which files were bad, so that they are asked for again.
    pub fn retry(&mut self) {
        self.searcher.retry();
    }

    /// Returns the next step of a query for its first `count` results. An array of paths asks for these
    /// files. Otherwise it is an array of five: the number of all stories found; the number of files that
    /// could not be read; whether the end of the query was left out; corrections, as pairs of what was
    /// typed and what was looked for; and the results. A result is an array of path, section, language,
    /// time, headline and summary. The last two are arrays of texts, of which every second one was found.
    pub fn step(&mut self, query: &str, is_newest_first: bool, count: usize) -> Array {
        let order = match is_newest_first {
            true => Order::Newest,
            false => Order::Best,
        };
        match self.searcher.step(&Query::parse(query), order, 0..count) {
            Step::Fetch(names) => names
                .into_iter()
                .map(|name| {
                    let path = name.to_string();
                    let value = JsValue::from(&path);
                    self.requested.insert(path, name);
                    value
                })
                .collect(),
            Step::Done(found) => {
                let results = results(&found, self.searcher.manifest().languages);
                self.answered = found.query;
                results
            }
        }
    }

    /// Returns the passage of a text that has the most words of the query that was answered last, as an array of
    /// texts of which every second one was found. It is empty if the text has none of the words.
    pub fn passage(&self, text: &str) -> Array {
        let languages = self.searcher.manifest().languages;
        let place = passage(text, &self.answered, languages, PASSAGE);
        let text = place.and_then(|place| text.get(place)).unwrap_or_default();
        alternating(&pieces(text, &self.answered, languages))
    }
}

fn results(found: &Found, languages: Languages) -> Array {
    let corrections = found.corrections.iter().map(|correction| {
        let pair = [&correction.typed, &correction.used];
        pair.into_iter().map(JsValue::from).collect::<Array>()
    });
    let hits = found
        .hits
        .iter()
        .map(|hit| result(hit, &found.query, languages));
    let all: [JsValue; 5] = [
        (found.total as f64).into(),
        (found.unreadable.len() as f64).into(),
        found.query.is_shortened.into(),
        corrections.collect::<Array>().into(),
        hits.collect::<Array>().into(),
    ];
    all.into_iter().collect()
}

fn result(hit: &Hit, query: &Query, languages: Languages) -> Array {
    let card = &hit.card;
    let texts = [&card.path, &card.section, &card.lang, &card.published];
    let marked = [&card.headline, &card.summary].map(|text| {
        let pieces = pieces(text, query, languages);
        JsValue::from(alternating(&pieces))
    });
    texts.into_iter().map(JsValue::from).chain(marked).collect()
}

/// Returns the texts of pieces such that every second text is a marked one.
fn alternating(pieces: &[Piece<'_>]) -> Array {
    let texts = Array::new();
    let mut is_marked = false;
    for piece in pieces {
        if piece.is_marked != is_marked {
            texts.push(&"".into());
        }
        texts.push(&piece.text.into());
        is_marked = !piece.is_marked;
    }
    texts
}
