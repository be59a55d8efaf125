//! Loading of page data: skeletons, retries, timeouts and cancellation.

use crate::fixtures::{BUSINESS, LEAD, WORLD};
use crate::harness::{
    Browser, Fault, Notice, RequestStatus, TestContext, article, page_data_json, tests,
};
use anyhow::{Context, Result, bail, ensure};
use frontpage_model::Page;
use std::time::Duration;

tests! {
    the_app_does_not_wait_for_a_slow_start_module
    a_quick_answer_shows_no_skeleton
    a_slow_answer_shows_a_skeleton_after_150_ms
    a_slow_first_page_shows_a_skeleton_too
    two_failures_are_retried
    a_persistent_failure_is_reported_and_recovers
    a_dropped_connection_is_retried
    a_timeout_is_reported_and_recovers
    a_404_is_not_retried
    clicking_another_link_cancels_the_request
    going_back_cancels_the_request
    the_last_of_many_clicks_wins
    the_same_page_is_fetched_once
    going_back_works_offline_after_a_hundred_files
}

/// Lowers the app's timeout for requests to 500 ms.
const SHORT: &str = r#"<meta name="frontpage-timeout" content="500">"#;

/// Records each change of the headline and the skeleton from now on, with its time in milliseconds,
/// in `window.seen`.
///
/// # Errors
/// When the browser fails.
pub async fn record_headlines(paper: &Browser) -> Result<()> {
    paper
        .eval(
            "void (() => {
               window.seen = []; window.start = performance.now();
               const look = () => {
                 const h1 = document.querySelector('h1')?.textContent ?? '';
                 const skeleton = !!document.querySelector('.skeleton');
                 const last = seen.at(-1);
                 if (!last || last.h1 !== h1 || last.skeleton !== skeleton)
                   seen.push({ at: performance.now() - start, h1, skeleton });
               };
               look();
               new MutationObserver(look)
                 .observe(document, { childList: true, subtree: true, characterData: true });
             })()",
        )
        .await?;
    Ok(())
}

async fn headlines_seen(paper: &Browser) -> Result<Vec<String>> {
    paper.eval_strings("seen.map(s => s.h1)").await
}

async fn the_app_does_not_wait_for_a_slow_start_module(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let start = "/assets/start*";
    server.inject_fault(start, Fault::held());
    // The start module arrives after the page has requested the WebAssembly, and uses that request.
    let url = server.url(LEAD);
    let (opened, requested) = tokio::join!(paper.open_url(&url), async {
        let requested = server.wait_for_requests("*.wasm", 1).await;
        server.clear_fault(start);
        requested
    });
    opened?;
    requested?;
    paper.wait_for_app().await?;
    let count = server.requests_for("*.wasm").len();
    ensure!(count == 1, "the WebAssembly was requested {count} times");
    Ok(())
}

async fn a_quick_answer_shows_no_skeleton(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    // On a busy machine an answer can take too long, so try several times.
    for section in dist.site()?.sections.iter().cycle().take(12) {
        paper.open("/").await?;
        let front = paper.text("h1").await?;
        record_headlines(paper).await?;
        let path = format!("/{}", section.slug);
        paper
            .eval(&format!(
                "void (start = performance.now(), document.querySelector(
                   `nav[aria-label=Sections] a[href='{path}']`).click())"
            ))
            .await?;
        paper.wait_for_text("h1", &section.name).await?;
        let quick = paper
            .eval(&format!(
                "performance.getEntriesByName(location.origin + '{path}.json')[0].responseEnd
                   - start < 100 && seen.at(-1).at < 150"
            ))
            .await?;
        if quick == false {
            continue;
        }
        let headlines = headlines_seen(paper).await?;
        ensure!(
            headlines == [front, section.name.clone()],
            "seen: {headlines:?}"
        );
        return Ok(());
    }
    bail!("no answer came within 100 ms in 12 attempts: the machine is too busy for this test")
}

async fn a_slow_answer_shows_a_skeleton_after_150_ms(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    let front = paper.text("h1").await?;
    server.inject_fault("/world.json", Fault::held());
    record_headlines(paper).await?;
    paper
        .eval(&format!(
            "(start = performance.now(), document.querySelector({WORLD:?}).click())"
        ))
        .await?;
    paper.wait_for_element(".skeleton").await?;
    paper.wait_for_element("main[aria-busy=true]").await?;
    ensure!(
        paper.has("header.masthead nav a").await?,
        "the masthead disappeared"
    );
    let first = paper.eval("seen.find(s => s.skeleton).at").await?;
    let first = first
        .as_f64()
        .context("the time of the first skeleton is not a number")?;
    // Timers can be early by a rounding error, and late on a busy machine.
    ensure!(
        (145.0..600.0).contains(&first),
        "the skeleton appeared after {first} ms, not after 150 ms"
    );
    ensure!(
        headlines_seen(paper).await?[0] == front,
        "the old page disappeared before the skeleton"
    );
    server.clear_fault("/world.json");
    paper.wait_for_text("h1", "World").await?;
    ensure!(!paper.has(".skeleton").await?, "the skeleton stays");
    ensure!(
        !paper.has("main[aria-busy=true]").await?,
        "the main element is still marked as busy"
    );
    ensure!(
        paper.focused_element().await? == "h1 World",
        "focus on {}",
        paper.focused_element().await?
    );
    Ok(())
}

async fn a_slow_first_page_shows_a_skeleton_too(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    server.inject_fault("/world.json", Fault::held());
    paper.open_without_waiting("/world").await?;
    paper.wait_for_element(".skeleton").await?;
    paper.wait_for_element("header.masthead").await?;
    ensure!(
        !paper.has("html[data-ready]").await?,
        "the app says that it is ready before its first page is there"
    );
    server.clear_fault("/world.json");
    paper.wait_for_app().await?;
    paper.wait_for_text("h1", "World").await
}

async fn two_failures_are_retried(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::status(500).times(2));
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    let requests = server.requests_for("/world.json");
    ensure!(requests.len() == 3, "{} requests, not 3", requests.len());
    let pauses: Vec<_> = requests
        .windows(2)
        .map(|w| (w[1].at - w[0].at).as_millis())
        .collect();
    ensure!(
        pauses[0] >= 295 && pauses[1] >= 895,
        "the retries came after {pauses:?} ms, not after 300 and 900 ms"
    );
    paper.expect_no_notice().await?;
    Ok(())
}

async fn a_persistent_failure_is_reported_and_recovers(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::status(503));
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreachable).await?;
    ensure!(server.requests_for("/world.json").len() == 3);
    ensure!(
        paper.has("header.masthead nav a").await?,
        "the page has no masthead"
    );
    ensure!(
        paper.focused_element().await?.starts_with("h1"),
        "focus on {}",
        paper.focused_element().await?
    );
    ensure!(paper.address().await? == "/world");
    paper.try_again().await?;
    server.wait_for_requests("/world.json", 6).await?;
    server.clear_fault("/world.json");
    paper.wait_for_element(".notice--error h1").await?;
    paper.wait_until_gone(".skeleton").await?;
    paper.try_again().await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        paper.focused_element().await? == "h1 World",
        "focus on {}",
        paper.focused_element().await?
    );
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn a_dropped_connection_is_retried(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::dropped());
    paper.click_by_script(WORLD).await?;
    // The browser itself may retry once on a kept-alive connection.
    server.wait_for_requests("/world.json", 2).await?;
    server.clear_fault("/world.json");
    paper.wait_for_text("h1", "World").await?;
    paper.expect_no_notice().await?;
    Ok(())
}

async fn a_timeout_is_reported_and_recovers(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    server.inject_into_head(SHORT);
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::stalled());
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreachable).await?;
    server.wait_until_idle().await?;
    let requests = server.requests_for("/world.json");
    ensure!(requests.len() == 3, "{} requests, not 3", requests.len());
    let ended: Vec<_> = requests.iter().map(|r| r.ended).collect();
    ensure!(
        ended == [RequestStatus::Aborted; 3],
        "the app did not abort all requests: {ended:?}"
    );
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text("h1", "World").await
}

async fn a_404_is_not_retried(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::status(404));
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(server.requests_for("/world.json").len() == 1);
    // A 403 shows another notice, but is not retried either.
    server.inject_fault("/business.json", Fault::status(403));
    paper.click_by_script(BUSINESS).await?;
    paper.wait_for_element(".notice--error h1").await?;
    ensure!(server.requests_for("/business.json").len() == 1);
    Ok(())
}

async fn clicking_another_link_cancels_the_request(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::held());
    record_headlines(paper).await?;
    paper.click_by_script(WORLD).await?;
    server
        .wait_for_end("/world.json", RequestStatus::Open)
        .await?;
    paper.wait_for_element(".skeleton").await?;
    paper.click_by_script(BUSINESS).await?;
    paper.wait_for_text("h1", "Business").await?;
    server
        .wait_for_end("/world.json", RequestStatus::Aborted)
        .await?;
    server.clear_fault("/world.json");
    paper.wait_frames(20).await?;
    let headlines = headlines_seen(paper).await?;
    ensure!(
        !headlines.contains(&"World".into()),
        "the canceled page was shown: {headlines:?}"
    );
    ensure!(paper.address().await? == "/business");
    let errors = paper.console_errors().await?;
    ensure!(
        errors.is_empty(),
        "the canceled request is logged as an error: {errors:?}"
    );
    Ok(())
}

async fn going_back_cancels_the_request(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    let front = paper.text("h1").await?;
    paper.click_by_script(BUSINESS).await?;
    paper.wait_for_text("h1", "Business").await?;
    server.inject_fault("/world.json", Fault::held());
    paper.click_by_script(WORLD).await?;
    paper.wait_for_element(".skeleton").await?;
    paper.back().await?;
    server
        .wait_for_end("/world.json", RequestStatus::Aborted)
        .await?;
    paper.wait_until_gone(".skeleton").await?;
    // Back leads one step back, whether or not the pending click already had a history entry.
    let h1 = paper.text("h1").await?;
    let address = paper.address().await?;
    ensure!(
        (h1 == front && address == "/") || (h1 == "Business" && address == "/business"),
        "{address} shows {h1:?}"
    );
    Ok(())
}

async fn the_last_of_many_clicks_wins(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault(
        "/us.json",
        Fault::normal().delayed(Duration::from_millis(300)),
    );
    server.inject_fault(
        "/world.json",
        Fault::normal().delayed(Duration::from_millis(200)),
    );
    server.inject_fault(
        "/lifestyle.json",
        Fault::normal().delayed(Duration::from_millis(100)),
    );
    paper
        .eval(
            "['us', 'world', 'lifestyle', 'business'].forEach(s =>
               document.querySelector(`nav[aria-label=Sections] a[href='/${s}']`).click())",
        )
        .await?;
    paper.wait_for_text("h1", "Business").await?;
    server.wait_until_idle().await?;
    paper.wait_frames(10).await?;
    ensure!(paper.text("h1").await? == "Business");
    ensure!(
        paper.address().await? == "/business",
        "{}",
        paper.address().await?
    );
    Ok(())
}

async fn the_same_page_is_fetched_once(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    for _ in 0..2 {
        paper.click_by_script(WORLD).await?;
        paper.wait_for_text("h1", "World").await?;
        paper.click_by_script(BUSINESS).await?;
        paper.wait_for_text("h1", "Business").await?;
    }
    let count = |path| server.requests_for(path).len();
    ensure!(
        count("/world.json") == 1 && count("/business.json") == 1,
        "a page in memory was requested again"
    );
    ensure!(count("/site.json") == 1, "/site.json was requested again");
    Ok(())
}

async fn going_back_works_offline_after_a_hundred_files(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    let story = Page::Article(article("/2025/03/01/a-story", "A story")?);
    server.inject_fault("/2025/03/01/*", Fault::body(page_data_json(story)?));
    // Prefetch the files, which is the quickest way to load them.
    let fetch = |from: u32, to: u32| {
        format!(
            "(async () => {{
               const link = document.createElement('a');
               document.querySelector('main').append(link);
               for (let n = {from}; n < {to}; n++) {{
                 link.href = '/2025/03/01/story-' + n;
                 link.dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}));
                 while (!performance.getEntriesByName(link.href + '.json').length)
                   await new Promise(done => setTimeout(done, 5));
               }}
             }})()"
        )
    };
    paper.eval_async(&fetch(0, 60)).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.click_by_script(BUSINESS).await?;
    paper.wait_for_text("h1", "Business").await?;
    paper.eval_async(&fetch(60, 110)).await?;
    let fetched = server.requests_for("/2025/03/01/*").len();
    ensure!(fetched == 110, "{fetched} files were prefetched, not 110");
    server.wait_until_idle().await?;
    server.clear_requests();
    server.inject_fault("*", Fault::dropped());
    paper.back().await?;
    paper.wait_for_text("h1", "World").await?;
    let asked = server.requests_for("*.json");
    ensure!(
        asked.is_empty(),
        "going back requested page data again: {asked:?}"
    );
    Ok(())
}
