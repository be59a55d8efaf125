//! Tests of back, forward and reload: scroll position, address, focus and title.

use crate::fixtures::WORLD;
use crate::harness::{Fault, TestContext, article, card, listing, page_data_json, tests};
use anyhow::{Context, Result, ensure};
use frontpage_model::Page;

tests! {
    back_and_forward_restore_the_scroll
    back_restores_the_scroll_of_a_page_that_is_fetched_again
    a_reload_keeps_the_scroll
    the_address_matches_the_page_however_it_was_reached
    a_link_keeps_its_query_and_fragment_after_back_and_forward
    back_moves_the_focus_and_the_title
}

async fn back_and_forward_restore_the_scroll(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    let at = |y: u32| format!("Math.abs(scrollY - {y}) < 2");
    paper.open("/").await?;
    let front = paper.text("h1").await?;
    paper.scroll_to(700).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.wait_until("the top", "scrollY === 0").await?;
    paper.scroll_to(300).await?;
    paper.click_by_script(".card a").await?;
    paper.wait_for_element(".article").await?;
    paper.scroll_to(150).await?;
    paper.back().await?;
    paper.wait_for_text("h1", "World").await?;
    paper.wait_until("World at 300", &at(300)).await?;
    paper.back().await?;
    paper.wait_for_text("h1", &front).await?;
    paper.wait_until("the front page at 700", &at(700)).await?;
    paper.forward().await?;
    paper.wait_for_text("h1", "World").await?;
    paper.wait_until("World at 300 again", &at(300)).await?;
    paper.forward().await?;
    paper.wait_for_element(".article").await?;
    paper.wait_until("the story at 150", &at(150)).await
}

async fn back_restores_the_scroll_of_a_page_that_is_fetched_again(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/world").await?;
    paper.scroll_to(400).await?;
    paper.click_by_script(".card a").await?;
    paper.wait_for_element(".article").await?;
    // The reload empties the app's memory. Only the tab's history is left.
    paper.reload().await?;
    server.clear_requests();
    server.inject_fault("/world.json", Fault::held());
    paper.back().await?;
    paper.wait_for_element(".skeleton").await?;
    ensure!(
        paper.scroll_y().await? < 2.0,
        "the skeleton was scrolled before the page was there"
    );
    server.clear_fault("/world.json");
    paper.wait_for_text("h1", "World").await?;
    paper
        .wait_until("World at 400", "Math.abs(scrollY - 400) < 2")
        .await
}

async fn a_reload_keeps_the_scroll(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open("/world").await?;
    paper.scroll_to(400).await?;
    paper.reload().await?;
    paper.wait_for_text("h1", "World").await?;
    paper
        .wait_until("World at 400", "Math.abs(scrollY - 400) < 2")
        .await
}

/// A step of a reader through the site.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Follows the first link to this path.
    To(&'static str),
    /// Goes this many history entries forward, or back if negative, at once.
    By(i8),
}

async fn the_address_matches_the_page_however_it_was_reached(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    use Way::{By, To};
    let site = dist.site()?;
    let story = "/2025/03/01/a-story";
    let page = Page::Article(article(story, "A story")?);
    server.inject_fault(&format!("{story}.json"), Fault::body(page_data_json(page)?));
    let mut world = listing(None, None, None)?;
    world.cards = vec![card(story, "A story")?];
    server.inject_fault(
        "/world.json",
        Fault::body(page_data_json(Page::Listing(world))?),
    );
    let ways: [&[Way]; 7] = [
        &[To("/world"), To(story), By(-1), By(1), To("/world")],
        &[To("/world"), By(-1), By(1), To("/")],
        &[
            To("/world"),
            To("/business"),
            By(-1),
            By(-1),
            By(1),
            By(1),
            To("/world"),
            By(-1),
            To("/"),
        ],
        &[
            To("/world"),
            To("/business"),
            To("/us"),
            By(-1),
            By(-1),
            By(1),
            To("/world"),
        ],
        &[To("/world"), To("/business"), By(-2), To("/business")],
        &[
            To("/world"),
            To("/business"),
            By(-2),
            By(2),
            To("/world"),
            By(-1),
            By(1),
            To("/business"),
        ],
        &[
            To("/world"),
            By(-1),
            To("/world"),
            To(story),
            By(-2),
            By(2),
            By(-1),
            To("/"),
        ],
    ];
    for ways in ways {
        paper.open("/").await?;
        let before = paper.eval("history.length").await?;
        let before = before.as_u64().context("history.length is not a number")?;
        let (mut entries, mut at) = (vec!["/"], 0_usize);
        // After these steps, go back to the first page and follow one more link.
        let home = core::iter::repeat_n(By(-1), ways.len());
        for way in ways.iter().copied().chain(home).chain([To("/world")]) {
            match way {
                To(path) => {
                    entries.truncate(at + 1);
                    entries.push(path);
                    at += 1;
                    paper.click_by_script(&format!("a[href={path:?}]")).await?;
                }
                By(pages) if pages < 0 && at == 0 => continue,
                By(pages) => {
                    let there = at.checked_add_signed(isize::from(pages));
                    at = there.context("the step leads before the first page")?;
                    paper.eval(&format!("history.go({pages})")).await?;
                }
            }
            let path = *entries
                .get(at)
                .context("the step leads past the last page")?;
            let headline = match site.sections.iter().find(|s| path[1..] == *s.slug.as_str()) {
                Some(section) => &section.name,
                None if path == "/" => &site.name,
                None => "A story",
            };
            let failed = || format!("{way:?} of {ways:?}");
            paper
                .wait_for_text("h1", headline)
                .await
                .with_context(failed)?;
            let seen = paper.eval("[location.pathname, history.length]").await?;
            let right = serde_json::json!([path, before + entries.len() as u64 - 1]);
            ensure!(
                seen == right,
                "{}: path and history length are {seen}, not {right}",
                failed()
            );
        }
        paper.reload().await?;
        paper.wait_for_text("h1", "World").await?;
    }
    Ok(())
}

async fn a_link_keeps_its_query_and_fragment_after_back_and_forward(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    let follow = |href: &str| {
        format!(
            "(a => {{ a.href = {href:?}; document.querySelector('main').append(a); a.click(); }})
               (document.createElement('a'))"
        )
    };
    let world = "/world?from=letter#part";
    paper.open("/").await?;
    paper.eval(&follow(world)).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.eval(&follow("/business")).await?;
    paper.wait_for_text("h1", "Business").await?;
    paper.back().await?;
    paper.wait_for_text("h1", "World").await?;
    paper.forward().await?;
    paper.wait_for_text("h1", "Business").await?;
    paper.eval(&follow(world)).await?;
    paper.wait_for_text("h1", "World").await?;
    let address = paper.address().await?;
    ensure!(address == world, "the address is {address}, not {world}");
    Ok(())
}

async fn back_moves_the_focus_and_the_title(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open("/world").await?;
    let title = paper.title().await?;
    paper.click_link("Business").await?;
    paper.wait_for_text("h1", "Business").await?;
    paper.back().await?;
    paper.wait_for_text("h1", "World").await?;
    paper
        .wait_until("the title", &format!("document.title === {title:?}"))
        .await?;
    ensure!(
        paper.focused_element().await? == "h1 World",
        "focus on {}",
        paper.focused_element().await?
    );
    paper.wait_for_text(".announcer", &title).await?;
    let current = paper
        .texts("nav[aria-label=Sections] [aria-current=page]")
        .await?;
    ensure!(current == ["World"], "current: {current:?}");
    Ok(())
}
