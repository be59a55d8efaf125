//! Tests that the code and the catalog agree: every message is used, and readers see no word that
//! is not in the catalog.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of the catalog.
const CATALOG: [&str; 2] = ["crates/model/src/messages.rs", "src/messages/mod.rs"];

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

/// Returns the names of the messages, and the text of those that are not functions.
fn catalog() -> Vec<(String, Option<String>)> {
    let mut messages = Vec::new();
    for file in CATALOG {
        let source = fs::read_to_string(root().join(file)).unwrap();
        let before = messages.len();
        for item in source.split("\npub ").skip(1) {
            match &*tokens(item) {
                [Token::Word(kind), Token::Word(name), ..] if kind == "fn" => {
                    messages.push((name.clone(), None));
                }
                [Token::Word(kind), Token::Word(name), rest @ ..] if kind == "const" => {
                    let text = rest.iter().find_map(|token| match token {
                        Token::Literal(text) => Some(text.clone()),
                        Token::Word(_) | Token::Mark(_) => None,
                    });
                    messages.push((name.clone(), text));
                }
                _ => {}
            }
        }
        assert!(messages.len() > before, "no message in {file}");
    }
    messages
}

#[test]
fn every_message_is_used() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    rust_files(&root().join("crates"), &mut files);
    files.retain(|file| !CATALOG.iter().any(|part| *file == root().join(part)));
    let code: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let used: Vec<&str> = code
        .split("messages::")
        .skip(1)
        .map(|rest| rest.split(|c| !is_word(c)).next().unwrap_or_default())
        .collect();
    let literals: Vec<Visible> = interface()
        .iter()
        .flat_map(|(_, code)| visible_literals(code))
        .collect();
    for (name, text) in catalog() {
        let is_used = used.contains(&&*name)
            || text.is_some_and(|text| literals.contains(&Visible::InView(text)));
        assert!(is_used, "no code uses messages::{name}");
    }
}

#[test]
fn readers_see_no_word_outside_the_catalog() {
    let catalog = catalog();
    for (file, code) in interface() {
        for literal in visible_literals(&code) {
            let is_message = match &literal {
                Visible::InView(text) => catalog
                    .iter()
                    .any(|(_, message)| message.as_ref() == Some(text)),
                Visible::Elsewhere(_) => false,
            };
            assert!(
                is_message,
                "{}: {literal:?} belongs in the catalog of messages",
                file.display()
            );
        }
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

#[derive(Debug, PartialEq)]
enum Token {
    Literal(String),
    Word(String),
    Mark(char),
}

/// Splits Rust code into tokens, without comments and white space.
fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|letter| *letter == '\n');
            }
            '"' => {
                let mut text = String::new();
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    text.push(letter);
                    if letter == '\\' {
                        text.extend(letters.next());
                    }
                }
                tokens.push(Token::Literal(text));
            }
            '\'' => {
                // A character; otherwise a lifetime.
                let rest: String = letters.clone().take(3).collect();
                let length = match rest.as_bytes() {
                    [b'\\', _, b'\''] => 3,
                    [_, b'\'', ..] => 2,
                    _ => 0,
                };
                letters.by_ref().take(length).for_each(drop);
            }
            letter if is_word(letter) => {
                let mut word = String::from(letter);
                while let Some(letter) = letters.next_if(|letter| is_word(*letter)) {
                    word.push(letter);
                }
                tokens.push(Token::Word(word));
            }
            letter if letter.is_whitespace() => {}
            letter => tokens.push(Token::Mark(letter)),
        }
    }
    tokens
}

/// Returns the string literals that readers see or hear: text in a `view!`, values of readable
/// attributes there, and all others that start like a sentence or a name.
fn visible_literals(code: &str) -> Vec<Visible> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    // For each open brace, whether it is that of a `view!`.
    let mut braces = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('{') => {
                let before = &tokens[at.saturating_sub(2)..at];
                braces.push(before == [Token::Word("view".into()), Token::Mark('!')]);
            }
            Token::Mark('}') => drop(braces.pop()),
            Token::Literal(text) => {
                let in_view = braces.last() == Some(&true);
                found.extend(visible(text, &tokens[..at], in_view));
            }
            Token::Word(_) | Token::Mark(_) => {}
        }
    }
    found
}

/// Returns the literal `text` after the tokens `before` if readers see it. `in_view` says whether it
/// is in a `view!`, but not inside braces there.
fn visible(text: &str, before: &[Token], in_view: bool) -> Option<Visible> {
    if in_view {
        let has_letters = text.contains(char::is_alphabetic);
        return match before {
            [rest @ .., Token::Mark('=')] => {
                let is_readable = has_letters && READABLE.contains(&&*attribute(rest));
                is_readable.then(|| Visible::Elsewhere(text.into()))
            }
            // Text follows a tag, a value, another text, or the start of the view.
            [.., Token::Mark('>' | '}' | '{') | Token::Literal(_)] => {
                has_letters.then(|| Visible::InView(text.into()))
            }
            _ => None,
        };
    }
    let mut letters = text.chars();
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    (is_name && !NAMES.contains(&text)).then(|| Visible::Elsewhere(text.into()))
}

/// Returns the name of the attribute that the tokens end with: `aria-label`.
fn attribute(tokens: &[Token]) -> String {
    let mut name = String::new();
    for token in tokens.iter().rev() {
        match token {
            Token::Word(word) if name.is_empty() || name.starts_with('-') => {
                name.insert_str(0, word);
            }
            Token::Mark('-') => name.insert(0, '-'),
            Token::Word(_) | Token::Mark(_) | Token::Literal(_) => break,
        }
    }
    name
}
