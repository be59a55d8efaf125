//! Videos and audio recordings: what is loaded when, the space they keep, and the part that remembers where they
//! were left.

use crate::harness::{Fault, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    nothing_of_a_recording_is_loaded_before_it_is_played
    a_video_keeps_its_space
    one_recording_plays_at_a_time
    a_recording_goes_on_where_it_was_left
    a_recording_is_played_without_script
    a_recording_that_is_missing_leaves_the_story
    recordings_have_no_accessibility_findings
    a_transcript_is_folded_and_printed
}

/// A story with a video and an audio recording.
const STORY: &str = "/2025/03/12/griffith-observatory-lunar-eclipse";
/// The listing that links to it.
const LISTING: &str = "/lifestyle";
const VIDEO: &str = "video.recording__player";
/// The files of recordings, as the server sees them.
const FILES: [&str; 5] = [
    "/media/*.mp4",
    "/media/*.webm",
    "/media/*.mp3",
    "/media/*.ogg",
    "/media/*.vtt",
];

/// Serves the published site, and opens the story there.
async fn open_story(stage: &TestContext) -> Result<Server> {
    let server = stage.published().await?;
    stage.paper.open_url(&server.url(STORY)).await?;
    stage.paper.wait_for_app().await?;
    Ok(server)
}

fn requested(server: &Server) -> Vec<String> {
    let requests = FILES.iter().flat_map(|path| server.requests_for(path));
    requests.map(|request| request.path).collect()
}

async fn nothing_of_a_recording_is_loaded_before_it_is_played(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    paper
        .eval("void document.querySelector('video.recording__player').scrollIntoView()")
        .await?;
    paper.wait_frames(3).await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    let loaded = requested(&server);
    ensure!(loaded.is_empty(), "{loaded:?}");
    // Nothing is loaded after a click in the app either, which builds the page from its data.
    paper.open_url(&server.url(LISTING)).await?;
    paper.wait_for_app().await?;
    paper.follow_link(&format!("a[href='{STORY}']")).await?;
    paper.wait_for_element(VIDEO).await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    let loaded = requested(&server);
    ensure!(loaded.is_empty(), "{loaded:?}");
    paper
        .eval(&format!(
            "void (video => {{ video.muted = true; video.play().catch(() => {{}}) }})(document.querySelector('{VIDEO}'))"
        ))
        .await?;
    // Which of its files is loaded depends on the browser. Some browsers of the tests have no codecs at all.
    paper
        .wait_until(
            "a file of the video",
            "performance.getEntriesByType('resource').some(entry => /\\.(webm|mp4)$/.test(entry.name)) \
             || document.querySelector('video.recording__player').networkState === HTMLMediaElement.NETWORK_NO_SOURCE",
        )
        .await
}

async fn a_video_keeps_its_space(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    let paper = &stage.paper;
    paper.watch_layout_shifts().await?;
    for (width, height) in [(360, 640), (1280, 900)] {
        paper.viewport(width, height).await?;
        paper.open_url(&server.url(STORY)).await?;
        paper.wait_for_app().await?;
        let ratio = paper
            .eval_string(&format!(
                "(box => (box.width / box.height).toFixed(2))(document.querySelector('{VIDEO}').getBoundingClientRect())"
            ))
            .await?;
        ensure!(ratio == "1.78", "{width}: {ratio}");
        let shifts = paper.take_layout_shifts().await?;
        ensure!(shifts.is_empty(), "{width}: {shifts:?}");
        paper.expect_width("the story", width).await?;
    }
    Ok(())
}

/// Loads the part by pointing at a player, as a reader does.
async fn load_part(stage: &TestContext, server: &Server) -> Result<()> {
    let paper = &stage.paper;
    paper
        .eval(&format!(
            "void document.querySelector('{VIDEO}').scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        ))
        .await?;
    paper.hover(VIDEO).await?;
    server
        .wait_for_requests("/assets/recording-*.js", 1)
        .await?;
    paper.wait_for_network_idle(Some(server)).await?;
    paper.wait_frames(2).await
}

async fn one_recording_plays_at_a_time(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    load_part(stage, &server).await?;
    // This uses an event instead of playing, because not every browser of the tests can decode the files.
    paper
        .eval(
            "void (players => {
               window.paused = [];
               for (const player of players) player.pause = () => paused.push(player.localName);
               players[1].dispatchEvent(new Event('play'));
             })(document.querySelectorAll('.recording__player'))",
        )
        .await?;
    let paused = paper.eval_strings("window.paused").await?;
    ensure!(paused == ["video"], "{paused:?}");
    Ok(())
}

/// A JavaScript function that makes the video report a length of 90 seconds and the current time `at`.
const AT: &str = "(at => (video => {
    Object.defineProperty(video, 'duration', { value: 90 });
    Object.defineProperty(video, 'currentTime', { value: at, writable: true });
    return video;
  })(document.querySelector('video.recording__player')))";

async fn a_recording_goes_on_where_it_was_left(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    load_part(stage, &server).await?;
    let leave = |at: u32| format!("void {AT}({at}).dispatchEvent(new Event('pause'))");
    paper.eval(&leave(42)).await?;
    let stored = paper.eval_string("localStorage.recordings").await?;
    ensure!(stored.ends_with(".webm\",42]]"), "{stored}");
    paper.reload().await?;
    paper.wait_for_app().await?;
    // Pressing play loads the part, too.
    paper
        .eval(&format!("void {AT}(0).dispatchEvent(new Event('play'))"))
        .await?;
    paper
        .wait_until(
            "the part",
            "performance.getEntriesByType('resource').some(entry => entry.name.includes('/assets/recording-'))",
        )
        .await?;
    paper
        .wait_until(
            "the place where it was left",
            "(video => {
               video.dispatchEvent(new Event('play'));
               return video.currentTime === 42;
             })(document.querySelector('video.recording__player'))",
        )
        .await?;
    // No place is stored for a video that was watched to its end.
    paper
        .eval("void (video => { video.currentTime = 88; video.dispatchEvent(new Event('pause')) })(document.querySelector('video.recording__player'))")
        .await?;
    let stored = paper.eval_string("`${localStorage.recordings}`").await?;
    ensure!(stored == "undefined", "{stored}");
    Ok(())
}

async fn a_recording_is_played_without_script(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url(STORY)).await?;
    for name in ["controls", "playsinline"] {
        let values = paper.attributes(VIDEO, name).await?;
        ensure!(values == [""], "{name}: {values:?}");
    }
    let preload = paper.attributes(".recording__player", "preload").await?;
    ensure!(preload == ["none", "none"], "{preload:?}");
    Ok(())
}

async fn a_recording_that_is_missing_leaves_the_story(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    for path in FILES {
        server.inject_fault(path, Fault::status(404));
    }
    paper
        .eval(&format!(
            "void (video => {{ video.muted = true; video.play().catch(() => {{}}) }})(document.querySelector('{VIDEO}'))"
        ))
        .await?;
    paper
        .wait_until(
            "the player to give up",
            &format!("document.querySelector('{VIDEO}').networkState === HTMLMediaElement.NETWORK_NO_SOURCE"),
        )
        .await?;
    ensure!(paper.has(".article__body > p").await?);
    Ok(())
}

async fn recordings_have_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    paper.expect_no_findings(STORY).await
}

async fn a_transcript_is_folded_and_printed(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    let is_visible = "document.querySelector('.recording__transcript p').checkVisibility({ contentVisibilityAuto: true })";
    let folded = paper.eval(is_visible).await?;
    ensure!(folded == false, "the transcript is not folded");
    paper.media("print", &[]).await?;
    // Browsers without `::details-content` cannot unfold the transcript by style, so they print it folded.
    paper
        .wait_until(
            "the transcript on paper",
            &format!("!CSS.supports('selector(::details-content)') || {is_visible}"),
        )
        .await
}
