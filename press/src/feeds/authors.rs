//! Who wrote a story, as names alone: what a feed and structured data want, and a byline hides.

use frontpage_model::{Article, BylinePart, Slug};

/// Someone who wrote a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author<'a> {
    /// The name, without *By*.
    pub name: &'a str,
    /// The page, where there is one.
    pub slug: Option<&'a Slug>,
}

/// The authors in a byline, in its order, each once.
///
/// Linked names are authors. Of the plain words between them only those of a byline that starts
/// with the English *By* can be told apart: there, names stand between commas and *and*, and a
/// name ends at *in*, *for*, *with* (`By Ann Lee in Rome`). A plain byline in other words is one
/// name.
pub fn authors(article: &Article) -> Vec<Author<'_>> {
    let parts = &article.byline;
    let english = parts.first().is_some_and(|first| without_by(first).1);
    let linked = parts.iter().any(|part| part.author.is_some());
    let mut found: Vec<Author> = Vec::new();
    for part in parts {
        let plain = part.author.is_none();
        if plain && english {
            for name in names(without_by(part).0) {
                add(&mut found, name, None);
            }
        } else if !plain || !linked {
            add(&mut found, part.text.trim(), part.author.as_ref());
        }
    }
    found
}

fn add<'a>(found: &mut Vec<Author<'a>>, name: &'a str, slug: Option<&'a Slug>) {
    if !name.is_empty() && found.iter().all(|other| other.name != name) {
        found.push(Author { name, slug });
    }
}

/// The text behind *By*, and whether it was there.
fn without_by(part: &BylinePart) -> (&str, bool) {
    let text = part.text.trim();
    match text.split_at_checked(2) {
        Some((by, rest))
            if by.eq_ignore_ascii_case("by")
                && part.author.is_none()
                && (rest.is_empty() || rest.starts_with(char::is_whitespace)) =>
        {
            (rest.trim_start(), true)
        }
        _ => (text, false),
    }
}

/// The names in words such as `Ann Lee in Rome, and the`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '&'])
        .flat_map(|piece| split_word(piece, "and"))
        .filter_map(|piece| {
            let piece = strip_word(piece.trim(), "the");
            let end = ["in", "for", "with", "at", "of"]
                .into_iter()
                .filter_map(|word| find_word(piece, word))
                .min()
                .unwrap_or(piece.len());
            let name = piece[..end].trim();
            // what is no name, such as "staff" or "additional reporting by", is written small
            let small = name.starts_with(|c: char| c.is_lowercase());
            (!small && !name.is_empty()).then_some(name)
        })
}

fn split_word<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut rest = text;
    let mut pieces = Vec::new();
    while let Some(at) = find_word(rest, word) {
        pieces.push(&rest[..at]);
        rest = &rest[at + word.len()..];
    }
    pieces.push(rest);
    pieces
}

fn strip_word<'a>(text: &'a str, word: &str) -> &'a str {
    match find_word(text, word) {
        Some(0) => text[word.len()..].trim_start(),
        _ => text,
    }
}

/// Where a word in small letters stands by itself.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        edge(text[..*at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{LocalTime, Route, SectionRef};

    /// Linked names stand in brackets.
    fn read(byline: &str) -> String {
        let parts = byline.split_inclusive(']').flat_map(|piece| {
            let (plain, linked) = piece.split_once('[').unwrap_or((piece, ""));
            let linked = linked.trim_end_matches(']');
            [(plain, None), (linked, Slug::parse("x").ok())]
        });
        let byline = parts.filter(|(text, _)| !text.is_empty());
        let article = Article {
            url: Route::Front,
            section: SectionRef {
                slug: Slug::parse("x").unwrap(),
                name: String::new(),
            },
            tags: vec![],
            headline: String::new(),
            summary: String::new(),
            lead: None,
            published: LocalTime::EPOCH,
            updated: None,
            byline: byline
                .map(|(text, author)| BylinePart {
                    text: text.into(),
                    author,
                })
                .collect(),
            dateline: None,
            body: vec![],
            credit: None,
            lang: None,
            dir: None,
            rail: None,
        };
        let names = authors(&article)
            .into_iter()
            .map(|author| match author.slug {
                Some(_) => format!("[{}]", author.name),
                None => author.name.into(),
            });
        names.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_byline_holds_names() {
        for (byline, names) in [
            ("By the [World desk]", "[World desk]"),
            ("By [Ann Lee] and [Bo Ek]", "[Ann Lee]|[Bo Ek]"),
            ("By Ann Lee and the [World desk]", "Ann Lee|[World desk]"),
            (
                "By the [World desk] and Ann Lee in Rome",
                "[World desk]|Ann Lee",
            ),
            ("BY ANN LEE", "ANN LEE"),
            (
                "By Ann Lee, Bo Ek and Cy Orlando for the Post",
                "Ann Lee|Bo Ek|Cy Orlando",
            ),
            ("By [Ann Lee], staff writer", "[Ann Lee]"),
            ("By \u{674e}\u{5a1c}", "\u{674e}\u{5a1c}"),
            ("By Andy Forbes and Andy Forbes", "Andy Forbes"),
            ("Byron Lee", "Byron Lee"),
            ("De la sección [Lifestyle]", "[Lifestyle]"),
            ("Von Anna Müller", "Von Anna Müller"),
            ("By ", ""),
            ("", ""),
        ] {
            assert_eq!(read(byline), names, "{byline}");
        }
    }
}
