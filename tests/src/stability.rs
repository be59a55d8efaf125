//! Layout shifts, while a page loads and after a click, and overflow at any width.

use crate::harness::{Fault, Paper, Stage, article, listing, tests, twin_json};
use crate::hydration::{all_kinds, at, host};
use crate::places::{LEAD, WORLD, every_kind};
use anyhow::{Result, ensure};
use std::time::Duration;

tests! {
    nothing_moves_while_a_page_loads_on_a_phone
    nothing_moves_while_a_page_loads_on_a_desktop
    nothing_moves_while_a_page_arrives_in_pieces
    nothing_moves_during_hydration
    nothing_moves_after_a_click_on_a_phone
    nothing_moves_after_a_click_on_a_desktop
    nothing_overflows_at_any_width
    long_words_fit
}

/// Delays page data, pictures and rails as on a slow connection, each longer than the one before.
/// The delay is long enough for a skeleton even though the pointer on a link starts a prefetch.
fn slow(stage: &Stage) {
    let late = |ms| Fault::none().late(Duration::from_millis(ms));
    stage.server.fail("*.json", late(600));
    stage.server.fail("/media/*", late(700));
    stage.server.fail("/rail/*", late(900));
    stage.server.fail("/popular.json", late(1000));
}

/// Checks for layout shifts while pages load, both quickly and slowly.
async fn still_while_loading(stage: &Stage, width: u32, height: u32) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(width, height).await?;
    paper.watch_shifts().await?;
    let mut moved = vec![];
    for quick in [true, false] {
        if !quick {
            slow(stage);
        }
        let richest = stage.dist.richest()?.url.to_string();
        for path in [
            "/",
            "/world",
            LEAD,
            &richest,
            "/tag/mideast",
            "/author/world-desk",
            "/no/such/page/at/all",
        ] {
            paper.open(path).await?;
            paper.settled(Some(&stage.server)).await?;
            let pace = if quick { "quick" } else { "slow" };
            let shifts = paper.shifts().await?;
            moved.extend(
                shifts
                    .into_iter()
                    .map(|s| format!("{path} at {width}, {pace}: {s}")),
            );
        }
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

async fn nothing_moves_while_a_page_loads_on_a_phone(stage: &Stage) -> Result<()> {
    still_while_loading(stage, 360, 780).await
}

async fn nothing_moves_while_a_page_loads_on_a_desktop(stage: &Stage) -> Result<()> {
    still_while_loading(stage, 1280, 900).await
}

async fn nothing_moves_while_a_page_arrives_in_pieces(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.watch_shifts().await?;
    let mut moved = vec![];
    for (width, height) in [(360, 780), (1280, 900)] {
        paper.viewport(width, height).await?;
        for path in ["/", "/world", LEAD, "/tag/mideast", "/404.html"] {
            let page = path.strip_suffix(".html").unwrap_or(path);
            server.fail(page, Fault::pieces());
            paper.visit(&server.at(page)).await?;
            paper.ready().await?;
            paper.frames(10).await?;
            server.heal(page);
            // The first paint comes before the page is complete; otherwise this test proves
            // nothing.
            let early = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime
                 < performance.getEntriesByType('navigation')[0].responseEnd";
            let early = paper.say(&format!("String({early})")).await?;
            ensure!(
                early == "true",
                "{page} is not painted before it is complete"
            );
            let shifts = paper.shifts().await?;
            let shifts = shifts.into_iter();
            moved.extend(shifts.map(|shift| format!("{page} at {width}: {shift}")));
        }
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

async fn nothing_moves_during_hydration(stage: &Stage) -> Result<()> {
    let (host, paper) = (host(stage).await?, &stage.paper);
    paper.watch_shifts().await?;
    let mut moved = vec![];
    for path in all_kinds(stage)? {
        paper.visit(&at(&host, &path)).await?;
        paper.ready().await?;
        paper.frames(10).await?;
        let shifts = paper.shifts().await?.into_iter();
        moved.extend(shifts.map(|shift| format!("{path}: {shift}")));
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

/// Checks for layout shifts after clicks, with quick and with slow responses.
async fn still_after_a_click(stage: &Stage, width: u32, height: u32) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(width, height).await?;
    paper.watch_shifts().await?;
    let mut moved = vec![];
    for quick in [true, false] {
        let pace = if quick { "quick" } else { "slow" };
        stage.server.heal("*.json");
        paper.open("/").await?;
        paper.settled(Some(&stage.server)).await?;
        if !quick {
            slow(stage);
        }
        for (link, page) in [
            (WORLD, ".listing"),
            (".card a", ".article"),
            ("aside.rail--popular .rail__card a", ".article"),
            (".article__tags a", ".listing"),
            ("a.masthead__name", ".front"),
        ] {
            paper.shifts().await?;
            let before = paper.address().await?;
            // A real click, unlike one by script, excludes shifts within half a second from CLS.
            // The test counts those too.
            paper.js(&format!("document.querySelector({link:?}).scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await?;
            paper.frames(2).await?;
            paper.click(link).await?;
            paper
                .wait_until(
                    "the next page",
                    &format!(
                        "location.pathname !== {before:?} && !!document.querySelector({page:?})"
                    ),
                )
                .await?;
            paper.settled(Some(&stage.server)).await?;
            let shifts = paper.shifts().await?;
            moved.extend(
                shifts
                    .into_iter()
                    .map(|s| format!("{link} at {width}, {pace}: {s}")),
            );
        }
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

async fn nothing_moves_after_a_click_on_a_phone(stage: &Stage) -> Result<()> {
    still_after_a_click(stage, 360, 780).await
}

async fn nothing_moves_after_a_click_on_a_desktop(stage: &Stage) -> Result<()> {
    still_after_a_click(stage, 1280, 900).await
}

/// The innermost elements that are wider than the window, except in elements that scroll sideways.
/// Empty if the page does not overflow.
///
/// # Errors
/// When the browser fails.
pub async fn overflow(paper: &Paper) -> Result<Vec<String>> {
    paper
        .list(
            "(() => {
               const root = document.scrollingElement;
               if (root.scrollWidth <= innerWidth) return [];
               const wide = e => (r => r.right > innerWidth + 0.5 || r.left < -0.5)
                 (e.getBoundingClientRect());
               const scrolls = e => getComputedStyle(e).overflowX !== 'visible';
               const culprits = [...document.querySelectorAll('body *')].filter(e => {
                 for (let up = e.parentElement; up !== document.body; up = up.parentElement)
                   if (scrolls(up)) return false;
                 return wide(e) && (scrolls(e) || ![...e.children].some(wide));
               });
               return [`${root.scrollWidth} px in ${innerWidth}: ` + culprits.slice(0, 6)
                 .map(e => `${e.localName}.${e.className} in .${e.parentElement.className}`
                   + ` (${Math.round(e.getBoundingClientRect().width)} px wide)`).join(', ')];
             })()",
        )
        .await
}

async fn nothing_overflows_at_any_width(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let mut found = vec![];
    for place in every_kind(stage)? {
        place.open(stage).await?;
        for width in [320, 360, 414, 600, 640, 768, 1024, 1280, 1440, 1920] {
            paper.viewport(width, 900).await?;
            paper.frames(1).await?;
            let name = place.name;
            found.extend(
                overflow(paper)
                    .await?
                    .into_iter()
                    .map(|f| format!("{name}: {f}")),
            );
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn long_words_fit(Stage { server, paper, .. }: &Stage) -> Result<()> {
    use frontpage_model::{BylinePart, Page, Slug, TagRef};
    let word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(2);
    let path = "/2025/03/01/long-words";
    let mut story = article(path, &word)?;
    story.summary = word.clone();
    story.credit = Some(word.clone());
    story.byline = vec![BylinePart {
        text: word.clone(),
        author: None,
    }];
    let slug = Slug::parse("world").map_err(|e| anyhow::anyhow!("{e}"))?;
    story.tags = vec![TagRef {
        slug,
        name: word.clone(),
    }];
    let mut world = listing(None, None, None)?;
    world.about = word.clone();
    for card in &mut world.cards {
        card.headline = word.clone();
        card.summary = word.clone();
        card.kicker = vec![word.clone()];
    }
    server.fail(
        &format!("{path}.json"),
        Fault::body(twin_json(Page::Article(story))?),
    );
    server.fail("/world.json", Fault::body(twin_json(Page::Listing(world))?));
    let mut found = vec![];
    for place in [path, "/world", &format!("/{word}")] {
        paper.open(place).await?;
        for width in [320, 768, 1280] {
            paper.viewport(width, 900).await?;
            paper.frames(1).await?;
            found.extend(overflow(paper).await?);
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
