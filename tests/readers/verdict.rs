//! A program's report about the pages, and the decision whether a test passes.

use crate::site::Document;
use anyhow::{Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A program's report.
#[derive(Debug, Default, Deserialize)]
pub struct Report {
    /// The problems that it found.
    pub problems: Vec<Diagnostic>,
    /// Figures to print, such as how many pages were read.
    #[serde(default)]
    pub figures: String,
}

/// A problem that a program reported.
#[derive(Clone, Debug, Deserialize)]
pub struct Diagnostic {
    /// The page's or file's path on the site, or the name of a planted copy.
    pub page: String,
    /// The program's message.
    pub what: String,
}

/// A copy of a page with a planted defect, which the program has to report.
pub struct PlantedDefect {
    /// The copy; its name describes the defect.
    pub copy: Document,
    /// A part of the message that the program has to report.
    pub reported: &'static str,
}

/// An accepted problem.
pub struct Exception {
    /// A part of the problem, written as `page: what`.
    pub what: &'static str,
    /// Why it is accepted.
    pub reason: &'static str,
}

impl Report {
    /// Returns the figures if the site has no problems, every planted defect was reported, and
    /// every exception was needed.
    ///
    /// # Errors
    /// Returns an error that lists what failed, in at most 40 lines.
    pub fn judge(self, planted: &[PlantedDefect], exceptions: &[Exception]) -> Result<String> {
        let is_copy = |page: &str| planted.iter().any(|planted| planted.copy.name == page);
        let (of_copies, of_site): (Vec<_>, Vec<_>) = self
            .problems
            .into_iter()
            .partition(|problem| is_copy(&problem.page));
        let mut wrong = vec![];
        for PlantedDefect { copy, reported } in planted {
            let reports: Vec<&str> = of_copies
                .iter()
                .filter(|problem| problem.page == copy.name)
                .map(|problem| problem.what.as_str())
                .collect();
            if !reports.iter().any(|what| what.contains(reported)) {
                wrong.push(format!(
                    "planted and not reported: {}: expected {reported:?} in {reports:?}",
                    copy.name
                ));
            }
        }
        let excepted = |problem: &Diagnostic| {
            let mut exceptions = exceptions.iter();
            let line = format!("{}: {}", problem.page, problem.what);
            exceptions.position(|exception| line.contains(exception.what))
        };
        let mut used = BTreeMap::<usize, usize>::new();
        for problem in of_site {
            match excepted(&problem) {
                Some(exception) => *used.entry(exception).or_default() += 1,
                None => wrong.push(format!("{}: {}", problem.page, problem.what)),
            }
        }
        for (at, Exception { what, reason }) in exceptions.iter().enumerate() {
            if !used.contains_key(&at) {
                wrong.push(format!(
                    "remove this exception, which is no longer needed: {what:?} ({reason})"
                ));
            }
        }
        if !wrong.is_empty() {
            let more = wrong.len().saturating_sub(40);
            wrong.truncate(40);
            if more > 0 {
                wrong.push(format!("and {more} more"));
            }
            bail!("{}\n{}", self.figures, wrong.join("\n"));
        }
        Ok(self.figures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(problems: &[(&str, &str)]) -> Report {
        let problem = |&(page, what): &(&str, &str)| Diagnostic {
            page: page.into(),
            what: what.into(),
        };
        Report {
            problems: problems.iter().map(problem).collect(),
            figures: "2 pages".into(),
        }
    }

    const EXCEPTION: Exception = Exception {
        what: "unknown property",
        reason: "it is newer than the program",
    };

    fn planted() -> Vec<PlantedDefect> {
        vec![PlantedDefect {
            copy: Document {
                name: "planted: no title".into(),
                path: "/a".into(),
                text: String::new(),
            },
            reported: "no title",
        }]
    }

    #[test]
    fn a_clean_site_passes_with_its_figures() -> Result<()> {
        let verdict = verdict(&[("planted: no title", "has no title")]);
        assert_eq!(verdict.judge(&planted(), &[])?, "2 pages");
        Ok(())
    }

    #[test]
    fn a_planted_defect_that_is_not_reported_fails() {
        let verdict = verdict(&[("planted: no title", "something else")]);
        let error = verdict.judge(&planted(), &[]).unwrap_err().to_string();
        assert!(error.contains("planted and not reported"), "{error}");
    }

    #[test]
    fn a_problem_in_the_site_fails() {
        let verdict = verdict(&[("/a", "has no title")]);
        let error = verdict.judge(&[], &[]).unwrap_err().to_string();
        assert!(error.contains("/a: has no title"), "{error}");
    }

    #[test]
    fn an_exception_is_accepted_only_while_it_is_needed() -> Result<()> {
        let excepted = verdict(&[("/a", "an unknown property: x")]);
        excepted.judge(&[], &[EXCEPTION])?;
        let error = verdict(&[]).judge(&[], &[EXCEPTION]).unwrap_err();
        assert!(error.to_string().contains("no longer needed"), "{error}");
        Ok(())
    }
}
