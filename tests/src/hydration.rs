//! The published site: complete pages, which the app takes over without touching them.

use crate::harness::{Key, Paper, Seen, Stage, tests, wait_for};
use crate::places::{LEAD, every_kind};
use anyhow::{Context, Result, ensure};
use press::host::preview::{self, Running};
use std::path::Path;

tests! {
    every_page_is_hydrated_without_replacing_nodes
    links_navigate_within_the_app
    hydration_keeps_focus_selection_and_scroll
    a_damaged_page_is_rebuilt
    without_the_app_the_page_stays_and_its_links_work
    the_app_loads_after_the_first_paint
    the_app_loads_in_browsers_that_report_no_paint
    everything_can_be_read_without_script
    links_work_without_script
}

/// A page of each kind, those that have no address of their own among them.
pub const KINDS: [&str; 9] = [
    "/",
    "/world",
    LEAD,
    "/tag/mideast",
    "/tag/us/1",
    "/author/world-desk",
    "/lifestyle",
    "/no/such/page",
    "/offline",
];

/// Those, and stories of many kinds: each block, each language may be printed otherwise by the app.
///
/// # Errors
/// When the site has no such stories.
pub fn all_kinds(stage: &Stage) -> Result<Vec<String>> {
    let places = every_kind(stage)?.into_iter();
    let stories = places.filter(|place| {
        place.name.starts_with("article with") || place.name.starts_with("article in")
    });
    let stories: Vec<_> = stories.map(|place| place.path).collect();
    ensure!(stories.len() == 3, "{stories:?}");
    Ok(KINDS.map(String::from).into_iter().chain(stories).collect())
}

/// Pages that are not there, and are told so.
const MISSING: [&str; 1] = ["/no/such/page"];

/// Serves the published folder with its own headers: the Content-Security-Policy is real.
pub async fn host(stage: &Stage) -> Result<Running> {
    host_of(&stage.site, "").await
}

/// Serves a published folder below the path `base`: empty, or `/paper`.
pub async fn host_of(site: &Path, base: &str) -> Result<Running> {
    let options = preview::Options {
        site: site.to_owned(),
        address: ([127, 0, 0, 1], 0).into(),
        base: base.to_owned(),
    };
    let running = tokio::task::spawn_blocking(|| preview::start(options)).await?;
    running.context("the published site: ./dev build makes it")
}

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

/// A path of the published site, as an address.
pub fn at(host: &Running, path: &str) -> String {
    format!("{}{path}", host.url.trim_end_matches('/'))
}

/// Remembers each node of the body as the HTML brought it.
const REMEMBER: &str = "
    document.addEventListener('DOMContentLoaded', () => {
        window.nodes = [];
        const walk = document.createTreeWalker(document.body);
        while (walk.nextNode()) nodes.push(walk.currentNode);
        window.titled = document.title;
    });";

async fn watched(paper: &Paper) -> Result<()> {
    if paper.before_every_page(REMEMBER).await.is_err() {
        anyhow::bail!("the browser cannot run a script before the page");
    }
    Ok(())
}

async fn every_page_is_hydrated_without_replacing_nodes(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    watched(paper).await?;
    let missing = MISSING.map(|path| at(&host, path));
    let mut wrong = vec![];
    for path in all_kinds(stage)? {
        paper.visit(&at(&host, &path)).await?;
        paper.ready().await?;
        paper.frames(10).await?;
        let total: u32 = paper.say("String(nodes.length)").await?.parse()?;
        ensure!(total > 60, "{path}: only {total} nodes");
        // today's date is the one text that may differ from the publisher's
        let gone = paper
            .list(
                "nodes.filter(n => !n.isConnected && n.data !== '' && !n.parentNode?.closest?.('time'))
                      .map(n => n.outerHTML ?? n.data).slice(0, 5)",
            )
            .await?;
        wrong.extend(gone.into_iter().map(|node| format!("{path}: lost {node}")));
        let told = paper.say("String(document.title === titled)").await?;
        if told != "true" {
            wrong.push(format!(
                "{path}: the title changed to {}",
                paper.title().await?
            ));
        }
        if paper.has(".boot-note").await? {
            wrong.push(format!("{path}: the app did not start"));
        }
        let errors = paper.errors_beside(&missing).await?;
        wrong.extend(errors.into_iter().map(|error| format!("{path}: {error}")));
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn links_navigate_within_the_app(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    paper.visit(&at(&host, "/")).await?;
    paper.ready().await?;
    paper.js("window.same = true").await?;
    paper.click_link("World").await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(
        paper.say("String(window.same)").await? == "true",
        "a new document"
    );
    ensure!(
        paper.title().await?.starts_with("World"),
        "the title stayed"
    );
    paper.back().await?;
    paper.wait_for_one(".front").await?;
    ensure!(
        paper.say("String(window.same)").await? == "true",
        "a new document"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn hydration_keeps_focus_selection_and_scroll(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    // the reader is quicker than the app
    paper
        .before_every_page(
            "document.addEventListener('DOMContentLoaded', () => {
                 scrollTo(0, 400);
                 document.querySelectorAll('.masthead__sections a')[2].focus({ preventScroll: true });
                 getSelection().selectAllChildren(document.querySelector('.article__body p'));
                 window.before = [document.activeElement, String(getSelection()), scrollY];
             });",
        )
        .await?;
    paper.visit(&at(&host, LEAD)).await?;
    paper.ready().await?;
    paper.frames(10).await?;
    let kept = paper
        .list(
            "[document.activeElement === before[0], String(getSelection()) === before[1],
              scrollY === before[2], before[1].length > 20, before[2] === 400].map(String)",
        )
        .await?;
    ensure!(
        kept.iter().all(|kept| kept == "true"),
        "focus, selection, scroll, …: {kept:?}"
    );
    Ok(())
}

async fn a_damaged_page_is_rebuilt(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    // as an extension might, or a proxy that means well
    paper
        .before_every_page(
            "document.addEventListener('DOMContentLoaded', () => {
                 document.querySelector('.masthead').remove();
                 document.querySelector('main').replaceChildren('gone');
             });",
        )
        .await?;
    paper.visit(&at(&host, LEAD)).await?;
    paper.ready().await?;
    paper.wait_for_one(".masthead").await?;
    paper.wait_for_one(".article__headline").await?;
    ensure!(
        paper.count(".article__headline").await? == 1,
        "two pages in one"
    );
    ensure!(paper.count(".masthead").await? == 1, "two mastheads");
    paper.js("window.same = true").await?;
    paper.click_link("World").await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(
        paper.say("String(window.same)").await? == "true",
        "a new document"
    );
    Ok(())
}

async fn without_the_app_the_page_stays_and_its_links_work(stage: &Stage) -> Result<()> {
    // the published site, but for the app
    let copy = tempfile::tempdir()?;
    copy_without_app(&stage.site, copy.path())?;
    let host = host_of(copy.path(), "").await?;
    let paper = &stage.paper;
    paper.visit(&at(&host, LEAD)).await?;
    // said once, and not before the second try
    paper.wait_for_one(".boot-note").await?;
    paper.frames(10).await?;
    ensure!(paper.count(".boot-note").await? == 1, "said more than once");
    ensure!(paper.has(".article__body p").await?, "the story is gone");
    paper.click_link("World").await?;
    wait_for("the section's page", || async {
        let title = paper.title().await?;
        Ok(Seen::when(title.starts_with("World"), || title))
    })
    .await?;
    ensure!(paper.has(".listing__cards .card").await?, "no stories");
    Ok(())
}

async fn the_app_loads_after_the_first_paint(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    // nor after the two seconds that a browser has which tells of no paint
    paper
        .before_every_page(
            "const real = setTimeout;
             window.setTimeout = (call, ms, ...rest) => ms === 2000 ? 0 : real(call, ms, ...rest);",
        )
        .await?;
    for path in ["/", "/world", LEAD] {
        paper.visit(&at(&host, path)).await?;
        paper.ready().await?;
        let times = "['first-contentful-paint', '.wasm'].map(name => performance.getEntries()
            .find(entry => entry.name.endsWith(name))?.startTime)";
        let times: [Option<f64>; 2] = serde_json::from_value(paper.js(times).await?)?;
        let [Some(paint), Some(app)] = times else {
            anyhow::bail!("{path}: painted and asked at {times:?}");
        };
        ensure!(
            paint < app,
            "{path}: painted after {paint} ms, the app asked for after {app} ms"
        );
    }
    Ok(())
}

async fn the_app_loads_in_browsers_that_report_no_paint(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    paper
        .before_every_page(
            "window.PerformanceObserver = class { observe() { window.asked = true; } };",
        )
        .await?;
    paper.visit(&at(&host, LEAD)).await?;
    paper.ready().await?;
    ensure!(
        paper.say("String(window.asked)").await? == "true",
        "nobody waited for the paint"
    );
    Ok(())
}

async fn everything_can_be_read_without_script(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    paper.without_script().await?;
    for path in KINDS {
        paper.visit(&at(&host, path)).await?;
        ensure!(paper.html().await?.contains("<h1"), "{path}: no headline");
        ensure!(!paper.title().await?.is_empty(), "{path}: no title");
    }
    paper.visit(&at(&host, LEAD)).await?;
    let html = paper.html().await?;
    let (_, body) = html.split_once("<body").context("no body")?;
    for part in [
        "article__body",
        "byline",
        "share-bar",
        "rail--popular",
        "rail--tag",
        "<figcaption",
    ] {
        ensure!(body.contains(part), "{part} is not there");
    }
    ensure!(!started(&html)?, "a script ran");
    // who looks is a script: the page stays what it is without
    paper.with_script().await?;
    let offered = paper
        .list(
            "[...document.querySelectorAll('button, input, select')].map(control => control.outerHTML)",
        )
        .await?;
    ensure!(
        offered.is_empty(),
        "offered, though only a script can do it: {offered:?}"
    );
    Ok(())
}

/// Whether the app says in a document that it is there.
fn started(html: &str) -> Result<bool> {
    // the style that stands in the page has a word for it too
    let (root, _) = html.split_once("<head").context("no head")?;
    ensure!(html.contains("<body data-prerendered="), "no page of ours");
    Ok(root.contains("data-ready"))
}

async fn links_work_without_script(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    paper.without_script().await?;
    paper.visit(&at(&host, LEAD)).await?;
    let section = &stage.dist.site()?.sections[0].name;
    // past the skip link and the nameplate: a driver clicks by script. Where the first Tab leads to
    // the page itself, it takes one more
    for _ in 0..4 {
        paper.press(Key::Tab).await?;
        if paper.focused_words().await? == *section {
            break;
        }
    }
    paper.press(Key::Enter).await?;
    // the title is there before the stories are
    wait_for("the section's stories", || async {
        let (title, html) = (paper.title().await?, paper.html().await?);
        let there = title.starts_with(section.as_str()) && html.contains("class=\"listing");
        Ok(Seen::when(there, || title))
    })
    .await?;
    ensure!(!started(&paper.html().await?)?, "a script ran");
    Ok(())
}
