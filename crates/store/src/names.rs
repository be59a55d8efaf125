//! A compact, sorted list of the names of a whole site's files.

use std::ops::Range;

/// A sorted list of names, all in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathList {
    text: String,
    /// The range of each name in the text.
    places: Vec<Range<usize>>,
}

impl PathList {
    /// Returns the number of names.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Returns whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Iterates over the names in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.places.iter().map(|place| &self.text[place.clone()])
    }

    /// Returns whether the list contains a name.
    pub fn contains(&self, name: &str) -> bool {
        let place = self
            .places
            .binary_search_by(|place| self.text[place.clone()].cmp(name));
        place.is_ok()
    }

    /// Collects names, each given in two parts. Goes through them twice, so that memory is
    /// allocated only once.
    pub(super) fn collect<'a>(parts: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let (count, bytes) = parts.clone().fold((0, 0), |(count, bytes), (a, b)| {
            (count + 1, bytes + a.len() + b.len())
        });
        let mut text = String::with_capacity(bytes);
        let mut places = Vec::with_capacity(count);
        for (a, b) in parts {
            let start = text.len();
            text.push_str(a);
            text.push_str(b);
            places.push(start..text.len());
        }
        places.sort_by(|a, b| text[a.clone()].cmp(&text[b.clone()]));
        Self { text, places }
    }
}

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for PathList {
    fn eq(&self, other: &[S; N]) -> bool {
        self.iter().eq(other.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_with_their_suffixes() {
        let parts = [("a.html", ""), ("a.html", ".br"), ("a.html-b", "")];
        let names = PathList::collect(parts.into_iter());
        assert_eq!(names, ["a.html", "a.html-b", "a.html.br"]);
        assert!(names.contains("a.html.br") && !names.contains("a"));
        assert!(PathList::default().is_empty() && names.len() == 3);
    }
}
