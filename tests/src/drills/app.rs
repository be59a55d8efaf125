//! Failures of the app itself: it is missing, damaged, blocked by a policy, or crashes.

use super::{expect_normal_start, expect_readable_story, expect_working_link, open};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Fault, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    a_missing_module_keeps_the_page_readable
    a_truncated_module_keeps_the_page_readable
    a_module_that_is_html_keeps_the_page_readable
    a_module_with_the_wrong_content_type_starts
    a_module_of_another_release_keeps_the_page_readable
    a_module_that_policy_forbids_keeps_the_page_readable
    missing_glue_keeps_the_page_readable
    a_page_whose_assets_are_missing_can_be_read
    a_policy_with_outdated_style_hashes_falls_back_to_stylesheets
    a_module_that_fails_once_is_retried
    a_crash_while_starting_rebuilds_the_page
    a_second_crash_keeps_the_page_readable
    a_crash_on_a_click_follows_the_link_normally
    a_browser_that_is_too_old_reads_the_page_without_the_app
}

const WASM: &str = "*.wasm";

/// Reads a story whose app cannot start: one note says so, the story can be read, and links work.
/// Then heals `path`, and checks that the next page is normal again.
async fn noted_once_and_healed(stage: &TestContext, server: &Server, path: &str) -> Result<()> {
    let paper = &stage.paper;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_element(".boot-note").await?;
    paper.wait_frames(10).await?;
    ensure!(
        paper.count(".boot-note").await? == 1,
        "the note that the app did not start is there more than once"
    );
    let note = paper.text(".boot-note").await?;
    ensure!(
        note.contains("links work"),
        "the note does not say that links work: {note:?}"
    );
    ensure!(
        paper.attributes(".boot-note", "role").await? == ["status"],
        "the note is not announced to screen readers"
    );
    expect_readable_story(paper).await?;
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 2,
        "the link was not followed by the browser"
    );
    server.clear_fault(path);
    expect_normal_start(paper, server).await
}

async fn a_missing_module_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(WASM, Fault::status(404));
    noted_once_and_healed(stage, &server, WASM).await
}

async fn a_truncated_module_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(WASM, Fault::truncated());
    noted_once_and_healed(stage, &server, WASM).await
}

async fn a_module_that_is_html_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(WASM, Fault::html());
    noted_once_and_healed(stage, &server, WASM).await
}

async fn a_module_with_the_wrong_content_type_starts(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.override_content_type(WASM, "application/octet-stream");
    open(&stage.paper, &server, LEAD).await?;
    ensure!(
        !stage.paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it did"
    );
    expect_working_link(&stage.paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

/// A valid module without the exports that the glue needs.
const EXPORTS_NOTHING: &[u8] = b"\0asm\x01\0\0\0";

/// A valid module with an import that the glue does not have: the function `gone` of the module
/// `./frontpage_bg.js`.
const IMPORTS_WHAT_IS_GONE: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\
    \x02\x1a\x01\x11./frontpage_bg.js\x04gone\0\0";

async fn a_module_of_another_release_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    for module in [EXPORTS_NOTHING, IMPORTS_WHAT_IS_GONE] {
        let server = stage.published().await?;
        server.inject_fault(WASM, Fault::bytes(module));
        noted_once_and_healed(stage, &server, WASM).await?;
    }
    Ok(())
}

async fn a_module_that_policy_forbids_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.override_header("content-security-policy", Some("script-src 'self'"));
    let paper = &stage.paper;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_element(".boot-note").await?;
    expect_readable_story(paper).await?;
    expect_working_link(paper).await?;
    server.override_header("content-security-policy", None);
    expect_normal_start(paper, &server).await
}

async fn missing_glue_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    let glue = "/assets/frontpage*";
    server.inject_fault(glue, Fault::status(404));
    noted_once_and_healed(stage, &server, glue).await
}

async fn a_page_whose_assets_are_missing_can_be_read(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // All assets are missing, as after an upload that left the folder out.
    server.inject_fault("/assets/*", Fault::status(404));
    paper.open_url(&server.url(LEAD)).await?;
    expect_readable_story(paper).await?;
    ensure!(
        !paper.eval_string(STYLED).await?.is_empty(),
        "the page has no style"
    );
    expect_working_link(paper).await?;
    server.clear_fault("/assets/*");
    expect_normal_start(paper, &server).await
}

/// JavaScript for a custom property that is empty until the stylesheet of all pages applies.
const STYLED: &str = "getComputedStyle(document.documentElement).getPropertyValue('--paper')";

async fn a_policy_with_outdated_style_hashes_falls_back_to_stylesheets(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // A host whose configuration is older than the release: it allows stylesheets in files, but not
    // the styles in the page.
    server.override_header("content-security-policy", Some("style-src 'self'"));
    server.inject_fault("/assets/start*", Fault::status(404));
    paper.open_url(&server.url(LEAD)).await?;
    ensure!(
        paper.eval_string(STYLED).await?.is_empty(),
        "the policy does not block the styles in the page"
    );
    expect_readable_story(paper).await?;
    server.clear_fault("/assets/start*");
    paper.open_url(&server.url(LEAD)).await?;
    let style = format!("{STYLED} !== ''");
    paper.wait_until("the stylesheet files", &style).await?;
    paper.wait_for_app().await?;
    expect_working_link(paper).await?;
    paper
        .wait_until(
            "the style that the page left out",
            "document.querySelector('link[href*=rest]')?.sheet != null",
        )
        .await?;
    server.override_header("content-security-policy", None);
    server.clear_requests();
    expect_normal_start(paper, &server).await?;
    // Styles that are in the page are not requested.
    for sheet in ["/assets/main*", "/assets/story*"] {
        ensure!(
            server.requests_for(sheet).is_empty(),
            "{sheet}: a stylesheet that is in the page was requested"
        );
    }
    Ok(())
}

async fn a_module_that_fails_once_is_retried(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault(WASM, Fault::status(503).times(1));
    open(paper, &server, LEAD).await?;
    ensure!(
        server.requests_for(WASM).len() == 2,
        "the module was requested {} times, not twice",
        server.requests_for(WASM).len()
    );
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it did"
    );
    expect_readable_story(paper).await
}

/// Makes the title of the document, which the app reads while it adopts a page, throw once.
const DIES_WHILE_STARTING: &str = "<script>
    const real = Object.getOwnPropertyDescriptor(Document.prototype, 'title');
    window.left = 1;
    Object.defineProperty(Document.prototype, 'title', { ...real, get() {
      if (left > 0 && /wasm/.test(new Error().stack)) { left--; throw new Error('on purpose'); }
      return real.get.call(this);
    } });
    document.addEventListener('DOMContentLoaded', () =>
      window.published = document.querySelector('.article'));
  </script>";

async fn a_second_crash_keeps_the_page_readable(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(DIES_WHILE_STARTING);
    // `createElement`, which the app needs to rebuild the page, throws too.
    server.inject_into_head(
        "<script>
           const create = Document.prototype.createElement;
           window.refused = 0;
           Document.prototype.createElement = function (...args) {
             if (/wasm/.test(new Error().stack)) { refused++; throw new Error('on purpose'); }
             return create.apply(this, args);
           };
         </script>",
    );
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_element(".boot-note").await?;
    paper.wait_frames(10).await?;
    let met = paper.eval_string("`${left} ${refused > 0}`").await?;
    ensure!(
        met == "0 true",
        "the app did not run into both faults: {met}"
    );
    ensure!(
        paper.count(".boot-note").await? == 1,
        "the note that the app did not start is there more than once"
    );
    expect_readable_story(paper).await?;
    let kept = paper.eval_string("String(published.isConnected)").await?;
    ensure!(kept == "true", "the published page was replaced");
    ensure!(
        paper.count(".share-bar a").await? > 5,
        "the page is not complete: links of the share bar are missing"
    );
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 2,
        "the link was not followed by the browser"
    );
    Ok(())
}

async fn a_crash_while_starting_rebuilds_the_page(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(DIES_WHILE_STARTING);
    open(paper, &server, LEAD).await?;
    ensure!(
        paper.eval_string("String(left)").await? == "0",
        "the app did not run into the fault"
    );
    ensure!(
        paper.eval_string("String(published.isConnected)").await? == "false",
        "the page that the crash left is still there"
    );
    expect_readable_story(paper).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it recovered"
    );
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn a_crash_on_a_click_follows_the_link_normally(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // The app needs this function to render its next page.
    paper
        .eval("void (Document.prototype.createElement = () => { throw new Error('on purpose'); })")
        .await?;
    paper.click_by_script(WORLD).await?;
    paper
        .wait_until(
            "a new document with the section",
            "document.title.startsWith('World') && document.documentElement?.dataset.ready === 'true'
               && document.querySelector('.listing__cards .card') !== null",
        )
        .await?;
    ensure!(
        server.document_request_count() == 2,
        "the browser did not load a document"
    );
    ensure!(
        paper.has(".listing__cards .card").await?,
        "the section's page has no stories"
    );
    Ok(())
}

/// Turns the browser into one of 2021: it cannot compile the app, and lacks `structuredClone`, by
/// which the start script recognizes such browsers. Shortens timers, so that a retry would come at
/// once.
const TOO_OLD: &str = "
    const later = setTimeout;
    // The pauses between retries are shortened; the driver's own time limit is not.
    window.setTimeout = (run, wait, ...rest) =>
        later(run, wait < 20000 ? Math.min(wait, 10) : wait, ...rest);
    delete window.structuredClone;
    const refuse = async () => { throw new WebAssembly.CompileError('invalid value type') };
    WebAssembly.compile = WebAssembly.compileStreaming = refuse;
    WebAssembly.instantiate = WebAssembly.instantiateStreaming = refuse;";

async fn a_browser_that_is_too_old_reads_the_page_without_the_app(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.add_init_script(TOO_OLD).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper
        .wait_until("the whole page", "document.readyState === 'complete'")
        .await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    paper.wait_frames(60).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note about an app that this browser cannot run"
    );
    let asked = server.requests();
    ensure!(
        !asked.iter().any(|request| request.path.ends_with(".wasm")),
        "the app was requested although it cannot run"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    ensure!(
        !paper.has("button").await?,
        "the page has a button, which does nothing without the app"
    );
    expect_readable_story(paper).await?;
    expect_working_link(paper).await
}
