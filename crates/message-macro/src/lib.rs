//! The macro `messages!`, which makes a constant of each message in the English catalog.
//!
//! 1. **A message that is missing does not compile**, because its name does not exist.
//! 2. **The words are read once**, when the model is compiled. The app has the lines that it needs.
#![forbid(unsafe_code)]

use frontpage_fluent::{Catalog, Line, Message};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use std::path::Path;

/// The group of messages that ends those of stories.
const STORY: &str = "In stories.";
/// The group of messages that ends those of the app.
const APP: &str = "In the app.";

/// Makes the constants of a catalog: `messages!("../../languages/en.ftl")`, a path from the crate's folder.
///
/// A message `share-this` becomes `SHARE_THIS`, a `Message`. A message with attributes becomes a table of
/// names and messages. Beside them are the lines of all messages (`ENGLISH`; in the browser those of the app
/// only), how many of them belong to stories and to the app (`STORY_LINES`, `APP_LINES`), and the names of
/// the messages with those of their values (`NAMES`).
#[proc_macro]
pub fn messages(path: TokenStream) -> TokenStream {
    let path = path.to_string();
    let path = path.trim_matches('"');
    match expand(path) {
        Ok(tokens) => tokens.into(),
        Err(error) => quote! { compile_error!(#error); }.into(),
    }
}

fn expand(path: &str) -> Result<Tokens, String> {
    let folder = std::env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?;
    let file = Path::new(&folder).join(path);
    let text = std::fs::read_to_string(&file);
    let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
    let catalog = Catalog::read(&text).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("{path}: {}", errors.join("\n"))
    })?;
    let messages = &catalog.messages;
    let end_of = |group: &str| {
        let last = messages.iter().rposition(|message| message.group == group);
        last.map(|last| last + 1)
            .ok_or_else(|| format!("{path}: has no group called {group:?}"))
    };
    let (story, app) = (end_of(STORY)?, end_of(APP)?);
    let mut lines = Vec::new();
    for message in messages {
        let line = Line::new(message, &message.values());
        lines.push(
            line.map_err(|value| format!("{path}: {}: {value}", message.id))?
                .0,
        );
    }
    let (in_app, everything) = (lines[..app].join("\n"), lines.join("\n"));
    let names = messages.iter().map(|message| {
        let (id, values) = (&message.id, message.values());
        quote! { (#id, &[#(#values),*]) }
    });
    let constants = constants(messages);
    let count = messages.len();
    let file = file.display().to_string();
    Ok(quote! {
        #constants
        /// The lines in English.
        #[cfg(not(target_arch = "wasm32"))]
        const ENGLISH: &str = #everything;
        /// The lines in English that the app has.
        #[cfg(target_arch = "wasm32")]
        const ENGLISH: &str = #in_app;
        /// The number of lines that a story in another language has.
        pub const STORY_LINES: usize = #story;
        /// The number of lines that the app has.
        pub const APP_LINES: usize = #app;
        /// The names of all messages, each with the names of its values in the order of their numbers.
        #[cfg(not(target_arch = "wasm32"))]
        pub const NAMES: [(&str, &[&str]); #count] = [#(#names),*];
        // Compile again when the file changes.
        const _: &str = include_str!(#file);
    })
}

/// Returns the constants. Attributes of a message follow each other, and become one table.
fn constants(messages: &[Message]) -> Tokens {
    let mut tokens = Tokens::new();
    let mut rest = messages.iter().zip(0_u16..).peekable();
    while let Some((message, place)) = rest.next() {
        let Some((table, name)) = message.id.split_once('.') else {
            let name = format_ident!("{}", constant_name(&message.id));
            let comment = comment(&message.comment);
            tokens.extend(quote! { #comment pub const #name: Message = Message(#place); });
            continue;
        };
        let mut entries = vec![quote! { (#name, Message(#place)) }];
        while let Some((next, place)) = rest.next_if(|(next, _)| is_in(table, &next.id)) {
            let name = &next.id[table.len() + 1..];
            entries.push(quote! { (#name, Message(#place)) });
        }
        let constant = format_ident!("{}", constant_name(table));
        let count = entries.len();
        let comment =
            format!(" The words of a script (`{table}`), by the names that it knows them by.");
        tokens.extend(quote! {
            #[doc = #comment]
            pub const #constant: [(&str, Message); #count] = [#(#entries),*];
        });
    }
    tokens
}

fn is_in(table: &str, id: &str) -> bool {
    id.strip_prefix(table)
        .is_some_and(|rest| rest.starts_with('.'))
}

fn constant_name(id: &str) -> String {
    id.to_uppercase().replace('-', "_")
}

fn comment(text: &str) -> Tokens {
    let lines = text.lines().map(|line| format!(" {line}"));
    quote! { #(#[doc = #lines])* }
}
