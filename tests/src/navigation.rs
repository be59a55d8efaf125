//! Navigation within the running app: links, history, focus, titles and pages that do not exist.

use crate::fixtures::{LEAD, WORLD, one_of_every_kind};
use crate::harness::{
    Browser, Fault, Notice, TestContext, article, card, listing, page_data_json, tests,
};
use anyhow::{Context, Result, ensure};
use frontpage_model::Page;

tests! {
    a_click_keeps_the_document
    a_click_updates_title_focus_and_announcement
    a_click_scrolls_to_the_top
    back_and_forward_restore_the_scroll
    back_restores_the_scroll_of_a_page_that_is_fetched_again
    a_reload_keeps_the_scroll
    the_address_matches_the_page_however_it_was_reached
    a_link_keeps_its_query_and_fragment_after_back_and_forward
    back_moves_the_focus_and_the_title
    clicks_with_a_modifier_are_left_to_the_browser
    links_that_leave_the_app_are_left_to_the_browser
    every_kind_of_page_opens_by_its_address
    a_trailing_slash_and_a_query_are_forgiven
    an_unknown_address_is_not_found
    a_missing_story_is_not_found
    html_in_place_of_data_is_not_found
    the_links_on_the_not_found_page_work
    the_pager_turns_pages
    the_nameplate_leads_to_the_front_page
    the_section_of_a_story_is_marked
    the_skip_link_leads_to_the_news
}

/// Marks the window and the masthead, so that the test notices if either is replaced.
async fn mark(paper: &Browser) -> Result<()> {
    paper
        .eval(
            "void (window.marked = true, document.querySelector('header.masthead').marked = true)",
        )
        .await?;
    Ok(())
}

async fn still_marked(paper: &Browser) -> Result<bool> {
    let marked = paper
        .eval("window.marked === true && document.querySelector('header.masthead').marked === true")
        .await?;
    Ok(marked == true)
}

async fn a_click_keeps_the_document(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    mark(paper).await?;
    paper.click(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.click_link("Business").await?;
    paper.wait_for_text("h1", "Business").await?;
    paper.click_by_script(".card a").await?;
    paper.wait_for_element("h1.article__headline").await?;
    paper.click(".article__tags a").await?;
    paper.wait_for_element(".listing h1").await?;
    ensure!(paper.address().await?.starts_with("/tag/"));
    ensure!(still_marked(paper).await?, "the masthead was replaced");
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn a_click_updates_title_focus_and_announcement(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    let site = dist.site()?;
    paper.open("/").await?;
    ensure!(
        paper.title().await? == site.name,
        "title {:?}",
        paper.title().await?
    );
    ensure!(!paper.has("nav[aria-label=Sections] [aria-current]").await?);
    paper.click(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper
        .wait_for_text(".announcer", &format!("World — {}", site.name))
        .await?;
    ensure!(paper.title().await? == format!("World — {}", site.name));
    ensure!(paper.address().await? == "/world");
    ensure!(
        paper.focused_element().await? == "h1 World",
        "focus on {}",
        paper.focused_element().await?
    );
    let current = paper
        .texts("nav[aria-label=Sections] [aria-current=page]")
        .await?;
    ensure!(current == ["World"], "current: {current:?}");
    ensure!(paper.count("h1").await? == 1);
    Ok(())
}

async fn a_click_scrolls_to_the_top(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    paper.scroll_to(700).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.wait_until("the top", "scrollY === 0").await
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

async fn clicks_with_a_modifier_are_left_to_the_browser(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    // This listener runs after the app's own and cancels the click, so that no window opens.
    paper
        .eval(
            "void addEventListener('click', e => {
               window.taken = e.defaultPrevented; e.preventDefault();
             })",
        )
        .await?;
    for (how, taken) in [
        ("ctrlKey: true", false),
        ("metaKey: true", false),
        ("shiftKey: true", false),
        ("altKey: true", false),
        ("button: 1", false),
        ("button: 0", true),
    ] {
        let seen = paper
            .eval(&format!(
                "(window.taken = null, document.querySelector({WORLD:?}).dispatchEvent(
                   new MouseEvent('click', {{ bubbles: true, cancelable: true, {how} }})), taken)"
            ))
            .await?;
        ensure!(
            seen == taken,
            "a click with {how}: taken by the app: {seen}"
        );
        if !taken {
            ensure!(
                paper.address().await? == "/",
                "a click with {how} left the page"
            );
        }
    }
    Ok(())
}

async fn links_that_leave_the_app_are_left_to_the_browser(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    paper
        .eval(
            "void addEventListener('click', e => {
               window.taken = e.defaultPrevented; e.preventDefault();
             })",
        )
        .await?;
    for link in [
        "href: 'https://example.org/'",
        "href: 'mailto:desk@example.org'",
        "href: '/world', target: '_blank'",
        "href: '/world', download: 'x'",
    ] {
        let seen = paper
            .eval(&format!(
                "(a => {{
                   document.querySelector('main').append(Object.assign(a, {{ {link} }}));
                   window.taken = null; a.click(); a.remove(); return window.taken;
                 }})(document.createElement('a'))"
            ))
            .await?;
        ensure!(
            seen == false,
            "a link with {link}: taken by the app: {seen}"
        );
    }
    Ok(())
}

async fn every_kind_of_page_opens_by_its_address(stage: &TestContext) -> Result<()> {
    let TestContext {
        server,
        paper,
        dist,
        ..
    } = stage;
    let site = dist.site()?;
    for place in one_of_every_kind(stage)? {
        server.clear_requests();
        place.open(stage).await?;
        let name = place.name;
        ensure!(
            paper.count("h1").await? == 1,
            "{name}: the page does not have exactly one h1"
        );
        ensure!(
            !paper.text("h1").await?.is_empty(),
            "{name}: the h1 is empty"
        );
        let title = paper.title().await?;
        ensure!(title.contains(&site.name), "{name}: title {title:?}");
        ensure!(
            server.document_request_count() == 1,
            "{name}: {} documents were loaded, not one",
            server.document_request_count()
        );
        ensure!(
            paper.address().await? == place.path,
            "{name}: {}",
            paper.address().await?
        );
        ensure!(
            paper.count("main").await? == 1,
            "{name}: the page does not have exactly one main"
        );
        ensure!(
            paper.has("header.masthead nav a").await?,
            "{name}: the masthead has no sections"
        );
        ensure!(
            paper.has("footer.colophon").await?,
            "{name}: the page has no footer"
        );
        let lang = paper.eval_string("document.documentElement.lang").await?;
        ensure!(lang == site.lang, "{name}: lang {lang}");
        ensure!(paper.eval_string("document.documentElement.dir").await? == "ltr");
        ensure!(
            !paper.has("main[aria-busy]").await?,
            "{name}: the main element is marked as busy"
        );
    }
    Ok(())
}

async fn a_trailing_slash_and_a_query_are_forgiven(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    for address in ["/world/", "/world?utm_source=x", "/world#part"] {
        paper.open("/").await?;
        paper.open(address).await?;
        paper.wait_for_text("h1", "World").await?;
    }
    Ok(())
}

async fn an_unknown_address_is_not_found(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    for address in [
        "/no/such/page/at/all",
        "/UPPER",
        "/world/0",
        "/2025/02/30/no-such-day",
    ] {
        server.clear_requests();
        paper.open(address).await?;
        paper.expect_notice(Notice::NotFound).await?;
        let words = paper.text("main").await?;
        // The text does not name the address, since hosts send one prerendered page for all of
        // them.
        ensure!(words.contains("nothing at this address"), "{words}");
        // No page can have this address, so the app does not request its data.
        let asked: Vec<_> = server.requests().into_iter().map(|r| r.path).collect();
        let data = format!("{address}.json");
        ensure!(
            !asked.contains(&data),
            "the app requested {data}, which cannot exist"
        );
        let title = paper.title().await?;
        ensure!(title.contains("not found"), "title {title:?}");
    }
    Ok(())
}

async fn a_missing_story_is_not_found(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let missing = "/2025/01/01/no-such-story";
    paper.open(missing).await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(
        paper
            .text("main")
            .await?
            .contains("nothing at this address")
    );
    let asked = server.requests_for(&format!("{missing}.json")).len();
    ensure!(
        asked == 1,
        "{missing}.json was requested {asked} times, not once"
    );
    ensure!(
        paper.has("header.masthead nav a").await?,
        "the page has no masthead"
    );
    Ok(())
}

async fn html_in_place_of_data_is_not_found(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    server.inject_fault("/world.json", Fault::html());
    paper.open("/").await?;
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(paper.address().await? == "/world");
    ensure!(
        paper.focused_element().await?.starts_with("h1"),
        "focus on {}",
        paper.focused_element().await?
    );
    Ok(())
}

async fn the_links_on_the_not_found_page_work(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    paper.open("/no/such/page/at/all").await?;
    let ways = paper.attributes(".notice a", "href").await?;
    ensure!(
        ways.iter().any(|way| way == "/"),
        "no link to the front page: {ways:?}"
    );
    for section in dist.site()?.sections {
        let way = format!("/{}", section.slug);
        ensure!(ways.contains(&way), "no link to {way}: {ways:?}");
    }
    paper.click(".notice a[href='/world']").await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn the_pager_turns_pages(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    for (path, page, older, newer) in [
        ("/world.json", None, Some(2), None),
        ("/world/2.json", Some(2), Some(1), Some(3)),
        ("/world/1.json", Some(1), None, Some(2)),
    ] {
        let page = Page::Listing(listing(page, older, newer)?);
        server.inject_fault(path, Fault::body(page_data_json(page)?));
    }
    paper.open("/world").await?;
    ensure!(
        !paper.has("nav.pager a[rel=prev]").await?,
        "the newest page links to a newer one"
    );
    paper
        .click("nav.pager[aria-label=Pages] a[rel=next]")
        .await?;
    paper
        .wait_for_text(".card h2, .card h3", "Story 1 of page 2")
        .await?;
    ensure!(paper.address().await? == "/world/2");
    paper.wait_until("the top", "scrollY === 0").await?;
    ensure!(
        paper.focused_element().await?.starts_with("h1"),
        "focus on {}",
        paper.focused_element().await?
    );
    let titles = [paper.title().await?, paper.text(".announcer").await?];
    ensure!(
        titles.iter().all(|t| t.contains('2')),
        "title and announcement do not have the page number: {titles:?}"
    );
    let current = paper.attributes(WORLD, "aria-current");
    ensure!(
        current.await? == ["true"],
        "an older page does not mark its section in the masthead"
    );
    paper.click("nav.pager a[rel=next]").await?;
    paper
        .wait_for_text(".card h2, .card h3", "Story 1 of page 1")
        .await?;
    ensure!(paper.address().await? == "/world/1");
    ensure!(
        !paper.has("nav.pager a[rel=next]").await?,
        "the oldest page links to an older one"
    );
    paper.click("nav.pager a[rel=prev]").await?;
    paper
        .wait_for_text(".card h2, .card h3", "Story 1 of page 2")
        .await?;
    let words = paper.texts("nav.pager a").await?;
    for word in ["Older stories", "Newer stories"] {
        ensure!(
            words.iter().any(|w| w == word),
            "the pager has no link {word:?}: {words:?}"
        );
    }
    Ok(())
}

async fn the_nameplate_leads_to_the_front_page(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    paper.open(LEAD).await?;
    paper.click("a.masthead__name[href='/']").await?;
    paper.wait_for_element(".front").await?;
    ensure!(paper.address().await? == "/");
    ensure!(paper.text("h1").await? == dist.site()?.name);
    let lead = paper.text(".lead-story h2, .lead-story h3").await?;
    let front = dist.front()?;
    ensure!(
        lead == front.top[0].headline,
        "the front page leads with {lead:?}"
    );
    let strips = paper.texts(".strip h2 a").await?;
    let named: Vec<_> = front
        .strips
        .iter()
        .map(|s| s.section.name.clone())
        .collect();
    ensure!(strips == named, "the strips are {strips:?}, not {named:?}");
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn the_section_of_a_story_is_marked(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let path = "/2025/03/01/a-story";
    server.inject_fault(
        &format!("{path}.json"),
        Fault::body(page_data_json(Page::Article(article(path, "A story")?))?),
    );
    let mut world = listing(None, None, None)?;
    world.cards = vec![card(path, "A story")?];
    server.inject_fault(
        "/world.json",
        Fault::body(page_data_json(Page::Listing(world))?),
    );
    paper.open("/world").await?;
    paper.click_link("A story").await?;
    paper
        .wait_for_text("h1.article__headline", "A story")
        .await?;
    let current = paper
        .attributes("nav[aria-label=Sections] a", "aria-current")
        .await?;
    ensure!(current == ["", "true", "", ""], "current: {current:?}");
    Ok(())
}

async fn the_skip_link_leads_to_the_news(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    use crate::harness::Key;
    paper.open("/world").await?;
    mark(paper).await?;
    paper.press(Key::Tab).await?;
    ensure!(
        paper.focused_element().await?.starts_with("a Skip"),
        "the first Tab stop is {}",
        paper.focused_element().await?
    );
    paper.press(Key::Enter).await?;
    paper.press(Key::Tab).await?;
    let inside = paper.eval("document.querySelector('#main').contains(document.activeElement)");
    ensure!(
        inside.await? == true,
        "focus on {}",
        paper.focused_element().await?
    );
    ensure!(
        still_marked(paper).await? && server.document_request_count() == 1,
        "the document was loaded again"
    );
    ensure!(paper.text("h1").await? == "World");
    // Going back from the fragment does not load a page.
    paper.back().await?;
    paper.wait_frames(5).await?;
    ensure!(paper.text("h1").await? == "World" && server.document_request_count() == 1);
    Ok(())
}
