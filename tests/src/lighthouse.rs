//! Lighthouse audits of the published pages on a phone. No audit is left out; Lighthouse treats a
//! page from this machine as if it came over HTTPS. Speed is measured by a benchmark,
//! `./dev bench lighthouse`.

use crate::adoption::{serve_published, url_of};
use crate::fixtures::LEAD;
use crate::harness::{Browser, Fault, Server, TestContext, npm, tests};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use tokio::process::Command;

tests! {
    the_front_page_scores_100
    an_article_scores_100
    a_page_without_a_description_scores_less
}

const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// The output of `tests/lighthouse/judge.mjs`.
struct Verdict {
    /// The score of each category, from 0 to 100.
    scores: BTreeMap<String, u64>,
    /// The audits that cost points, with reasons.
    faults: Vec<String>,
}

async fn judge(paper: &Browser, url: &str) -> Result<Verdict> {
    let program = npm::lighthouse().await?;
    let mut node = Command::new("node");
    node.arg(program)
        .arg(paper.debugger_port()?.to_string())
        .arg(url)
        .args(CATEGORIES)
        .kill_on_drop(true);
    let output = node.output().await.context("node does not start")?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "Lighthouse failed: {stderr}");
    let mut report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let verdict = Verdict {
        scores: serde_json::from_value(report["scores"].take())?,
        faults: serde_json::from_value(report["faults"].take())?,
    };
    ensure!(
        verdict.scores.len() == CATEGORIES.len(),
        "Lighthouse did not score all of {CATEGORIES:?}: {:?}",
        verdict.scores
    );
    Ok(verdict)
}

async fn scores_100(stage: &TestContext, path: &str) -> Result<()> {
    // Serve the page with the site's own headers, because one audit looks at the policy.
    let host = serve_published(stage).await?;
    let Verdict { scores, faults } = judge(&stage.paper, &url_of(&host, path)).await?;
    ensure!(
        scores.values().all(|score| *score == 100),
        "{scores:?}\n{}",
        faults.join("\n")
    );
    Ok(())
}

async fn the_front_page_scores_100(stage: &TestContext) -> Result<()> {
    scores_100(stage, "/").await
}

async fn an_article_scores_100(stage: &TestContext) -> Result<()> {
    scores_100(stage, LEAD).await
}

async fn a_page_without_a_description_scores_less(
    TestContext { paper, site, .. }: &TestContext,
) -> Result<()> {
    let server = Server::published(site).await?;
    let page = std::fs::read_to_string(site.join(format!("{}.html", &LEAD[1..])))?;
    let (name, other) = (
        r#"<meta name="description""#,
        r#"<meta name="no-description""#,
    );
    ensure!(
        page.contains(name),
        "the published page has no description that the test could remove"
    );
    server.inject_fault(LEAD, Fault::page(page.replace(name, other)));
    let url = server.url(LEAD);
    let Verdict { scores, faults } = judge(paper, &url).await?;
    ensure!(
        scores["seo"] < 100,
        "a page without a description scores {scores:?}"
    );
    ensure!(
        faults
            .iter()
            .any(|fault| fault.contains("meta-description")),
        "Lighthouse does not report the missing description: {faults:?}"
    );
    Ok(())
}
