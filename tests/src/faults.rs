//! Tests of bad data: damaged, of the wrong shape, of a newer version, or missing.

use crate::harness::{
    Ended, Fault, NEWER, Notice, Seen, Stage, article, listing, tests, twin_json, wait_for,
};
use crate::places::{LEAD, WORLD};
use anyhow::{Context, Result, ensure};
use frontpage_hosting::policy::policy;
use frontpage_model::Page;

tests! {
    truncated_data_shows_an_error_until_a_retry_succeeds
    try_again_bypasses_damaged_data_in_the_browser_cache
    data_of_the_wrong_shape_is_logged_with_file_and_field
    no_damaged_data_breaks_the_app
    data_of_another_kind_of_page_shows_an_error
    a_newer_version_reloads_once_and_then_shows_a_notice
    a_newer_version_after_a_click_reloads_once
    a_newer_site_json_shows_a_notice_without_a_reload_loop
    a_broken_site_json_is_not_requested_in_a_loop
    a_missing_rail_leaves_the_story
    a_damaged_rail_leaves_the_story
    missing_pictures_leave_the_story
    a_newspaper_without_stories_still_renders
}

async fn truncated_data_shows_an_error_until_a_retry_succeeds(
    Stage { server, paper, .. }: &Stage,
) -> Result<()> {
    paper.open("/").await?;
    server.fail("/world.json", Fault::truncated());
    paper.activate(WORLD).await?;
    paper.told(Notice::Unreadable).await?;
    ensure!(
        server.requests("/world.json").len() == 1,
        "the damaged file was requested again without a click"
    );
    ensure!(paper.address().await? == "/world");
    let console = paper.console_errors().await?.join("\n");
    ensure!(
        console.contains("world.json"),
        "the console does not name the file: {console}"
    );
    server.heal("/world.json");
    paper.try_again().await?;
    paper.wait_for("h1", "World").await?;
    ensure!(
        paper.focus().await? == "h1 World",
        "focus on {}",
        paper.focus().await?
    );
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

async fn try_again_bypasses_damaged_data_in_the_browser_cache(
    Stage { server, paper, .. }: &Stage,
) -> Result<()> {
    // Serve the data with its published headers, so that the browser can cache it.
    let cache_control = policy("/world.json").cache.header();
    ensure!(cache_control.contains("max-age=60"), "{cache_control}");
    server.header("cache-control", Some(cache_control));
    server.fail("/site.json", Fault::truncated());
    paper.open("/").await?;
    // Without `site.json` there is no masthead, so `Paper::told` cannot be used here.
    paper.wait_for("h1", Notice::Unreadable.headline()).await?;
    server.heal("/site.json");
    paper.try_again().await?;
    paper.wait_for_one(".front").await?;
    server.fail("/world.json", Fault::truncated());
    paper.activate(WORLD).await?;
    paper.told(Notice::Unreadable).await?;
    server.heal("/world.json");
    paper.try_again().await?;
    paper.wait_for("h1", "World").await?;
    for file in ["/site.json", "/world.json"] {
        let requests = server.requests(file).len();
        ensure!(requests == 2, "{file} was requested {requests} times");
    }
    Ok(())
}

async fn data_of_the_wrong_shape_is_logged_with_file_and_field(
    Stage { server, paper, .. }: &Stage,
) -> Result<()> {
    let path = "/2025/03/01/a-story";
    let valid = twin_json(Page::Article(article(path, "A story")?))?;
    for (from, to, field) in [
        (
            r#""headline":"A story""#,
            r#""headline":7"#,
            "page.article.headline",
        ),
        (r#""headline":"A story","#, "", "page.article"),
        (
            r#"{"t":"A paragraph."}"#,
            r#"{"t":[]}"#,
            "page.article.body[0].p.text[0].t",
        ),
        (
            r#"{"t":"A paragraph."}"#,
            r#"{"marquee":"x"}"#,
            "page.article.body[0].p.text[0]",
        ),
        (
            r#""published":"2025"#,
            r#""published":"soon"#,
            "page.article.published",
        ),
        (
            r#""slug":"world""#,
            r#""slug":"../x""#,
            "page.article.section.slug",
        ),
    ] {
        let body = valid.replacen(from, to, 1);
        ensure!(
            body != valid,
            "the test's sample data no longer contains {from}"
        );
        server.fail(&format!("{path}.json"), Fault::body(body));
        paper.open(path).await?;
        paper.told(Notice::Unreadable).await?;
        let console = paper.console_errors().await?;
        let last = console.last().cloned().unwrap_or_default();
        ensure!(
            last.contains(field),
            "the console does not name {field}: {last:?}"
        );
        ensure!(
            last.contains(path),
            "the console does not name the file: {last:?}"
        );
    }
    server.fail(&format!("{path}.json"), Fault::body(valid));
    paper.try_again().await?;
    paper.wait_for("h1.article__headline", "A story").await
}

async fn no_damaged_data_breaks_the_app(Stage { server, paper, .. }: &Stage) -> Result<()> {
    paper.open("/").await?;
    let deep = format!(
        r#"{{"v":1,"page":{}1{}}}"#,
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    for body in [
        "",
        " ",
        "null",
        "[]",
        "{}",
        "\u{0}",
        "{\"v\":1}",
        "{\"v\":1,\"page\":null}",
        "{\"v\":1,\"page\":{}}",
        "{\"v\":1,\"page\":{\"other\":{}}}",
        "{\"v\":\"1\",\"page\":{}}",
        "{\"v\":-1,\"page\":{}}",
        "{\"v\":0,\"page\":{}}",
        "{\"page\":{\"front\":{\"top\":[],\"strips\":[]}}}",
        "\u{feff}{\"v\":1,",
        &deep,
    ] {
        server.fail("/world.json", Fault::body(body));
        paper.activate(WORLD).await?;
        let head: String = body.chars().take(50).collect();
        let notice = paper.told(Notice::Unreadable).await;
        notice.map_err(|e| e.context(format!("with {head:?}")))?;
        paper.activate("a.masthead__name").await?;
        paper.wait_for_one(".front").await?;
    }
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

async fn data_of_another_kind_of_page_shows_an_error(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    server.fail("/world.json", Fault::body(dist.json("/index.json")?));
    paper.open("/world").await?;
    paper.told(Notice::Unreadable).await?;
    server.heal("/world.json");
    paper.try_again().await?;
    paper.wait_for("h1", "World").await
}

/// Checks that the "newer edition" notice is on screen and that the page reloaded only once.
/// `documents` is the expected number of document requests.
async fn outdated(Stage { server, paper, .. }: &Stage, documents: usize) -> Result<()> {
    paper.wait_for("h1", Notice::Outdated.headline()).await?;
    // A reload loop would continue during these frames.
    paper.frames(60).await?;
    let seen = server.documents();
    ensure!(seen == documents, "{seen} documents instead of {documents}");
    ensure!(paper.has(".notice--outdated h1").await?);
    Ok(())
}

async fn a_newer_version_reloads_once_and_then_shows_a_notice(stage: &Stage) -> Result<()> {
    let Stage { server, paper, .. } = stage;
    server.fail("/world.json", Fault::body(NEWER));
    paper.open_early("/world").await?;
    outdated(stage, 2).await?;
    ensure!(paper.has("header.masthead nav a").await?, "no masthead");
    // Pages that this version of the app can read still open.
    paper.click_link("Business").await?;
    paper.wait_for("h1", "Business").await?;
    // A second click shows the notice without another reload.
    paper.activate(WORLD).await?;
    outdated(stage, 2).await?;
    // Once app and data match again, the page is shown.
    server.heal("/world.json");
    paper.reload().await?;
    paper.wait_for("h1", "World").await
}

async fn a_newer_version_after_a_click_reloads_once(stage: &Stage) -> Result<()> {
    let Stage { server, paper, .. } = stage;
    paper.open("/").await?;
    server.fail("/world.json", Fault::body(NEWER));
    paper.activate(WORLD).await?;
    wait_for("the reload", || async {
        let documents = server.documents();
        Ok(Seen::when(documents == 2, || documents.to_string()))
    })
    .await?;
    paper.ready().await?;
    // The reload opens the page that was clicked, not the one it was clicked on.
    ensure!(
        paper.address().await? == "/world",
        "reloaded {}",
        paper.address().await?
    );
    outdated(stage, 2).await
}

async fn a_newer_site_json_shows_a_notice_without_a_reload_loop(stage: &Stage) -> Result<()> {
    stage.server.fail("/site.json", Fault::body(NEWER));
    stage.paper.open_early("/").await?;
    outdated(stage, 2).await
}

async fn a_broken_site_json_is_not_requested_in_a_loop(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    for (fault, headline) in [
        (Fault::status(500), Notice::Unreachable.headline()),
        (Fault::body("{"), Notice::Unreadable.headline()),
    ] {
        server.fail("/site.json", fault);
        server.forget();
        paper.open_early("/world").await?;
        paper.wait_for(".notice--error h1", headline).await?;
        paper.frames(20).await?;
        let requests = server.requests("/site.json").len();
        ensure!(requests <= 3, "site.json was requested {requests} times");
        ensure!(paper.has("header.masthead").await?, "no masthead");
        server.heal("/site.json");
        paper.try_again().await?;
        paper.wait_for("h1", "World").await?;
        let sections = paper.texts("nav[aria-label=Sections] a").await?;
        ensure!(
            sections.len() == dist.site()?.sections.len(),
            "sections {sections:?}"
        );
    }
    Ok(())
}

/// The message in place of a rail that could not be loaded.
const MISSING_RAIL: &str = "aside.rail--popular .rail__missing";

async fn a_missing_rail_leaves_the_story(Stage { server, paper, .. }: &Stage) -> Result<()> {
    server.fail("/popular.json", Fault::status(404));
    paper.open(LEAD).await?;
    paper.wait_for_one("aside.rail--tag .rail__card a").await?;
    server
        .wait_for_end("/popular.json", Ended::Answered(404))
        .await?;
    paper.wait_for_one(MISSING_RAIL).await?;
    ensure!(paper.has("h1.article__headline").await? && paper.has(".article__body p").await?);
    paper.told_nothing().await?;
    Ok(())
}

async fn a_damaged_rail_leaves_the_story(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    let documents = 1;
    for body in ["{", NEWER, &dist.json("/site.json")?] {
        server.fail("/popular.json", Fault::body(body));
        server.forget();
        paper.open(LEAD).await?;
        paper.wait_for_one("aside.rail--tag .rail__card a").await?;
        paper.wait_for_one(MISSING_RAIL).await?;
        server.wait_for_quiet().await?;
        paper.frames(10).await?;
        ensure!(paper.has(".article__body p").await? && !paper.has(".notice").await?);
        ensure!(
            server.documents() == documents,
            "a rail made the page reload"
        );
    }
    Ok(())
}

async fn missing_pictures_leave_the_story(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    server.fail("/media/*", Fault::status(404));
    paper.open(LEAD).await?;
    server
        .wait_for_end("/media/*", Ended::Answered(404))
        .await?;
    server.wait_for_quiet().await?;
    ensure!(paper.has("h1.article__headline").await?);
    // The alt text is shown, and the picture's space stays reserved.
    let picture = "figure.lead-picture img";
    let lead = dist.article(LEAD)?.lead.context("no lead picture")?;
    ensure!(lead.image.alt.len() > 10, "the alt text is too short");
    ensure!(paper.attributes(picture, "alt").await? == [lead.image.alt]);
    let height = paper
        .js(&format!("document.querySelector({picture:?}).offsetHeight"))
        .await?;
    ensure!(
        height.as_f64().unwrap_or_default() > 100.0,
        "the picture's space is only {height} px high"
    );
    Ok(())
}

async fn a_newspaper_without_stories_still_renders(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    let front = Page::Front(frontpage_model::Front {
        top: vec![],
        strips: vec![],
    });
    server.fail("/index.json", Fault::body(twin_json(front)?));
    let mut world = listing(None, None, None)?;
    world.cards.clear();
    server.fail("/world.json", Fault::body(twin_json(Page::Listing(world))?));
    paper.open("/").await?;
    paper.wait_for("h1", &dist.site()?.name).await?;
    paper.activate(WORLD).await?;
    paper.wait_for("h1", "World").await?;
    let words = paper.text("main").await?;
    ensure!(
        words.len() > "World".len() + 10,
        "an empty section says only {words:?}"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "errors in the console: {errors:?}");
    Ok(())
}
