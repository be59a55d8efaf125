//! Prefetching: which pages are loaded before a click, and how many.

use crate::fixtures::{BUSINESS, WORLD};
use crate::harness::{Fault, Notice, RequestStatus, Seen, TestContext, tests, wait_for};
use crate::loading::record_headlines;
use anyhow::{Result, ensure};

tests! {
    hovering_a_link_prefetches_its_page
    focusing_a_link_prefetches_its_page
    touching_a_link_prefetches_its_page
    a_pointer_that_crosses_links_prefetches_nothing
    at_most_three_pages_are_prefetched_at_once
    a_failed_prefetch_is_not_retried
    a_failed_prefetch_is_not_shown
    save_data_turns_prefetching_off
}

/// Waits until the World section is prefetched, and checks that a click on its link requests
/// nothing.
async fn click_requests_nothing(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    server
        .wait_for_end("/world.json", RequestStatus::Answered(200))
        .await?;
    ensure!(
        paper.address().await? == "/",
        "the page was opened without a click"
    );
    record_headlines(paper).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    let requests = server.requests_for("/world.json").len();
    ensure!(
        requests == 1,
        "/world.json was requested {requests} times, not once"
    );
    ensure!(
        paper.eval("seen.some(s => s.skeleton)").await? == false,
        "the click showed a skeleton"
    );
    Ok(())
}

async fn hovering_a_link_prefetches_its_page(stage: &TestContext) -> Result<()> {
    stage.paper.open("/").await?;
    stage.paper.hover(WORLD).await?;
    click_requests_nothing(stage).await
}

async fn focusing_a_link_prefetches_its_page(stage: &TestContext) -> Result<()> {
    stage.paper.open("/").await?;
    stage
        .paper
        .eval(&format!("document.querySelector({WORLD:?}).focus()"))
        .await?;
    click_requests_nothing(stage).await
}

async fn touching_a_link_prefetches_its_page(stage: &TestContext) -> Result<()> {
    stage.paper.open("/").await?;
    // Ignore the mouse, which would prefetch too.
    stage
        .paper
        .eval(
            "void addEventListener('pointerover', e => {
               if (e.pointerType === 'mouse') e.stopImmediatePropagation();
             }, { capture: true })",
        )
        .await?;
    stage.paper.touch(WORLD).await?;
    stage.server.wait_for_requests("/world.json", 1).await?;
    click_requests_nothing(stage).await
}

async fn a_pointer_that_crosses_links_prefetches_nothing(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    paper.open("/").await?;
    server.clear_requests();
    // Move across all links without stopping, and on to an element that is not a link.
    paper
        .eval(
            "[...document.querySelectorAll('nav[aria-label=Sections] a, .card a, h1')]
               .sort((a, b) => (a.tagName === 'H1') - (b.tagName === 'H1'))
               .forEach(e => e.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })))",
        )
        .await?;
    // The link on which the pointer stays is the first to be prefetched.
    paper.hover(WORLD).await?;
    server.wait_for_requests("/world.json", 1).await?;
    let asked: Vec<_> = server
        .requests_for("*.json")
        .into_iter()
        .map(|r| r.path)
        .collect();
    ensure!(
        asked == ["/world.json"],
        "not only /world.json was requested: {asked:?}"
    );
    Ok(())
}

async fn a_failed_prefetch_is_not_retried(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::status(503));
    paper.hover(WORLD).await?;
    server
        .wait_for_end("/world.json", RequestStatus::Answered(503))
        .await?;
    // Wait longer than the pause before a retry.
    paper
        .eval_async("new Promise(done => setTimeout(done, 600))")
        .await?;
    let asked = server.requests_for("/world.json").len();
    ensure!(
        asked == 1,
        "/world.json was prefetched {asked} times, not once"
    );
    // After a click, all retries are made.
    server.clear_requests();
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreachable).await?;
    let asked = server.requests_for("/world.json").len();
    ensure!(
        asked == 3,
        "/world.json was requested {asked} times after a click, not 3 times"
    );
    Ok(())
}

async fn at_most_three_pages_are_prefetched_at_once(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    server.clear_requests();
    server.inject_fault("*.json", Fault::held());
    // Stay on each link long enough to trigger a prefetch.
    paper
        .eval_async(
            "(async () => {
               const links = document.querySelectorAll('nav[aria-label=Sections] a, .card a');
               for (const link of [...links].slice(0, 8)) {
                 link.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
                 await new Promise(done => setTimeout(done, 100));
               }
             })()",
        )
        .await?;
    server.wait_for_requests("*.json", 3).await?;
    paper.wait_frames(20).await?;
    let held = server.requests_for("*.json").len();
    ensure!(held == 3, "{held} pages are prefetched at once, not 3");
    // A click does not wait for them.
    paper.click_by_script(WORLD).await?;
    wait_for("a request for the clicked page", || async {
        let asked = server.requests_for("/world.json").len();
        Ok(Seen::when(asked == 1, || asked.to_string()))
    })
    .await?;
    server.clear_fault("*.json");
    paper.wait_for_text("h1", "World").await?;
    server.wait_until_idle().await?;
    let mut paths: Vec<_> = server
        .requests_for("*.json")
        .into_iter()
        .map(|r| r.path)
        .collect();
    let total = paths.len();
    paths.sort();
    paths.dedup();
    ensure!(
        paths.len() == total,
        "{total} requests for only {} files: {paths:?}",
        paths.len()
    );
    Ok(())
}

async fn a_failed_prefetch_is_not_shown(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    let front = paper.text("h1").await?;
    server.inject_fault("/world.json", Fault::body("{"));
    paper.hover(WORLD).await?;
    server
        .wait_for_end("/world.json", RequestStatus::Answered(200))
        .await?;
    paper.wait_frames(5).await?;
    ensure!(paper.text("h1").await? == front && !paper.has(".notice").await?);
    server.clear_fault("/world.json");
    paper.click_by_script(WORLD).await?;
    // The failure is not cached either.
    paper.wait_for_text("h1", "World").await
}

async fn save_data_turns_prefetching_off(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper
        .add_init_script(
            // Define the setting where a browser does not have it.
            "const wish = { get: () => true };
             window.NetworkInformation
               ? Object.defineProperty(NetworkInformation.prototype, 'saveData', wish)
               : Object.defineProperty(Navigator.prototype, 'connection',
                   { value: Object.defineProperty({}, 'saveData', wish) });",
        )
        .await?;
    paper.open("/").await?;
    ensure!(paper.eval("navigator.connection.saveData").await? == true);
    paper.hover(WORLD).await?;
    paper
        .eval(&format!("document.querySelector({BUSINESS:?}).focus()"))
        .await?;
    paper.wait_frames(20).await?;
    for path in ["/world.json", "/business.json"] {
        ensure!(
            server.requests_for(path).is_empty(),
            "{path} was prefetched although the reader saves data"
        );
    }
    paper.click(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(server.requests_for("/world.json").len() == 1);
    Ok(())
}
