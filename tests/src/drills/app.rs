//! Failures of the app itself: it is missing, damaged, blocked by a policy, or crashes.

use super::{a_link_leads_on, open, the_next_page_is_well, the_story_is_readable};
use crate::harness::{Fault, Server, Stage, tests};
use crate::places::{LEAD, WORLD};
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
    a_crash_while_hydrating_rebuilds_the_page
    a_second_crash_keeps_the_page_readable
    a_crash_on_a_click_follows_the_link_normally
    a_browser_that_is_too_old_reads_the_page_without_the_app
}

const WASM: &str = "*.wasm";

/// Reads a story whose app cannot start: one note says so, the story can be read, and links work.
/// Then heals `path`, and checks that the next page is normal again.
async fn noted_once_and_healed(stage: &Stage, server: &Server, path: &str) -> Result<()> {
    let paper = &stage.paper;
    paper.visit(&server.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    paper.frames(10).await?;
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
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 2,
        "the link was not followed by the browser"
    );
    server.heal(path);
    the_next_page_is_well(paper, server).await
}

async fn a_missing_module_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.fail(WASM, Fault::status(404));
    noted_once_and_healed(stage, &server, WASM).await
}

async fn a_truncated_module_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.fail(WASM, Fault::truncated());
    noted_once_and_healed(stage, &server, WASM).await
}

async fn a_module_that_is_html_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.fail(WASM, Fault::html());
    noted_once_and_healed(stage, &server, WASM).await
}

async fn a_module_with_the_wrong_content_type_starts(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.retype(WASM, "application/octet-stream");
    open(&stage.paper, &server, LEAD).await?;
    ensure!(
        !stage.paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it did"
    );
    a_link_leads_on(&stage.paper).await?;
    ensure!(
        server.documents() == 1,
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

async fn a_module_of_another_release_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    for module in [EXPORTS_NOTHING, IMPORTS_WHAT_IS_GONE] {
        let server = stage.published().await?;
        server.fail(WASM, Fault::bytes(module));
        noted_once_and_healed(stage, &server, WASM).await?;
    }
    Ok(())
}

async fn a_module_that_policy_forbids_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.header("content-security-policy", Some("script-src 'self'"));
    let paper = &stage.paper;
    paper.visit(&server.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await?;
    server.header("content-security-policy", None);
    the_next_page_is_well(paper, &server).await
}

async fn missing_glue_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    let glue = "/assets/frontpage*";
    server.fail(glue, Fault::status(404));
    noted_once_and_healed(stage, &server, glue).await
}

async fn a_page_whose_assets_are_missing_can_be_read(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // All assets are missing, as after an upload that left the folder out.
    server.fail("/assets/*", Fault::status(404));
    paper.visit(&server.at(LEAD)).await?;
    the_story_is_readable(paper).await?;
    ensure!(
        !paper.say(STYLED).await?.is_empty(),
        "the page has no style"
    );
    a_link_leads_on(paper).await?;
    server.heal("/assets/*");
    the_next_page_is_well(paper, &server).await
}

/// JavaScript for a custom property that is empty until the stylesheet of all pages applies.
const STYLED: &str = "getComputedStyle(document.documentElement).getPropertyValue('--paper')";

async fn a_policy_with_outdated_style_hashes_falls_back_to_stylesheets(
    stage: &Stage,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // A host whose configuration is older than the release: it allows stylesheets in files, but not
    // the styles in the page.
    server.header("content-security-policy", Some("style-src 'self'"));
    server.fail("/assets/start*", Fault::status(404));
    paper.visit(&server.at(LEAD)).await?;
    ensure!(
        paper.say(STYLED).await?.is_empty(),
        "the policy does not block the styles in the page"
    );
    the_story_is_readable(paper).await?;
    server.heal("/assets/start*");
    paper.visit(&server.at(LEAD)).await?;
    let style = format!("{STYLED} !== ''");
    paper.wait_until("the stylesheet files", &style).await?;
    paper.ready().await?;
    a_link_leads_on(paper).await?;
    paper
        .wait_until(
            "the stylesheet of listings",
            "document.querySelector('link[href*=later]')?.sheet != null",
        )
        .await?;
    server.header("content-security-policy", None);
    server.forget();
    the_next_page_is_well(paper, &server).await?;
    // Styles that are in the page are not requested.
    ensure!(
        server.requests("/assets/main*").is_empty(),
        "a stylesheet that is in the page was requested"
    );
    Ok(())
}

async fn a_module_that_fails_once_is_retried(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.fail(WASM, Fault::status(503).times(1));
    open(paper, &server, LEAD).await?;
    ensure!(
        server.requests(WASM).len() == 2,
        "the module was requested {} times, not twice",
        server.requests(WASM).len()
    );
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it did"
    );
    the_story_is_readable(paper).await
}

/// Makes `nextSibling`, which the app reads while hydrating, throw once.
const DIES_WHILE_HYDRATING: &str = "<script>
    const real = Object.getOwnPropertyDescriptor(Node.prototype, 'nextSibling');
    window.left = 1;
    Object.defineProperty(Node.prototype, 'nextSibling', { ...real, get() {
      if (left > 0 && /wasm/.test(new Error().stack)) { left--; throw new Error('on purpose'); }
      return real.get.call(this);
    } });
    document.addEventListener('DOMContentLoaded', () =>
      window.published = document.querySelector('.article'));
  </script>";

async fn a_second_crash_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(DIES_WHILE_HYDRATING);
    // `createElement`, which the app needs to rebuild the page, throws too.
    server.head(
        "<script>
           const create = Document.prototype.createElement;
           window.refused = 0;
           Document.prototype.createElement = function (...args) {
             if (/wasm/.test(new Error().stack)) { refused++; throw new Error('on purpose'); }
             return create.apply(this, args);
           };
         </script>",
    );
    paper.visit(&server.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    paper.frames(10).await?;
    let met = paper.say("`${left} ${refused > 0}`").await?;
    ensure!(
        met == "0 true",
        "the app did not run into both faults: {met}"
    );
    ensure!(
        paper.count(".boot-note").await? == 1,
        "the note that the app did not start is there more than once"
    );
    the_story_is_readable(paper).await?;
    let kept = paper.say("String(published.isConnected)").await?;
    ensure!(kept == "true", "the published page was replaced");
    ensure!(
        paper.count(".share-bar a").await? > 5,
        "the page is not complete: links of the share bar are missing"
    );
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 2,
        "the link was not followed by the browser"
    );
    Ok(())
}

async fn a_crash_while_hydrating_rebuilds_the_page(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(DIES_WHILE_HYDRATING);
    open(paper, &server, LEAD).await?;
    ensure!(
        paper.say("String(left)").await? == "0",
        "the app did not run into the fault"
    );
    ensure!(
        paper.say("String(published.isConnected)").await? == "false",
        "the half-hydrated page is still there"
    );
    the_story_is_readable(paper).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it recovered"
    );
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn a_crash_on_a_click_follows_the_link_normally(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // The app needs this function to render its next page.
    paper
        .js("void (Document.prototype.createElement = () => { throw new Error('on purpose'); })")
        .await?;
    paper.activate(WORLD).await?;
    paper
        .wait_until(
            "a new document with the section",
            "document.title.startsWith('World') && document.documentElement?.dataset.ready === 'true'
               && document.querySelector('.listing__cards .card') !== null",
        )
        .await?;
    ensure!(
        server.documents() == 2,
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
    window.setTimeout = (run, wait, ...rest) => later(run, Math.min(wait, 10), ...rest);
    delete window.structuredClone;
    const refuse = async () => { throw new WebAssembly.CompileError('invalid value type') };
    WebAssembly.compile = WebAssembly.compileStreaming = refuse;
    WebAssembly.instantiate = WebAssembly.instantiateStreaming = refuse;";

async fn a_browser_that_is_too_old_reads_the_page_without_the_app(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.before_every_page(TOO_OLD).await?;
    paper.visit(&server.at(LEAD)).await?;
    paper
        .wait_until("the whole page", "document.readyState === 'complete'")
        .await?;
    paper.settled(Some(&server)).await?;
    paper.frames(60).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note about an app that this browser cannot run"
    );
    let asked = server.record();
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
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await
}
