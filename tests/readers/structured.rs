//! Tests of the pages' structured data: against the types of schema.org, and against the rules of
//! search engines.

use crate::program::{Programs, last_lines, output};
use crate::run::{Stage, tests};
use crate::site::Document;
use crate::verdict::{Diagnostic, Exception, PlantedDefect, Report};
use anyhow::{Context, Result, ensure};
use std::fmt::Write;

tests! {
    structured_data_matches_the_types_of_schema_org
    structured_data_meets_the_rules_of_search_engines
}

/// A TypeScript type.
pub struct Typed {
    /// The import statement.
    pub import: &'static str,
    /// The name of the type.
    pub name: &'static str,
}

/// Checks with the TypeScript compiler that each JSON value has a type. `values` are pairs of a
/// page's name and its JSON.
///
/// # Errors
/// Returns [`crate::program::Missing`] if the compiler is not installed, or an error if it fails.
pub async fn check_types(
    programs: &Programs,
    typed: &Typed,
    values: &[(&str, &str)],
) -> Result<Report> {
    let compiler = programs.package("typescript/bin/tsc")?;
    let folder = tempfile::tempdir()?;
    std::os::unix::fs::symlink(programs.package("")?, folder.path().join("node_modules"))?;
    let Typed { import, name } = typed;
    for (at, (_, json)) in values.iter().enumerate() {
        let source = format!("{import}\nexport const value: {name} = {json};\n");
        std::fs::write(folder.path().join(format!("{at}.ts")), source)?;
    }
    let settings = r#"{ "compilerOptions": { "strict": true, "noEmit": true, "skipLibCheck": true,
        "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": [] } }"#;
    std::fs::write(folder.path().join("tsconfig.json"), settings)?;
    let mut command = programs.offline("node");
    command
        .arg(compiler)
        .args(["--pretty", "false", "--project", "."]);
    command.current_dir(folder.path());
    let output = output(command, vec![]).await?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let mut verdict = Report {
        problems: vec![],
        figures: format!("{} values of the type {name}", values.len()),
    };
    for line in stdout.lines() {
        // An error is a line such as `12.ts(2,14): error TS2322: …`; indented lines explain it.
        if let Some(problem) = verdict.problems.last_mut()
            && line.starts_with(' ')
        {
            let _ = write!(problem.what, " {}", line.trim());
            continue;
        }
        let (file, what) = line.split_once('(').with_context(|| line.to_owned())?;
        let at: usize = file
            .trim_end_matches(".ts")
            .parse()
            .with_context(|| line.to_owned())?;
        let what = what.split_once(": ").map_or(what, |(_, what)| what);
        let (page, _) = values.get(at).with_context(|| line.to_owned())?;
        verdict.problems.push(Diagnostic {
            page: (*page).to_owned(),
            what: what.to_owned(),
        });
    }
    ensure!(
        output.status.success() || !verdict.problems.is_empty(),
        "the compiler failed: {}",
        last_lines(&String::from_utf8_lossy(&output.stderr), 20)
    );
    Ok(verdict)
}

/// Returns the JSON-LD of a page.
fn graph(page: &Document) -> Option<&str> {
    let (_, rest) = page
        .text
        .split_once("<script type=\"application/ld+json\">")?;
    Some(rest.split_once("</script>")?.0)
}

/// Returns the graph with widths and heights as text such as `"960 px"`. The pages have plain
/// numbers, as Google documents them, but schema.org's type does not allow these.
fn with_quantities(graph: &str) -> String {
    let mut parts = graph.split_inclusive([',', '}']);
    parts.by_ref().fold(String::new(), |mut graph, part| {
        let size = ["\"width\":", "\"height\":"]
            .into_iter()
            .find_map(|key| Some((key, part.split_once(key)?)));
        match size {
            Some((key, (before, number))) => {
                let digits = number.trim_end_matches([',', '}']);
                let end = &number[digits.len()..];
                let _ = write!(graph, "{before}{key}\"{digits} px\"{end}");
            }
            None => graph.push_str(part),
        }
        graph
    })
}

async fn structured_data_matches_the_types_of_schema_org(stage: &Stage) -> Result<String> {
    let pages = stage.site.pages()?;
    let mut graphs: Vec<(&str, &str)> = vec![];
    graphs.extend(
        pages
            .iter()
            .filter_map(|page| Some((&*page.name, graph(page)?))),
    );
    ensure!(
        graphs.len() > 100,
        "only {} pages have structured data",
        graphs.len()
    );
    let story = pages
        .iter()
        .find(|page| page.is_story())
        .context("no story")?;
    let planted = [
        PlantedDefect {
            copy: story.with_defect(
                "a property that schema.org does not know",
                "\"datePublished\"",
                "\"publishedOn\"",
            )?,
            reported: "publishedOn",
        },
        PlantedDefect {
            copy: story.with_defect(
                "a value of another type",
                "\"isAccessibleForFree\":true",
                "\"isAccessibleForFree\":{\"@type\":\"Person\"}",
            )?,
            reported: "isAccessibleForFree",
        },
        PlantedDefect {
            copy: story.with_defect(
                "a type that schema.org does not know",
                "\"NewsArticle\"",
                "\"NewsStory\"",
            )?,
            reported: "NewsStory",
        },
    ];
    graphs.extend(
        planted
            .iter()
            .filter_map(|planted| Some((&*planted.copy.name, graph(&planted.copy)?))),
    );
    let graphs: Vec<(&str, String)> = graphs
        .into_iter()
        .map(|(name, graph)| (name, with_quantities(graph)))
        .collect();
    let graphs: Vec<(&str, &str)> = graphs
        .iter()
        .map(|(name, graph)| (*name, &**graph))
        .collect();
    let typed = Typed {
        import: "import type { Graph } from \"schema-dts\";",
        name: "Graph",
    };
    check_types(&stage.programs, &typed, &graphs)
        .await?
        .judge(&planted, &[])
}

/// Messages of the validator that are not errors of the pages.
const EXCEPTIONS: [Exception; 3] = [
    Exception {
        what: "at CollectionPage › mainEntity ItemList",
        reason: "it checks all lists as breadcrumbs, but entries of a page list have only position and url",
    },
    Exception {
        what: "/2025/03/11/la-marathon-first-timers-guide: headline has 144 characters",
        reason: "headlines are published in full: docs/adr/0014-structured-data.md",
    },
    Exception {
        what: "(optional)",
        reason: "videos are neither live nor sold nor limited to regions, and nobody counts their viewers",
    },
];

async fn structured_data_meets_the_rules_of_search_engines(stage: &Stage) -> Result<String> {
    let Stage { site, programs } = stage;
    let pages = site.pages()?;
    let story = pages
        .iter()
        .find(|page| page.is_story() && page.text.contains("lead-picture"));
    let story = story.context("no story with a picture")?;
    let listing = pages
        .iter()
        .find(|page| page.text.contains("\"CollectionPage\""));
    let listing = listing.context("no listing")?;
    let planted = [
        PlantedDefect {
            copy: story.with_defect("no headline", "\"headline\":", "\"alternativeHeadline\":")?,
            reported: "headline",
        },
        PlantedDefect {
            copy: story.with_defect(
                "a reference to a missing @id",
                "/#publisher\"},",
                "/#nobody\"},",
            )?,
            reported: "#nobody",
        },
        PlantedDefect {
            copy: story.with_defect(
                "a date that differs from the page's",
                "\"datePublished\":\"2",
                "\"datePublished\":\"1",
            )?,
            reported: "datePublished",
        },
        PlantedDefect {
            copy: listing.with_defect(
                "a breadcrumb without a name",
                "\"position\":1,\"name\":",
                "\"position\":1,\"alternateName\":",
            )?,
            reported: "name",
        },
    ];
    let documents = pages
        .iter()
        .chain(planted.iter().map(|planted| &planted.copy));
    let verdict = programs
        .node("structured.mjs", &site.script_input(documents))
        .await?;
    verdict.judge(&planted, &EXCEPTIONS)
}
