//! Reads a file of messages.

use crate::PLURALS;
use fluent_syntax::ast::{
    Comment, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

/// The messages of a language, in the order of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// The messages. The attributes of a message follow it, and have its name before theirs:
    /// `search-words.label`.
    pub messages: Vec<Message>,
}

/// A message, or an attribute of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The name: `share-this`, `search-words.label`.
    pub id: String,
    /// The comment before it. That of an attribute is empty.
    pub comment: String,
    /// The comment before its group of messages.
    pub group: String,
    /// What it says.
    pub text: Text,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The same for every number.
    Plain(Vec<Piece>),
    /// A form for each category of plurals.
    Plural {
        /// The name of the value whose number decides.
        by: String,
        /// The category of each form, and what it says.
        forms: Vec<(&'static str, Vec<Piece>)>,
    },
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Words(String),
    /// A value that the program puts there, by its name.
    Value(String),
}

/// What is wrong with a catalog.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// Something is not a message.
    #[error("line {line}: {cause}; write messages as in en.ftl")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the parser found.
        cause: String,
    },
    /// A message uses something of Fluent that is not read.
    #[error(
        "{id}: {what} is not supported; write text with {{ $values }}, or a plural form of the whole message"
    )]
    Unsupported {
        /// The message.
        id: String,
        /// What it uses.
        what: &'static str,
    },
    /// A message refers to one that does not exist, or to itself.
    #[error("{id}: there is no message {to} that it could refer to; correct the name")]
    Reference {
        /// The message.
        id: String,
        /// What it refers to.
        to: String,
    },
    /// A name occurs twice.
    #[error("{id}: is there twice; remove one")]
    Twice {
        /// The message.
        id: String,
    },
}

/// How deep messages may refer to others.
const MAX_REFERENCES: usize = 4;

impl Catalog {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<CatalogError>> {
        let resource = fluent_syntax::parser::parse(text).map_err(|(_, errors)| {
            let errors = errors.into_iter().map(|error| CatalogError::Syntax {
                line: text[..error.pos.start.min(text.len())]
                    .matches('\n')
                    .count()
                    + 1,
                cause: error.kind.to_string(),
            });
            errors.collect::<Vec<_>>()
        })?;
        let mut reader = Reader::default();
        let mut group = String::new();
        for entry in &resource.body {
            match entry {
                Entry::GroupComment(comment) => group = comment_text(comment),
                Entry::Comment(_) | Entry::ResourceComment(_) => {}
                Entry::Term(term) => reader.unsupported(term.id.name, "a term"),
                Entry::Junk { .. } => {}
                Entry::Message(message) => {
                    let comment = message.comment.as_ref().map(comment_text);
                    let comment = comment.unwrap_or_default();
                    if let Some(value) = &message.value {
                        reader.add(message.id.name.to_owned(), comment.clone(), &group, value);
                    }
                    for attribute in &message.attributes {
                        let id = format!("{}.{}", message.id.name, attribute.id.name);
                        reader.add(id, String::new(), &group, &attribute.value);
                    }
                }
            }
        }
        reader.finish()
    }

    /// Returns the message with a name.
    pub fn get(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }
}

fn comment_text(comment: &Comment<&str>) -> String {
    comment.content.join("\n")
}

/// A piece while references are not resolved.
enum Raw {
    Piece(Piece),
    Reference(String),
}

enum RawText {
    Plain(Vec<Raw>),
    Plural(String, Vec<(&'static str, Vec<Raw>)>),
}

struct RawMessage {
    id: String,
    comment: String,
    group: String,
    text: RawText,
}

#[derive(Default)]
struct Reader {
    messages: Vec<RawMessage>,
    errors: Vec<CatalogError>,
}

impl Reader {
    fn unsupported(&mut self, id: &str, what: &'static str) {
        let id = id.to_owned();
        self.errors.push(CatalogError::Unsupported { id, what });
    }

    fn add(&mut self, id: String, comment: String, group: &str, value: &Pattern<&str>) {
        if self.messages.iter().any(|message| message.id == id) {
            return self.errors.push(CatalogError::Twice { id });
        }
        match raw_text(value) {
            Ok(text) => self.messages.push(RawMessage {
                id,
                comment,
                group: group.to_owned(),
                text,
            }),
            Err(what) => self.unsupported(&id, what),
        }
    }

    fn finish(mut self) -> Result<Catalog, Vec<CatalogError>> {
        let mut messages = Vec::new();
        let mut errors = std::mem::take(&mut self.errors);
        for raw in &self.messages {
            let resolved = |pieces: &[Raw]| self.resolve(&raw.id, pieces, 0);
            let text = match &raw.text {
                RawText::Plain(pieces) => resolved(pieces).map(Text::Plain),
                RawText::Plural(by, forms) => forms
                    .iter()
                    .map(|(category, pieces)| Ok((*category, resolved(pieces)?)))
                    .collect::<Result<_, _>>()
                    .map(|forms| Text::Plural {
                        by: by.clone(),
                        forms,
                    }),
            };
            match text {
                Ok(text) => messages.push(Message {
                    id: raw.id.clone(),
                    comment: raw.comment.clone(),
                    group: raw.group.clone(),
                    text,
                }),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(Catalog { messages })
        } else {
            Err(errors)
        }
    }

    fn resolve(&self, id: &str, pieces: &[Raw], depth: usize) -> Result<Vec<Piece>, CatalogError> {
        let mut resolved = Vec::new();
        for piece in pieces {
            match piece {
                Raw::Piece(piece) => resolved.push(piece.clone()),
                Raw::Reference(to) => {
                    let target = self.messages.iter().find(|message| message.id == *to);
                    match target.map(|target| &target.text) {
                        Some(RawText::Plain(inner)) if depth < MAX_REFERENCES => {
                            resolved.extend(self.resolve(id, inner, depth + 1)?);
                        }
                        Some(RawText::Plain(_) | RawText::Plural(..)) | None => {
                            return Err(CatalogError::Reference {
                                id: id.to_owned(),
                                to: to.clone(),
                            });
                        }
                    }
                }
            }
        }
        Ok(resolved)
    }
}

fn raw_text(pattern: &Pattern<&str>) -> Result<RawText, &'static str> {
    if let [PatternElement::Placeable { expression }] = &pattern.elements[..]
        && let Expression::Select { selector, variants } = expression
    {
        let InlineExpression::VariableReference { id } = selector else {
            return Err("a choice by anything but a value");
        };
        let form = |variant: &fluent_syntax::ast::Variant<&str>| {
            let VariantKey::Identifier { name } = &variant.key else {
                return Err("a form for a single number");
            };
            let category = PLURALS.iter().find(|category| *category == name);
            let category = category.ok_or("a form that is no category of plurals")?;
            Ok((*category, pieces(&variant.value)?))
        };
        let forms = variants.iter().map(form).collect::<Result<_, _>>()?;
        return Ok(RawText::Plural(id.name.to_owned(), forms));
    }
    pieces(pattern).map(RawText::Plain)
}

fn pieces(pattern: &Pattern<&str>) -> Result<Vec<Raw>, &'static str> {
    let words = |words: &str| {
        if words.contains(['\n', '{', '}', '\u{1e}', '\u{1f}']) {
            return Err("a second line or a brace in the text");
        }
        Ok(Raw::Piece(Piece::Words(words.to_owned())))
    };
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => words(value),
        PatternElement::Placeable { expression } => match expression {
            Expression::Select { .. } => Err("a choice inside a sentence"),
            Expression::Inline(inline) => match inline {
                InlineExpression::StringLiteral { value } => words(value),
                InlineExpression::VariableReference { id } => {
                    Ok(Raw::Piece(Piece::Value(id.name.to_owned())))
                }
                InlineExpression::MessageReference { id, attribute } => {
                    let attribute = attribute.as_ref().map(|name| format!(".{}", name.name));
                    let to = format!("{}{}", id.name, attribute.unwrap_or_default());
                    Ok(Raw::Reference(to))
                }
                InlineExpression::NumberLiteral { .. }
                | InlineExpression::FunctionReference { .. }
                | InlineExpression::TermReference { .. }
                | InlineExpression::Placeable { .. } => Err("a function or a term"),
            },
        },
    };
    pattern.elements.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_becomes_messages() {
        let text = "## Lists.\n\n# A heading.\ntop = Top { $name }\nwords =\n    .a = { top }!\n    .b = { $n ->\n        [one] One\n       *[other] { $n } of them\n    }\n";
        let catalog = Catalog::read(text).unwrap();
        let ids: Vec<&str> = catalog.messages.iter().map(|m| &*m.id).collect();
        assert_eq!(ids, ["top", "words.a", "words.b"]);
        let top = catalog.get("top").unwrap();
        assert_eq!((&*top.comment, &*top.group), ("A heading.", "Lists."));
        let words = |text: &str| Piece::Words(text.into());
        assert_eq!(
            catalog.get("words.a").unwrap().text,
            Text::Plain(vec![words("Top "), Piece::Value("name".into()), words("!")])
        );
        assert_eq!(
            catalog.get("words.b").unwrap().text,
            Text::Plural {
                by: "n".into(),
                forms: vec![
                    ("one", vec![words("One")]),
                    ("other", vec![Piece::Value("n".into()), words(" of them")]),
                ]
            }
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, problem) in [
            ("a = b\n= c\n", "line 2"),
            ("a = { b }\n", "no message b"),
            ("a = { a }\n", "no message a"),
            ("a = b\na = c\n", "a: is there twice"),
            (
                "a = b { $n ->\n    [one] c\n   *[other] d\n }\n",
                "inside a sentence",
            ),
            (
                "a = { $n ->\n    [1] c\n   *[other] d\n }\n",
                "single number",
            ),
            (
                "a = { $n ->\n    [lots] c\n   *[other] d\n }\n",
                "no category",
            ),
            ("a = { NUMBER($n) }\n", "a function"),
            ("a = b\n    c\n", "a second line"),
            ("-a = b\n", "a term"),
        ] {
            let errors = Catalog::read(text).unwrap_err();
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert!(errors.concat().contains(problem), "{text}: {errors:?}");
        }
    }
}
