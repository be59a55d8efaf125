//! What works in every supported browser, including the oldest: colors, borders, focus rings,
//! columns and the app. Runs in current engines and in Chromium 109 (`.browserslistrc`,
//! docs/browsers.md).

use crate::accessibility::tab_through;
use crate::adoption::{serve_published, url_of};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, TestContext, tests};
use anyhow::{Context, Result, ensure};

tests! {
    colors_and_lines_are_painted_in_light_and_dark
    the_current_section_is_underlined
    the_sections_are_in_the_middle_and_none_is_cut_off
    the_focus_is_visible_on_every_tab_stop
    a_focused_card_has_one_focus_ring
    grids_have_the_expected_number_of_columns
    the_app_starts_and_navigates
}

/// The computed value of a CSS property of the first element that `css` selects.
async fn style(paper: &Browser, css: &str, property: &str) -> Result<String> {
    let style = format!("getComputedStyle(document.querySelector({css:?}))[{property:?}]");
    paper
        .eval_string(&style)
        .await
        .with_context(|| css.to_owned())
}

async fn colors_and_lines_are_painted_in_light_and_dark(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    // The colors of style/tokens.css.
    for (scheme, paper_color, ink, hairline, rule) in [
        (
            "light",
            "rgb(255, 255, 255)",
            "rgb(21, 24, 27)",
            "rgb(216, 213, 205)",
            "rgb(21, 24, 27)",
        ),
        (
            "dark",
            "rgb(20, 23, 26)",
            "rgb(236, 234, 228)",
            "rgb(53, 58, 64)",
            "rgb(141, 146, 151)",
        ),
    ] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        paper.open_url(&url_of(&host, LEAD)).await?;
        for (css, property, color) in [
            ("body", "backgroundColor", paper_color),
            ("body", "color", ink),
            (".date-bar", "borderBottomColor", hairline),
            (".article__facts", "borderTopColor", hairline),
            (".masthead__sections", "borderTopColor", rule),
        ] {
            let seen = style(paper, css, property).await?;
            ensure!(seen == color, "{scheme}: {property} of {css} is {seen}");
        }
        for css in [".masthead__sections", ".colophon"] {
            let line = style(paper, css, "borderTopStyle").await?;
            ensure!(line == "double", "{scheme}: the line over {css} is {line}");
        }
    }
    Ok(())
}

async fn the_current_section_is_underlined(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    paper.open_url(&url_of(&host, "/world")).await?;
    let current = ".masthead__sections a[aria-current]";
    let mark = format!(
        "{} {}",
        style(paper, current, "borderBottomWidth").await?,
        style(paper, current, "borderBottomStyle").await?
    );
    ensure!(
        mark == "3px solid",
        "the line under the current section is {mark}"
    );
    let color = style(paper, current, "borderBottomColor").await?;
    ensure!(
        ["rgb(143, 29, 20)", "rgb(255, 156, 140)"].contains(&color.as_str()),
        "the line under the current section is {color}"
    );
    Ok(())
}

async fn the_sections_are_in_the_middle_and_none_is_cut_off(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    paper.open_url(&url_of(&host, LEAD)).await?;
    let off = "(() => {
        const bar = document.querySelector('.masthead__sections').getBoundingClientRect();
        const links = [...document.querySelectorAll('.masthead__sections a')]
            .map(link => link.getBoundingClientRect());
        const [first, last] = [links[0], links.at(-1)];
        return String(Math.round(first.left - bar.left - (bar.right - last.right)));
    })()";
    let off: i32 = paper.eval_string(off).await?.parse()?;
    ensure!(off.abs() <= 1, "the sections are {off} px off the middle");
    // In a window that is narrower than the sections, the first section must stay in view. WebKit has
    // no window below 305 pixels, so large text makes the sections wider instead.
    paper.viewport(320, 640).await?;
    paper
        .eval("document.documentElement.style.fontSize = '200%'")
        .await?;
    paper.wait_frames(2).await?;
    let left = "String(Math.round(document.querySelector('.masthead__sections a')
        .getBoundingClientRect().left))";
    let left: i32 = paper.eval_string(left).await?.parse()?;
    ensure!(
        left >= 0,
        "the first section is cut off: it starts at {left} px"
    );
    Ok(())
}

async fn the_focus_is_visible_on_every_tab_stop(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    for path in ["/", LEAD] {
        paper.open_url(&url_of(&host, path)).await?;
        paper.wait_for_app().await?;
        paper.wait_frames(10).await?;
        tab_through(paper).await.with_context(|| path.to_owned())?;
    }
    Ok(())
}

async fn a_focused_card_has_one_focus_ring(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    paper.open_url(&url_of(&host, "/")).await?;
    paper.wait_for_app().await?;
    // Move the focus to the first card by keyboard.
    paper
        .eval("void document.querySelector('main').focus()")
        .await?;
    paper.press(crate::harness::Key::Tab).await?;
    let ring = "(link => {
        const card = link.closest('.card');
        if (!card) return 'the focus is on ' + link.outerHTML;
        const ring = [getComputedStyle(card), getComputedStyle(link, '::after')]
            .find(s => s.outlineStyle === 'solid' && s.outlineWidth === '3px');
        if (!ring) return 'no ring';
        const own = getComputedStyle(link);
        return own.outlineStyle === 'none' ? 'a ring around the card' : 'two rings';
    })(document.activeElement)";
    let seen = paper.eval_string(ring).await?;
    ensure!(seen == "a ring around the card", "{seen}");
    Ok(())
}

async fn grids_have_the_expected_number_of_columns(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    for (path, css, columns) in [
        ("/", ".front__top", [1, 1, 2]),
        ("/", ".strip__cards", [1, 2, 4]),
        ("/world", ".listing__cards", [1, 2, 4]),
        (LEAD, ".spread", [1, 1, 2]),
    ] {
        paper.open_url(&url_of(&host, path)).await?;
        for (width, expected) in [360, 700, 1280].into_iter().zip(columns) {
            paper.viewport(width, 900).await?;
            paper.wait_frames(2).await?;
            let tracks = style(paper, css, "gridTemplateColumns").await?;
            let seen = tracks.split(' ').count();
            ensure!(
                seen == expected,
                "{css} at {width}: {seen} columns, not {expected}"
            );
        }
    }
    Ok(())
}

async fn the_app_starts_and_navigates(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".share-bar button").await?;
    paper.click(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    paper.back().await?;
    paper.wait_for_element("h1.article__headline").await?;
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}
