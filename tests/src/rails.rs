//! The rails beside a story: their cards, and the newer ones that replace them while the story is
//! read.

use crate::fixtures::LEAD;
use crate::harness::{
    Browser, Fault, NEWER_VERSION_JSON, Server, TestContext, card, page_data_json, tests,
};
use anyhow::{Context, Result, ensure};
use frontpage_model::{Page, Rail, popular_path, rail_path};

tests! {
    the_lead_story_has_its_two_rails
    a_rail_never_holds_the_story_being_read
    newer_rails_replace_cards_without_moving_anything
    an_overlong_headline_is_shown_in_full_and_moves_no_story
    newer_rails_keep_focus_and_selection
    damaged_rails_do_not_replace_the_older_ones
    a_rail_in_use_does_not_change
    rails_far_below_are_refreshed_when_the_reader_comes_near
}

async fn the_lead_story_has_its_two_rails(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    paper.open(LEAD).await?;
    let (popular, tag) = ("aside.rail--popular", "aside.rail--tag");
    for rail in [popular, tag] {
        paper
            .wait_for_element(&format!("{rail} .rail__card a"))
            .await?;
        let cards = paper.count(&format!("{rail} .rail__card")).await?;
        let links = paper.count(&format!("{rail} .rail__card a[href]")).await?;
        ensure!(
            cards == 4 && links == 4,
            "{rail}: {cards} cards and {links} links, not 4 of each"
        );
        let names = paper.texts(&format!("{rail} .rail__card a")).await?;
        ensure!(
            names.iter().all(|name| !name.is_empty()),
            "{rail}: links without a name"
        );
        let alts = paper
            .eval_strings(&format!(
                "[...document.querySelectorAll('{rail} .rail__card img')]
                   .map(i => i.hasAttribute('alt') ? i.alt : 'none')"
            ))
            .await?;
        ensure!(
            alts.iter().all(String::is_empty),
            "{rail}: the pictures should have an empty alt attribute: {alts:?}"
        );
    }
    ensure!(paper.text(&format!("{popular} h2")).await? == "Popular");
    ensure!(
        paper
            .text(&format!("{tag} h2 a[href='/tag/mideast']"))
            .await?
            == "MidEast"
    );
    let kickers = paper.texts(&format!("{popular} .kicker")).await?;
    ensure!(
        kickers
            == [
                "Crime|Europe|MidEast|Political|World",
                "MidEast|Political|US|World",
                "Education|MidEast|Political|US",
                "Food|Health|MidEast|Political|World",
            ],
        "the kickers in Popular are {kickers:?}"
    );
    let kickers = paper.texts(&format!("{tag} .kicker")).await?;
    ensure!(
        kickers
            == [
                "MidEast|Political|US|World",
                "Crime|Education|MidEast|Political|US|World",
                "MidEast|Political|US",
                "MidEast|Political|US|World",
            ],
        "the kickers in MidEast are {kickers:?}"
    );
    // The whole card is the link: its middle and two of its corners.
    for part in ["0.5, 0.5", "0.02, 0.05", "0.98, 0.95"] {
        let hit = paper
            .eval_string(&format!(
                "((x, y) => {{
                   const card = document.querySelector('{popular} .rail__card');
                   card.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                   const r = card.getBoundingClientRect();
                   const at = document.elementFromPoint(r.x + r.width * x, r.y + r.height * y);
                   return at.closest('a')?.getAttribute('href') ?? at.outerHTML;
                 }})({part})"
            ))
            .await?;
        let expected = &dist.rail("/popular.json")?.cards[0].url;
        ensure!(
            hit == expected.to_string(),
            "at {part} of the card is {hit}, not a link to {expected}"
        );
    }
    Ok(())
}

async fn a_rail_never_holds_the_story_being_read(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    for card in dist.rail("/popular.json")?.cards.iter().take(2) {
        let path = card.url.to_string();
        paper.open(&path).await?;
        paper
            .wait_for_element("aside.rail--popular .rail__card a")
            .await?;
        let links = paper.attributes(".rail__card a", "href").await?;
        ensure!(
            !links.contains(&path),
            "a rail of {path} links to that story itself: {links:?}"
        );
        let cards = paper.count("aside.rail--popular .rail__card a").await?;
        ensure!(cards == 4, "{path}: Popular has {cards} cards, not 4");
    }
    // The same holds after a click in the rail.
    let first = paper
        .attributes("aside.rail--popular .rail__card a", "href")
        .await?
        .remove(0);
    paper
        .click_by_script("aside.rail--popular .rail__card a")
        .await?;
    paper
        .wait_until("the story", &format!("location.pathname === {first:?}"))
        .await?;
    paper
        .wait_for_element("aside.rail--popular .rail__card a")
        .await?;
    let links = paper.attributes(".rail__card a", "href").await?;
    ensure!(
        !links.contains(&first),
        "a rail of {first} links to that story itself: {links:?}"
    );
    Ok(())
}

/// A headline that just fits into a card.
const NEWS: &str = "Newer than the page: a headline that is longer than any that stood in this place \
    before, and takes all of its lines";

/// A headline that is too long for a card.
const OVERLONG: &str = "Newer than the page: a headline that is longer than any that stood in this \
    place before, so that it takes more lines than there is room for, as no editor would write one, \
    but as a wire may send it, and pushes down what is below it in its rail";

/// The data of a rail after a later publish: a new story without a picture comes first, and the
/// last card drops out.
fn with_news_on_top(mut rail: Rail, headline: &str) -> Result<String> {
    rail.cards.insert(0, card("/2025/03/30/news", headline)?);
    rail.cards.truncate(5);
    page_data_json(Page::Rail(rail))
}

/// Serves the published site, with newer rails that are held until the test releases them. Returns
/// the server and the paths of the rails.
async fn published(stage: &TestContext, headline: &str) -> Result<(Server, [String; 2])> {
    let server = stage.published().await?;
    let lead = stage.dist.article(LEAD)?;
    let tag = lead.rail.context("the lead story has no tag rail")?;
    let rails = [popular_path(), rail_path(&tag.slug)];
    for rail in &rails {
        let body = Fault::body(with_news_on_top(stage.dist.rail(rail)?, headline)?);
        server.inject_fault(rail, body.when_released());
    }
    Ok((server, rails))
}

/// Scrolls down until the rails are near enough to be refreshed, if they are not.
async fn scroll_near_rails(paper: &Browser) -> Result<()> {
    paper
        .eval(
            "scrollBy(0, Math.max(0, document.querySelector('.rail__card').getBoundingClientRect().top - 1400))",
        )
        .await?;
    Ok(())
}

async fn release(server: &Server, rails: &[String]) -> Result<()> {
    for rail in rails {
        // Releasing a rail also ends its rule, so a request after that would get the older rail.
        server.wait_for_requests(rail, 1).await?;
        server.clear_fault(rail);
    }
    Ok(())
}

async fn release_and_see(
    paper: &Browser,
    server: &Server,
    rails: &[String],
    headline: &str,
) -> Result<()> {
    release(server, rails).await?;
    for rail in [".rail--popular", ".rail--tag"] {
        paper
            .wait_for_text(&format!("{rail} .rail__card a"), headline)
            .await?;
    }
    server.wait_until_idle().await?;
    paper.wait_frames(10).await
}

/// Records all changes to the document outside the rails' cards from now on, and the current places
/// of its parts.
const WATCH: &str = "void (() => {
    window.story = [...document.querySelectorAll('.article, .article *')];
    window.touched = [];
    new MutationObserver(list => touched.push(...list.map(change => change.target)
            .filter(node => !(node.closest ? node : node.parentElement)?.closest('.rail__cards'))
            .map(node => node.outerHTML ?? node.data)))
        .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    window.boxes = what => [...document.querySelectorAll(what)]
        .map(e => [e.className, ...Object.values(e.getBoundingClientRect().toJSON())]);
    window.storyPlaces = () => JSON.stringify([scrollY, ...boxes('.masthead, .article, .article *')]);
    window.places = () => JSON.stringify([document.documentElement.scrollHeight,
        storyPlaces(), ...boxes('.rail, .rail__name, .rail__card, .colophon')]);
    window.before = places();
    window.storyBefore = storyPlaces();
})()";

async fn newer_rails_replace_cards_without_moving_anything(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.watch_layout_shifts().await?;
    paper
        .add_init_script(
            "document.addEventListener('DOMContentLoaded', () => window.published =
               [...document.querySelectorAll('.rail__card')].map(e => e.outerHTML));",
        )
        .await?;
    for (width, height) in [(1280, 900), (360, 780)] {
        let (server, rails) = published(stage, NEWS).await?;
        paper.viewport(width, height).await?;
        paper.open_url(&server.url(LEAD)).await?;
        paper.wait_for_app().await?;
        scroll_near_rails(paper).await?;
        for rail in &rails {
            server.wait_for_requests(rail, 1).await?;
        }
        // Until then the page shows the rails that it was published with.
        ensure!(
            paper.count(".rail__card a").await? >= 8,
            "the page has no rails before the newer ones arrive"
        );
        let same = "published.every((html, n) => document.querySelectorAll('.rail__card')[n].outerHTML === html)";
        ensure!(
            paper.eval(same).await? == true,
            "the cards changed before the newer rails arrived"
        );
        paper
            .eval(
                "document.querySelector('.rail--popular').scrollIntoView({ behavior: 'instant' })",
            )
            .await?;
        paper.wait_frames(5).await?;
        paper.eval(WATCH).await?;
        let older = paper.texts(".rail--popular .rail__card a").await?;
        release_and_see(paper, &server, &rails, NEWS).await?;

        let now = paper.texts(".rail--popular .rail__card a").await?;
        ensure!(
            now[1..] == older[..older.len() - 1],
            "{older:?} became {now:?}"
        );
        let (before, after) = (
            paper.eval_string("before").await?,
            paper.eval_string("places()").await?,
        );
        ensure!(
            before == after,
            "elements moved at {width} px:\n{before}\n{after}"
        );
        let shifts = paper.take_layout_shifts().await?;
        ensure!(
            shifts.is_empty(),
            "layout shifts at {width} px: {shifts:#?}"
        );
        let touched = paper.eval_strings("touched").await?;
        ensure!(
            touched.is_empty(),
            "more than the cards changed at {width} px: {touched:#?}"
        );
        let kept = "story.length > 20 && story.every(node => node.isConnected)";
        ensure!(
            paper.eval(kept).await? == true,
            "the story's elements were replaced"
        );
        ensure!(
            server.document_request_count() == 1,
            "the document was loaded again"
        );
    }
    Ok(())
}

async fn an_overlong_headline_is_shown_in_full_and_moves_no_story(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    paper.watch_layout_shifts().await?;
    for (width, height) in [(1280, 900), (360, 780)] {
        let (server, rails) = published(stage, OVERLONG).await?;
        paper.viewport(width, height).await?;
        paper.open_url(&server.url(LEAD)).await?;
        paper.wait_for_app().await?;
        scroll_near_rails(paper).await?;
        for rail in &rails {
            server.wait_for_requests(rail, 1).await?;
        }
        paper.eval(WATCH).await?;
        release_and_see(paper, &server, &rails, OVERLONG).await?;
        let (before, after) = (
            paper.eval_string("storyBefore").await?,
            paper.eval_string("storyPlaces()").await?,
        );
        ensure!(
            before == after,
            "the story moved at {width} px:\n{before}\n{after}"
        );
        // If the headline fits, this test proves nothing.
        let grew = "(cards => cards[0].offsetHeight > cards[1].offsetHeight)
            (document.querySelectorAll('.rail--popular .rail__card'))";
        ensure!(
            paper.eval(grew).await? == true,
            "the test's headline fits into the card at {width} px: make it longer"
        );
        let whole = "[...document.querySelectorAll('.rail__card:first-child')].every(card => {
            const words = document.createRange();
            words.selectNodeContents(card.querySelector('.card__headline'));
            const [box, text] = [card, words].map(e => e.getBoundingClientRect());
            return text.bottom <= box.bottom && text.right <= box.right;
        })";
        ensure!(
            paper.eval(whole).await? == true,
            "the headline is cut off at {width} px"
        );
        // Only the cards below it move down, by a few lines.
        let shifted = paper.layout_shift_sum().await?;
        ensure!(
            shifted < 0.05,
            "layout shifts of {shifted} at {width} px, the limit is 0.05"
        );
    }
    Ok(())
}

async fn newer_rails_keep_focus_and_selection(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let (server, rails) = published(stage, NEWS).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .eval(
            "void (document.querySelector('.share-bar a').focus(),
               getSelection().selectAllChildren(document.querySelector('.article__body p')),
               window.focused = document.activeElement, window.selected = String(getSelection()))",
        )
        .await?;
    ensure!(
        paper
            .eval("focused.matches('.share-bar a') && selected.length > 20")
            .await?
            == true,
        "the test could not set focus and selection"
    );
    release_and_see(paper, &server, &rails, NEWS).await?;
    ensure!(
        paper.eval("document.activeElement === focused").await? == true,
        "the focus went to {}",
        paper.focused_element().await?
    );
    ensure!(
        paper.eval("String(getSelection()) === selected").await? == true,
        "the selection was lost"
    );
    Ok(())
}

async fn damaged_rails_do_not_replace_the_older_ones(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // Truncated data, data of another kind of page, data of a newer version.
    for body in [
        "{",
        &stage.dist.page_json("/site.json")?,
        NEWER_VERSION_JSON,
    ] {
        let server = stage.published().await?;
        for rail in ["/popular.json", "/rail/*"] {
            server.inject_fault(rail, Fault::body(body));
        }
        paper.open_url(&server.url(LEAD)).await?;
        paper.wait_for_app().await?;
        server.wait_for_requests("/popular.json", 1).await?;
        server.wait_until_idle().await?;
        paper.wait_frames(10).await?;
        let cards = paper.count(".rail__card a").await?;
        ensure!(cards >= 8, "only {cards} cards are left after {body}");
        // The next story does not use the damaged rail from memory, and says that it could not be loaded.
        let first = ".rail--popular .rail__card a";
        let next = paper.text(first).await?;
        paper.click_by_script(first).await?;
        paper.wait_for_text("h1.article__headline", &next).await?;
        paper
            .wait_for_element(".rail--popular .rail__missing")
            .await?;
    }
    Ok(())
}

async fn a_rail_in_use_does_not_change(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let second = ".rail--popular .rail__card:nth-child(2) a";
    for device in ["keyboard", "mouse"] {
        let (server, rails) = published(stage, NEWS).await?;
        paper.open_url(&server.url(LEAD)).await?;
        paper.wait_for_app().await?;
        if device == "mouse" {
            paper.hover(second).await?;
        } else {
            paper
                .eval(&format!("document.querySelector({second:?}).focus()"))
                .await?;
        }
        paper
            .eval(&format!(
                "void (window.link = document.querySelector({second:?}), window.headline = link.textContent)"
            ))
            .await?;
        release(&server, &rails).await?;
        // The other rail is not in use. When it changes, both responses have arrived.
        paper
            .wait_for_text(".rail--tag .rail__card a", NEWS)
            .await?;
        server.wait_until_idle().await?;
        paper.wait_frames(10).await?;
        let kept =
            format!("document.querySelector({second:?}) === link && link.textContent === headline");
        ensure!(
            paper.eval(&kept).await? == true,
            "the rail changed while the {device} was on it"
        );
        if device == "keyboard" {
            let focus = paper.eval("document.activeElement === link").await?;
            ensure!(focus == true, "the link lost the focus");
        }
        // The next page shows the newer rail.
        paper.click_by_script(second).await?;
        paper
            .wait_for_text(".rail--popular .rail__card a", NEWS)
            .await
            .with_context(|| format!("after the {device}"))?;
    }
    Ok(())
}

async fn rails_far_below_are_refreshed_when_the_reader_comes_near(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(360, 740).await?;
    let (server, rails) = published(stage, NEWS).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    server.wait_until_idle().await?;
    // A short scroll is not enough: the rails are far below.
    paper.eval("scrollTo(0, 100)").await?;
    paper.wait_frames(10).await?;
    server.wait_until_idle().await?;
    let rail_requests = || {
        let requests = rails.iter().map(|rail| server.requests_for(rail).len());
        requests.sum::<usize>()
    };
    ensure!(
        rail_requests() == 0,
        "rails are loaded that the reader is not near"
    );
    // The rails are loaded before they are on screen.
    scroll_near_rails(paper).await?;
    release_and_see(paper, &server, &rails, NEWS).await?;
    ensure!(
        paper
            .eval("document.querySelector('.rail').getBoundingClientRect().top > innerHeight")
            .await?
            == true,
        "the rails changed on screen"
    );
    Ok(())
}
