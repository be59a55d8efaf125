//! Failures of what is kept on the device: storage that is full, forbidden or of an older version, releases
//! and withdrawals meanwhile, and a newspaper that turns it off.

use crate::fixtures::LEAD;
use crate::harness::{Fault, TestContext, tests};
use crate::saved::{
    SAVE, STATUS, expect_nothing_kept, kept, open_saved, press_button, press_save, save_story,
};
use anyhow::{Context, Result, ensure};

tests! {
    a_full_device_is_told
    forbidden_storage_is_told
    a_missing_file_of_a_story_is_told_and_nothing_is_kept
    a_missing_service_worker_is_told_and_nothing_is_kept
    a_withdrawn_story_is_not_kept
    a_release_during_a_download_leaves_a_whole_edition
    a_damaged_list_of_the_edition_is_told
    the_page_of_the_old_release_works_offline_after_a_new_one
    what_an_older_version_kept_is_removed
    a_newspaper_that_turns_it_off_removes_everything
    a_clock_that_jumps_shows_the_current_page
}

/// The element that says whether a story was saved.
const TOLD: &str = ".share-bar__told";

/// Tries to save the lead story with a fault. Expects that the reader is told why it fails, and that nothing
/// is kept.
async fn expect_not_saved(stage: &TestContext, path: &str, fault: Fault, why: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault(path, fault);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.click(SAVE).await?;
    paper.wait_for_text(TOLD, why).await?;
    paper.wait_for_text(SAVE, "Save").await?;
    let left = kept(paper, "saved").await?;
    ensure!(left.is_empty(), "{left:?}");
    server.clear_fault(path);
    paper.click(SAVE).await?;
    paper.wait_for_text(SAVE, "Saved").await
}

const NOT_SAVED: &str = "This story could not be saved.";

async fn a_missing_file_of_a_story_is_told_and_nothing_is_kept(stage: &TestContext) -> Result<()> {
    let data = format!("{LEAD}.json");
    expect_not_saved(stage, &data, Fault::status(404), NOT_SAVED).await
}

async fn a_missing_service_worker_is_told_and_nothing_is_kept(stage: &TestContext) -> Result<()> {
    expect_not_saved(stage, "/sw.js", Fault::status(404), NOT_SAVED).await
}

async fn a_full_device_is_told(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // The device only has room for three files.
    paper
        .add_init_script(
            "{
                const put = Cache.prototype.put;
                let room = 3;
                Cache.prototype.put = async function (...file) {
                    if (!room--) throw new DOMException('', 'QuotaExceededError');
                    return put.apply(this, file);
                };
            }",
        )
        .await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.click(SAVE).await?;
    paper
        .wait_for_text(TOLD, "There is no room for this story on this device.")
        .await?;
    paper.wait_for_text(SAVE, "Save").await?;
    open_saved(paper, &server).await?;
    press_button(paper, "Download").await?;
    paper
        .wait_for_text(
            STATUS,
            "There is no room on this device. Remove something, or free some space, and try again.",
        )
        .await
}

async fn forbidden_storage_is_told(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper
        .add_init_script(
            "Object.defineProperty(window, 'caches', { get() { throw new DOMException('', 'SecurityError'); } });
             Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });",
        )
        .await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.click(SAVE).await?;
    paper.wait_for_text(TOLD, NOT_SAVED).await?;
    paper.open_url(&server.url("/saved")).await?;
    paper.wait_for_element(".tool__note").await?;
    let note = paper.text(".tool__note").await?;
    ensure!(note.contains("does not let"), "{note:?}");
    Ok(())
}

async fn a_withdrawn_story_is_not_kept(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    server.inject_fault(&format!("{LEAD}*"), Fault::status(404));
    paper.open_url(&server.url(LEAD)).await?;
    for _ in 0..100 {
        if kept(paper, "saved").await?.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("the story is still kept");
}

async fn a_release_during_a_download_leaves_a_whole_edition(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    open_saved(paper, &server).await?;
    // One story of the edition is gone, and the pages are those of a new release.
    server.inject_fault(
        "/2025/03/28/suspected-us-strikes-yemen*",
        Fault::status(404),
    );
    server.inject_into_head("<meta name=\"release\" content=\"new\">");
    press_button(paper, "Download").await?;
    paper
        .wait_for_text(STATUS, "The edition is on this device.")
        .await?;
    let edition = kept(paper, "edition").await?;
    ensure!(!edition.iter().any(|path| path.contains("yemen")));
    ensure!(edition.len() > 40, "{edition:?}");
    server.inject_fault("*", Fault::dropped());
    paper.open_url(&server.url("/")).await?;
    paper.wait_for_element("[name=release]").await?;
    paper.wait_for_app().await
}

async fn a_damaged_list_of_the_edition_is_told(stage: &TestContext) -> Result<()> {
    for fault in [
        Fault::truncated(),
        Fault::html(),
        Fault::body("[]"),
        Fault::status(500),
    ] {
        let (server, paper) = (stage.published().await?, &stage.paper);
        server.inject_fault("/today.json", fault);
        open_saved(paper, &server).await?;
        let said = paper.text(".saved__edition").await?;
        ensure!(said.contains("could not be found"), "{said:?}");
    }
    Ok(())
}

async fn the_page_of_the_old_release_works_offline_after_a_new_one(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    // The host only has the files of the next release.
    server.inject_fault("/assets/*", Fault::status(404));
    server.inject_fault("*.json", Fault::dropped());
    server.inject_fault(LEAD, Fault::dropped());
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    let errors = paper
        .eval_async("document.fonts.ready.then(() => document.querySelector('.boot-note')?.textContent || '')")
        .await?;
    ensure!(errors == "", "{errors}");
    Ok(())
}

async fn what_an_older_version_kept_is_removed(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .eval_async("Promise.all(['/ kept saved 0', 'of another program'].map(name => caches.open(name))).then(() => '')")
        .await?;
    press_save(paper).await?;
    let names = paper
        .eval_async("caches.keys().then(names => names.join())")
        .await?;
    let names = names.as_str().context("no names")?;
    ensure!(!names.contains("saved 0"), "{names}");
    ensure!(names.contains("another program"), "{names}");
    Ok(())
}

async fn a_newspaper_that_turns_it_off_removes_everything(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    let off = stage.dist.bytes("tools/sw-off.js")?;
    server.inject_fault("/sw.js", Fault::body(String::from_utf8(off)?));
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    let documents = server.document_request_count();
    paper
        .eval_async("navigator.serviceWorker.getRegistration().then(found => found?.update()).then(() => '', () => '')")
        .await?;
    for _ in 0..100 {
        let left = paper
            .eval_async("Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(found => found.flat().length)")
            .await?;
        if left == 0 {
            ensure!(
                server.document_request_count() == documents,
                "the page was loaded again"
            );
            paper.eval("void localStorage.clear()").await?;
            return expect_nothing_kept(paper).await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("something is still kept");
}

async fn a_clock_that_jumps_shows_the_current_page(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    // The kept page seems to be from next year.
    paper
        .eval_async(&format!(
            "(async () => {{
                const pages = await caches.open('/ kept saved 1'), page = await pages.match('{LEAD}');
                const headers = new Headers(page.headers);
                headers.set('x-kept', Date.now() + 365 * 864e5);
                await pages.put('{LEAD}', new Response(await page.blob(), {{ headers }}));
                return '';
            }})()"
        ))
        .await?;
    server.inject_into_head("<meta name=\"corrected\" content=\"yes\">");
    server.inject_fault(
        LEAD,
        Fault::normal().delayed(std::time::Duration::from_secs(1)),
    );
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_element("[name=corrected]").await
}
