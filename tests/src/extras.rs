//! Extras of a page that load when they are used: QR codes, quotations, the list of keys, the reading time, the
//! way back to where a reader stopped, and pictures on request.

use crate::fixtures::LEAD;
use crate::harness::{Browser, Key, Server, TestContext, tests};
use crate::pictures::{LEAD_PICTURE, STORY};
use anyhow::{Context, Result, ensure};

tests! {
    a_code_leads_to_the_story
    codes_hold_addresses_of_any_length
    a_dialog_returns_the_focus
    the_list_of_keys_opens_with_a_key_that_can_be_turned_off
    keys_work_on_the_pages_of_tools
    dialogs_have_no_accessibility_findings
    a_link_to_a_quotation_leads_there
    quotations_are_named_so_that_they_are_found
    the_reading_time_moves_nothing
    a_story_that_was_left_goes_on_where_the_reader_stopped
    at_most_fifty_places_are_kept
    damaged_storage_breaks_nothing
    fewer_pictures_are_requested_only_when_asked_for
    the_data_saver_is_obeyed
    a_story_loads_none_of_it
}

async fn open(stage: &TestContext, path: &str) -> Result<Server> {
    let server = stage.published().await?;
    stage.paper.open_url(&server.url(path)).await?;
    stage.paper.wait_for_app().await?;
    Ok(server)
}

/// Decodes a QR code. `dark` are the places of its dark modules, and `size` is its width with the margin.
fn read_code(dark: &[(usize, usize)], size: usize) -> Result<String> {
    const SCALE: usize = 6;
    let side = size * SCALE;
    let is_dark: std::collections::HashSet<(usize, usize)> = dark.iter().copied().collect();
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
        if is_dark.contains(&(x / SCALE, y / SCALE)) {
            0
        } else {
            255
        }
    });
    let grids = picture.detect_grids();
    let grid = grids.first().context("no code was found")?;
    Ok(grid.decode()?.1)
}

/// Reads the code on screen.
async fn code_on_screen(paper: &Browser) -> Result<String> {
    let size = paper
        .eval_string("document.querySelector('.code svg').getAttribute('viewBox').split(' ')[2]")
        .await?;
    let path = paper
        .eval_string("document.querySelector('.code path').getAttribute('d')")
        .await?;
    let dark: Vec<(usize, usize)> = path
        .split('M')
        .filter_map(|module| {
            let (x, rest) = module.split_once(' ')?;
            let (y, _) = rest.split_once('h')?;
            Some((x.parse().ok()?, y.parse().ok()?))
        })
        .collect();
    read_code(&dark, size.parse()?)
}

async fn a_code_leads_to_the_story(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open(stage, LEAD).await?, &stage.paper);
    paper.click_by_script("[data-part=code]").await?;
    paper.wait_for_element(".code[open]").await?;
    let address = stage.dist.site()?.page_url(&stage.dist.article(LEAD)?.url);
    let read = code_on_screen(paper).await?;
    ensure!(read == address, "the code leads to {read}");
    let text = paper.text(".code__address").await?;
    ensure!(text == address, "the text is {text}");
    Ok(())
}

async fn codes_hold_addresses_of_any_length(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open(stage, LEAD).await?, &stage.paper);
    for length in [25, 26, 60, 100, 180, 290, 480, 640] {
        let address = format!("https://post.example/{}", "a1-é/".repeat(length / 6));
        paper
            .eval(&format!(
                "void (document.querySelector('.article__address').textContent = {address:?})"
            ))
            .await?;
        paper.click_by_script("[data-part=code]").await?;
        paper.wait_for_element(".code[open]").await?;
        let read = code_on_screen(paper).await?;
        ensure!(read == address, "{length}: the code leads to {read}");
        paper.click_by_script(".code .dialog__close").await?;
        paper.wait_until_gone(".code").await?;
    }
    paper
        .eval("void (document.querySelector('.article__address').textContent = 'x'.repeat(900))")
        .await?;
    paper.click_by_script("[data-part=code]").await?;
    paper.wait_for_element(".code[open]").await?;
    let said = paper.text(".code > p").await?;
    ensure!(said.contains("too long"), "{said:?}");
    Ok(())
}

async fn a_dialog_returns_the_focus(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open(stage, LEAD).await?, &stage.paper);
    paper
        .eval("document.querySelector('[data-part=code]').focus()")
        .await?;
    paper.press(Key::Enter).await?;
    paper.wait_for_element(".code[open]").await?;
    paper.press(Key::Escape).await?;
    paper.wait_until_gone(".code").await?;
    let part = paper
        .eval_string("String(document.activeElement.dataset.part)")
        .await?;
    ensure!(
        part == "code",
        "the focus is not on the link, but on {part}"
    );
    Ok(())
}

async fn the_list_of_keys_opens_with_a_key_that_can_be_turned_off(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (open(stage, LEAD).await?, &stage.paper);
    paper.press(Key::Question).await?;
    paper.wait_for_element(".keys[open]").await?;
    let keys = paper.texts(".keys kbd").await?;
    ensure!(
        keys == ["/", "?", "Left", "Right", "Up", "Down", "Esc"],
        "{keys:?}"
    );
    paper.press(Key::Escape).await?;
    paper.wait_until_gone(".keys").await?;
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(".settings__button").await?;
    paper.click(".settings__group--keys input").await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.press(Key::Question).await?;
    paper.wait_frames(10).await?;
    ensure!(!paper.has(".keys").await?, "the key opened the list");
    Ok(())
}

async fn keys_work_on_the_pages_of_tools(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    for path in [
        "/search",
        "/tag",
        "/following",
        "/saved",
        "/settings",
        "/privacy",
    ] {
        paper.open_url(&server.url(path)).await?;
        paper.wait_for_network_idle(Some(&server)).await?;
        paper.eval("void document.activeElement.blur()").await?;
        // Twice, because the stylesheet comes with the first press.
        for _ in 0..2 {
            paper.press(Key::Question).await?;
            paper.wait_for_element(".keys[open]").await?;
            let keys = paper.texts(".keys kbd").await?;
            ensure!(keys == ["/", "?", "Esc"], "{path}: {keys:?}");
            let place = paper
                .eval_string("getComputedStyle(document.querySelector('.keys dl > div')).display")
                .await?;
            ensure!(
                place == "flex" || place == "grid",
                "{path}: the list has no style: {place}"
            );
            paper.press(Key::Escape).await?;
            paper.wait_until_gone(".keys").await?;
        }
        paper.press(Key::Slash).await?;
        paper.wait_for_element(".search .tool__field:focus").await?;
        let address = paper.address().await?;
        ensure!(address.starts_with("/search"), "{path}: {address}");
    }
    paper.eval("void (localStorage.noSearchKey = true)").await?;
    paper.open_url(&server.url("/privacy")).await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    paper.press(Key::Question).await?;
    paper.press(Key::Slash).await?;
    paper.wait_frames(10).await?;
    ensure!(!paper.has(".keys").await?, "the key opened the list");
    ensure!(
        paper.address().await? == "/privacy",
        "the key opened the search"
    );
    Ok(())
}

async fn dialogs_have_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open(stage, LEAD).await?, &stage.paper);
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        for width in [320, 1280] {
            paper.viewport(width, 740).await?;
            for dialog in ["code", "keys"] {
                if dialog == "code" {
                    paper.click_by_script("[data-part=code]").await?;
                } else {
                    paper.press(Key::Question).await?;
                }
                paper.wait_for_element(&format!(".{dialog}[open]")).await?;
                paper
                    .expect_no_findings(&format!("{dialog}, {scheme}, {width} px"))
                    .await?;
                paper.press(Key::Escape).await?;
                paper.wait_until_gone(&format!(".{dialog}")).await?;
            }
        }
    }
    Ok(())
}

/// Selects text of the story, from the first occurrence of `from` to the end of the first `to` after it.
async fn select(paper: &Browser, from: &str, to: &str) -> Result<()> {
    paper
        .eval(&format!(
            "void (([from, to]) => {{
               const range = document.createRange();
               const walker = document.createTreeWalker(document.querySelector('.article__body'), NodeFilter.SHOW_TEXT);
               let isBegun = false;
               while (walker.nextNode()) {{
                 const node = walker.currentNode, start = isBegun ? 0 : node.data.indexOf(from);
                 if (start < 0) continue;
                 if (!isBegun) range.setStart(node, start);
                 isBegun = true;
                 const end = node.data.indexOf(to, start);
                 if (end < 0) continue;
                 range.setEnd(node, end + to.length);
                 break;
               }}
               const selection = getSelection();
               selection.removeAllRanges();
               selection.addRange(range);
             }})({})",
            serde_json::to_string(&[from, to])?
        ))
        .await?;
    Ok(())
}

/// Records what the page copies in `copied`, because a headless browser may not allow access to the
/// clipboard.
const RECORD_COPIES: &str = "Object.defineProperty(navigator, 'clipboard',
    { value: { writeText: async text => { window.copied = text; } } })";

/// Copies the link to what is selected.
async fn quotation_link(paper: &Browser) -> Result<String> {
    paper.wait_for_element(".quote").await?;
    paper.click_by_script(".quote").await?;
    paper.wait_for_text(".quote", "Link copied.").await?;
    paper.eval_string("copied").await
}

async fn a_link_to_a_quotation_leads_there(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.add_init_script(RECORD_COPIES).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    let last = paper
        .eval_string("[...document.querySelectorAll('.article__body > p:not([class])')].pop().textContent.trim()")
        .await?;
    let words: Vec<&str> = last.split(' ').collect();
    let quotation = words[1..6].join(" ");
    select(paper, &quotation, &quotation).await?;
    let link = quotation_link(paper).await?;
    ensure!(
        link.starts_with(&server.url(&format!("{LEAD}#:~:text="))),
        "{link}"
    );
    // Open another document first, so that the link does not lead to a place in the same page.
    paper.open_url(&server.url("/settings")).await?;
    paper.open_url(&link).await?;
    paper.wait_for_app().await?;
    let knows = paper
        .eval_string("String('fragmentDirective' in document)")
        .await?;
    ensure!(
        knows == "true" || paper.scroll_y().await? == 0.0,
        "the story is not at its beginning"
    );
    if knows == "true" {
        paper
            .wait_until(
                "the quotation on screen",
                "(box => scrollY > 200 && box.bottom > 0 && box.top < innerHeight)
                 ([...document.querySelectorAll('.article__body > p:not([class])')].pop().getBoundingClientRect())",
            )
            .await?;
    }
    Ok(())
}

async fn quotations_are_named_so_that_they_are_found(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.add_init_script(RECORD_COPIES).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .eval(
            "void document.querySelectorAll('.article__body > p:not([class])').forEach((paragraph, at) => paragraph.textContent = [
               'The red car stopped, and nobody saw it.',
               'Later the blue car stopped & the well-known driver, 50 % asleep, left.',
               'One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen.',
             ][at] || '')",
        )
        .await?;
    for (from, to, expected) in [
        // The selection grows to whole words. The text occurs twice, so the word before it is added.
        ("ar stopped", "stop", "red-,car%20stopped"),
        // Characters with a meaning in a text directive are escaped.
        (
            "& the well",
            "asleep",
            "%26%20the%20well%2Dknown%20driver%2C%2050%20%25%20asleep",
        ),
        // A long quotation is identified by its first and its last words.
        (
            "One two",
            "eighteen",
            "One%20two%20three%20four%20five,fourteen%20fifteen%20sixteen%20seventeen%20eighteen",
        ),
        // So is a quotation over several paragraphs.
        (
            "nobody saw",
            "Later the blue",
            "nobody%20saw%20it.,Later%20the%20blue",
        ),
    ] {
        select(paper, from, to).await?;
        let link = quotation_link(paper).await?;
        let (_, text) = link.split_once("#:~:text=").unwrap_or_default();
        ensure!(text == expected, "{from:?} to {to:?}: {text}");
        paper.eval("void getSelection().removeAllRanges()").await?;
        paper.wait_until_gone(".quote").await?;
    }
    Ok(())
}

/// Turns on the reading time.
async fn turn_on_reading(stage: &TestContext) -> Result<Server> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(".settings__button").await?;
    paper.click(".settings__group--reading input").await?;
    Ok(server)
}

async fn the_reading_time_moves_nothing(stage: &TestContext) -> Result<()> {
    let (server, paper) = (turn_on_reading(stage).await?, &stage.paper);
    for width in [320, 1280] {
        paper.viewport(width, 740).await?;
        paper.open_url(&server.url(LEAD)).await?;
        paper.wait_for_app().await?;
        paper.wait_for_element(".reading__time").await?;
        let moved = paper
            .eval_string(
                "(() => {
                   const top = () => document.querySelector('.article__body').getBoundingClientRect().top;
                   const time = document.querySelector('.reading__time'), before = top();
                   const over = time.getBoundingClientRect().bottom - before;
                   time.hidden = true;
                   const after = top();
                   time.hidden = false;
                   return String(before === after && over <= 0);
                 })()",
            )
            .await?;
        ensure!(
            moved == "true",
            "{width} px: the reading time is in the way"
        );
        let said = paper.text(".reading__time").await?;
        ensure!(said.ends_with(" min read"), "{said}");
        paper.expect_no_findings("the story").await?;
    }
    // The bar follows the reader.
    let length = "Number(document.querySelector('.reading__bar').style.transform.slice(7, -1))";
    paper.eval("scrollTo(0, 600)").await?;
    paper
        .wait_until("a longer bar", &format!("{length} > 0.1 && {length} < 1"))
        .await?;
    paper.eval("scrollTo(0, 100000)").await?;
    paper
        .wait_until("a full bar", &format!("{length} === 1"))
        .await?;
    // The app shows another story.
    paper
        .follow_link(".spread__rails .card__headline a")
        .await?;
    paper
        .wait_until(
            "one reading time and one bar",
            "document.querySelectorAll('.reading__time').length === 1 && document.querySelectorAll('.reading__bar').length === 1",
        )
        .await
}

async fn a_story_that_was_left_goes_on_where_the_reader_stopped(stage: &TestContext) -> Result<()> {
    let (server, paper) = (turn_on_reading(stage).await?, &stage.paper);
    paper.viewport(1280, 500).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".reading__time").await?;
    ensure!(!paper.has(".reading__note").await?, "nothing was left");
    paper
        .eval("document.querySelector('.article__body').children[5].scrollIntoView()")
        .await?;
    paper
        .wait_until(
            "the place to be kept",
            "(localStorage.stopped || '').includes('us-russia')",
        )
        .await?;
    paper.open_url(&server.url("/settings")).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".reading__go").await?;
    paper.expect_no_findings("the story").await?;
    paper.click(".reading__go").await?;
    paper
        .wait_until(
            "the block where the reader stopped",
            "Math.abs(document.querySelector('.article__body').children[5].getBoundingClientRect().top) < 40",
        )
        .await?;
    paper.wait_until_gone(".reading__note").await?;
    // No place is stored for a story that was read to its end.
    paper.eval("scrollTo(0, 100000)").await?;
    paper
        .wait_until("the place to be forgotten", "!localStorage.stopped")
        .await
}

async fn at_most_fifty_places_are_kept(stage: &TestContext) -> Result<()> {
    let (server, paper) = (turn_on_reading(stage).await?, &stage.paper);
    paper
        .eval(
            "void (localStorage.stopped = JSON.stringify(Array.from({ length: 80 }, (_, at) => [`/2025/01/01/story-${at}`, 3])))",
        )
        .await?;
    paper.viewport(1280, 500).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".reading__time").await?;
    paper
        .eval("document.querySelector('.article__body').children[5].scrollIntoView()")
        .await?;
    paper
        .wait_until(
            "fifty places, this one the last",
            "(places => places.length === 50 && places[49][0].includes('us-russia'))(JSON.parse(localStorage.stopped))",
        )
        .await
}

async fn damaged_storage_breaks_nothing(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open(stage, LEAD).await?, &stage.paper);
    for (look, settings, stopped) in [
        ("}}}", "null", "[[1,2],null,3]"),
        ("@media screen{a{b", "[]", "{}"),
        ("a{} b{}", "{\"size\":\"huge\"}", "x"),
    ] {
        paper
            .eval(&format!(
                "void Object.assign(localStorage, {{ look: {look:?}, settings: {settings:?}, stopped: {stopped:?}, parts: 'reading ondemand nothing' }})"
            ))
            .await?;
        for path in [LEAD, "/", "/settings"] {
            paper.open_url(&server.url(path)).await?;
            paper
                .wait_until(
                    "the page",
                    "document.documentElement.dataset.ready === 'true'",
                )
                .await?;
            paper.wait_frames(5).await?;
            ensure!(
                paper.has("h1, h2").await?,
                "{path} is empty with the look {look:?}"
            );
        }
    }
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// JavaScript for the number of lazy pictures on the page that have loaded.
const LOADED: &str = "String([...document.querySelectorAll('main img[loading=lazy]')].filter(image => image.currentSrc && image.naturalWidth).length)";

async fn fewer_pictures_are_requested_only_when_asked_for(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(".settings__button").await?;
    paper.click("input[value=few]").await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    let pictures = || server.requests_for("/media*").len();
    let before = pictures();
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element("[data-ask]").await?;
    // Scroll through the whole story.
    let boxes = paper.count("main img").await?;
    for at in 0..boxes {
        paper
            .eval(&format!(
                "document.querySelectorAll('main picture')[{at}].parentElement.scrollIntoView()"
            ))
            .await?;
        paper.wait_frames(4).await?;
    }
    paper.wait_for_network_idle(Some(&server)).await?;
    let requested = pictures() - before;
    ensure!(
        requested <= 1,
        "{requested} pictures were requested, not only the first one"
    );
    let loaded = paper.eval_string(LOADED).await?;
    ensure!(loaded == "0", "{loaded} lazy pictures have loaded");
    // The box says what the picture shows, and is as large as the picture.
    let link = ".body-picture > a";
    let label = paper.attributes(link, "aria-label").await?;
    ensure!(
        label
            .first()
            .is_some_and(|label| label.starts_with("Show picture: ")),
        "{label:?}"
    );
    let height = format!(
        "String(Math.round(document.querySelector('{link}').getBoundingClientRect().height))"
    );
    let before = paper.eval_string(&height).await?;
    paper
        .eval(&format!("document.querySelector('{link}').focus()"))
        .await?;
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "the picture",
            &format!("document.querySelector('{link} img').naturalWidth > 0 && document.querySelector('{link} img').complete"),
        )
        .await?;
    let after = paper.eval_string(&height).await?;
    ensure!(
        before == after,
        "the box has {before} px, the picture {after}"
    );
    ensure!(
        !paper.has("dialog").await?,
        "the first click opened the picture in full screen"
    );
    // The next press opens it.
    paper.press(Key::Enter).await?;
    paper.wait_for_element("dialog.pictures").await?;
    paper.press(Key::Escape).await?;
    paper.wait_until_gone("dialog").await?;
    ensure!(paper.has(LEAD_PICTURE).await?, "no first picture");
    // On the front page, the cards have no pictures, except the lead story's.
    let before = pictures();
    paper.open_url(&server.url("/")).await?;
    paper.wait_for_app().await?;
    paper.eval("scrollTo(0, 1500)").await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    let requested = pictures() - before;
    ensure!(
        requested <= 1,
        "the front page requested {requested} pictures"
    );
    Ok(())
}

async fn the_data_saver_is_obeyed(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper
        .add_init_script(
            "Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: !sessionStorage.off } })",
        )
        .await?;
    // Start on a page without pictures, because pictures that are in the browser's cache would be shown.
    paper.open_url(&server.url("/edition/2025")).await?;
    paper.wait_for_app().await?;
    paper
        .wait_until(
            "the look for fewer pictures",
            "localStorage.savesData === 'true'",
        )
        .await?;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element("[data-ask]").await?;
    let loaded = paper.eval_string(LOADED).await?;
    ensure!(loaded == "0", "{loaded} lazy pictures have loaded");
    // A reader can still choose to see all pictures.
    paper.open_url(&server.url("/settings")).await?;
    paper.wait_for_element(".settings__button").await?;
    paper.click("input[value=shown]").await?;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper.wait_frames(10).await?;
    ensure!(!paper.has("[data-ask]").await?, "the setting is not obeyed");
    // When the data saver is turned off again, the look for fewer pictures ends.
    paper
        .eval("void (delete localStorage.settings, delete localStorage.look)")
        .await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .wait_until(
            "the look for fewer pictures",
            "localStorage.savesData === 'true'",
        )
        .await?;
    paper.eval("void (sessionStorage.off = true)").await?;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper
        .wait_until(
            "the usual look",
            "!localStorage.savesData && !localStorage.look && !document.querySelector('[data-ask]')",
        )
        .await
}

async fn a_story_loads_none_of_it(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open(stage, LEAD).await?, &stage.paper);
    paper.wait_for_network_idle(Some(&server)).await?;
    for name in [
        "code", "keys", "listen", "ondemand", "quote", "reading", "settings",
    ] {
        let requests = server.requests_for(&format!("/assets/{name}*"));
        ensure!(requests.is_empty(), "{name} was requested");
    }
    Ok(())
}
