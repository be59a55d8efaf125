//! Generates headlines, paragraphs and bodies from patterns and words.

use super::words;
use fastrand::Rng;

/// The approximate number of words in a newspaper story.
const WORDS: usize = 800;

/// Generates a headline.
pub fn headline(rng: &mut Rng) -> String {
    sentence(rng, words::HEADLINES)
}

/// Generates a summary of one or two sentences.
pub fn summary(rng: &mut Rng) -> String {
    sentence(rng, words::SUMMARIES)
}

/// Generates an image caption.
pub fn caption(rng: &mut Rng) -> String {
    sentence(rng, words::CAPTIONS)
}

/// Picks a town.
pub fn place(rng: &mut Rng) -> String {
    pick(rng, words::PLACES).to_owned()
}

/// Returns the first words of a headline as a slug.
pub fn slug(headline: &str) -> String {
    let plain = |word: &str| -> String {
        let letters = word.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let words: Vec<String> = headline
        .split([' ', '-'])
        .map(plain)
        .filter(|word| !word.is_empty())
        .take(6)
        .collect();
    words.join("-")
}

/// Generates a body as HTML: paragraphs under a few headings, a list, a quotation, external links.
pub fn body(rng: &mut Rng) -> String {
    let mut html = String::with_capacity(6_500);
    let (mut count, mut paragraph) = (0, 0);
    while count < WORDS {
        paragraph += 1;
        let before = html.len();
        match paragraph {
            4 | 9 | 13 => element(&mut html, "h2", &sentence(rng, words::SUBHEADS)),
            7 => list(&mut html, rng),
            11 => quote(&mut html, rng),
            _ => plain(&mut html, rng, paragraph % 5 == 2),
        }
        count += without_markup(&html[before..]).split_whitespace().count();
    }
    html
}

/// Returns the text without the tags.
pub fn without_markup(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

fn plain(html: &mut String, rng: &mut Rng, linked: bool) {
    let mut text = String::new();
    for _ in 0..rng.usize(2..=4) {
        text.push_str(&sentence(rng, words::SENTENCES));
        text.push(' ');
    }
    if linked {
        let (place, thing) = (pick(rng, words::PLACES), pick(rng, words::THINGS));
        let host = slug(place);
        let page = slug(thing);
        text.push_str(&format!(
            r#"The <a href="https://{host}.example/{page}">records of {place}</a> say <em>otherwise</em>."#
        ));
    }
    element(html, "p", text.trim_end());
}

fn list(html: &mut String, rng: &mut Rng) {
    element(html, "p", "On the list are:");
    html.push_str("<ul>");
    for _ in 0..rng.usize(3..=5) {
        element(html, "li", &sentence(rng, words::ITEMS));
    }
    html.push_str("</ul>");
}

fn quote(html: &mut String, rng: &mut Rng) {
    html.push_str("<blockquote>");
    for _ in 0..2 {
        element(html, "p", &sentence(rng, words::SENTENCES));
    }
    html.push_str("</blockquote>");
}

fn element(html: &mut String, name: &str, inner: &str) {
    html.push_str(&format!("<{name}>{inner}</{name}>"));
}

fn pick<'a>(rng: &mut Rng, list: &[&'a str]) -> &'a str {
    list[rng.usize(..list.len())]
}

fn sentence(rng: &mut Rng, patterns: &[&str]) -> String {
    let mut text = String::with_capacity(160);
    let pattern = pick(rng, patterns);
    fill(&mut text, rng, pattern);
    text
}

/// Writes a pattern, replacing each `{name}` with a word.
fn fill(text: &mut String, rng: &mut Rng, pattern: &str) {
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        text.push_str(before);
        let first = text.len();
        word(text, rng, name.trim_end_matches("_cap"));
        if name.ends_with("_cap") {
            // Every word in the lists starts with an ASCII letter.
            text[first..=first].make_ascii_uppercase();
        }
        rest = after;
    }
    text.push_str(rest);
}

fn word(text: &mut String, rng: &mut Rng, name: &str) {
    let list = match name {
        "first" => words::FIRST,
        "last" => words::LAST,
        "place" => words::PLACES,
        "body" => words::BODIES,
        "role" => words::ROLES,
        "thing" => words::THINGS,
        "matters" => words::MATTERS,
        "adjective" => words::ADJECTIVES,
        "past" => words::PAST,
        "infinitive" => words::INFINITIVES,
        "when" => words::WHEN,
        "reason" => {
            let pattern = pick(rng, words::REASONS);
            return fill(text, rng, pattern);
        }
        "number" => return text.push_str(&rng.u32(30..9_800).to_string()),
        "small" => return text.push_str(&rng.u32(2..40).to_string()),
        "percent" => return text.push_str(&rng.u32(1..90).to_string()),
        "year" => return text.push_str(&rng.u32(1880..2015).to_string()),
        "money" => return text.push_str(&format!("${}.{} million", rng.u32(1..90), rng.u32(1..9))),
        // An unknown name in a pattern, which the test finds by its braces.
        _ => return text.push_str(&format!("{{{name}}}")),
    };
    text.push_str(pick(rng, list));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_only_lists_that_exist() {
        let mut rng = Rng::with_seed(1);
        let all = [
            words::SENTENCES,
            words::SUBHEADS,
            words::HEADLINES,
            words::SUMMARIES,
            words::ITEMS,
            words::CAPTIONS,
        ];
        for pattern in all.into_iter().flatten() {
            let mut text = String::new();
            fill(&mut text, &mut rng, pattern);
            assert!(!text.contains(['{', '}']), "{pattern}: {text}");
        }
    }

    #[test]
    fn slugs_have_only_characters_that_are_safe_in_urls() {
        assert_eq!(
            slug("Oak Terrace farmers' union: 3 half-empty piers"),
            "oak-terrace-farmers-union-3-half"
        );
    }
}
