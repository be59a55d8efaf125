//! Finds the words of a text that match a query, and the passage of a text that has most of them.

use super::{Clause, Query};
use crate::text::language::Languages;
use crate::text::words::{Word, words};
use std::ops::Range;

/// A piece of a text. Show it as text and `<mark>` elements, never as markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether the query found it.
    pub is_marked: bool,
}

/// Returns a text in pieces, in which the words that match the query are marked. `languages` are the
/// languages of the archive.
pub fn pieces<'a>(text: &'a str, query: &Query, languages: Languages) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut push = |text: &'a str, is_marked| {
        if !text.is_empty() {
            pieces.push(Piece { text, is_marked });
        }
    };
    let mut end = 0;
    for (place, _) in marks(text, query, languages) {
        push(&text[end..place.start], false);
        push(&text[place.clone()], true);
        end = place.end;
    }
    push(&text[end..], false);
    pieces
}

/// Returns the passage of a text that has the most different words of the query. It has about the given
/// number of characters, and begins and ends at words. Returns `None` if the text has no word of the query.
pub fn passage(
    text: &str,
    query: &Query,
    languages: Languages,
    max_chars: usize,
) -> Option<Range<usize>> {
    let marks = marks(text, query, languages);
    // Bytes are close enough to characters to choose the place.
    let mut best: Option<(u32, Range<usize>)> = None;
    for (n, (first, _)) in marks.iter().enumerate() {
        let near = marks[n..]
            .iter()
            .take_while(|(place, _)| place.end - first.start <= max_chars);
        let (mut found, mut end) = (0_u32, first.end);
        for (place, clause) in near {
            found |= 1 << (clause % 32);
            end = place.end;
        }
        let count = found.count_ones();
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, first.start..end));
        }
    }
    let (_, found) = best?;
    let spare = max_chars.saturating_sub(found.len()) / 2;
    let all: Vec<Word> = words(text).collect();
    let start = found.start.saturating_sub(spare);
    let end = found.end.saturating_add(spare);
    let first = all.iter().find(|word| word.place.start >= start)?;
    let last = all.iter().rev().find(|word| word.place.end <= end);
    let last_end = last.map_or(found.end, |word| word.place.end);
    Some(first.place.start.min(found.start)..last_end.max(found.end))
}

/// Returns the places that the query found, in order, each with the number of its clause.
fn marks(text: &str, query: &Query, languages: Languages) -> Vec<(Range<usize>, usize)> {
    let all: Vec<Word> = words(text).collect();
    let stems: Vec<Vec<String>> = all
        .iter()
        .map(|word| languages.stems(&word.folded))
        .collect();
    let is_same = |n: usize, wanted: &[String]| {
        stems
            .get(n)
            .is_some_and(|stems| stems.iter().any(|stem| wanted.contains(stem)))
    };
    let mut marks: Vec<Option<usize>> = vec![None; all.len()];
    for (clause_number, clause) in query.clauses.iter().enumerate() {
        match clause {
            Clause::Word { text, is_beginning } => {
                let wanted = languages.stems(text);
                for (n, word) in all.iter().enumerate() {
                    if is_same(n, &wanted)
                        || word.folded == *text
                        || (*is_beginning && word.folded.starts_with(text))
                    {
                        marks[n] = Some(clause_number);
                    }
                }
            }
            Clause::Phrase(phrase) => {
                let wanted: Vec<Vec<String>> =
                    phrase.iter().map(|word| languages.stems(word)).collect();
                for n in 0..all.len() {
                    let is_here = wanted
                        .iter()
                        .enumerate()
                        .all(|(i, wanted)| is_same(n + i, wanted));
                    if is_here {
                        marks[n..n + wanted.len()].fill(Some(clause_number));
                    }
                }
            }
        }
    }
    let marked = all.into_iter().zip(marks);
    marked
        .filter_map(|(word, clause)| clause.map(|clause| (word.place, clause)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;
    use proptest::prelude::*;

    fn english() -> Languages {
        let mut languages = Languages::default();
        languages.add(Language::English);
        languages
    }

    fn marked(text: &str, query: &str) -> String {
        let query = Query::parse(query);
        let pieces = pieces(text, &query, english());
        let write = |piece: &Piece<'_>| match piece.is_marked {
            true => format!("[{}]", piece.text),
            false => piece.text.to_owned(),
        };
        pieces.iter().map(write).collect()
    }

    #[test]
    fn words_are_marked_in_all_their_forms() {
        assert_eq!(
            marked(
                "Elections: the ELECTED council’s wall",
                "election council wa"
            ),
            "[Elections]: the [ELECTED] [council]’s [wall]"
        );
        assert_eq!(marked("Un niño", "nino "), "Un [niño]");
    }

    #[test]
    fn phrases_are_marked_as_a_whole() {
        assert_eq!(
            marked("The wall, a harbor wall.", "\"harbor wall\""),
            "The wall, a [harbor] [wall]."
        );
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(marked("<b>harbor</b>", "b"), "<[b]>harbor</[b]>");
    }

    #[test]
    fn a_passage_has_most_of_the_words() {
        let filler = "nothing to see here ".repeat(20);
        let text = format!("harbor {filler} the harbor wall is old {filler}");
        let query = Query::parse("harbor wall old");
        let found = passage(&text, &query, english(), 60).unwrap();
        assert!(
            text[found.clone()].contains("harbor wall is old"),
            "{}",
            &text[found.clone()]
        );
        assert!(found.len() <= 60);
        assert_eq!(passage("nothing", &query, english(), 60), None);
    }

    proptest! {
        #[test]
        fn pieces_are_the_whole_text(text in "\\PC{0,60}", query in "\\PC{0,10}") {
            let query = Query::parse(&query);
            let all: String = pieces(&text, &query, english()).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&all, &text);
            if let Some(found) = passage(&text, &query, english(), 20) {
                prop_assert!(text.get(found).is_some());
            }
        }
    }
}
