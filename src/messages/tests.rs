//! Tests that the code and the catalog agree: every message is used, and readers see no word that
//! is not in the catalog.

use frontpage_model::messages::{self, Message};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folders and files whose code makes what readers see.
const INTERFACE: [&str; 4] = [
    "src/app.rs",
    "src/components",
    "src/navigation",
    "src/pages",
];

/// The attributes whose values readers see or hear.
const READABLE: [&str; 5] = [
    "alt",
    "aria-description",
    "aria-label",
    "placeholder",
    "title",
];

/// Names of companies, which no language translates.
const NAMES: [&str; 5] = ["Facebook", "LinkedIn", "WhatsApp", "Reddit", "Bluesky"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the Rust files at or below a path.
fn rust_files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            rust_files(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        found.push(path.to_owned());
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Returns the code of the interface, without its tests: each file with its text.
fn interface() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for part in INTERFACE {
        rust_files(&root().join(part), &mut files);
    }
    let read = |file: PathBuf| {
        let source = fs::read_to_string(&file).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        (file, code.to_owned())
    };
    files.into_iter().map(read).collect()
}

/// Returns the names of the constants of the catalog, each with the number of its first line.
fn catalog() -> Vec<(String, usize)> {
    let names = messages::NAMES.iter().zip(0..);
    let mut constants: Vec<(String, usize)> = Vec::new();
    for ((id, _), line) in names {
        let name = id.split('.').next().unwrap_or_default();
        let name = name.to_uppercase().replace('-', "_");
        if constants.last().is_none_or(|(last, _)| *last != name) {
            constants.push((name, line));
        }
    }
    constants
}

/// Returns the names after `messages::` in code.
fn used_messages(code: &str) -> Vec<&str> {
    code.split("messages::")
        .skip(1)
        .map(|rest| rest.split(|c| !is_word(c)).next().unwrap_or_default())
        .collect()
}

#[test]
fn every_message_is_used() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    rust_files(&root().join("crates"), &mut files);
    let read = |file: &PathBuf| fs::read_to_string(file).unwrap();
    let code: String = files.iter().map(read).collect();
    let used = used_messages(&code);
    // The model's own code for dates and languages uses messages without the path `messages::`.
    let own: String = ["dates", "words"]
        .map(|name| root().join(format!("crates/model/src/messages/{name}.rs")))
        .iter()
        .map(read)
        .collect();
    let own: Vec<&str> = own.split(|c| !is_word(c)).collect();
    for (name, _) in catalog() {
        let is_used = used.contains(&&*name) || own.contains(&&*name);
        assert!(is_used, "no code uses messages::{name}");
    }
}

#[test]
fn readers_see_no_word_outside_the_catalog() {
    for (file, code) in interface() {
        let literals = visible_literals(&code);
        assert!(
            literals.is_empty(),
            "{}: {literals:?} belongs in languages/en.ftl",
            file.display()
        );
    }
}

#[test]
fn the_app_has_the_lines_that_it_says() {
    /// What is rendered when the newspaper is published, and never by the app.
    const PUBLISHED: [&str; 2] = ["pages/privacy.rs", "pages/tool.rs"];
    /// What is said in the language of a story.
    const IN_STORIES: [&str; 3] = [
        "components/body.rs",
        "components/figure.rs",
        "components/date.rs",
    ];
    let catalog = catalog();
    for (file, code) in interface() {
        let is_in = |files: &[&str]| files.iter().any(|end| file.ends_with(end));
        if is_in(&PUBLISHED) {
            continue;
        }
        let lines = if is_in(&IN_STORIES) {
            messages::STORY_LINES
        } else {
            messages::APP_LINES
        };
        for used in used_messages(&code) {
            // The link to the search is not in pages that the app builds.
            let Some((name, line)) = catalog.iter().find(|(name, _)| name == used) else {
                continue;
            };
            assert!(
                *line < lines || name == "SEARCH",
                "{}: {name} is a line that is not there; move it up in languages/en.ftl",
                file.display()
            );
        }
    }
}

#[test]
fn parts_say_the_words_of_the_catalog() {
    let script = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let parts: [(&str, &[(&str, Message)]); 9] = [
        ("pictures", &messages::PICTURES_WORDS),
        ("follow", &messages::FOLLOW_WORDS),
        ("saved", &messages::SAVING_WORDS),
        ("listen", &messages::LISTEN_WORDS),
        ("code", &messages::CODE_WORDS),
        ("keys", &messages::KEYS_WORDS),
        ("quote", &messages::QUOTE_WORDS),
        ("reading", &messages::READING_WORDS),
        ("ondemand", &messages::ONDEMAND_WORDS),
    ];
    for (part, words) in parts {
        let text = script(&format!("src/parts/{part}.js"));
        for (literal, _) in frontpage_languages::literals(words, messages::Words::ENGLISH, "en") {
            assert!(
                text.contains(&format!("\n  {literal},\n")),
                "{part}: {literal}"
            );
        }
    }
    for (path, message) in [
        ("crates/assets/src/parts.js", messages::PART_MISSING),
        ("crates/assets/src/start.js", messages::EXTRAS_MISSING),
    ] {
        let literal = format!("noteOf('{}')", message.text());
        assert!(script(path).contains(&literal), "{literal}");
    }
}

#[test]
fn visible_literals_are_recognized() {
    let in_view = |text: &str| Some(Visible::InView(text.into()));
    let elsewhere = |text: &str| Some(Visible::Elsewhere(text.into()));
    for (code, expected) in [
        (
            r#"view! { <p class="a">"some words"</p> }"#,
            in_view("some words"),
        ),
        (
            r#"static_view! { <p>"some words"</p> }"#,
            in_view("some words"),
        ),
        (
            r#"view! { <p aria-label="table">{text}</p> }"#,
            elsewhere("table"),
        ),
        (
            r#"view! { <p aria-busy=move || f("true")>{text}</p> }"#,
            None,
        ),
        (
            r#"view! { <p>{format!("{a}-b")}" | "{view! { "c" }}</p> }"#,
            in_view("c"),
        ),
        (
            r#"let name = "Popular".to_owned(); // "Not this""#,
            elsewhere("Popular"),
        ),
        (r#"let quote = '"'; f("a", "X-b", "Facebook")"#, None),
    ] {
        let expected: Vec<Visible> = expected.into_iter().collect();
        assert_eq!(visible_literals(code), expected, "{code}");
    }
}

/// A literal that readers see or hear.
#[derive(Debug, PartialEq)]
enum Visible {
    /// Text in a `view!`.
    InView(String),
    /// The value of an attribute, or a literal in other code.
    Elsewhere(String),
}

/// Parses Rust code into tokens, of which a pair of brackets is one.
fn parse(code: &str) -> Vec<TokenTree> {
    let tokens: TokenStream = code.parse().unwrap();
    tokens.into_iter().collect()
}

/// Returns the text of a string literal, as it is written.
fn text_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let literal = literal.to_string();
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    Some(text.to_owned())
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == mark)
}

/// Returns the string literals that readers see or hear: text in a `view!`, values of readable
/// attributes there, and all others that start like a sentence or a name.
fn visible_literals(code: &str) -> Vec<Visible> {
    let mut found = Vec::new();
    collect(&parse(code), false, &mut found);
    found
}

/// Collects the literals that readers see. `in_view` says whether the tokens are those of a `view!`
/// itself: code in brackets there is code again.
fn collect(tokens: &[TokenTree], in_view: bool, found: &mut Vec<Visible>) {
    for (at, token) in tokens.iter().enumerate() {
        let before = &tokens[..at];
        if let TokenTree::Group(group) = token {
            // The brackets of an attribute; a documentation comment is one, too.
            let is_attribute = group.delimiter() == Delimiter::Bracket
                && before
                    .iter()
                    .rev()
                    .find(|token| !is_mark(token, '!'))
                    .is_some_and(|token| is_mark(token, '#'));
            if !is_attribute {
                let is_view = matches!(before, [.., TokenTree::Ident(name), mark]
                    if (name == "view" || name == "static_view") && is_mark(mark, '!'));
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                collect(&inside, is_view, found);
            }
        } else if let Some(text) = text_of(token) {
            found.extend(visible(text, before, in_view));
        }
    }
}

/// Returns the literal `text` after the tokens `before` if readers see it.
fn visible(text: String, before: &[TokenTree], in_view: bool) -> Option<Visible> {
    if in_view {
        let has_letters = text.contains(char::is_alphabetic);
        return match before {
            [rest @ .., mark] if is_mark(mark, '=') => {
                let is_readable = has_letters && READABLE.contains(&&*attribute(rest));
                is_readable.then_some(Visible::Elsewhere(text))
            }
            // Text follows the start of the view, a tag, a value, or another text.
            [] | [.., TokenTree::Group(_) | TokenTree::Literal(_)] => {
                has_letters.then_some(Visible::InView(text))
            }
            [.., mark] if is_mark(mark, '>') => has_letters.then_some(Visible::InView(text)),
            [.., TokenTree::Ident(_) | TokenTree::Punct(_)] => None,
        };
    }
    let mut letters = text.chars();
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    (is_name && !NAMES.contains(&&*text)).then_some(Visible::Elsewhere(text))
}

/// Returns the name of the attribute that the tokens end with: `aria-label`.
fn attribute(tokens: &[TokenTree]) -> String {
    let mut name = String::new();
    for token in tokens.iter().rev() {
        match token {
            TokenTree::Ident(word) if name.is_empty() || name.starts_with('-') => {
                name.insert_str(0, &word.to_string());
            }
            token if is_mark(token, '-') => name.insert(0, '-'),
            _ => break,
        }
    }
    name
}
