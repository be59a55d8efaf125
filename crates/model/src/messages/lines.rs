//! The lines of a language, by their numbers.
//!
//! The app counts line breaks, which takes the least code. A publisher looks up a hundred lines for each of
//! thousands of pages, so it splits the text of a language once.

#[cfg(target_arch = "wasm32")]
pub use counted::line;
#[cfg(not(target_arch = "wasm32"))]
pub use kept::line;

#[cfg(any(target_arch = "wasm32", test))]
mod counted {
    use crate::messages::piece;

    /// Returns a line of a text by its number, from 0; empty if there are not that many lines.
    pub fn line(text: &'static str, number: usize) -> &'static str {
        piece(text, '\n', number)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod kept {
    use std::cell::RefCell;

    /// How many languages are kept: a page speaks that of the newspaper and that of the story.
    const LIMIT: usize = 8;

    /// A text, and its lines.
    type Split = (&'static str, Box<[&'static str]>);

    thread_local! {
        /// The languages that this thread has spoken, the latest last.
        static SPOKEN: RefCell<Vec<Split>> = const { RefCell::new(Vec::new()) };
    }

    /// Returns a line of a text by its number, from 0; empty if there are not that many lines.
    pub fn line(text: &'static str, number: usize) -> &'static str {
        SPOKEN.with_borrow_mut(|spoken| {
            // Comparing addresses is enough: a text that is split twice gives the same lines.
            let known = spoken
                .iter()
                .position(|(kept, _)| std::ptr::eq(*kept, text));
            let place = known.unwrap_or_else(|| {
                if spoken.len() == LIMIT {
                    spoken.remove(0);
                }
                spoken.push((text, text.split('\n').collect()));
                spoken.len() - 1
            });
            let lines = spoken.get(place).map(|(_, lines)| lines);
            lines
                .and_then(|lines| lines.get(number))
                .copied()
                .unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, kept};

    #[test]
    fn both_ways_to_look_up_a_line_agree() {
        let texts: Vec<&'static str> = (0..20)
            .map(|text| &*format!("first {text}\n\nthird {text}").leak())
            .chain(["", "\n", "only"])
            .collect();
        // More languages than are kept, and each of them twice.
        for text in texts.iter().chain(&texts) {
            for number in 0..4 {
                assert_eq!(kept::line(text, number), counted::line(text, number));
            }
        }
        assert_eq!(kept::line(texts[19], 2), "third 19");
    }
}
