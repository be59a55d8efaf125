//! Tests that the code and the catalog agree: every message is used, and readers see no word that
//! is not in the catalog.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of the catalog.
const CATALOG: [&str; 4] = [
    "crates/model/src/messages.rs",
    "crates/model/src/messages/parts.rs",
    "crates/model/src/messages/tools.rs",
    "src/messages/mod.rs",
];

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
        let tokens = parse(&fs::read_to_string(root().join(file)).unwrap());
        let before = messages.len();
        for (at, item) in tokens.windows(3).enumerate() {
            let [public, kind, name] = item else { continue };
            let kind = kind.to_string();
            if public.to_string() == "pub" && ["const", "fn"].contains(&&*kind) {
                let mut value = tokens[at..]
                    .iter()
                    .take_while(|token| token.to_string() != ";");
                let text = (kind == "const").then(|| value.find_map(text_of));
                messages.push((name.to_string(), text.flatten()));
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
fn parts_say_the_words_of_the_catalog() {
    use frontpage_model::messages;
    let script = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let pictures = script("src/parts/pictures.js");
    let number = messages::picture_number("${number}", "${count}");
    for literal in [
        format!("pictures: '{}'", messages::PICTURES),
        format!("close: '{}'", messages::CLOSE),
        format!("previous: '{}'", messages::PREVIOUS_PICTURE),
        format!("next: '{}'", messages::NEXT_PICTURE),
        format!("number: (number, count) => `{number}`"),
    ] {
        assert!(pictures.contains(&literal), "{literal}");
    }
    let minutes = messages::minutes_to_read("${minutes}");
    let reading = script("src/parts/reading.js");
    assert!(reading.contains(&format!("minutes: minutes => `{minutes}`")));
    let parts: [(&str, &[(&str, &str)]); 7] = [
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
        for (name, word) in words {
            let literal = format!("\n  {name}: '{word}',\n");
            assert!(text.contains(&literal), "{part}: {literal}");
        }
    }
    let follow = script("src/parts/follow.js");
    for literal in [
        format!("follow: '{}'", messages::FOLLOW),
        format!("following: '{}'", messages::FOLLOWING),
        format!("forYou: '{}'", messages::FOR_YOU),
        format!("because: '{}'", messages::BECAUSE_YOU_FOLLOW),
        format!("now: name => `{}`", messages::now_followed("${name}")),
        format!(
            "noLonger: name => `{}`",
            messages::no_longer_followed("${name}")
        ),
        format!(
            "tooMany: number => `{}`",
            messages::too_many_followed("${number}")
        ),
        format!("blocked: '{}'", messages::STORAGE_IS_BLOCKED),
    ] {
        assert!(follow.contains(&literal), "{literal}");
    }
    let loader = script("crates/assets/src/parts.js");
    let missing = format!("textContent = '{}'", messages::PART_MISSING);
    assert!(loader.contains(&missing), "{missing}");
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
