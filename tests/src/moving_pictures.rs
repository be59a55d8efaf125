//! Pictures that move: what is loaded where motion is not wanted, the button, and the space they keep.

use crate::harness::{Browser, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    nothing_that_moves_is_loaded_where_motion_is_not_wanted
    a_moving_picture_stands_still_when_it_is_paused
    a_moving_picture_is_played_by_keyboard
    a_moving_picture_is_played_without_script
    a_moving_picture_keeps_its_space
    a_moving_picture_has_no_accessibility_findings
    with_fewer_pictures_neither_the_still_nor_the_moving_file_is_loaded
}

/// A story with a picture that moves.
const STORY: &str = "/2025/03/27/how-a-container-crosses-los-angeles";
/// The listing that links to it.
const LISTING: &str = "/business";
/// The button, which is the whole picture.
const BUTTON: &str = ".moving > summary";
/// The file that moves, as the server sees it.
const MOVING: &str = "/media/*.gif";

/// Sets the reader's preference for motion to `wish`, and opens the story.
async fn open_story(stage: &TestContext, wish: &str) -> Result<Server> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper
        .media("screen", &[("prefers-reduced-motion", wish)])
        .await?;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    Ok(server)
}

/// Scrolls to the picture, and waits until what is near it is loaded.
async fn scroll_to_picture(paper: &Browser, server: &Server) -> Result<()> {
    paper.wait_for_element(BUTTON).await?;
    paper
        .eval(
            "void document.querySelector('.moving').scrollIntoView({ block: 'center', behavior: 'instant' })",
        )
        .await?;
    paper.wait_frames(3).await?;
    paper.wait_for_network_idle(Some(server)).await?;
    Ok(())
}

/// Waits until the picture on screen is a file with the extension `ending`, and the label of the button is
/// `word`.
async fn wait_for_picture(paper: &Browser, ending: &str, word: &str) -> Result<()> {
    paper
        .wait_until(
            &format!("a picture that ends with {ending}, and the button {word}"),
            &format!(
                "(pictures => pictures.length === 1 && pictures[0].complete && pictures[0].naturalWidth > 1
                   && pictures[0].currentSrc.endsWith({ending:?})
                   && document.querySelector('.moving__button').innerText.trim() === {word:?})
                 ([...document.querySelectorAll('.moving img')].filter(picture => picture.checkVisibility
                   ? picture.checkVisibility({{ contentVisibilityAuto: true }}) && picture.clientHeight > 0
                   : picture.clientHeight > 0))"
            ),
        )
        .await
}

async fn nothing_that_moves_is_loaded_where_motion_is_not_wanted(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (open_story(stage, "reduce").await?, &stage.paper);
    scroll_to_picture(paper, &server).await?;
    wait_for_picture(paper, ".webp", "Play").await?;
    ensure!(server.requests_for(MOVING).is_empty());
    // It is not loaded after a click in the app either, which builds the page from its data. This uses
    // another server, because Chromium forgets the reader's preference for a moment while it leaves a page,
    // and then loads the file for the page that it leaves.
    let server = stage.published().await?;
    paper.open_url(&server.url(LISTING)).await?;
    paper.wait_for_app().await?;
    paper.follow_link(&format!("a[href='{STORY}']")).await?;
    scroll_to_picture(paper, &server).await?;
    wait_for_picture(paper, ".webp", "Play").await?;
    ensure!(server.requests_for(MOVING).is_empty());
    paper.click(BUTTON).await?;
    wait_for_picture(paper, ".gif", "Pause").await?;
    ensure!(server.requests_for(MOVING).len() == 1);
    paper.click(BUTTON).await?;
    wait_for_picture(paper, ".webp", "Play").await
}

async fn a_moving_picture_stands_still_when_it_is_paused(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage, "no-preference").await?, &stage.paper);
    scroll_to_picture(paper, &server).await?;
    wait_for_picture(paper, ".gif", "Pause").await?;
    paper.click(BUTTON).await?;
    wait_for_picture(paper, ".webp", "Play").await?;
    paper.click(BUTTON).await?;
    wait_for_picture(paper, ".gif", "Pause").await?;
    ensure!(server.requests_for(MOVING).len() == 1);
    Ok(())
}

async fn a_moving_picture_is_played_by_keyboard(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage, "reduce").await?, &stage.paper);
    press_enter_on_picture(paper, &server).await
}

async fn a_moving_picture_is_played_without_script(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper
        .media("screen", &[("prefers-reduced-motion", "reduce")])
        .await?;
    paper.disable_scripts().await?;
    paper.open_url(&server.url(STORY)).await?;
    press_enter_on_picture(paper, &server).await
}

/// Plays the picture with the Enter key, and waits until its file is requested.
async fn press_enter_on_picture(paper: &Browser, server: &Server) -> Result<()> {
    paper
        .eval(&format!("document.querySelector('{BUTTON}').focus()"))
        .await?;
    paper.press(Key::Enter).await?;
    server.wait_for_requests(MOVING, 1).await
}

async fn a_moving_picture_keeps_its_space(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage, "reduce").await?, &stage.paper);
    for (width, height) in [(360, 640), (1280, 900)] {
        paper.viewport(width, height).await?;
        paper.open_url(&server.url(STORY)).await?;
        paper.wait_for_app().await?;
        scroll_to_picture(paper, &server).await?;
        let size = "(box => [box.width, box.height].map(Math.round).join(' '))
             (document.querySelector('.moving').getBoundingClientRect())";
        let before = paper.eval_string(size).await?;
        let (across, down) = before.split_once(' ').unwrap_or_default();
        let ratio = across.parse::<f64>()? / down.parse::<f64>()?;
        ensure!((ratio - 1.5).abs() < 0.02, "{width}: {before}");
        // The size also stays the same while the other picture is loading.
        paper.click(BUTTON).await?;
        let after = paper.eval_string(size).await?;
        ensure!(before == after, "{width}: {before} became {after}");
        paper.expect_width("the story", width).await?;
    }
    Ok(())
}

async fn a_moving_picture_has_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage, "reduce").await?, &stage.paper);
    scroll_to_picture(paper, &server).await?;
    paper.expect_no_findings(STORY).await?;
    paper.click(BUTTON).await?;
    wait_for_picture(paper, ".gif", "Pause").await?;
    paper.expect_no_findings(STORY).await
}

async fn with_fewer_pictures_neither_the_still_nor_the_moving_file_is_loaded(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element("input[value=few]").await?;
    paper.click("input[value=few]").await?;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper
        .wait_for_element(&format!("{BUTTON}[data-ask]"))
        .await?;
    scroll_to_picture(paper, &server).await?;
    let key = paper
        .eval_string(
            "document.querySelector('.moving > picture img').getAttribute('src').match(/media\\/(\\w+)/)[1]",
        )
        .await?;
    let of_picture = [format!("/media/{key}.gif"), format!("/media/{key}-*")];
    let requests = || of_picture.iter().flat_map(|path| server.requests_for(path));
    ensure!(requests().next().is_none());
    let name = paper.attributes(BUTTON, "aria-label").await?;
    ensure!(name[0].starts_with("Show picture: A drawing"), "{name:?}");
    // The first press loads the picture. Only the next one is a press of the picture's own button.
    paper.click(BUTTON).await?;
    paper
        .wait_until(
            "the picture",
            "(picture => picture.complete && picture.naturalWidth > 1)(document.querySelector('.moving > summary img'))",
        )
        .await?;
    ensure!(!paper.has(".moving[open]").await?);
    ensure!(!paper.has(&format!("{BUTTON}[data-ask]")).await?);
    Ok(())
}
