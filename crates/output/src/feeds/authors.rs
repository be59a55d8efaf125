//! Extracts the names of authors from a byline, for feeds and structured data.

use frontpage_model::{Article, BylinePart, Slug};

/// An author of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author<'a> {
    /// The name, without "By".
    pub name: &'a str,
    /// The slug of the author's page, if there is one.
    pub slug: Option<&'a Slug>,
}

/// Returns the authors in a byline, in its order and without duplicates. `named` are the authors
/// that the item names and that have no page; `lang` is the newspaper's language.
///
/// Linked names are always authors. In the plain text between them, the names in `named` are
/// authors. If `named` is empty, names are parsed: after "By", commas and "and" separate them, and
/// words such as "in", "for" and "with" end them (`By Ann Lee in Rome`). That works in every
/// language in `TONGUES`. A plain byline in another form counts as one name. Titles such as `Dr.`
/// and `Staff Writer` are left out.
pub fn authors<'a>(article: &'a Article, named: &[String], lang: &str) -> Vec<Author<'a>> {
    let parts = &article.byline;
    let lang = article.lang.as_deref().unwrap_or(lang);
    let tongue = parts
        .first()
        .and_then(|first| BylineLanguage::of(first, lang));
    let linked = parts.iter().any(|part| part.author.is_some());
    let mut found: Vec<Author> = Vec::new();
    for part in parts {
        let text = part.text.trim();
        match tongue {
            _ if part.author.is_some() => add(&mut found, text, part.author.as_ref()),
            _ if !named.is_empty() => {
                for name in find_named(text, named) {
                    add(&mut found, without_honorific(name), None);
                }
            }
            Some(tongue) => {
                for name in tongue.names(tongue.behind_by(text).unwrap_or(text)) {
                    add(&mut found, name, None);
                }
            }
            None if !linked => add(&mut found, text, None),
            None => {}
        }
    }
    found
}

fn add<'a>(found: &mut Vec<Author<'a>>, name: &'a str, slug: Option<&'a Slug>) {
    if !name.is_empty() && found.iter().all(|other| other.name != name) {
        found.push(Author { name, slug });
    }
}

/// Returns the names that occur in the text as whole words, in the order of the text.
fn find_named<'a>(text: &'a str, named: &[String]) -> Vec<&'a str> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut matches: Vec<(usize, &str)> = Vec::new();
    for name in named {
        let whole = |at: &usize| {
            let end = at + name.len();
            frontpage_languages::begins_word(&text[..*at]) && !inside(text[end..].chars().next())
        };
        let places = text.match_indices(name.as_str()).map(|(at, _)| at);
        let at = places.into_iter().find(whole);
        matches.extend(at.map(|at| (at, &text[at..at + name.len()])));
    }
    matches.sort_unstable();
    matches.into_iter().map(|(_, name)| name).collect()
}

/// The words that structure a byline in a language.
struct BylineLanguage {
    /// The language, as a BCP 47 tag without a region.
    lang: &'static str,
    /// Words that a byline starts with.
    by: &'static [&'static str],
    /// Words between two names.
    and: &'static [&'static str],
    /// Articles before the name of a desk.
    the: &'static [&'static str],
    /// Words that end a name.
    ends: &'static [&'static str],
}

/// The supported languages. English comes first and is tried in every newspaper, because agencies
/// use it everywhere.
const TONGUES: [BylineLanguage; 8] = [
    BylineLanguage {
        lang: "en",
        by: &["by"],
        and: &["and"],
        the: &["the"],
        ends: &["in", "for", "with", "at", "of"],
    },
    // The word for "and" is a letter before the next name, which cannot be told from the name's own.
    BylineLanguage {
        lang: "ar",
        by: &["بقلم", "كتب", "كتبت"],
        and: &[],
        the: &[],
        ends: &["في", "من", "مع"],
    },
    BylineLanguage {
        lang: "de",
        by: &["von"],
        and: &["und"],
        the: &["der", "dem"],
        ends: &["in", "aus", "mit", "bei", "f\u{fc}r"],
    },
    BylineLanguage {
        lang: "es",
        by: &["por", "de"],
        and: &["y", "e"],
        the: &["la", "el"],
        ends: &["en", "desde", "para", "con"],
    },
    BylineLanguage {
        lang: "fr",
        by: &["par"],
        and: &["et"],
        the: &["la", "le"],
        ends: &["en", "pour", "avec", "\u{e0}"],
    },
    BylineLanguage {
        lang: "it",
        by: &["di"],
        and: &["e", "ed"],
        the: &["la", "il"],
        ends: &["in", "per", "con"],
    },
    BylineLanguage {
        lang: "nl",
        by: &["door"],
        and: &["en"],
        the: &["de"],
        ends: &["in", "voor", "met", "uit"],
    },
    BylineLanguage {
        lang: "pt",
        by: &["por", "de"],
        and: &["e"],
        the: &["a", "o"],
        ends: &["em", "para", "com"],
    },
];

impl BylineLanguage {
    /// Returns the language of a byline's first words, if it is a supported one.
    fn of(first: &BylinePart, lang: &str) -> Option<&'static Self> {
        let lang = lang.split('-').next().unwrap_or(lang);
        TONGUES.iter().find(|tongue| {
            let fits = tongue.lang == "en" || tongue.lang.eq_ignore_ascii_case(lang);
            let by = || tongue.behind_by(first.text.trim());
            fits && first.author.is_none() && by().is_some()
        })
    }

    /// Returns the text after "By"; `None` if it does not start with that.
    fn behind_by<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.by.iter().find_map(|by| {
            let (start, rest) = text.split_at_checked(by.len())?;
            let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
            (ends && start.eq_ignore_ascii_case(by)).then(|| rest.trim_start())
        })
    }

    /// Returns the names in a text such as `Ann Lee in Rome, and the`.
    fn names<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> {
        text.split([',', '،', ';', '&'])
            .flat_map(|piece| split_words(piece, self.and))
            .filter_map(|piece| {
                let mut piece = piece.trim();
                for word in self.the {
                    piece = strip_word(piece, word);
                }
                let ends = self.ends.iter();
                let end = ends.filter_map(|word| find_word(piece, word)).min();
                let name = without_honorific(piece[..end.unwrap_or(piece.len())].trim());
                // Text in lower case is not a name: "staff", "additional reporting by".
                let small = name.starts_with(char::is_lowercase);
                (!small && !name.is_empty() && !is_title(name)).then_some(name)
            })
    }
}

/// Returns whether the words are a job title (`Staff Writer`, `Washington Bureau Chief`,
/// `Special to The Post`) or a suffix of a name, as in `John Smith, Jr.`
fn is_title(words: &str) -> bool {
    const ENDS: [&str; 11] = [
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "columnist",
        "critic",
        "photographer",
        "journalist",
        "contributor",
        "producer",
        "bureau chief",
    ];
    const WHOLE: [&str; 8] = ["jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"];
    let words = words.to_lowercase();
    let end = words.trim_end_matches('s');
    let whole = words.replace('.', "");
    let ends = |title: &&str| {
        let before = end.strip_suffix(*title);
        before.is_some_and(|before| before.is_empty() || before.ends_with([' ', '-']))
    };
    ENDS.iter().any(ends) || WHOLE.contains(&&*whole) || words.starts_with("special to ")
}

/// Removes honorifics from the start of a name.
fn without_honorific(name: &str) -> &str {
    const HONORIFICS: [&str; 10] = [
        "Dr",
        "Dr.",
        "Prof.",
        "Professor",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Rev.",
        "Sir",
        "Dame",
    ];
    match name.split_once(char::is_whitespace) {
        Some((first, rest)) if HONORIFICS.contains(&first) => without_honorific(rest.trim_start()),
        _ => name,
    }
}

fn split_words<'a>(text: &'a str, words: &[&str]) -> Vec<&'a str> {
    words.iter().fold(vec![text], |pieces, word| {
        let pieces = pieces.into_iter();
        pieces.flat_map(|piece| split_word(piece, word)).collect()
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

/// Returns the position of a whole word in the text, in exactly this case.
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

    /// Reads a byline in which linked names are in brackets.
    fn read(byline: &str) -> String {
        read_in("en-US", &[], byline)
    }

    fn read_in(lang: &str, named: &[&str], byline: &str) -> String {
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
            origin: None,
            body: vec![],
            credit: None,
            lang: None,
            dir: None,
            words: None,
            rail: None,
        };
        let named: Vec<String> = named.iter().map(|name| (*name).into()).collect();
        let names = authors(&article, &named, lang)
            .into_iter()
            .map(|author| match author.slug {
                Some(_) => format!("[{}]", author.name),
                None => author.name.into(),
            });
        names.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn names_are_read_from_a_byline() {
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

    #[test]
    fn job_titles_and_honorifics_are_not_names() {
        for (byline, names) in [
            ("By Ann Lee, Staff Writer", "Ann Lee"),
            ("By Ann Lee and Bo Ek, Post Staff Writers", "Ann Lee|Bo Ek"),
            ("By [Ann Lee], Washington Bureau Chief", "[Ann Lee]"),
            ("By Ann Lee, Editor in Chief, and Bo Ek", "Ann Lee|Bo Ek"),
            ("By Ann Lee, Special to The Post", "Ann Lee"),
            ("By John Smith, Jr.", "John Smith"),
            ("By Dr. Ann Lee", "Ann Lee"),
            ("By Prof. Dr. Ann Lee and Sir Bo Ek", "Ann Lee|Bo Ek"),
            // These are names.
            ("By Drew Lee", "Drew Lee"),
            ("By Dr.", "Dr."),
            ("By Ann Lee, Reuters", "Ann Lee|Reuters"),
            ("By Ann Playwriter", "Ann Playwriter"),
        ] {
            assert_eq!(read(byline), names, "{byline}");
        }
    }

    #[test]
    fn bylines_are_read_in_other_languages() {
        for (lang, byline, names) in [
            (
                "de",
                "Von Anna M\u{fc}ller und Bo Ek in Rom",
                "Anna M\u{fc}ller|Bo Ek",
            ),
            ("de-AT", "Von Dr. Anna M\u{fc}ller", "Anna M\u{fc}ller"),
            ("de", "Von Ursula von der Heide", "Ursula von der Heide"),
            ("es", "De Ana L\u{f3}pez y Bo Ek", "Ana L\u{f3}pez|Bo Ek"),
            ("es", "POR ANA L\u{d3}PEZ", "ANA L\u{d3}PEZ"),
            ("es-US", "De la secci\u{f3}n [Lifestyle]", "[Lifestyle]"),
            (
                "fr",
                "Par Anne Dupont et Bo Ek \u{e0} Rome",
                "Anne Dupont|Bo Ek",
            ),
            ("pt-BR", "Por Ana Souza e Bo Ek", "Ana Souza|Bo Ek"),
            ("it", "Di Leonardo da Vinci", "Leonardo da Vinci"),
            ("nl", "Door Anna de Vries en Bo Ek", "Anna de Vries|Bo Ek"),
            ("ar-JO", "بقلم أحمد، سلمى في عمّان", "أحمد|سلمى"),
            // Agencies write English everywhere.
            ("de", "By Ann Lee and Bo Ek", "Ann Lee|Bo Ek"),
            // In other languages these words are names.
            ("en-US", "Von Miller", "Von Miller"),
            ("fr", "De Ana L\u{f3}pez", "De Ana L\u{f3}pez"),
            (
                "ar",
                "\u{623}\u{62d}\u{645}\u{62f}",
                "\u{623}\u{62d}\u{645}\u{62f}",
            ),
        ] {
            assert_eq!(read_in(lang, &[], byline), names, "{lang}: {byline}");
        }
    }

    #[test]
    fn names_from_the_item_are_found_in_any_byline() {
        let (ann, bo) = ("Ann Lee", "Bo Ek");
        for (lang, named, byline, names) in [
            ("en", &[ann][..], "By Ann Lee, Chief Wizard", "Ann Lee"),
            (
                "fi",
                &[bo, ann],
                "Teksti: Ann Lee, kuvat: Bo Ek",
                "Ann Lee|Bo Ek",
            ),
            (
                "en",
                &[ann],
                "By [World desk] and Ann Lee, Rome",
                "[World desk]|Ann Lee",
            ),
            ("ar", &["سلمى", "زيد"], "بقلم سلمى وزيد", "سلمى|زيد"),
            ("en", &["Ann"], "By Annabel", ""),
        ] {
            assert_eq!(read_in(lang, named, byline), names, "{byline}");
        }
    }
}
