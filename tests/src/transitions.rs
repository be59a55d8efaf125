//! View transitions: only after a wait, and only for readers who do not prefer reduced motion.

use crate::fixtures::{BUSINESS, LEAD, WORLD};
use crate::harness::{Fault, TestContext, tests};
use anyhow::{Result, ensure};
use std::time::Duration;

tests! {
    transitions_run_unless_reduced_motion_is_preferred
    a_prefetched_page_appears_without_a_transition
    a_click_during_a_transition_wins
}

/// Counts view transitions in `window.transitions`, and clicks the link with the selector
/// `window.meanwhile` as soon as a transition has started.
const TRANSITIONS: &str = "
    window.transitions = 0;
    const start = Document.prototype.startViewTransition;
    Document.prototype.startViewTransition = function (...args) {
      window.transitions++;
      const transition = start.apply(this, args);
      if (window.meanwhile) {
        const link = document.querySelector(window.meanwhile);
        window.meanwhile = null;
        link.click();
      }
      return transition;
    };";

fn late(ms: u64) -> Fault {
    Fault::normal().delayed(Duration::from_millis(ms))
}

async fn transitions_run_unless_reduced_motion_is_preferred(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.add_init_script(TRANSITIONS).await?;
    server.inject_fault("/world.json", late(400));
    for (wish, welcome) in [("reduce", false), ("no-preference", true)] {
        paper
            .media("screen", &[("prefers-reduced-motion", wish)])
            .await?;
        paper.open("/").await?;
        paper
            .eval(&format!("document.querySelector({WORLD:?}).click()"))
            .await?;
        paper.wait_for_element(".skeleton").await?;
        paper.wait_for_text("h1", "World").await?;
        let first = paper.eval("transitions").await?;
        ensure!(
            (first == 1) == welcome,
            "prefers-reduced-motion: {wish}: {first} transitions"
        );
        paper.open(LEAD).await?;
        ensure!(
            paper.eval("transitions").await? == 0,
            "the first page of a visit has a transition"
        );
    }
    Ok(())
}

async fn a_prefetched_page_appears_without_a_transition(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.add_init_script(TRANSITIONS).await?;
    paper.open("/").await?;
    paper.hover(WORLD).await?;
    server.wait_for_requests("/world.json", 1).await?;
    server.wait_until_idle().await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        paper.eval("transitions").await? == 0,
        "a page that was ready immediately has a transition"
    );
    Ok(())
}

async fn a_click_during_a_transition_wins(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.add_init_script(TRANSITIONS).await?;
    paper.open("/").await?;
    server.inject_fault("/world.json", late(400));
    paper
        .eval(&format!(
            "void (window.meanwhile = {BUSINESS:?}, document.querySelector({WORLD:?}).click())"
        ))
        .await?;
    paper.wait_for_text("h1", "Business").await?;
    server.wait_until_idle().await?;
    paper.wait_frames(30).await?;
    ensure!(
        paper.eval("meanwhile === null && transitions > 0").await? == true,
        "there was no transition, or no click during it"
    );
    ensure!(
        paper.text("h1").await? == "Business",
        "the page of the first click is shown"
    );
    ensure!(
        paper.address().await? == "/business",
        "the address is not that of the page"
    );
    ensure!(
        paper.count("h1").await? == 1,
        "both pages are in the document"
    );
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}
