//! Keyboard focus: where it goes after navigation, and that nothing covers the focused element.

use super::tab_stops::tab_through;
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, Fault, Key, Seen, TestContext, tests, wait_for};
use anyhow::{Context, Result, ensure};

tests! {
    navigation_moves_the_focus_to_the_headline
    try_again_moves_the_focus_to_the_headline
    after_a_reload_the_focus_starts_at_the_top
    a_button_keeps_the_focus
    nothing_covers_the_focused_element
}

/// Waits until the focus is on `place`, given as tag and text, and checks that it stays there.
async fn wait_for_focus(paper: &Browser, place: &str) -> Result<()> {
    wait_for(&format!("the focus on {place:?}"), || async {
        let focus = paper.focused_element().await?;
        Ok(Seen::when(focus == place, || focus))
    })
    .await?;
    // Rails and pictures that arrive later must not take the focus.
    paper.wait_frames(10).await?;
    let focus = paper.focused_element().await?;
    ensure!(
        focus == place,
        "the focus moved from {place:?} to {focus:?}"
    );
    Ok(())
}

async fn navigation_moves_the_focus_to_the_headline(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    let front = format!("h1 {}", dist.site()?.name);
    let story = format!("h1 {}", dist.article(LEAD)?.headline);
    let card = format!(".card a[href='{LEAD}']");
    paper.open("/").await?;
    paper.click(WORLD).await?;
    wait_for_focus(paper, "h1 World").await?;
    paper.click(&card).await?;
    wait_for_focus(paper, &story).await?;
    paper.back().await?;
    wait_for_focus(paper, "h1 World").await?;
    paper.back().await?;
    wait_for_focus(paper, &front).await?;
    paper.forward().await?;
    wait_for_focus(paper, "h1 World").await
}

async fn try_again_moves_the_focus_to_the_headline(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    let retry = async || {
        paper
            .eval("document.querySelector('.notice button').focus()")
            .await?;
        paper.press(Key::Enter).await
    };
    server.inject_fault("/business.json", Fault::body("{"));
    paper.open("/business").await?;
    let headline = format!("h1 {}", paper.text("h1").await?);
    retry().await?;
    wait_for_focus(paper, &headline)
        .await
        .context("after another failure")?;
    server.clear_fault("/business.json");
    retry().await?;
    wait_for_focus(paper, "h1 Business").await
}

async fn after_a_reload_the_focus_starts_at_the_top(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    paper.click(WORLD).await?;
    wait_for_focus(paper, "h1 World").await?;
    paper.reload().await?;
    paper.wait_for_text("h1", "World").await?;
    let focused = paper
        .eval_string("document.activeElement.localName")
        .await?;
    ensure!(
        focused == "body",
        "after a reload the focus is on {focused}, not on body"
    );
    paper.press(Key::Tab).await?;
    wait_for_focus(paper, "a Skip to the news").await
}

async fn a_button_keeps_the_focus(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    paper.open(LEAD).await?;
    server.wait_until_idle().await?;
    paper
        .eval(
            "[...document.querySelectorAll('.share-bar button')]
               .find(b => b.textContent.trim() === 'Copy link').focus()",
        )
        .await?;
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "an announcement",
            "document.querySelector('.announcer').textContent !== ''",
        )
        .await?;
    wait_for_focus(paper, "button Copy link").await
}

async fn nothing_covers_the_focused_element(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    paper.viewport(360, 640).await?;
    for path in [LEAD, "/", "/no-such-page"] {
        paper.open(path).await?;
        server.wait_until_idle().await?;
        tab_through(paper).await.with_context(|| path.to_owned())?;
    }
    Ok(())
}
