//! Splits a Markdown file into its front matter and its body, and parses the front matter: YAML
//! between two lines `---`, or TOML between two lines `+++`.

use super::fields::Fields;
use frontpage_base::diagnostic::FieldDiagnostic;
use serde_json::{Map, Value};

/// The name of the field in diagnostics about the front matter as a whole.
pub const FIELD: &str = "front matter";

/// A Markdown file.
#[derive(Debug)]
pub struct Document<'a> {
    /// The fields of the front matter.
    pub fields: Fields,
    /// The text after it.
    pub body: &'a str,
}

#[derive(Clone, Copy)]
enum Format {
    Yaml,
    Toml,
}

impl Format {
    /// Returns the format that a line opens.
    fn opened_by(line: &str) -> Option<Self> {
        match line.trim_end() {
            "---" => Some(Self::Yaml),
            "+++" => Some(Self::Toml),
            _ => None,
        }
    }

    fn is_closed_by(self, line: &str) -> bool {
        match self {
            // YAML has two ends of a document, and Jekyll accepts both.
            Self::Yaml => matches!(line.trim_end(), "---" | "..."),
            Self::Toml => line.trim_end() == "+++",
        }
    }
}

/// The parts of a file that has both fences.
struct Parts<'a> {
    format: Format,
    front_matter: &'a str,
    body: &'a str,
}

enum Split<'a> {
    Whole(Parts<'a>),
    /// There is no front matter.
    Without,
    /// The front matter is in this language, as in Eleventy's `---js`.
    OtherLanguage(&'a str),
    /// The front matter does not end.
    Open,
}

fn split(text: &str) -> Split<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Zola allows empty lines before the front matter.
    let text = text.trim_start_matches(['\r', '\n']);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some(format) = Format::opened_by(first) else {
        let language = first.trim_end().strip_prefix("---");
        return language.map_or(Split::Without, Split::OtherLanguage);
    };
    let mut start = 0;
    for line in rest.split_inclusive('\n') {
        let end = start + line.len();
        if format.is_closed_by(line) {
            return Split::Whole(Parts {
                format,
                front_matter: &rest[..start],
                body: &rest[end..],
            });
        }
        start = end;
    }
    Split::Open
}

/// Returns whether a file ends within its front matter, like a file that is still being written.
pub fn is_truncated(bytes: &[u8]) -> bool {
    matches!(split(&String::from_utf8_lossy(bytes)), Split::Open)
}

/// Returns whether a file has valid front matter, whatever its keys are.
pub fn is_whole(text: &str) -> bool {
    parse(text).is_ok()
}

/// Parses a Markdown file.
///
/// # Errors
/// The reason why there is no valid front matter.
pub fn parse(text: &str) -> Result<Document<'_>, FieldDiagnostic> {
    let parts = match split(text) {
        Split::Whole(parts) => parts,
        Split::Without => {
            return Err(FieldDiagnostic::new(
                FIELD,
                "is missing",
                "start the file with a line ---, the keys title, date and section, and another \
                 line ---",
            ));
        }
        Split::OtherLanguage(language) => {
            return Err(FieldDiagnostic::new(
                FIELD,
                format!("is in a language that is not read: {language}"),
                "write it in YAML, between two lines ---",
            ));
        }
        Split::Open => {
            return Err(FieldDiagnostic::new(
                FIELD,
                "does not end",
                "put the line it starts with after its last key, too",
            ));
        }
    };
    let fields = match parts.format {
        Format::Yaml => yaml(parts.front_matter)?,
        Format::Toml => toml(parts.front_matter)?,
    };
    Ok(Document {
        fields: Fields::new(fields),
        body: parts.body,
    })
}

fn yaml(text: &str) -> Result<Map<String, Value>, FieldDiagnostic> {
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    let parsed: Option<Map<String, Value>> = serde_saphyr::from_str(text).map_err(|error| {
        let error = error.to_string();
        let first = error.lines().next().unwrap_or_default();
        FieldDiagnostic::new(
            FIELD,
            format!("is not YAML: {first}"),
            "correct it; a text with a colon, a quotation mark or a bracket needs quotation marks \
             around it",
        )
    })?;
    Ok(parsed.unwrap_or_default())
}

fn toml(text: &str) -> Result<Map<String, Value>, FieldDiagnostic> {
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        FieldDiagnostic::new(
            FIELD,
            format!("is not TOML: {}", error.message()),
            "correct it; texts need quotation marks around them",
        )
    })?;
    Ok(table
        .into_iter()
        .map(|(key, value)| (key, json(value)))
        .collect())
}

/// Returns a TOML value as JSON, with dates as text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => list.into_iter().map(json).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, json(value)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        let document = parse(text).unwrap();
        document.fields.text(&["title"]).unwrap()
    }

    #[test]
    fn front_matter_is_yaml_or_toml() {
        for text in [
            "---\ntitle: A\n---\nBody",
            "\n\n---\ntitle: A\n---\nBody",
            "\u{feff}---\r\ntitle: A\r\n---\r\nBody",
            "---\ntitle: \"A\"\n...\nBody",
            "+++\ntitle = \"A\"\n+++\nBody",
        ] {
            assert_eq!(title(text).as_deref(), Some("A"), "{text:?}");
            assert_eq!(parse(text).unwrap().body, "Body");
        }
        assert_eq!(title("---\n---\nBody"), None);
        assert_eq!(title("---\n# only a comment\n---\n"), None);
    }

    #[test]
    fn a_rule_in_the_body_is_no_fence() {
        assert_eq!(
            parse("+++\n+++\na\n\n+++\n---\n").unwrap().body,
            "a\n\n+++\n---\n"
        );
    }

    #[test]
    fn dates_in_toml_are_text() {
        let document = parse("+++\ndate = 2024-03-01T10:00:00-08:00\n+++\n").unwrap();
        assert_eq!(
            document.fields.text(&["date"]).unwrap().as_deref(),
            Some("2024-03-01T10:00:00-08:00")
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, reason) in [
            ("# A\n", "is missing"),
            ("", "is missing"),
            (
                "---js\nconst title = 1;\n---\n",
                "is in a language that is not read: js",
            ),
            ("---\ntitle: A\n", "does not end"),
            ("---\ntitle: [A\n---\n", "is not YAML: "),
            ("---\n- a\n---\n", "is not YAML: "),
            ("+++\ntitle = A\n+++\n", "is not TOML: "),
        ] {
            let finding = parse(text).unwrap_err();
            assert!(finding.reason.starts_with(reason), "{text:?}: {finding:?}");
            assert!(!finding.reason.contains('\n'), "{finding:?}");
        }
    }

    #[test]
    fn a_bomb_of_aliases_is_refused_quickly() {
        let mut text = "---\na: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (name, before) in ('b'..='m').zip('a'..) {
            let list = vec![format!("*{before}"); 9].join(",");
            text += &format!("{name}: &{name} [{list}]\n");
        }
        let started = std::time::Instant::now();
        assert!(parse(&(text + "---\n")).is_err());
        assert!(started.elapsed() < std::time::Duration::from_secs(5));
    }

    #[test]
    fn a_file_that_ends_in_its_front_matter_is_truncated() {
        assert!(is_truncated(b"---\ntitle: A\n"));
        assert!(!is_truncated(b"---\ntitle: A\n---"));
        assert!(!is_truncated(b"text"));
    }
}
