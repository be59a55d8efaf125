//! Editions: the front page of a past day, and the calendars that lead there.

use crate::adoption::{serve_published, url_of};
use crate::fixtures::LEAD;
use crate::harness::{Browser, Fault, Key, Seen, TestContext, tests, wait_for};
use anyhow::{Result, ensure};

tests! {
    the_date_bar_leads_to_all_editions
    a_calendar_leads_to_any_day_by_keyboard
    a_calendar_leads_to_any_day_without_script
    the_archive_leads_to_any_month_of_a_section_without_script
    a_month_of_a_section_opens_in_the_app
    editions_and_calendars_lead_to_their_neighbors
    an_edition_shows_nothing_newer_than_its_day
    a_day_without_an_edition_is_not_found
    calendars_fit_a_narrow_window
    an_edition_read_before_opens_offline
}

/// A day with an edition before and after it.
const DAY: &str = "/edition/2025/02/18";
/// The calendar of its month.
const MONTH: &str = "/edition/2025/02";

/// Waits until a page with this headline is on screen.
async fn wait_for_headline(paper: &Browser, headline: &str) -> Result<()> {
    wait_for(&format!("the headline {headline:?}"), || async {
        let seen = paper.texts("h1").await?;
        Ok(Seen::when(seen == [headline], || format!("{seen:?}")))
    })
    .await
}

async fn the_date_bar_leads_to_all_editions(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    for path in ["/", "/world", LEAD, DAY, "/no/such/page"] {
        paper.open_url(&server.url(path)).await?;
        paper.wait_for_app().await?;
        paper.wait_for_element(".date-bar a").await?;
        let bar = paper.text(".date-bar a").await?;
        ensure!(bar.starts_with("Today: "), "{path}: the link is {bar:?}");
        paper.eval("void (window.marked = true)").await?;
        paper.click(".date-bar a").await?;
        wait_for_headline(paper, "Editions").await?;
        ensure!(paper.address().await? == "/edition", "{path}");
        ensure!(
            paper.eval("window.marked === true").await? == true,
            "{path}: the click loaded a document"
        );
        ensure!(
            paper.focused_element().await?.starts_with("h1"),
            "{path}: focus on {}",
            paper.focused_element().await?
        );
        let titles = [paper.title().await?, paper.text(".announcer").await?];
        ensure!(
            titles.iter().all(|title| title.starts_with("Editions — ")),
            "{path}: title and announcement are {titles:?}"
        );
    }
    Ok(())
}

/// Moves the focus forward to a link, and follows it.
async fn follow_by_keyboard(paper: &Browser, selector: &str) -> Result<()> {
    let is_focused = format!("document.activeElement.matches('{selector}')");
    for _ in 0..80 {
        paper.press(Key::Tab).await?;
        if paper.eval(&is_focused).await? == true {
            return paper.press(Key::Enter).await;
        }
    }
    anyhow::bail!("the focus does not come to {selector}");
}

async fn a_calendar_leads_to_any_day_by_keyboard(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    follow_by_keyboard(paper, "[href=\"/edition\"]").await?;
    wait_for_headline(paper, "Editions").await?;
    follow_by_keyboard(paper, "[href=\"/edition/2025\"]").await?;
    wait_for_headline(paper, "Editions of 2025").await?;
    follow_by_keyboard(paper, &format!("[href=\"{MONTH}\"]")).await?;
    wait_for_headline(paper, "Editions of February 2025").await?;
    let weekdays = paper.texts("main th").await?;
    ensure!(
        weekdays == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        "the columns are {weekdays:?}"
    );
    let first = paper
        .eval(
            "[...document.querySelectorAll('main tr:nth-child(2) td')]
               .flatMap(cell => [cell.textContent, ...Array(cell.colSpan - 1)]).join()",
        )
        .await?;
    ensure!(first == ",,,,,,1", "February 2025 begins with {first}");
    // The list below the calendar has a link to the day, too.
    follow_by_keyboard(paper, &format!("td a[href=\"{DAY}\"]")).await?;
    wait_for_headline(paper, "Edition of February 18, 2025").await?;
    ensure!(paper.address().await? == DAY);
    paper.back().await?;
    wait_for_headline(paper, "Editions of February 2025").await
}

/// Opens a page with scripts turned off, and follows links, given as the text of the link and the headline of
/// its page.
async fn follow_without_script(
    stage: &TestContext,
    page: &str,
    links: &[(&str, &str)],
) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&url_of(&host, page)).await?;
    for (link, headline) in links {
        paper.click_link(link).await?;
        wait_for(headline, || async {
            let html = paper.html().await?;
            let is_there = html.contains(&format!(">{headline}</h1>"));
            Ok(Seen::when(is_there, || html.chars().take(80).collect()))
        })
        .await?;
    }
    Ok(())
}

async fn a_calendar_leads_to_any_day_without_script(stage: &TestContext) -> Result<()> {
    let links = [
        (
            "Edition of February 18, 2025",
            "Edition of February 18, 2025",
        ),
        ("February 2025", "Editions of February 2025"),
        ("February 12", "Edition of February 12, 2025"),
        ("Previous: February 9, 2025", "Edition of February 9, 2025"),
        ("2025", "Editions of 2025"),
        ("March", "Editions of March 2025"),
    ];
    follow_without_script(stage, LEAD, &links).await
}

async fn the_archive_leads_to_any_month_of_a_section_without_script(
    stage: &TestContext,
) -> Result<()> {
    let links = [
        ("World 2025", "World, March 2025"),
        ("February", "World, February 2025"),
        ("Previous: January 2025", "World, January 2025"),
        ("Editions of January 2025", "Editions of January 2025"),
    ];
    follow_without_script(stage, "/search", &links).await
}

async fn a_month_of_a_section_opens_in_the_app(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/edition")).await?;
    paper.wait_for_app().await?;
    paper.eval("void (window.marked = true)").await?;
    paper.click("main a[href='/world/2025/03']").await?;
    wait_for_headline(paper, "World, March 2025").await?;
    paper.click("main a[href='/world/2025/02']").await?;
    wait_for_headline(paper, "World, February 2025").await?;
    let title = paper.title().await?;
    ensure!(title.starts_with("World, February 2025 — "), "{title}");
    let seen = paper.texts(".edition > ul a").await?;
    // The app has rendered the same as the published page.
    paper.open_url(&server.url("/world/2025/02")).await?;
    paper.wait_for_app().await?;
    let published = paper.texts(".edition > ul a").await?;
    ensure!(
        seen == published && seen.len() > 5,
        "{seen:?}, published: {published:?}"
    );
    paper.open_url(&server.url("/edition")).await?;
    paper.wait_for_app().await?;
    paper.eval("void (window.marked = true)").await?;
    paper.click("main a[href='/world/2025/03']").await?;
    wait_for_headline(paper, "World, March 2025").await?;
    paper
        .click(".edition > :not(h1) + ul a[href^='/2025/03/']")
        .await?;
    paper.wait_for_element("article").await?;
    ensure!(
        paper.eval("window.marked === true").await? == true,
        "a click loaded a document"
    );
    Ok(())
}

async fn editions_and_calendars_lead_to_their_neighbors(stage: &TestContext) -> Result<()> {
    let TestContext { paper, .. } = stage;
    for (path, expected) in [
        (
            DAY,
            &[
                "Editions",
                "2025",
                "February 2025",
                "Previous: February 16, 2025",
                "Next: February 19, 2025",
            ][..],
        ),
        (
            MONTH,
            &[
                "Editions",
                "2025",
                "Previous: January 2025",
                "Next: March 2025",
            ],
        ),
        ("/edition/2025", &["Editions", "Previous: 2024"]),
        ("/edition", &[]),
    ] {
        paper.open(path).await?;
        paper.wait_for_element("h1").await?;
        let links = paper.texts(".edition > h1 + ul a").await?;
        ensure!(links == expected, "{path}: the links are {links:?}");
    }
    paper.open(DAY).await?;
    paper.click(".edition > h1 + ul li:last-child a").await?;
    wait_for_headline(paper, "Edition of February 19, 2025").await?;
    ensure!(paper.address().await? == "/edition/2025/02/19");
    Ok(())
}

async fn an_edition_shows_nothing_newer_than_its_day(stage: &TestContext) -> Result<()> {
    let TestContext { paper, .. } = stage;
    paper.open(DAY).await?;
    paper.wait_for_element(".card time").await?;
    let times = paper.attributes(".card time", "datetime").await?;
    ensure!(times.len() > 10, "only {} stories", times.len());
    let newer: Vec<&String> = times
        .iter()
        .filter(|time| &***time > "2025-02-19")
        .collect();
    ensure!(newer.is_empty(), "stories of later days: {newer:?}");
    ensure!(
        times.iter().any(|time| time.starts_with("2025-02-18")),
        "no story of the day itself: {times:?}"
    );
    Ok(())
}

async fn a_day_without_an_edition_is_not_found(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    for path in [
        "/edition/2025/02/17",
        "/edition/2024/01",
        "/edition/1999",
        "/edition/2025/13",
        "/edition/2025/02/31",
        "/edition/0000/01/01",
        "/edition/20250/01/01",
        "/world/2025/13",
        "/world/1999/01",
    ] {
        paper.open_url(&server.url(path)).await?;
        paper.wait_for_app().await?;
        wait_for_headline(paper, "Page not found").await?;
        ensure!(
            !paper.has(".boot-note").await?,
            "{path}: the app did not start"
        );
    }
    Ok(())
}

async fn calendars_fit_a_narrow_window(stage: &TestContext) -> Result<()> {
    let TestContext { paper, .. } = stage;
    paper.viewport(360, 800).await?;
    for path in ["/edition", "/edition/2025", MONTH] {
        paper.open(path).await?;
        paper.wait_for_element("main td a").await?;
        let wide = paper
            .eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .await?;
        ensure!(wide == 0, "{path}: wider than the window by {wide} px");
        let small = paper
            .eval_strings(
                "[...document.querySelectorAll('main td a')].map(link => {
                   const { width, height } = link.getBoundingClientRect();
                   return width < 40 || height < 40 ? `${link.textContent}: ${width} × ${height}` : '';
                 }).filter(Boolean)",
            )
            .await?;
        ensure!(small.is_empty(), "{path}: small days: {small:?}");
    }
    Ok(())
}

async fn an_edition_read_before_opens_offline(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    paper.open("/edition").await?;
    paper.wait_for_element("main td a").await?;
    paper.click("main td a").await?;
    paper.wait_for_element(".card").await?;
    let headline = paper.text("h1").await?;
    paper.click(".edition > h1 + ul a[href='/edition']").await?;
    wait_for_headline(paper, "Editions").await?;
    server.inject_fault("*", Fault::dropped());
    paper.click("main td a").await?;
    wait_for_headline(paper, &headline).await
}
