//! The pages, read by the validator that the HTML standard's authors keep: vnu.

use crate::program::{last_lines, output};
use crate::run::{Stage, tests};
use crate::verdict::{Exception, Planted, Problem, Verdict};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;

tests! {
    ; slow: vnu_finds_no_error
}

/// What vnu says that is no fault of the pages.
const EXCEPTIONS: &[Exception] = &[
    Exception {
        what: "Unknown pseudo-element or pseudo-class “::view-transition”",
        reason: "it is newer than vnu's CSS, and browsers that do not know it pass over it",
    },
    Exception {
        what: "CSS: Parse Error. (line 8: nsition-group(*){",
        reason: "the same of ::view-transition-group(*)",
    },
];

/// vnu's report.
#[derive(Deserialize)]
struct Report {
    messages: Vec<Message>,
}

/// One thing that vnu has to say.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    /// The file's address.
    url: Option<String>,
    /// `error`, `info`, `non-document-error`.
    #[serde(rename = "type")]
    kind: String,
    /// `warning`, for an `info` that is more than one.
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
        Planted {
            copy: story.with("an element that is not closed", "</article>", "")?,
            reported: "article",
        },
        Planted {
            copy: story.with(
                "an attribute that does not exist",
                "<h1 ",
                "<h1 heading=\"1\" ",
            )?,
            reported: "heading",
        },
        Planted {
            copy: story.with(
                "CSS that is none",
                "color-scheme:",
                "color-scheme:;colour-scheme:",
            )?,
            reported: "colour-scheme",
        },
    ];
    // Whatever a page is called on the disk: vnu reports the name of the file.
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
    let report: Report = serde_json::from_slice(&output.stdout).with_context(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("vnu gave no report: {}", last_lines(&said, 20))
    })?;
    let mut verdict = Verdict {
        figures: format!("{} pages", pages.len()),
        ..Verdict::default()
    };
    for message in report.messages {
        // Style that it thinks better is no fault; what it warns of is.
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
        verdict.problems.push(Problem {
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
