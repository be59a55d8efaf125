//! The published site: complete pages, which the app adopts without replacing their nodes.

use crate::fixtures::{LEAD, WORLD, one_of_every_kind};
use crate::harness::{Browser, Fault, Key, Seen, TestContext, tests, wait_for};
use anyhow::{Context, Result, ensure};
use frontpage_preview::BackgroundPreview;
use std::path::Path;
use std::time::Duration;

tests! {
    every_page_is_adopted_without_replacing_nodes
    links_navigate_within_the_app
    adoption_keeps_focus_selection_and_scroll
    the_published_page_is_there_again_on_the_way_back
    a_click_before_the_app_runs_is_an_ordinary_link
    a_damaged_page_is_rebuilt
    without_the_app_the_page_stays_and_its_links_work
    the_app_starts_after_the_first_paint
    the_app_loads_in_browsers_that_report_no_paint
    the_app_starts_on_a_page_that_is_never_idle
    everything_can_be_read_without_script
    links_work_without_script
}

/// Paths of one page of each kind, including the pages for unknown addresses and for readers who
/// are offline.
pub const KINDS: [&str; 14] = [
    "/",
    "/world",
    LEAD,
    "/tag/mideast",
    "/tag/us/1",
    "/author/world-desk",
    "/lifestyle",
    "/edition",
    "/edition/2025",
    "/edition/2025/02",
    "/edition/2025/02/18",
    "/world/2025/02",
    "/no/such/page",
    "/offline",
];

/// The paths in [`KINDS`], and stories with every block and in several languages, in case the app
/// renders one of these differently from the publisher.
///
/// # Errors
/// When the site has no such stories.
pub fn kinds_and_stories(stage: &TestContext) -> Result<Vec<String>> {
    let places = one_of_every_kind(stage)?.into_iter();
    let stories = places.filter(|place| {
        place.name.starts_with("article with") || place.name.starts_with("article in")
    });
    let stories: Vec<_> = stories.map(|place| place.path).collect();
    ensure!(
        stories.len() == 3,
        "expected three such stories, found {stories:?}"
    );
    Ok(KINDS.map(String::from).into_iter().chain(stories).collect())
}

/// The WebAssembly of the app.
const WASM: &str = "*.wasm";

/// Paths in [`KINDS`] that are answered with status 404, which browsers log as an error.
const MISSING: [&str; 1] = ["/no/such/page"];

/// Serves the published site with its own response headers, such as the Content-Security-Policy.
pub async fn serve_published(stage: &TestContext) -> Result<BackgroundPreview> {
    serve_folder(&stage.site, "").await
}

/// Serves a published folder under the path `base`, which is empty or like `/paper`.
pub async fn serve_folder(site: &Path, base: &str) -> Result<BackgroundPreview> {
    let options = frontpage_preview::Options {
        site: site.to_owned(),
        address: ([127, 0, 0, 1], 0).into(),
        base: base.to_owned(),
        admin: None,
    };
    let running = tokio::task::spawn_blocking(|| frontpage_preview::start(options)).await?;
    running.with_context(|| {
        format!(
            "the published site in {} cannot be served: run ./dev build first",
            site.display()
        )
    })
}

/// Copies a published site without its WebAssembly files.
fn copy_without_app(from: &Path, to: &Path) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&to)?;
            copy_without_app(&from, &to)?;
        } else if !entry.file_name().to_string_lossy().contains(".wasm") {
            std::fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

/// The URL of a path of the published site.
pub fn url_of(host: &BackgroundPreview, path: &str) -> String {
    format!("{}{path}", host.url.trim_end_matches('/'))
}

/// Remembers every node of the body and the title as they were published.
const REMEMBER: &str = "
    document.addEventListener('DOMContentLoaded', () => {
        window.nodes = [];
        const walk = document.createTreeWalker(document.body);
        while (walk.nextNode()) nodes.push(walk.currentNode);
        window.titled = document.title;
    });";

/// Installs [`REMEMBER`] in every document from now on.
async fn remember_nodes(paper: &Browser) -> Result<()> {
    if paper.add_init_script(REMEMBER).await.is_err() {
        anyhow::bail!("the browser cannot run a script before the page");
    }
    Ok(())
}

async fn every_page_is_adopted_without_replacing_nodes(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    remember_nodes(paper).await?;
    let missing = MISSING.map(|path| url_of(&host, path));
    let mut wrong = vec![];
    for path in kinds_and_stories(stage)? {
        paper.open_url(&url_of(&host, &path)).await?;
        paper.wait_for_app().await?;
        paper.wait_frames(10).await?;
        let total: u32 = paper.eval_string("String(nodes.length)").await?.parse()?;
        ensure!(total > 60, "{path}: the page has only {total} nodes");
        // Today's date is the one text that may differ from the published one.
        let gone = paper
            .eval_strings(
                "nodes.filter(n => !n.isConnected && n.data !== '' && !n.parentNode?.closest?.('time'))
                      .map(n => n.outerHTML ?? n.data).slice(0, 5)",
            )
            .await?;
        wrong.extend(
            gone.into_iter()
                .map(|node| format!("{path}: this node was replaced: {node}")),
        );
        let same_title = paper
            .eval_string("String(document.title === titled)")
            .await?;
        if same_title != "true" {
            wrong.push(format!(
                "{path}: the title changed to {}",
                paper.title().await?
            ));
        }
        if paper.has(".boot-note").await? {
            wrong.push(format!("{path}: the app did not start"));
        }
        let errors = paper.console_errors_except_404(&missing).await?;
        wrong.extend(errors.into_iter().map(|error| format!("{path}: {error}")));
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn links_navigate_within_the_app(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    paper.open_url(&url_of(&host, "/")).await?;
    paper.wait_for_app().await?;
    paper.eval("window.same = true").await?;
    paper.click_link("World").await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(
        paper.eval_string("String(window.same)").await? == "true",
        "the document was loaded again"
    );
    ensure!(
        paper.title().await?.starts_with("World"),
        "the title did not change"
    );
    paper.back().await?;
    paper.wait_for_element(".front").await?;
    ensure!(
        paper.eval_string("String(window.same)").await? == "true",
        "the document was loaded again"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn adoption_keeps_focus_selection_and_scroll(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    // The reader scrolls, focuses and selects before the app has loaded.
    paper
        .add_init_script(
            "document.addEventListener('DOMContentLoaded', () => {
                 scrollTo(0, 400);
                 document.querySelectorAll('.masthead__sections a')[2].focus({ preventScroll: true });
                 getSelection().selectAllChildren(document.querySelector('.article__body p'));
                 window.before = [document.activeElement, String(getSelection()), scrollY];
             });",
        )
        .await?;
    paper.open_url(&url_of(&host, LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_frames(10).await?;
    let kept = paper
        .eval_strings(
            "[document.activeElement === before[0], String(getSelection()) === before[1],
              scrollY === before[2], before[1].length > 20, before[2] === 400].map(String)",
        )
        .await?;
    ensure!(
        kept.iter().all(|kept| kept == "true"),
        "kept focus, kept selection, kept scroll, selected text, scrolled to 400: {kept:?}"
    );
    Ok(())
}

async fn the_published_page_is_there_again_on_the_way_back(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .eval("void (window.headline = document.querySelector('h1'), scrollTo(0, 500))")
        .await?;
    for _ in 0..2 {
        paper.click_by_script(WORLD).await?;
        paper.wait_for_text(".listing__name", "World").await?;
        ensure!(
            paper.count("h1").await? == 1,
            "the published page is still in the document"
        );
        // Nothing can be loaded from now on.
        server.clear_requests();
        server.inject_fault("/2025/", Fault::status(503));
        paper.back().await?;
        paper.wait_for_element(".article__headline").await?;
        paper
            .wait_until("the scroll position", "Math.abs(scrollY - 500) < 2")
            .await?;
        let same = paper
            .eval_string("String(document.querySelector('h1') === headline)")
            .await?;
        ensure!(same == "true", "the published page was built again");
        let asked = server.requests_for(&format!("{LEAD}.json"));
        ensure!(asked.is_empty(), "the data of the page was requested");
        ensure!(
            paper.title().await?.contains(&paper.text("h1").await?),
            "the title is {}",
            paper.title().await?
        );
        let marked = paper.texts(".masthead [aria-current]").await?;
        ensure!(marked == ["World"], "the masthead marks {marked:?}");
        paper.wait_for_element(".share-bar button").await?;
        ensure!(
            paper.count(".share-bar button").await? >= 2,
            "the share bar lost its buttons"
        );
    }
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn a_click_before_the_app_runs_is_an_ordinary_link(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault(
        WASM,
        Fault::normal().delayed(Duration::from_secs(3)).times(1),
    );
    paper.open_url(&server.url(LEAD)).await?;
    server.wait_for_requests(WASM, 1).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(
        server.document_request_count() == 2,
        "the browser did not load a document"
    );
    // The app starts on the new page.
    paper.wait_for_app().await
}

async fn a_damaged_page_is_rebuilt(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    // Remove the headline, without which the page is not adopted.
    paper
        .add_init_script(
            "document.addEventListener('DOMContentLoaded', () => {
                 document.querySelector('.masthead').remove();
                 document.querySelector('main').replaceChildren('gone');
             });",
        )
        .await?;
    paper.open_url(&url_of(&host, LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".masthead").await?;
    paper.wait_for_element(".article__headline").await?;
    ensure!(
        paper.count(".article__headline").await? == 1,
        "the page was added a second time"
    );
    ensure!(
        paper.count(".masthead").await? == 1,
        "the page has two mastheads"
    );
    paper.eval("window.same = true").await?;
    paper.click_link("World").await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(
        paper.eval_string("String(window.same)").await? == "true",
        "the document was loaded again"
    );
    Ok(())
}

async fn without_the_app_the_page_stays_and_its_links_work(stage: &TestContext) -> Result<()> {
    // The published site without the app's WebAssembly.
    let copy = tempfile::tempdir()?;
    copy_without_app(&stage.site, copy.path())?;
    let host = serve_folder(copy.path(), "").await?;
    let paper = &stage.paper;
    paper.open_url(&url_of(&host, LEAD)).await?;
    // The note appears after the second attempt to load the app, and only once.
    paper.wait_for_element(".boot-note").await?;
    paper.wait_frames(10).await?;
    ensure!(
        paper.count(".boot-note").await? == 1,
        "the note that the app did not start is there more than once"
    );
    ensure!(paper.has(".article__body p").await?, "the story is gone");
    paper.click_link("World").await?;
    wait_for("the section's page", || async {
        let title = paper.title().await?;
        Ok(Seen::when(title.starts_with("World"), || title))
    })
    .await?;
    ensure!(
        paper.has(".listing__cards .card").await?,
        "the section's page has no stories"
    );
    Ok(())
}

async fn the_app_starts_after_the_first_paint(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    // Disable the fallback timer of two seconds, which is for browsers that report no paint, and
    // record when the app first reads the document.
    paper
        .add_init_script(
            "const real = setTimeout;
             window.setTimeout = (call, ms, ...rest) => ms === 2000 ? 0 : real(call, ms, ...rest);
             const query = Document.prototype.querySelector;
             Document.prototype.querySelector = function (css) {
                 if (css === 'body') window.started ??= performance.now();
                 return query.call(this, css);
             };",
        )
        .await?;
    for path in ["/", "/world", LEAD] {
        paper.open_url(&url_of(&host, path)).await?;
        paper.wait_for_app().await?;
        let times =
            "[performance.getEntriesByName('first-contentful-paint')[0]?.startTime, started,
            ...['.webp', '.wasm'].map(name => performance.getEntriesByType('resource')
            .find(entry => entry.name.endsWith(name))?.startTime)]";
        let times: [Option<f64>; 4] = serde_json::from_value(paper.eval(times).await?)?;
        let [Some(paint), Some(started), picture, Some(app)] = times else {
            anyhow::bail!("{path}: no time of the first paint, the start or the app: {times:?}");
        };
        ensure!(
            paint < started,
            "{path}: the app started after {started} ms, before the first paint after {paint} ms"
        );
        // Firefox reports no time for a picture that an earlier page has loaded.
        ensure!(
            picture.is_some_and(|picture| picture <= app) || (picture.is_none() && path != "/"),
            "{path}: the app was requested after {app} ms, the picture after {picture:?} ms"
        );
    }
    Ok(())
}

async fn the_app_loads_in_browsers_that_report_no_paint(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    paper
        .add_init_script(
            "window.PerformanceObserver = class { observe() { window.asked = true; } };",
        )
        .await?;
    paper.open_url(&url_of(&host, LEAD)).await?;
    paper.wait_for_app().await?;
    ensure!(
        paper.eval_string("String(window.asked)").await? == "true",
        "the start script did not observe the first paint"
    );
    Ok(())
}

async fn the_app_starts_on_a_page_that_is_never_idle(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    // Simulate a page that is never idle: the callback is only called by the timeout.
    paper
        .add_init_script(
            "window.requestIdleCallback = (call, options) => {
                 window.asked = true;
                 if (options?.timeout) setTimeout(call, options.timeout);
             };",
        )
        .await?;
    paper.open_url(&url_of(&host, LEAD)).await?;
    paper.wait_for_app().await?;
    ensure!(
        paper.eval_string("String(window.asked)").await? == "true",
        "the start script did not wait for an idle moment"
    );
    Ok(())
}

async fn everything_can_be_read_without_script(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    paper.disable_scripts().await?;
    for path in KINDS {
        paper.open_url(&url_of(&host, path)).await?;
        ensure!(
            paper.html().await?.contains("<h1"),
            "{path}: the page has no headline"
        );
        ensure!(
            !paper.title().await?.is_empty(),
            "{path}: the page has no title"
        );
    }
    paper.open_url(&url_of(&host, LEAD)).await?;
    let html = paper.html().await?;
    let (_, body) = html
        .split_once("<body")
        .context("the document has no body")?;
    for part in [
        "article__body",
        "byline",
        "share-bar",
        "rail--popular",
        "rail--tag",
        "<figcaption",
    ] {
        ensure!(body.contains(part), "the page has no {part}");
    }
    ensure!(!app_started(&html)?, "a script ran");
    // Listing the controls needs a script. The page itself still has not run any.
    paper.enable_scripts().await?;
    let offered = paper
        .eval_strings(
            "[...document.querySelectorAll('button, input, select')].map(control => control.outerHTML)",
        )
        .await?;
    ensure!(
        offered.is_empty(),
        "the page offers controls that do nothing without script: {offered:?}"
    );
    Ok(())
}

/// Whether the document's root element is marked by a running app.
fn app_started(html: &str) -> Result<bool> {
    // Look at the root element only: the page's styles contain `data-ready` too.
    let (root, _) = html
        .split_once("<head")
        .context("the document has no head")?;
    ensure!(
        html.contains("<body data-prerendered="),
        "the document is not a published page of the newspaper"
    );
    Ok(root.contains("data-ready"))
}

async fn links_work_without_script(stage: &TestContext) -> Result<()> {
    let host = serve_published(stage).await?;
    let paper = &stage.paper;
    paper.disable_scripts().await?;
    paper.open_url(&url_of(&host, LEAD)).await?;
    let section = &stage.dist.site()?.sections[0].name;
    // A driver clicks by script, so use the keyboard. The first section comes after the skip link
    // and the nameplate; in some browsers the first Tab goes to the page itself.
    for _ in 0..4 {
        paper.press(Key::Tab).await?;
        if paper.focused_text().await? == *section {
            break;
        }
    }
    paper.press(Key::Enter).await?;
    // The title arrives before the stories.
    wait_for("the section's stories", || async {
        let (title, html) = (paper.title().await?, paper.html().await?);
        let there = title.starts_with(section.as_str()) && html.contains("class=\"listing");
        Ok(Seen::when(there, || title))
    })
    .await?;
    ensure!(!app_started(&paper.html().await?)?, "a script ran");
    Ok(())
}
