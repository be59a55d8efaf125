//! What readers keep on their device: saved stories, today's edition, what was read lately, and the service
//! worker that opens these without a connection.

use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, Fault, Key, Server, TestContext, tests};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

tests! {
    a_saved_story_opens_without_a_connection
    a_story_is_saved_and_removed_by_keyboard
    a_saved_story_is_marked_after_a_click_in_the_app
    todays_edition_opens_without_a_connection
    the_size_of_the_edition_is_told_before
    a_stopped_download_goes_on
    what_was_read_lately_opens_without_a_connection
    what_is_read_is_not_kept_if_the_reader_says_so
    a_page_that_is_not_kept_leads_to_those_that_are
    a_kept_page_is_there_at_once_and_the_newer_one_is_offered
    erasing_removes_everything
    a_reader_who_keeps_nothing_gets_nothing
    without_script_the_page_says_what_it_needs
    the_page_has_no_accessibility_findings
    the_page_fits_a_narrow_window
}

/// The link that saves a story.
pub const SAVE: &str = "[data-part='saved']";
/// The element in the share bar that says whether a story was saved.
const TOLD: &str = ".share-bar__told";
/// The element on the page of kept stories that says what happened.
pub const STATUS: &str = ".saved__status";
/// The headline of the lead story.
const HEADLINE: &str = "U.S. and Russia agree to restore normal work of their embassies";

/// JavaScript: whether the service worker controls the page.
const CONTROLLED: &str = "!!navigator.serviceWorker.controller";
/// A JavaScript function that returns the paths in the cache of a kind.
const KEPT: &str = "(async kind => {
    const names = (await caches.keys()).filter(name => name.includes(kind));
    const paths = [];
    for (const name of names) for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
    return paths.sort();
})";

/// Opens a story and saves it.
pub async fn save_story(stage: &TestContext, path: &str) -> Result<Server> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(path)).await?;
    paper.wait_for_app().await?;
    press_save(paper).await?;
    Ok(server)
}

/// Saves the story on screen, and waits until the service worker controls its page.
pub async fn press_save(paper: &Browser) -> Result<()> {
    paper.click(SAVE).await?;
    paper.wait_for_text(SAVE, "Saved").await?;
    paper
        .wait_until("the service worker controls the page", CONTROLLED)
        .await
}

/// Opens the page of what is kept.
pub async fn open_saved(paper: &Browser, server: &Server) -> Result<()> {
    paper.open_url(&server.url("/saved")).await?;
    paper
        .wait_for_element(".saved__section button, .saved__section input, .tool__note")
        .await
}

/// Clicks the button with this label on that page.
pub async fn press_button(paper: &Browser, name: &str) -> Result<()> {
    let button = format!(
        "[...document.querySelectorAll('button')].find(button => button.textContent === '{name}')"
    );
    paper
        .wait_until(&format!("the button {name:?}"), &format!("!!{button}"))
        .await?;
    paper.eval(&format!("void {button}.click()")).await?;
    Ok(())
}

/// Returns the paths in the cache of a kind.
pub async fn kept(paper: &Browser, kind: &str) -> Result<Vec<String>> {
    let paths = paper
        .eval_async(&format!("{KEPT}('{kind}').then(JSON.stringify)"))
        .await?;
    Ok(serde_json::from_str(paths.as_str().unwrap_or("[]"))?)
}

/// Cuts the connection.
fn go_offline(server: &Server) {
    server.inject_fault("*", Fault::dropped());
}

/// Expects the lead story on screen, with its picture and a running app.
async fn expect_story(paper: &Browser) -> Result<()> {
    paper.wait_for_text("h1", HEADLINE).await?;
    paper
        .wait_until(
            "the lead picture",
            "document.querySelector('.lead-picture img').complete
             && document.querySelector('.lead-picture img').naturalWidth > 0",
        )
        .await?;
    paper.wait_for_app().await
}

async fn a_saved_story_opens_without_a_connection(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    let told = paper.text(TOLD).await?;
    ensure!(told.contains("opens without a connection"), "{told:?}");
    go_offline(&server);
    paper.open_url(&server.url(LEAD)).await?;
    expect_story(paper).await?;
    paper.wait_for_text(SAVE, "Saved").await
}

async fn a_story_is_saved_and_removed_by_keyboard(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .eval(&format!("void document.querySelector(\"{SAVE}\").focus()"))
        .await?;
    paper.press(Key::Enter).await?;
    paper.wait_for_text(SAVE, "Saved").await?;
    let pressed = paper.attributes(SAVE, "aria-pressed").await?;
    ensure!(pressed == ["true"], "{pressed:?}");
    ensure!(kept(paper, "saved").await?.contains(&LEAD.to_owned()));
    // It is a button for a screen reader, so the space bar presses it, too.
    paper.press(Key::Space).await?;
    paper.wait_for_text(SAVE, "Save").await?;
    let left = kept(paper, "saved").await?;
    ensure!(left.is_empty(), "{left:?}");
    Ok(())
}

async fn a_saved_story_is_marked_after_a_click_in_the_app(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text(".listing__name", "World").await?;
    paper.click_by_script(&format!("a[href='{LEAD}']")).await?;
    paper.wait_for_text("h1", HEADLINE).await?;
    paper.wait_for_text(SAVE, "Saved").await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

/// Downloads the edition.
async fn download(paper: &Browser, server: &Server) -> Result<()> {
    open_saved(paper, server).await?;
    press_button(paper, "Download").await?;
    paper
        .wait_for_text(STATUS, "The edition is on this device.")
        .await
}

async fn todays_edition_opens_without_a_connection(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    download(paper, &server).await?;
    paper
        .wait_until("the service worker controls the page", CONTROLLED)
        .await?;
    go_offline(&server);
    paper.open_url(&server.url("/")).await?;
    paper.wait_for_app().await?;
    let broken =
        "[...document.images].filter(image => image.complete && !image.naturalWidth).length";
    ensure!(paper.eval(broken).await? == 0, "pictures are missing");
    // Every story of the front page is there, for the app and as a document.
    let stories = paper.attributes("main .card__headline a", "href").await?;
    ensure!(stories.len() > 15, "{stories:?}");
    let edition = kept(paper, "edition").await?;
    let lacking: Vec<&String> = stories
        .iter()
        .filter(|path| !edition.contains(path) || !edition.contains(&format!("{path}.json")))
        .collect();
    ensure!(lacking.is_empty(), "{lacking:?} is not there");
    paper.click_by_script(&format!("a[href='{LEAD}']")).await?;
    expect_story(paper).await
}

async fn the_size_of_the_edition_is_told_before(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_saved(paper, &server).await?;
    let told = paper
        .eval_async(
            "fetch('/today.json').then(response => response.json()).then(list => list.bytes)",
        )
        .await?
        .as_f64()
        .unwrap_or_default();
    let said = paper.text(".saved__edition").await?;
    let megabytes = format!("{:.1} MB", told / 1e6);
    ensure!(said.contains(&megabytes), "{megabytes} is not in {said:?}");
    server.clear_requests();
    press_button(paper, "Download").await?;
    paper
        .wait_for_text(STATUS, "The edition is on this device.")
        .await?;
    // Add up what a host sends, which are the compressed copies. Leave out what this page itself needs.
    let requests = server.requests().into_iter().map(|request| request.path);
    let paths: BTreeSet<String> = requests
        .filter(|path| path != "/today.json" && path != "/sw.js" && path != "/saved")
        .collect();
    let size = |path: &str| {
        let file = match path {
            "/" => "index.html".to_owned(),
            path if path.contains('.') => path[1..].to_owned(),
            path => format!("{}.html", &path[1..]),
        };
        let sizes = [format!("{file}.br"), file].map(|name| stage.site.join(name).metadata());
        sizes.into_iter().flatten().next().map(|found| found.len())
    };
    let sent: Option<u64> = paths.iter().map(|path| size(path)).sum();
    let sent = sent.context("a requested file is not in the site")? as f64;
    let ratio = told / sent;
    println!("      told {told} bytes, sent {sent}: {ratio:.3}");
    ensure!(
        (0.95..=1.05).contains(&ratio),
        "told {told} bytes, and {sent} were sent"
    );
    Ok(())
}

async fn a_stopped_download_goes_on(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // WebKit's driver has a private session, which forgets caches when no page and no service worker of
    // the site is left.
    let server = save_story(stage, LEAD).await?;
    open_saved(paper, &server).await?;
    server.inject_fault("/2025/*.json", Fault::held());
    press_button(paper, "Download").await?;
    server.wait_for_requests("/2025/*.json", 4).await?;
    press_button(paper, "Stop").await?;
    server.clear_fault("/2025/*.json");
    paper
        .wait_for_text(
            STATUS,
            "The download was stopped. You can continue it later.",
        )
        .await?;
    // Opening the page again stands for a tab that was closed in the meantime.
    open_saved(paper, &server).await?;
    let said = paper.text(".saved__edition").await?;
    ensure!(said.contains("Part of the edition"), "{said:?}");
    let pictures = server.requests_for("/media/*").len();
    press_button(paper, "Continue the download").await?;
    paper
        .wait_for_text(STATUS, "The edition is on this device.")
        .await?;
    let again = server.requests_for("/media/*").len();
    ensure!(again == pictures, "pictures were loaded again");
    Ok(())
}

async fn what_was_read_lately_opens_without_a_connection(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    // Read as a document and in the app.
    paper.open_url(&server.url("/business")).await?;
    paper.wait_for_app().await?;
    wait_until_kept(paper, "/business").await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text(".listing__name", "World").await?;
    wait_until_kept(paper, "/world").await?;
    go_offline(&server);
    for (path, name) in [("/business", "Business"), ("/world", "World")] {
        paper.open_url(&server.url(path)).await?;
        paper.wait_for_text("h1", name).await?;
        paper.wait_for_app().await?;
    }
    Ok(())
}

async fn wait_until_kept(paper: &Browser, path: &str) -> Result<()> {
    let start = Instant::now();
    while !kept(paper, "recent").await?.contains(&path.to_owned()) {
        ensure!(
            start.elapsed() < Duration::from_secs(15),
            "{path} was not kept"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn what_is_read_is_not_kept_if_the_reader_says_so(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    open_saved(paper, &server).await?;
    paper.click(".saved__choice input").await?;
    paper
        .wait_for_text(
            STATUS,
            "The pages that you read were removed from this device.",
        )
        .await?;
    paper.open_url(&server.url("/business")).await?;
    paper.wait_for_app().await?;
    // Wait for longer than a page must be on screen to count as read.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    paper.wait_for_network_idle(Some(&server)).await?;
    let recent = kept(paper, "recent").await?;
    ensure!(recent.is_empty(), "{recent:?}");
    ensure!(kept(paper, "saved").await?.contains(&LEAD.to_owned()));
    Ok(())
}

async fn a_page_that_is_not_kept_leads_to_those_that_are(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    go_offline(&server);
    paper.open_url(&server.url("/lifestyle")).await?;
    paper.wait_for_element(".tool__note").await?;
    let note = paper.text(".tool__note").await?;
    ensure!(note.contains("is not on this device"), "{note:?}");
    ensure!(paper.address().await?.ends_with("/lifestyle"));
    paper.click(".saved__story a").await?;
    expect_story(paper).await
}

async fn a_kept_page_is_there_at_once_and_the_newer_one_is_offered(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    // The story is corrected, and the connection becomes slow.
    server.inject_into_head("<meta name=\"corrected\" content=\"yes\">");
    server.inject_fault(LEAD, Fault::normal().delayed(Duration::from_secs(3)));
    let start = Instant::now();
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_text("h1", HEADLINE).await?;
    let elapsed = start.elapsed();
    ensure!(elapsed < Duration::from_secs(3), "it took {elapsed:?}");
    ensure!(!paper.has("[name=corrected]").await?);
    paper.wait_for_element(".newer a").await?;
    paper.click(".newer a").await?;
    paper.wait_for_element("[name=corrected]").await?;
    expect_story(paper).await?;
    ensure!(!paper.has(".newer").await?, "there is no newer one");
    // The corrected one is kept now.
    go_offline(&server);
    paper.open_url(&server.url(LEAD)).await?;
    expect_story(paper).await?;
    ensure!(
        paper.has("[name=corrected]").await?,
        "the old story is kept"
    );
    Ok(())
}

async fn erasing_removes_everything(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    open_saved(paper, &server).await?;
    press_button(paper, "Erase everything").await?;
    paper
        .wait_for_text(STATUS, "Everything was erased.")
        .await?;
    expect_nothing_kept(paper).await
}

/// Expects that the browser keeps nothing of the newspaper.
pub async fn expect_nothing_kept(paper: &Browser) -> Result<()> {
    let left = paper
        .eval_async(
            "(async () => JSON.stringify([
                (await caches.keys()).length,
                (await navigator.serviceWorker.getRegistrations()).length,
                Object.keys(localStorage),
            ]))()",
        )
        .await?;
    ensure!(left == "[0,0,[]]", "{left}");
    Ok(())
}

async fn a_reader_who_keeps_nothing_gets_nothing(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    expect_nothing_kept(paper).await?;
    for path in [
        "/sw.js",
        "/today.json",
        "/saved*",
        "/assets/saved*",
        "/assets/device*",
    ] {
        ensure!(server.requests_for(path).is_empty(), "{path} was requested");
    }
    // Opening the page of kept stories does not store anything either.
    open_saved(paper, &server).await?;
    let caches = paper
        .eval_async("caches.keys().then(names => names.length)")
        .await?;
    let registrations = paper
        .eval_async("navigator.serviceWorker.getRegistrations().then(found => found.length)")
        .await?;
    ensure!(
        caches == 0 && registrations == 0,
        "{caches} caches, {registrations} workers"
    );
    Ok(())
}

async fn without_script_the_page_says_what_it_needs(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.click(SAVE).await?;
    paper.wait_for_text("h1", "On this device").await?;
    let said = paper.text(".tool__place").await?;
    ensure!(said.contains("needs JavaScript"), "{said:?}");
    Ok(())
}

async fn the_page_has_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    paper.expect_no_findings("the story").await?;
    download(paper, &server).await?;
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        for width in [320, 1280] {
            paper.viewport(width, 900).await?;
            paper
                .expect_no_findings(&format!("{scheme}, {width} px"))
                .await?;
        }
    }
    Ok(())
}

async fn the_page_fits_a_narrow_window(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(320, 700).await?;
    let server = save_story(stage, LEAD).await?;
    download(paper, &server).await?;
    paper.expect_width("the page", 320).await?;
    Ok(())
}
