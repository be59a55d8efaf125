//! Comfort: the settings of a reader, which every page applies before it is painted.

use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    settings_apply_to_every_page_before_its_first_paint
    settings_are_chosen_by_keyboard_and_stay
    a_step_back_shows_the_new_settings
    the_color_of_the_browser_follows_the_setting
    reset_brings_the_look_of_the_newspaper_back
    settings_leave_print_alone
    without_storage_the_newspaper_reads_as_ever
    without_script_the_settings_say_what_browsers_have
    settings_have_no_accessibility_findings
    settings_fit_a_narrow_window
    nothing_moves_when_the_settings_appear
}

/// The button that undoes all settings.
const RESET: &str = ".settings__button";

/// Opens the page of settings.
async fn open_settings(stage: &TestContext) -> Result<Server> {
    let server = stage.published().await?;
    let paper = &stage.paper;
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(RESET).await?;
    Ok(server)
}

/// Chooses one of a group of choices.
async fn choose(paper: &Browser, name: &str, value: &str) -> Result<()> {
    paper
        .click(&format!("input[name={name}][value={value}]"))
        .await
}

/// JavaScript for the look of a page: the size of its text, the color of its ground, and its typeface.
const LOOK: &str = "(style => [getComputedStyle(document.documentElement).fontSize, style.backgroundColor, style.fontFamily.split(',')[0]].join(' '))
     (getComputedStyle(document.body))";

async fn look(paper: &Browser) -> Result<String> {
    paper.eval_string(LOOK).await
}

/// Records the look of each frame of a page, right before it is painted.
fn record_looks() -> String {
    format!(
        "window.looks = new Set;
         (function record() {{ requestAnimationFrame(record); if (document.body) looks.add({LOOK}); }})()"
    )
}

async fn settings_apply_to_every_page_before_its_first_paint(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = open_settings(stage).await?;
    paper.add_init_script(&record_looks()).await?;
    for (name, value) in [
        ("size", "largest"),
        ("scheme", "dark"),
        ("contrast", "high"),
        ("typeface", "sans"),
        ("width", "narrow"),
    ] {
        choose(paper, name, value).await?;
    }
    let expected = "25px rgb(0, 0, 0) system-ui";
    let found = look(paper).await?;
    ensure!(found == expected, "the page of settings has {found}");
    for path in ["/", LEAD, "/world", "/search", "/settings", "/no-such-page"] {
        paper.open_url(&server.url(path)).await?;
        paper.wait_frames(5).await?;
        let looks = paper.eval_strings("[...looks]").await?;
        ensure!(looks == [expected], "{path} had {looks:?}");
    }
    // The settings also apply to a page that the app shows.
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.follow_link(WORLD).await?;
    let looks = paper.eval_strings("[...looks]").await?;
    ensure!(looks == [expected], "after a click: {looks:?}");
    Ok(())
}

async fn settings_are_chosen_by_keyboard_and_stay(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_settings(stage).await?, &stage.paper);
    paper
        .eval("document.querySelector('[name=size]:checked').focus()")
        .await?;
    paper.press(Key::Right).await?;
    paper
        .wait_until(
            "large text",
            "getComputedStyle(document.documentElement).fontSize === '18px'",
        )
        .await?;
    paper.wait_for_text("[role=status]", "Saved.").await?;
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(RESET).await?;
    let chosen = paper
        .eval_strings("[...document.querySelectorAll('input:checked')].map(input => input.value)")
        .await?;
    ensure!(
        chosen == ["large", "system", "normal", "paper", "normal", "auto", "on"],
        "{chosen:?}"
    );
    Ok(())
}

async fn a_step_back_shows_the_new_settings(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.click(".colophon a[href='/settings']").await?;
    paper.wait_for_element(RESET).await?;
    choose(paper, "size", "larger").await?;
    paper.back().await?;
    paper
        .wait_until(
            "the story in larger text",
            "document.querySelector('.article') && getComputedStyle(document.documentElement).fontSize === '21px'",
        )
        .await
}

async fn the_color_of_the_browser_follows_the_setting(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = open_settings(stage).await?;
    // Browsers use the first color whose media query matches (HTML, §4.2.5.1).
    let color = "[...document.querySelectorAll('meta[name=theme-color]')]
        .find(meta => matchMedia(meta.media).matches).content";
    for (chosen, device, expected) in [
        ("dark", "light", "#14171a"),
        ("dark", "dark", "#14171a"),
        ("light", "dark", "#fff"),
        ("light", "light", "#fff"),
        ("system", "dark", "#14171a"),
        ("system", "light", "#fff"),
    ] {
        paper
            .media("screen", &[("prefers-color-scheme", device)])
            .await?;
        choose(paper, "scheme", chosen).await?;
        for path in ["/settings", "/", LEAD, "/search"] {
            if path != "/settings" {
                paper.open_url(&server.url(path)).await?;
            }
            let found = paper.eval_string(color).await?;
            ensure!(
                found == expected,
                "{path}, {chosen} chosen on a {device} device: {found}"
            );
        }
        paper.open_url(&server.url("/settings")).await?;
        paper.wait_for_element(RESET).await?;
    }
    Ok(())
}

async fn reset_brings_the_look_of_the_newspaper_back(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_settings(stage).await?, &stage.paper);
    let before = look(paper).await?;
    choose(paper, "scheme", "dark").await?;
    choose(paper, "pictures", "few").await?;
    paper.click("input[aria-describedby]").await?;
    ensure!(look(paper).await? != before, "nothing has changed");
    paper.click(RESET).await?;
    paper
        .wait_for_text("[role=status]", "Everything is as it was at first.")
        .await?;
    ensure!(look(paper).await? == before, "the look is not as before");
    let left = paper
        .eval_string("Object.keys(localStorage).join()")
        .await?;
    ensure!(left.is_empty(), "left in the storage: {left}");
    paper.open_url(&server.url(LEAD)).await?;
    ensure!(look(paper).await? == before, "a story is not as before");
    Ok(())
}

async fn settings_leave_print_alone(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_settings(stage).await?, &stage.paper);
    choose(paper, "scheme", "dark").await?;
    choose(paper, "size", "largest").await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.media("print", &[]).await?;
    let found = look(paper).await?;
    ensure!(
        found.starts_with("16px rgb(255, 255, 255)"),
        "in print: {found}"
    );
    Ok(())
}

async fn without_storage_the_newspaper_reads_as_ever(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper
        .add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
        )
        .await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(RESET).await?;
    let said = paper.text(".settings__intro").await?;
    ensure!(said.contains("does not let"), "{said:?}");
    let usable = paper
        .count(".settings__form :enabled:not(fieldset)")
        .await?;
    ensure!(usable == 0, "{usable} controls can be used");
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn without_script_the_settings_say_what_browsers_have(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url("/settings")).await?;
    let note = paper.text(".tool__place").await?;
    ensure!(note.contains("need JavaScript"), "{note:?}");
    Ok(())
}

async fn settings_have_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let _server = open_settings(stage).await?;
    for (scheme, contrast) in [
        ("light", "normal"),
        ("dark", "high"),
        ("dark", "normal"),
        ("light", "high"),
    ] {
        choose(paper, "scheme", scheme).await?;
        choose(paper, "contrast", contrast).await?;
        for width in [320, 1280] {
            paper.viewport(width, 900).await?;
            paper
                .expect_no_findings(&format!("{scheme}, {contrast}, {width} px"))
                .await?;
        }
    }
    Ok(())
}

async fn settings_fit_a_narrow_window(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(320, 700).await?;
    let server = open_settings(stage).await?;
    choose(paper, "size", "largest").await?;
    choose(paper, "typeface", "wide").await?;
    choose(paper, "width", "wide").await?;
    for path in ["/settings", LEAD, "/"] {
        paper.open_url(&server.url(path)).await?;
        paper.wait_frames(5).await?;
        paper.expect_width(path, 320).await?;
        let overlaps = paper.eval(DATE_MEETS_SEARCH).await? == true;
        ensure!(
            !overlaps,
            "{path}: the date is below the link to the search"
        );
    }
    Ok(())
}

/// JavaScript: whether a line of the date touches the link to the search.
const DATE_MEETS_SEARCH: &str = "(() => {
    const search = document.querySelector('.masthead__search').getBoundingClientRect();
    const date = document.createRange();
    date.selectNodeContents(document.querySelector('.date-bar'));
    return [...date.getClientRects()].some(line =>
        line.left < search.right && line.right > search.left && line.top < search.bottom && line.bottom > search.top);
})()";

async fn nothing_moves_when_the_settings_appear(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.watch_layout_shifts().await?;
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(RESET).await?;
    paper.wait_frames(5).await?;
    let shift = paper.layout_shift_sum().await?;
    ensure!(shift < 0.01, "the layout shift is {shift}");
    Ok(())
}
