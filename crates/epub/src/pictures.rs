//! The pictures of a book: each once, in the size for a page of a device.

use frontpage_model::{Format, Image, ImageSource, media_path};
use std::collections::BTreeMap;

/// The largest width of a picture, in pixels.
const WIDTH: u32 = 960;
/// The largest size of all pictures in a book, in bytes. Pictures beyond it become links, so that the book
/// is small enough to be sent and to fit into memory.
const MAX_BYTES: usize = 64 << 20;

/// Returns the path in the site of the file of a picture that a book contains. `None` for a picture on a
/// media host.
pub fn path(image: &Image) -> Option<String> {
    let ImageSource::Renditions(fingerprint) = &image.source else {
        return None;
    };
    let width = image.width_up_to(WIDTH);
    Some(media_path(fingerprint, width, Format::Jpeg))
}

/// The pictures of a book that is being written.
pub struct Pictures<F> {
    read: F,
    /// The names of the files by the path in the site; `None` for a picture that is not in the book.
    known: BTreeMap<String, Option<String>>,
    /// The files that are not yet in the container.
    new: Vec<(String, Vec<u8>)>,
    bytes: usize,
    /// The name of the first picture, which is the cover.
    pub cover: Option<String>,
    /// Whether every picture in the book has an alternative text.
    pub are_described: bool,
}

/// Looks up pictures, no matter how they are read.
pub trait Album {
    /// Returns the name of a picture's file in the book, or `None` if it is not in the book.
    fn file(&mut self, image: &Image) -> Option<String>;
}

impl<F: FnMut(&Image) -> Option<Vec<u8>>> Pictures<F> {
    /// Starts with no pictures. `read` returns the JPEG file of a picture.
    pub fn new(read: F) -> Self {
        Self {
            read,
            known: BTreeMap::new(),
            new: Vec::new(),
            bytes: 0,
            cover: None,
            are_described: true,
        }
    }

    fn read(&mut self, image: &Image, path: &str) -> Option<String> {
        let bytes = (self.read)(image)?;
        if bytes.is_empty() || self.bytes + bytes.len() > MAX_BYTES {
            return None;
        }
        self.bytes += bytes.len();
        let name = format!("pictures/{}", path.rsplit('/').next().unwrap_or_default());
        self.new.push((name.clone(), bytes));
        self.cover.get_or_insert_with(|| name.clone());
        Some(name)
    }
}

impl<F> Pictures<F> {
    /// Returns the files since the last call, by their names.
    pub fn take_new(&mut self) -> Vec<(String, Vec<u8>)> {
        std::mem::take(&mut self.new)
    }

    /// Returns the names of all files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.values().filter_map(Option::as_deref)
    }
}

impl<F: FnMut(&Image) -> Option<Vec<u8>>> Album for Pictures<F> {
    fn file(&mut self, image: &Image) -> Option<String> {
        let path = path(image)?;
        let name = match self.known.get(&path) {
            Some(known) => known.clone(),
            None => {
                let name = self.read(image, &path);
                self.known.insert(path, name.clone());
                name
            }
        };
        if name.is_some() && image.alt.trim().is_empty() {
            self.are_described = false;
        }
        name
    }
}
