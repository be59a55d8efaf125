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
    for file in CATALOG {
        let catalog = fs::read_to_string(root().join(file)).unwrap();
        let names = catalog.lines().filter_map(|line| {
            let item = line
                .strip_prefix("pub const ")
                .or_else(|| line.strip_prefix("pub fn "));
            item?.split(|c| !is_word(c)).next()
        });
        let mut count = 0;
        for name in names {
            assert!(
                used.contains(&name),
                "no code uses messages::{name} of {file}"
            );
            count += 1;
        }
        assert!(count > 0, "no message in {file}");
    }
}

#[test]
fn readers_see_no_word_outside_the_catalog() {
    let mut files = Vec::new();
    for part in INTERFACE {
        rust_files(&root().join(part), &mut files);
    }
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let found = visible_literals(code);
        assert!(
            found.is_empty(),
            "{}: {found:?} belong in src/messages/",
            file.display()
        );
    }
}

#[test]
fn visible_literals_are_recognized() {
    for (code, expected) in [
        (
            r#"view! { <p class="a">"some words"</p> }"#,
            &["some words"][..],
        ),
        (r#"view! { <p aria-label="table">{text}</p> }"#, &["table"]),
        (
            r#"view! { <p aria-busy=move || f("true")>{text}</p> }"#,
            &[],
        ),
        (
            r#"view! { <p>{format!("{a}-b")}" | "{view! { "c" }}</p> }"#,
            &["c"],
        ),
        (
            r#"let name = "Popular".to_owned(); // "Not this""#,
            &["Popular"],
        ),
        (r#"let quote = '"'; f("a", "X-b", "Facebook")"#, &[]),
    ] {
        assert_eq!(visible_literals(code), expected, "{code}");
    }
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
fn visible_literals(code: &str) -> Vec<String> {
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
            Token::Literal(text) if is_visible(text, &tokens[..at], braces.last()) => {
                found.push(text.clone());
            }
            Token::Literal(_) | Token::Word(_) | Token::Mark(_) => {}
        }
    }
    found
}

fn is_visible(text: &str, before: &[Token], in_view: Option<&bool>) -> bool {
    if in_view == Some(&true) {
        let is_readable = match before {
            [rest @ .., Token::Mark('=')] => READABLE.contains(&&*attribute(rest)),
            // Text follows a tag, a value, another text, or the start of the view.
            [.., before] => matches!(before, Token::Mark('>' | '}' | '{') | Token::Literal(_)),
            [] => false,
        };
        return is_readable && text.contains(char::is_alphabetic);
    }
    let mut letters = text.chars();
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    is_name && !NAMES.contains(&text)
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
