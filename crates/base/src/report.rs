//! What went wrong, where, and what to do about it; and what was simplified.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The item is not published.
    Refused,
    /// The item is published, without what the problem is about.
    Warning,
}

/// Something an editor or a feed should mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from the content folder.
    pub file: String,
    /// What it means for the item.
    pub severity: Severity,
    /// Where in the file: `subjects[1].literal`.
    pub field: String,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Refused => "refused",
            Severity::Warning => "warning",
        };
        // all of it may quote hostile content: no escape sequence may reach a terminal
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

/// A finding about a field, before the file it stands in is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Where in the file.
    pub field: String,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

impl Finding {
    /// A finding about `field`.
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

    /// The problem that this finding is in `file`.
    pub fn at(self, file: &str, severity: Severity) -> Problem {
        Problem {
            file: file.into(),
            severity,
            field: self.field,
            reason: self.reason,
            remedy: self.remedy,
        }
    }
}

/// How often something was simplified, by kind: `<u>`, `link not allowed`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Degraded(pub BTreeMap<String, usize>);

impl Degraded {
    /// Counts one more of a kind.
    pub fn add(&mut self, kind: impl Into<String>) {
        *self.0.entry(kind.into()).or_default() += 1;
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        for (kind, count) in &other.0 {
            match self.0.get_mut(kind) {
                Some(known) => *known += count,
                None => drop(self.0.insert(kind.clone(), *count)),
            }
        }
    }
}

/// Everything a run has to say about the content.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is wrong, by file.
    pub problems: Vec<Problem>,
    /// What was simplified.
    pub degraded: Degraded,
    /// Items not to be published: withheld or cancelled.
    pub withheld: usize,
    /// Items not to be published yet.
    pub embargoed: usize,
    /// Items that are no stories.
    pub ignored: usize,
}

impl Report {
    /// How many items were refused.
    pub fn refused(&self) -> usize {
        self.count(Severity::Refused)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_file_field_reason_and_remedy() {
        let problem = Finding::new("by", "\u{1b}[31m", "mend it").at("a.json", Severity::Warning);
        assert_eq!(
            problem.to_string(),
            "warning: a.json: by: \\u{1b}[31m; mend it"
        );
    }
}
