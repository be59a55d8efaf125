//! A test of the pages with vnu, the Nu Html Checker that the W3C uses.

use crate::program::{last_lines, output};
use crate::run::{Stage, tests};
use crate::verdict::{Diagnostic, Exception, PlantedDefect, Report};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;

tests! {
    ; slow: vnu_finds_no_error
}

/// Messages of vnu that are not errors of the pages.
const EXCEPTIONS: &[Exception] = &[
    Exception {
        what: "Unknown pseudo-element or pseudo-class “::view-transition”",
        reason: "vnu does not know it yet, and browsers that do not know it ignore it",
    },
    Exception {
        what: "CSS: Parse Error. (line 8: nsition-group(*){",
        reason: "the same for ::view-transition-group(*)",
    },
];

/// vnu's report.
#[derive(Deserialize)]
struct VnuReport {
    messages: Vec<Message>,
}

/// A message of vnu.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    /// The URL of the file.
    url: Option<String>,
    /// `error`, `info` or `non-document-error`.
    #[serde(rename = "type")]
    kind: String,
    /// `warning` if an `info` is really a warning.
    sub_type: Option<String>,
    message: String,
    last_line: Option<u64>,
    extract: Option<String>,
}

async fn vnu_finds_no_error(Stage { site, programs }: &Stage) -> Result<String> {
    let jar = programs.package("vnu-jar/build/dist/vnu.jar")?;
    let pages = site.pages()?;
    let story = pages
        .iter()
        .find(|page| page.is_story())
        .context("no story")?;
    let planted = [
        PlantedDefect {
            copy: story.with_defect("an element that is not closed", "</article>", "")?,
            reported: "article",
        },
        PlantedDefect {
            copy: story.with_defect(
                "an attribute that does not exist",
                "<h1 ",
                "<h1 heading=\"1\" ",
            )?,
            reported: "heading",
        },
        PlantedDefect {
            copy: story.with_defect(
                "an unknown CSS property",
                "color-scheme:",
                "color-scheme:;colour-scheme:",
            )?,
            reported: "colour-scheme",
        },
    ];
    // Write the pages to numbered files: vnu reports file names, which lead back to the documents.
    let folder = tempfile::tempdir()?;
    let documents: Vec<_> = pages
        .iter()
        .chain(planted.iter().map(|p| &p.copy))
        .collect();
    for (at, document) in documents.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.html")), &document.text)?;
    }
    let mut command = programs.offline("java");
    command.args(["-Xss4m", "-jar"]).arg(jar);
    command.args(["--format", "json", "--stdout", "--exit-zero-always"]);
    command.arg(folder.path());
    let output = output(command, vec![]).await?;
    let report: VnuReport = serde_json::from_slice(&output.stdout).with_context(|| {
        let stderr = String::from_utf8_lossy(&output.stderr);
        format!("vnu printed no report: {}", last_lines(&stderr, 20))
    })?;
    let mut verdict = Report {
        figures: format!("{} pages", pages.len()),
        ..Report::default()
    };
    for message in report.messages {
        // Ignore suggestions; report errors and warnings.
        if message.kind == "info" && message.sub_type.as_deref() != Some("warning") {
            continue;
        }
        let file = message
            .url
            .as_deref()
            .and_then(|url| url.rsplit('/').next());
        let at = file.and_then(|file| file.strip_suffix(".html")?.parse::<usize>().ok());
        let page = at.and_then(|at| documents.get(at));
        ensure!(page.is_some(), "vnu: {}", message.message);
        let extract = message.extract.unwrap_or_default();
        verdict.problems.push(Diagnostic {
            page: page.map(|page| page.name.clone()).unwrap_or_default(),
            what: format!(
                "{} (line {}: {})",
                message.message,
                message.last_line.unwrap_or_default(),
                extract.split_whitespace().collect::<Vec<_>>().join(" ")
            ),
        });
    }
    verdict.judge(&planted, EXCEPTIONS)
}
