//! `today.json`: what today's edition consists of, for readers who keep it on their device. Today's edition
//! is the front page and its stories.

use crate::Edition;
use crate::plan::html_path;
use crate::transfer_size::transfer_size;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use frontpage_base::json;
use frontpage_model::{Day, Format, Front, Image, ImageSource, Route, media_path};
use frontpage_store::Publish;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// The path of the list.
pub const PATH: &str = "today.json";
/// The width of a picture for a device, in pixels. Wider ones are for larger screens.
const WIDTH: u32 = 960;
/// The scripts, stylesheets and WebAssembly that only a page without the app needs, by the beginning of
/// their names. Readers get those with that page.
const OF_TOOLS: [&str; 2] = ["assets/search", "assets/engine"];

/// The inputs of the list.
#[derive(Debug)]
pub struct Today {
    day: Option<Day>,
    pages: Vec<Route>,
    pictures: BTreeSet<String>,
}

impl Today {
    /// Finds the pages and the pictures of the edition of today's front page.
    pub fn of(front: &Front) -> Self {
        let stories = front.cards().map(|card| card.url.clone());
        let images = front.cards().filter_map(|card| card.image.as_ref());
        Self {
            day: front.newest().map(|time| time.day()),
            pages: [Route::Front].into_iter().chain(stories).collect(),
            pictures: images.filter_map(path_for_device).collect(),
        }
    }

    /// Returns the day of the edition, or `None` if there are no stories.
    pub fn day(&self) -> Option<Day> {
        self.day
    }

    /// Returns whether a page belongs to the edition.
    pub fn has(&self, route: &Route) -> bool {
        self.pages.contains(route)
    }

    /// Returns the fingerprint of the list, which covers the pages, by the keys of their files, and the app.
    pub fn fingerprint(
        &self,
        mut keys: Vec<(String, Fingerprint)>,
        edition: &Edition<'_>,
    ) -> FingerprintBuilder {
        keys.sort();
        let mut mix = FingerprintBuilder::new("today");
        for (path, key) in &keys {
            mix = mix.text(path).bytes(key);
        }
        // Pictures need no keys here: a page shows other pictures only if its data differs.
        for path in assets(edition) {
            mix = mix.text(path);
        }
        mix
    }

    /// Makes the list, once everything else is made.
    pub fn list(&self, id: Fingerprint, edition: &Edition<'_>, publish: &Publish<'_>) -> Vec<u8> {
        let size = |path: &str| transfer_size(path, publish);
        let page = |route: &Route| {
            let data = route.data_path();
            let data = data.trim_start_matches('/');
            (route.to_string(), size(&html_path(data)) + size(data))
        };
        let pages: Vec<(String, u64)> = self.pages.par_iter().map(page).collect();
        let pictures = self.pictures.iter();
        let pictures: Vec<(String, u64)> = pictures
            .map(|path| (path.clone(), size(path.trim_start_matches('/'))))
            .collect();
        let app: Vec<(String, u64)> = assets(edition)
            .map(|path| (format!("/{path}"), size(path)))
            .collect();
        let parts = [&pages, &pictures, &app].into_iter().flatten();
        json::to_vec(&List {
            id: hex(id),
            day: self.day.map(|day| day.to_string()),
            stories: self.pages.len() - 1,
            bytes: parts.map(|(_, size)| size).sum(),
            pages: &pages,
            pictures: &pictures,
            app: &app,
        })
    }
}

/// The list, as the page `/saved` reads it.
#[derive(Serialize)]
struct List<'a> {
    /// A version, which changes whenever anything in the list changes.
    id: String,
    /// The day of the newest story: `2025-03-28`. `None` if there are no stories.
    day: Option<String>,
    /// The number of stories.
    stories: usize,
    /// How many bytes are transferred for all of it.
    bytes: u64,
    /// The addresses of the pages without the base path, each with the bytes of its HTML and data.
    pages: &'a [(String, u64)],
    /// The addresses of the pictures, each with its bytes.
    pictures: &'a [(String, u64)],
    /// The addresses of the app's files, each with its bytes.
    app: &'a [(String, u64)],
}

/// Returns a fingerprint as a text.
fn hex(fingerprint: Fingerprint) -> String {
    let digits = fingerprint.iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// Returns the paths of the app's files.
fn assets<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = &'a str> {
    let paths = edition.files.keys().map(String::as_str);
    paths.filter(|path| {
        path.starts_with("assets/") && !OF_TOOLS.iter().any(|tool| path.starts_with(tool))
    })
}

/// Returns the address of the rendition that a device keeps. `None` for a picture on a media host.
fn path_for_device(image: &Image) -> Option<String> {
    let ImageSource::Renditions(fingerprint) = &image.source else {
        return None;
    };
    let width = image.width_up_to(WIDTH);
    Some(media_path(fingerprint, width, Format::Webp))
}
