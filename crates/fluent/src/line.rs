//! Messages as lines of text. The app finds a message by the number of its line.

use crate::read::{Message, Piece, Text};

/// Stands before each plural form in a line.
pub const BETWEEN_FORMS: char = '\u{1f}';

/// Stands between the category of a plural form and its text.
pub const BETWEEN_NAME_AND_FORM: char = '\u{1e}';

/// A message in the form that the app reads, in which a control character stands for each value ([`mark`]).
///
/// Plural forms follow each other, each with its category: `␟one␞␁ file␟other␞␁ files`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(pub String);

impl Line {
    /// Returns the line of a message. `values` are the names of the values that the English message has, in
    /// order.
    ///
    /// # Errors
    /// The name of a value that the English message does not have.
    pub fn new(message: &Message, values: &[String]) -> Result<Self, String> {
        match &message.text {
            Text::Plain(pieces) => line(pieces, values).map(Self),
            Text::Plural { forms, .. } => {
                let mut text = String::new();
                for (category, pieces) in forms {
                    text.push(BETWEEN_FORMS);
                    text.push_str(category);
                    text.push(BETWEEN_NAME_AND_FORM);
                    text.push_str(&line(pieces, values)?);
                }
                Ok(Self(text))
            }
        }
    }
}

/// Returns the character that stands for the value with this number: U+0001 for the first one. Returns `None`
/// if there is no character for so many values.
///
/// A control character never occurs in text, and a program finds it faster than a number in braces.
pub fn mark(place: usize) -> Option<char> {
    // The ninth character would be a tab, and the tenth would be a line break.
    let mark = u8::try_from(place).ok().filter(|place| *place < 8)?;
    Some(char::from(mark + 1))
}

fn line(pieces: &[Piece], values: &[String]) -> Result<String, String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Value(name) => {
                let place = values.iter().position(|value| value == name);
                let place = place.ok_or_else(|| name.clone())?;
                text.push(mark(place).ok_or_else(|| name.clone())?);
            }
        }
    }
    Ok(text)
}

impl Message {
    /// Returns the names of the values in the message, in order, and of those that its comment names after
    /// `Variables:`, with a dollar sign before each.
    pub fn values(&self) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        let mut add = |name: &str| {
            if values.iter().all(|value| value != name) {
                values.push(name.to_owned());
            }
        };
        match &self.text {
            Text::Plain(pieces) => pieces.iter().filter_map(Piece::value).for_each(&mut add),
            Text::Plural { by, forms } => {
                add(by);
                let pieces = forms.iter().flat_map(|(_, pieces)| pieces);
                pieces.filter_map(Piece::value).for_each(&mut add);
            }
        }
        if let Some((_, named)) = self.comment.split_once("Variables:") {
            for name in named.split('$').skip(1) {
                add(name
                    .split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default());
            }
        }
        values
    }
}

impl Piece {
    /// Returns the name of a value.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Words(_) => None,
            Self::Value(name) => Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Catalog;

    #[test]
    fn values_have_numbers_in_the_order_of_english() {
        let english = Catalog::read("# Variables: $hour24\nat = { $day }, { $hour }\n").unwrap();
        let values = english.messages[0].values();
        assert_eq!(values, ["day", "hour", "hour24"]);
        let other = Catalog::read("at = { $hour24 } h, { $day }\n").unwrap();
        let line = Line::new(&other.messages[0], &values).unwrap();
        assert_eq!(line.0, "\u{3} h, \u{1}");
        let wrong = Catalog::read("at = { $hours }\n").unwrap();
        assert_eq!(
            Line::new(&wrong.messages[0], &values),
            Err("hours".to_owned())
        );
    }
}
