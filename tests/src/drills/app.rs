//! The app itself: it does not come, comes damaged, is refused, or dies.

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

/// Reads a story whose app cannot start: told once, in words; everything can be read, and links
/// work. Then the fault ends.
async fn told_once_and_healed(stage: &Stage, server: &Server, path: &str) -> Result<()> {
    let paper = &stage.paper;
    paper.visit(&server.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    paper.frames(10).await?;
    ensure!(paper.count(".boot-note").await? == 1, "told more than once");
    let told = paper.text(".boot-note").await?;
    ensure!(told.contains("links work"), "told {told:?}");
    ensure!(
        paper.attributes(".boot-note", "role").await? == ["status"],
        "nobody hears it"
    );
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await?;
    ensure!(server.documents() == 2, "the link was no plain link");
    server.heal(path);
    the_next_page_is_well(paper, server).await
}

async fn a_missing_module_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.fail(WASM, Fault::status(404));
    told_once_and_healed(stage, &server, WASM).await
}

async fn a_truncated_module_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.fail(WASM, Fault::truncated());
    told_once_and_healed(stage, &server, WASM).await
}

async fn a_module_that_is_html_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.fail(WASM, Fault::html());
    told_once_and_healed(stage, &server, WASM).await
}

async fn a_module_with_the_wrong_content_type_starts(stage: &Stage) -> Result<()> {
    let server = stage.published().await?;
    server.retype(WASM, "application/octet-stream");
    open(&stage.paper, &server, LEAD).await?;
    ensure!(!stage.paper.has(".boot-note").await?, "told of nothing");
    a_link_leads_on(&stage.paper).await?;
    ensure!(server.documents() == 1, "the app does not turn pages");
    Ok(())
}

/// A well-formed module without anything of what the glue asks for.
const EXPORTS_NOTHING: &[u8] = b"\0asm\x01\0\0\0";

/// One that asks for what the glue no longer has: the type of a function, and the function `gone` of
/// the module `./frontpage_bg.js`.
const IMPORTS_WHAT_IS_GONE: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\
    \x02\x1a\x01\x11./frontpage_bg.js\x04gone\0\0";

async fn a_module_of_another_release_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    for module in [EXPORTS_NOTHING, IMPORTS_WHAT_IS_GONE] {
        let server = stage.published().await?;
        server.fail(WASM, Fault::bytes(module));
        told_once_and_healed(stage, &server, WASM).await?;
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
    told_once_and_healed(stage, &server, glue).await
}

async fn a_page_whose_assets_are_missing_can_be_read(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // all of them: an upload that forgot a folder
    server.fail("/assets/*", Fault::status(404));
    paper.visit(&server.at(LEAD)).await?;
    the_story_is_readable(paper).await?;
    ensure!(!paper.say(STYLED).await?.is_empty(), "it has no style");
    a_link_leads_on(paper).await?;
    server.heal("/assets/*");
    the_next_page_is_well(paper, &server).await
}

/// What the tokens say, once the sheet of every page is in force.
const STYLED: &str = "getComputedStyle(document.documentElement).getPropertyValue('--paper')";

async fn a_policy_with_outdated_style_hashes_falls_back_to_stylesheets(
    stage: &Stage,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // a host that was not told of the release: files may be style, no text in a page may
    server.header("content-security-policy", Some("style-src 'self'"));
    server.fail("/assets/start*", Fault::status(404));
    paper.visit(&server.at(LEAD)).await?;
    ensure!(paper.say(STYLED).await?.is_empty(), "the policy lets it in");
    the_story_is_readable(paper).await?;
    server.heal("/assets/start*");
    paper.visit(&server.at(LEAD)).await?;
    let style = format!("{STYLED} !== ''");
    paper.wait_until("the style of the files", &style).await?;
    paper.ready().await?;
    a_link_leads_on(paper).await?;
    paper
        .wait_until(
            "the style of the lists",
            "document.querySelector('link[href*=later]')?.sheet != null",
        )
        .await?;
    server.header("content-security-policy", None);
    server.forget();
    the_next_page_is_well(paper, &server).await?;
    // what stands in the page is not asked for
    ensure!(
        server.requests("/assets/main*").is_empty(),
        "asked for style"
    );
    Ok(())
}

async fn a_module_that_fails_once_is_retried(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.fail(WASM, Fault::status(503).times(1));
    open(paper, &server, LEAD).await?;
    ensure!(server.requests(WASM).len() == 2, "not asked a second time");
    ensure!(!paper.has(".boot-note").await?, "told of nothing");
    the_story_is_readable(paper).await
}

/// What the app reads of the document while it takes it over throws, once.
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
    // and what it builds the page anew with throws too
    server.head(
        "<script>
           const create = Document.prototype.createElement;
           window.refused = 0;
           Document.prototype.createElement = function (...all) {
             if (/wasm/.test(new Error().stack)) { refused++; throw new Error('on purpose'); }
             return create.apply(this, all);
           };
         </script>",
    );
    paper.visit(&server.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    paper.frames(10).await?;
    let met = paper.say("`${left} ${refused > 0}`").await?;
    ensure!(met == "0 true", "the faults were not met: {met}");
    ensure!(paper.count(".boot-note").await? == 1, "told more than once");
    the_story_is_readable(paper).await?;
    let kept = paper.say("String(published.isConnected)").await?;
    ensure!(kept == "true", "another page than was published");
    ensure!(paper.count(".share-bar a").await? > 5, "not the whole page");
    a_link_leads_on(paper).await?;
    ensure!(server.documents() == 2, "the link was no plain link");
    Ok(())
}

async fn a_crash_while_hydrating_rebuilds_the_page(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(DIES_WHILE_HYDRATING);
    open(paper, &server, LEAD).await?;
    ensure!(
        paper.say("String(left)").await? == "0",
        "the fault was not met"
    );
    ensure!(
        paper.say("String(published.isConnected)").await? == "false",
        "what was half taken over is still there"
    );
    the_story_is_readable(paper).await?;
    ensure!(!paper.has(".boot-note").await?, "told of what is healed");
    a_link_leads_on(paper).await?;
    ensure!(server.documents() == 1, "the app does not turn pages");
    Ok(())
}

async fn a_crash_on_a_click_follows_the_link_normally(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // the app builds its next page with this
    paper
        .js("void (Document.prototype.createElement = () => { throw new Error('on purpose'); })")
        .await?;
    paper.activate(WORLD).await?;
    paper
        .wait_until(
            "a new document with the section",
            "document.title.startsWith('World') && document.documentElement.dataset.ready === 'true'
               && document.querySelector('.listing__cards .card') !== null",
        )
        .await?;
    ensure!(server.documents() == 2, "no new document");
    ensure!(paper.has(".listing__cards .card").await?, "no stories");
    Ok(())
}

/// Makes a browser one of 2021: it cannot compile the app, and lacks a function of that time. What
/// waits for seconds before it tries once more waits for a moment.
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
        "a reader is told of what their browser never had"
    );
    let asked = server.record();
    ensure!(
        !asked.iter().any(|request| request.path.ends_with(".wasm")),
        "asked for an app that cannot run"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    ensure!(
        !paper.has("button").await?,
        "a button that does nothing is offered"
    );
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await
}
