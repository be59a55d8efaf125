//! The names of a whole site's files, in one piece of memory.

use std::ops::Range;

/// Names, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    text: String,
    /// Where in the text each stands.
    places: Vec<Range<usize>>,
}

impl Names {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.places.iter().map(|place| &self.text[place.clone()])
    }

    /// Whether one of them is this.
    pub fn contains(&self, name: &str) -> bool {
        let place = self
            .places
            .binary_search_by(|place| self.text[place.clone()].cmp(name));
        place.is_ok()
    }

    /// Gathers names, each in two parts. They are gone through twice, so that the memory is asked
    /// for once.
    pub(super) fn gather<'a>(parts: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Self {
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

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for Names {
    fn eq(&self, other: &[S; N]) -> bool {
        self.iter().eq(other.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_whatever_is_added_to_them() {
        let parts = [("a.html", ""), ("a.html", ".br"), ("a.html-b", "")];
        let names = Names::gather(parts.into_iter());
        assert_eq!(names, ["a.html", "a.html-b", "a.html.br"]);
        assert!(names.contains("a.html.br") && !names.contains("a"));
        assert!(Names::default().is_empty() && names.len() == 3);
    }
}
