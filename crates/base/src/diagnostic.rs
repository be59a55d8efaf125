//! Diagnostics about the content (what is wrong, where, and what to do about it), and counts of
//! simplified markup.

use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashSet},
    fmt,
};

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The item is not published.
    Refused,
    /// The item is published without the part that the diagnostic is about.
    Warning,
}

/// A diagnostic about a content file, for an editor or the provider of a feed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, relative to the content folder.
    pub file: String,
    /// Whether the item is still published.
    pub severity: Severity,
    /// The field in the file, such as `subjects[1].literal`.
    pub field: String,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Refused => "refused",
            Severity::Warning => "warning",
        };
        // Any part can quote hostile content, so no escape sequence may reach a terminal.
        let line = format!(
            "{word}: {}: {}: {}; {}",
            self.file, self.field, self.reason, self.remedy
        );
        for c in line.chars() {
            if c.is_control() {
                write!(f, "{}", c.escape_default())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

/// A diagnostic about a field, before it is known which file the field is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldDiagnostic {
    /// The field in the file.
    pub field: String,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl FieldDiagnostic {
    /// Creates a diagnostic about `field`.
    pub fn new(
        field: impl Into<String>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            field: field.into(),
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }

    /// Turns it into a diagnostic about `file`.
    pub fn in_file(self, file: &str, severity: Severity) -> Diagnostic {
        Diagnostic {
            file: file.into(),
            severity,
            field: self.field,
            reason: self.reason,
            remedy: self.remedy,
        }
    }
}

/// How often each kind of markup was simplified. A kind is a name such as `<u>` or
/// `link not allowed`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimplificationCounts(pub BTreeMap<String, usize>);

impl SimplificationCounts {
    /// Counts one more of `kind`.
    pub fn add(&mut self, kind: impl Into<String>) {
        *self.0.entry(kind.into()).or_default() += 1;
    }

    /// Adds the counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (kind, count) in &other.0 {
            match self.0.get_mut(kind) {
                Some(known) => *known += count,
                None => drop(self.0.insert(kind.clone(), *count)),
            }
        }
    }
}

/// Everything that a run reports about the content.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Counts of the markup that was simplified.
    pub degraded: SimplificationCounts,
    /// The number of items that are withheld or canceled.
    pub withheld: usize,
    /// The number of items that are still under embargo.
    pub embargoed: usize,
    /// The number of items that are not stories.
    pub ignored: usize,
}

impl Report {
    /// Returns the number of refused items. Every file is one item, and can have several errors.
    pub fn refused(&self) -> usize {
        let diagnostics = self.with_severity(Severity::Refused);
        let files: HashSet<&str> = diagnostics.map(|refusal| refusal.file.as_str()).collect();
        files.len()
    }

    /// Returns the number of warnings. An item can have several.
    pub fn warnings(&self) -> usize {
        self.with_severity(Severity::Warning).count()
    }

    fn with_severity(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(move |diagnostic| diagnostic.severity == severity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_with_two_errors_counts_as_one_refused_item() {
        let diagnostic = |field: &str, file: &str, severity| {
            FieldDiagnostic::new(field, "is missing", "add it").in_file(file, severity)
        };
        let report = Report {
            diagnostics: vec![
                diagnostic("uri", "a.json", Severity::Refused),
                diagnostic("by", "b.json", Severity::Warning),
                diagnostic("uri", "c.json", Severity::Refused),
                diagnostic("headlines", "a.json", Severity::Refused),
                diagnostic("language", "b.json", Severity::Warning),
            ],
            ..Report::default()
        };
        assert_eq!((report.refused(), report.warnings()), (2, 2));
    }

    #[test]
    fn a_problem_names_file_field_reason_and_remedy() {
        let problem =
            FieldDiagnostic::new("by", "\u{1b}[31m", "fix it").in_file("a.json", Severity::Warning);
        assert_eq!(
            problem.to_string(),
            "warning: a.json: by: \\u{1b}[31m; fix it"
        );
    }
}
