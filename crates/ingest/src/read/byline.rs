//! Splits a byline into parts that can link to the authors' pages.

use frontpage_model::{BylinePart, Slug, messages};

/// An author of a story.
#[derive(Clone, Debug)]
pub struct Author {
    /// The name as printed.
    pub name: String,
    /// The author's page, if the newspaper has one.
    pub slug: Option<Slug>,
}

/// Splits `by` at the authors' names. Names that it does not contain are added at the end.
pub fn parts(by: &str, authors: &[Author]) -> Vec<BylinePart> {
    if by.is_empty() && authors.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, &Author)> = Vec::new();
    let mut missing = Vec::new();
    for author in authors {
        let is_free = |at: usize| {
            let end = at + author.name.len();
            whole_word(by, at, end)
                && found
                    .iter()
                    .all(|(other, a)| end <= *other || other + a.name.len() <= at)
        };
        match by.match_indices(&author.name).find(|(at, _)| is_free(*at)) {
            Some((at, _)) => found.push((at, author)),
            None => missing.push(author),
        }
    }
    found.sort_by_key(|(at, _)| *at);

    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = 0;
    let add = |parts: &mut Vec<BylinePart>, plain: &mut String, author: &Author| {
        if author.slug.is_none() {
            plain.push_str(&author.name);
            return;
        }
        if !plain.is_empty() {
            parts.push(BylinePart {
                text: std::mem::take(plain),
                author: None,
            });
        }
        parts.push(BylinePart {
            text: author.name.clone(),
            author: author.slug.clone(),
        });
    };
    for (at, author) in found {
        plain.push_str(&by[rest..at]);
        add(&mut parts, &mut plain, author);
        rest = at + author.name.len();
    }
    plain.push_str(&by[rest..]);
    let names: Vec<&str> = missing.iter().map(|author| &*author.name).collect();
    let in_list = frontpage_languages::before_each(&names);
    for (author, before) in missing.into_iter().zip(in_list) {
        if !by.is_empty() {
            plain.push_str(messages::BEFORE_ANOTHER_AUTHOR.text());
        } else if before.is_empty() {
            plain.push_str(messages::BEFORE_AUTHORS.text());
        } else {
            plain.push_str(&before);
        }
        add(&mut parts, &mut plain, author);
    }
    if !plain.is_empty() {
        parts.push(BylinePart {
            text: plain,
            author: None,
        });
    }
    parts
}

/// Returns whether `text[start..end]` starts and ends between words, unlike "Ann" in "Anna".
fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    frontpage_languages::begins_word(&text[..start]) && !inside(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(by: &str, authors: &[(&str, bool)]) -> String {
        let authors: Vec<Author> = authors
            .iter()
            .map(|(name, page)| Author {
                name: (*name).into(),
                slug: page.then(|| crate::read::slugify(name).unwrap()),
            })
            .collect();
        parts(by, &authors)
            .into_iter()
            .map(|part| match part.author {
                Some(slug) => format!("[{}]({slug})", part.text),
                None => part.text,
            })
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn names_become_links() {
        let world = ("World desk", true);
        let us = ("U.S. desk", true);
        assert_eq!(
            cut("By the World desk", &[world]),
            "By the |[World desk](world-desk)"
        );
        assert_eq!(
            cut("By the U.S. desk and the World desk in L.A.", &[world, us]),
            "By the |[U.S. desk](u-s-desk)| and the |[World desk](world-desk)| in L.A."
        );
        assert_eq!(
            cut("From Rome", &[world]),
            "From Rome, |[World desk](world-desk)"
        );
        assert_eq!(
            cut("", &[world, us]),
            "By |[World desk](world-desk)| and |[U.S. desk](u-s-desk)"
        );
        assert_eq!(
            cut("From Rome", &[world, us]),
            "From Rome, |[World desk](world-desk)|, |[U.S. desk](u-s-desk)"
        );
        assert_eq!(cut("", &[]), "");
        assert_eq!(cut("By us", &[]), "By us");
    }

    #[test]
    fn authors_are_listed_as_in_the_language() {
        let said = |lang: &str, authors: &[(&str, bool)]| {
            frontpage_languages::of_newspaper(lang).speak(|| cut("", authors))
        };
        let three = [("Ana Ruiz", true), ("Luis Paz", false), ("Inés Gil", true)];
        assert_eq!(
            said("es-MX", &three),
            "Por |[Ana Ruiz](ana-ruiz)|, Luis Paz e |[Inés Gil](ines-gil)"
        );
        assert_eq!(
            said("ar-JO", &[("سلمى", false), ("زيد", false)]),
            "بقلم سلمى وزيد"
        );
        // The word between them is a letter before the name.
        assert_eq!(
            cut("بقلم سلمى وزيد", &[("سلمى", true), ("زيد", false)]),
            "بقلم |[سلمى](slm)| وزيد"
        );
    }

    #[test]
    fn names_match_whole_words_and_need_no_page() {
        assert_eq!(
            cut("By Annabel", &[("Anna", true)]),
            "By Annabel, |[Anna](anna)"
        );
        assert_eq!(cut("By Anna", &[("Anna", false)]), "By Anna");
        assert_eq!(cut("", &[("Anna", false)]), "By Anna");
        assert_eq!(
            cut("By Anna Bo", &[("Anna Bo", true), ("Anna", true)]),
            "By |[Anna Bo](anna-bo)|, |[Anna](anna)"
        );
    }
}
