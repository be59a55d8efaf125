//! The words of scripts, in the form that each kind of script reads.

use frontpage_model::messages::{Message, NAMES, Words, direction};
use std::collections::BTreeMap;

/// Returns the names of the values of a message, in the order of their numbers.
fn values(message: Message) -> &'static [&'static str] {
    NAMES[message.number()].1
}

/// Returns the words of a script by name, in the current language. Values are names in braces:
/// `{number} stories found.` A plural form has its category after the name of the message: `many.few`.
pub fn json_of_words(table: &[(&str, Message)]) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for (name, message) in table {
        let named = |text: &str| in_names(text, values(*message), |name| format!("{{{name}}}"));
        let forms = message.forms();
        let Some((_, other)) = forms.last() else {
            words.insert((*name).to_owned(), named(message.text()));
            continue;
        };
        words.insert((*name).to_owned(), named(other));
        for (category, text) in forms.iter().filter(|(category, _)| *category != "other") {
            words.insert(format!("{name}.{category}"), named(text));
        }
    }
    words
}

/// Returns pairs of texts for a script: the code of a message in English, and the code of the same message in
/// another language. `lang` is that language with its region, for the numbers in the words.
///
/// A message without a value is `name: 'text'`, and one with values is `` name: (a, b) => `{a} of {b}` ``.
pub fn literals(table: &[(&str, Message)], words: Words, lang: &str) -> Vec<(String, String)> {
    let locale = format!("'{lang}'");
    let literal = |(name, message): &(&str, Message)| {
        let english = Words::ENGLISH.speak(|| literal(name, *message, None));
        let own = words.speak(|| literal(name, *message, Some(&locale)));
        (english, own)
    };
    table.iter().map(literal).collect()
}

/// Returns the words of several scripts, by the names of the scripts, as a JavaScript module in the current
/// language. The default export is a function. Its argument is the language with its region, for the numbers
/// in the words.
pub fn module(scripts: &[(&str, &[(&str, Message)])]) -> String {
    let direction = direction().as_str();
    let objects = scripts.iter().map(|(script, table)| {
        let words = table.iter();
        let words = words.map(|(name, message)| literal(name, *message, Some("l")) + ",");
        let words: String = words.collect();
        format!("{script}:{{{words}lang:l,dir:'{direction}'}},\n")
    });
    format!(
        "export default l=>({{\n{}}});\n",
        objects.collect::<String>()
    )
}

/// Returns a message in the current language as a property of a JavaScript object. `lang` is a JavaScript
/// expression for the language in which numbers in the message are formatted, if they are.
fn literal(name: &str, message: Message, lang: Option<&str>) -> String {
    let values = values(message);
    if values.is_empty() {
        return format!("{name}: '{}'", escaped(message.text(), '\''));
    }
    let parameters = match values {
        [value] => (*value).to_owned(),
        _ => format!("({})", values.join(", ")),
    };
    let value = |name: &str| match lang {
        Some(lang) if NUMBERS.contains(&name) => format!("${{{name}.toLocaleString({lang})}}"),
        Some(_) | None => format!("${{{name}}}"),
    };
    let template = |text: &str| format!("`{}`", in_names(&escaped(text, '`'), values, value));
    let forms = message.forms();
    match (forms.last(), lang) {
        (Some((_, other)), Some(lang)) if forms.len() > 1 => {
            let number = values[0];
            let others = forms.iter().filter(|(category, _)| *category != "other");
            let others: Vec<String> = others
                .map(|(category, text)| format!("{category}: {}", template(text)))
                .collect();
            format!(
                "{name}: {parameters} => ({{ {} }})[new Intl.PluralRules({lang}).select({number})] || {}",
                others.join(", "),
                template(other)
            )
        }
        (Some((_, other)), _) => format!("{name}: {parameters} => {}", template(other)),
        (None, _) => format!("{name}: {parameters} => {}", template(message.text())),
    }
}

/// The values of parts that are numbers.
const NUMBERS: [&str; 3] = ["number", "count", "minutes"];

/// Escapes a text for a JavaScript string between `quote`s.
fn escaped(text: &str, quote: char) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if matches!(character, '\\' | '$') || character == quote {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Returns a text with names in the place of the marks of values.
fn in_names(text: &str, names: &[&str], write: impl Fn(&str) -> String) -> String {
    let mut named = text.to_owned();
    for (number, name) in names.iter().enumerate() {
        if let Some(mark) = frontpage_fluent::mark(number) {
            named = named.replace(mark, &write(name));
        }
    }
    named
}
