//! What Lighthouse says of the published pages on a phone. It takes a page from this machine for
//! one that came over HTTPS; no audit is left out. How fast pages are is a bench, no test:
//! `./dev bench lighthouse`.

use crate::harness::{Fault, Paper, Server, Stage, npm, tests};
use crate::hydration::{at, host};
use crate::places::LEAD;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use tokio::process::Command;

tests! {
    the_front_page_scores_100
    an_article_scores_100
    a_page_without_a_description_scores_less
}

const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// What `tests/lighthouse.mjs` prints.
struct Verdict {
    /// By category, of 100.
    scores: BTreeMap<String, u64>,
    /// What cost points, and why.
    faults: Vec<String>,
}

async fn judge(paper: &Paper, url: &str) -> Result<Verdict> {
    let program = npm::lighthouse().await?;
    let mut node = Command::new("node");
    node.arg(program)
        .arg(paper.debugger_port()?.to_string())
        .arg(url)
        .args(CATEGORIES)
        .kill_on_drop(true);
    let output = node.output().await.context("node does not start")?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "Lighthouse fails: {told}");
    let mut said: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let verdict = Verdict {
        scores: serde_json::from_value(said["scores"].take())?,
        faults: serde_json::from_value(said["faults"].take())?,
    };
    ensure!(
        verdict.scores.len() == CATEGORIES.len(),
        "judged: {:?}",
        verdict.scores
    );
    Ok(verdict)
}

async fn every_point(stage: &Stage, path: &str) -> Result<()> {
    // with the hosts' headers: the policy is one of the audits
    let host = host(stage).await?;
    let Verdict { scores, faults } = judge(&stage.paper, &at(&host, path)).await?;
    ensure!(
        scores.values().all(|score| *score == 100),
        "{scores:?}\n{}",
        faults.join("\n")
    );
    Ok(())
}

async fn the_front_page_scores_100(stage: &Stage) -> Result<()> {
    every_point(stage, "/").await
}

async fn an_article_scores_100(stage: &Stage) -> Result<()> {
    every_point(stage, LEAD).await
}

async fn a_page_without_a_description_scores_less(Stage { paper, site, .. }: &Stage) -> Result<()> {
    let server = Server::published(site).await?;
    let page = std::fs::read_to_string(site.join(format!("{}.html", &LEAD[1..])))?;
    let (name, other) = (
        r#"<meta name="description""#,
        r#"<meta name="no-description""#,
    );
    ensure!(page.contains(name), "there was no description before");
    server.fail(LEAD, Fault::page(page.replace(name, other)));
    let url = server.at(LEAD);
    let Verdict { scores, faults } = judge(paper, &url).await?;
    ensure!(scores["seo"] < 100, "{scores:?}");
    ensure!(
        faults
            .iter()
            .any(|fault| fault.contains("meta-description")),
        "told: {faults:?}"
    );
    Ok(())
}
