//! Tests of the harness itself: the server's faults behave as described, and a failed test leaves
//! evidence behind.

use crate::harness::{EVIDENCE, Fault, RequestStatus, TestContext, save_evidence, tests};
use anyhow::{Context, Result, anyhow, ensure};

tests! {
    injected_faults_behave_as_described
    an_aborted_request_is_recorded
    a_failed_test_leaves_evidence
    a_hanging_browser_still_leaves_the_other_evidence
}

async fn injected_faults_behave_as_described(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    // The app has all its data by now, so the requests below are only the test's own.
    paper.open("/").await?;
    let status = async |path: &str| {
        let status = paper
            .eval_async(&format!(
                "fetch({path:?}).then(r => r.text().then(() => r.status))"
            ))
            .await;
        // `fetch` rejects when the connection breaks; count that as status 0.
        status.map_or(0, |status| status.as_u64().unwrap_or_default())
    };
    ensure!(status("/site.json").await == 200);
    server.inject_fault("/site.json", Fault::status(500).times(2));
    ensure!(status("/site.json").await == 500);
    ensure!(status("/site.json").await == 500);
    ensure!(status("/site.json").await == 200);
    server.inject_fault("/site.json", Fault::dropped());
    ensure!(status("/site.json").await == 0);
    server.inject_fault("/site.json", Fault::truncated());
    ensure!(status("/site.json").await == 200);
    ensure!(status("/no-such-file.json").await == 404);
    server.inject_fault("/world.*", Fault::normal());
    server.inject_fault("*.json", Fault::held());
    paper
        .eval("void fetch('/site.json').then(() => window.healed = true)")
        .await?;
    server
        .wait_for_end("/site.json", RequestStatus::Open)
        .await?;
    server.clear_fault("*.json");
    server.clear_fault("/site.json");
    paper
        .wait_until("the held answer", "window.healed === true")
        .await
}

async fn an_aborted_request_is_recorded(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open_without_waiting("/").await?;
    for fault in [Fault::held(), Fault::stalled()] {
        server.inject_fault("/other.json", fault);
        paper
            .eval(
                "void (window.stop_it = new AbortController(),
                 fetch('/other.json', { signal: stop_it.signal }).then(r => r.text(), () => 0))",
            )
            .await?;
        server
            .wait_for_end("/other.json", RequestStatus::Open)
            .await?;
        paper.wait_frames(5).await?;
        paper.eval("void stop_it.abort()").await?;
        server
            .wait_for_end("/other.json", RequestStatus::Aborted)
            .await?;
    }
    Ok(())
}

/// Saves the evidence of a failure into a temporary folder. Returns the error message (empty if
/// everything was saved) and the files that are not empty, each with its name and bytes.
async fn left(stage: &TestContext) -> Result<(String, Vec<(&'static str, Vec<u8>)>)> {
    let folder = tempfile::tempdir()?;
    let kept = save_evidence(folder.path(), stage, &anyhow!("failed on purpose")).await;
    let message = kept.map_or_else(|error| format!("{error:#}"), |()| String::new());
    let there = EVIDENCE.into_iter().filter_map(|name| {
        let bytes = std::fs::read(folder.path().join(name)).ok()?;
        (!bytes.is_empty()).then_some((name, bytes))
    });
    Ok((message, there.collect()))
}

async fn a_failed_test_leaves_evidence(stage: &TestContext) -> Result<()> {
    stage.paper.open("/").await?;
    // A second server that the test starts itself and that is gone by the time the test fails.
    let own = stage.published().await?;
    let at = own.origin();
    stage.paper.open_url(&format!("{at}/world")).await?;
    stage.paper.wait_for_app().await?;
    stage.paper.eval("console.error('said on purpose')").await?;
    drop(own);
    let (message, there) = left(stage).await?;
    ensure!(message.is_empty(), "{message}");
    let text = |name: &str| {
        let found = there.iter().find(|(there, _)| *there == name);
        let (_, bytes) = found.with_context(|| format!("no {name}"))?;
        anyhow::Ok(String::from_utf8_lossy(bytes).into_owned())
    };
    ensure!(text("error.txt")?.contains("failed on purpose"));
    ensure!(text("console.txt")?.contains("said on purpose"));
    ensure!(text("page.html")?.contains("listing__name"));
    ensure!(text("screen.png")?.contains("PNG"));
    let requests = text("requests.txt")?;
    for part in [
        &stage.server.origin(),
        "Answered(200) /\n",
        &at,
        "Answered(200) /world\n",
    ] {
        ensure!(requests.contains(part), "no {part:?} in {requests}");
    }
    Ok(())
}

async fn a_hanging_browser_still_leaves_the_other_evidence(stage: &TestContext) -> Result<()> {
    stage.paper.open("/").await?;
    // A loop blocks the page. It is not a synchronous request, during which Firefox still answers its
    // driver. The loop starts when no driver command is pending, and takes longer than the harness waits
    // for one file of evidence, but not as long as for all of them.
    stage.server.inject_fault("/begin.json", Fault::held());
    let busy = "void fetch('/begin.json').then(() => {
        void fetch('/blocked.json');
        const end = performance.now() + 6500;
        while (performance.now() < end);
    })";
    stage.paper.eval(busy).await?;
    stage.server.wait_for_requests("/begin.json", 1).await?;
    stage.server.clear_fault("/begin.json");
    // The page sends this request in the task that blocks it.
    stage.server.wait_for_requests("/blocked.json", 1).await?;
    let (message, there) = left(stage).await?;
    ensure!(
        message.contains("the browser does not answer"),
        "it did not hang: {message:?}"
    );
    let names: Vec<_> = there.iter().map(|(name, _)| *name).collect();
    for name in ["error.txt", "requests.txt", "screen.png"] {
        ensure!(names.contains(&name), "no {name} in {names:?}: {message}");
    }
    Ok(())
}
