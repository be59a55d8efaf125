//! Layout shifts, while a page loads and after a click, and overflow at any width.

use crate::adoption::{kinds_and_stories, serve_published, url_of};
use crate::fixtures::{LEAD, WORLD, one_of_every_kind};
use crate::harness::{Browser, Fault, TestContext, article, listing, page_data_json, tests};
use anyhow::{Result, ensure};
use std::time::Duration;

tests! {
    nothing_moves_while_a_page_loads_on_a_phone
    nothing_moves_while_a_page_loads_on_a_desktop
    nothing_moves_while_a_page_arrives_in_pieces
    nothing_moves_wherever_parsing_pauses
    nothing_moves_while_the_app_starts
    nothing_moves_after_a_click_on_a_phone
    nothing_moves_after_a_click_on_a_desktop
    nothing_overflows_at_any_width
    long_words_fit
}

/// Delays page data, pictures and rails as on a slow connection, each longer than the one before.
/// The delay is long enough for a skeleton even though the pointer on a link starts a prefetch.
fn slow(stage: &TestContext) {
    let late = |ms| Fault::normal().delayed(Duration::from_millis(ms));
    stage.server.inject_fault("*.json", late(600));
    stage.server.inject_fault("/media/*", late(700));
    stage.server.inject_fault("/rail/*", late(900));
    stage.server.inject_fault("/popular.json", late(1000));
}

/// Checks for layout shifts while pages load, both quickly and slowly.
async fn still_while_loading(stage: &TestContext, width: u32, height: u32) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(width, height).await?;
    paper.watch_layout_shifts().await?;
    let mut moved = vec![];
    for quick in [true, false] {
        if !quick {
            slow(stage);
        }
        let richest = stage.dist.most_varied_story()?.url.to_string();
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
            paper.wait_for_network_idle(Some(&stage.server)).await?;
            let pace = if quick { "quick" } else { "slow" };
            let shifts = paper.take_layout_shifts().await?;
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

async fn nothing_moves_while_a_page_loads_on_a_phone(stage: &TestContext) -> Result<()> {
    still_while_loading(stage, 360, 780).await
}

async fn nothing_moves_while_a_page_loads_on_a_desktop(stage: &TestContext) -> Result<()> {
    still_while_loading(stage, 1280, 900).await
}

async fn nothing_moves_while_a_page_arrives_in_pieces(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.watch_layout_shifts().await?;
    // The server sends the end of the page when the rest of it is painted.
    paper
        .add_init_script(
            "new PerformanceObserver(list => {
               if (list.getEntriesByName('first-contentful-paint').length) fetch('/painted');
             }).observe({ type: 'paint', buffered: true })",
        )
        .await?;
    let mut moved = vec![];
    for (width, height) in [(360, 780), (1280, 900)] {
        paper.viewport(width, height).await?;
        for path in ["/", "/world", LEAD, "/tag/mideast", "/404.html"] {
            let page = path.strip_suffix(".html").unwrap_or(path);
            server.inject_fault(page, Fault::slow_chunks());
            paper.open_url(&server.url(page)).await?;
            paper.wait_for_app().await?;
            paper.wait_frames(10).await?;
            server.clear_fault(page);
            // The first paint comes before the page is complete; otherwise this test proves
            // nothing.
            let early = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime
                 < performance.getEntriesByType('navigation')[0].responseEnd";
            let early = paper.eval_string(&format!("String({early})")).await?;
            ensure!(
                early == "true",
                "{page} is not painted before it is complete"
            );
            let shifts = paper.take_layout_shifts().await?;
            let shifts = shifts.into_iter();
            moved.extend(shifts.map(|shift| format!("{page} at {width}: {shift}")));
        }
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

/// Writes the page at `path` into this document, one start tag per frame, without the app. The
/// rest is written at once when it is two windows away. `piecesWritten` counts the frames, and
/// `isWritten` says when they are over.
fn write_by_tag(path: &str) -> String {
    format!(
        r#"void fetch({path:?}).then(response => response.text()).then(html => {{
          const pieces = html.replace(/<script type="?module.*?<\/script>/s, '').split(/(?=<[a-z])/);
          window.piecesWritten = 0;
          document.open();
          const write = () => {{
            const isFar = document.documentElement?.scrollHeight > 3 * innerHeight;
            document.write(isFar ? pieces.splice(0).join('') : pieces.shift() ?? '');
            piecesWritten += 1;
            if (pieces.length) return requestAnimationFrame(write);
            document.close();
            window.isWritten = true;
          }};
          requestAnimationFrame(write);
        }})"#
    )
}

async fn nothing_moves_wherever_parsing_pauses(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let richest = stage.dist.most_varied_story()?.url.to_string();
    paper.watch_layout_shifts().await?;
    let mut moved = vec![];
    for (width, height) in [(360, 780), (1280, 900)] {
        paper.viewport(width, height).await?;
        for page in ["/", "/world", LEAD, &richest, "/404"] {
            // Start with a document that has no layout of its own.
            paper.open_url(&server.url("/robots.txt")).await?;
            paper.eval(&write_by_tag(page)).await?;
            paper
                .wait_until("the whole page", "window.isWritten")
                .await?;
            paper.wait_frames(2).await?;
            let pieces = paper.eval("piecesWritten").await?;
            ensure!(
                pieces.as_u64() > Some(50),
                "{page} was written in {pieces} pieces"
            );
            let shifts = paper.take_layout_shifts().await?.into_iter();
            moved.extend(shifts.map(|shift| format!("{page} at {width}: {shift}")));
        }
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

async fn nothing_moves_while_the_app_starts(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    paper.watch_layout_shifts().await?;
    let mut moved = vec![];
    for path in kinds_and_stories(stage)? {
        paper.open_url(&url_of(&host, &path)).await?;
        paper.wait_for_app().await?;
        paper.wait_frames(10).await?;
        let shifts = paper.take_layout_shifts().await?.into_iter();
        moved.extend(shifts.map(|shift| format!("{path}: {shift}")));
    }
    ensure!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

/// Checks for layout shifts after clicks, with quick and with slow responses.
async fn still_after_a_click(stage: &TestContext, width: u32, height: u32) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(width, height).await?;
    paper.watch_layout_shifts().await?;
    let mut moved = vec![];
    for quick in [true, false] {
        let pace = if quick { "quick" } else { "slow" };
        stage.server.clear_fault("*.json");
        paper.open("/").await?;
        paper.wait_for_network_idle(Some(&stage.server)).await?;
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
            paper.take_layout_shifts().await?;
            let before = paper.address().await?;
            // A real click, unlike one by script, excludes shifts within half a second from CLS.
            // The test counts those too.
            paper.eval(&format!("document.querySelector({link:?}).scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await?;
            paper.wait_frames(2).await?;
            paper.click(link).await?;
            paper
                .wait_until(
                    "the next page",
                    &format!(
                        "location.pathname !== {before:?} && !!document.querySelector({page:?})"
                    ),
                )
                .await?;
            paper.wait_for_network_idle(Some(&stage.server)).await?;
            let shifts = paper.take_layout_shifts().await?;
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

async fn nothing_moves_after_a_click_on_a_phone(stage: &TestContext) -> Result<()> {
    still_after_a_click(stage, 360, 780).await
}

async fn nothing_moves_after_a_click_on_a_desktop(stage: &TestContext) -> Result<()> {
    still_after_a_click(stage, 1280, 900).await
}

/// The innermost elements that are wider than the window, except in elements that scroll sideways.
/// Empty if the page does not overflow.
///
/// # Errors
/// When the browser fails.
pub async fn overflowing_elements(paper: &Browser) -> Result<Vec<String>> {
    paper
        .eval_strings(
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

async fn nothing_overflows_at_any_width(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let mut found = vec![];
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        for width in [320, 360, 414, 600, 640, 768, 1024, 1280, 1440, 1920] {
            paper.viewport(width, 900).await?;
            paper.wait_frames(1).await?;
            let name = place.name;
            found.extend(
                overflowing_elements(paper)
                    .await?
                    .into_iter()
                    .map(|f| format!("{name}: {f}")),
            );
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn long_words_fit(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
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
    world.description = word.clone();
    for card in &mut world.cards {
        card.headline = word.clone();
        card.summary = word.clone();
        card.kicker = vec![word.clone()];
    }
    server.inject_fault(
        &format!("{path}.json"),
        Fault::body(page_data_json(Page::Article(story))?),
    );
    server.inject_fault(
        "/world.json",
        Fault::body(page_data_json(Page::Listing(world))?),
    );
    let mut found = vec![];
    for place in [path, "/world", &format!("/{word}")] {
        paper.open(place).await?;
        for width in [320, 768, 1280] {
            paper.viewport(width, 900).await?;
            paper.wait_frames(1).await?;
            found.extend(overflowing_elements(paper).await?);
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
