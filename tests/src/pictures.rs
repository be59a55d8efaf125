//! Pictures in full screen: opening, keys, swipes, the focus, the history, and what is loaded.

use crate::fixtures::WORLD;
use crate::harness::{Browser, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    a_picture_opens_in_full_screen_with_its_caption
    keys_and_buttons_go_through_the_pictures
    a_swipe_goes_to_the_next_picture
    a_stop_between_two_pictures_changes_nothing
    escape_returns_the_focus_to_the_picture
    a_step_back_closes_the_pictures_and_one_forward_opens_them
    a_reload_keeps_the_picture_open
    back_through_the_history_works_after_pictures
    the_next_picture_is_loaded_before_it_is_asked_for
    a_browser_without_webp_shows_a_jpeg_and_its_largest_in_full_screen
    nothing_of_the_part_is_loaded_before_it_is_used
    a_link_in_a_caption_is_followed_by_the_app
    keys_follow_the_direction_of_the_newspaper
    a_closed_dialog_does_not_move_the_next_one
    pictures_have_no_accessibility_findings
    a_picture_links_to_its_largest_file_without_script
    pictures_work_on_a_developers_site
}

/// A story with a lead picture, one in its text, and a gallery of three.
pub const STORY: &str = "/2025/03/27/how-a-container-crosses-los-angeles";

/// The link around the lead picture, and that around the second one.
pub const LEAD_PICTURE: &str = ".lead-picture > a";
const SECOND_PICTURE: &str = ".body-picture > a";

/// Serves the published site, and opens the story there.
async fn open_story(stage: &TestContext) -> Result<Server> {
    let server = stage.published().await?;
    stage.paper.open_url(&server.url(STORY)).await?;
    stage.paper.wait_for_app().await?;
    Ok(server)
}

/// Waits until the picture `number` of the five is on screen: it fills its place, its neighbors are
/// out of sight, and the counter says so.
async fn wait_for_picture(paper: &Browser, number: u32) -> Result<()> {
    let what = format!("picture {number} in full screen");
    let is_shown = format!(
        "(dialog => {{
           if (!dialog?.open || dialog.querySelector('[role=status]').textContent !== 'Picture {number} of 5')
             return false;
           const slides = [...dialog.querySelectorAll('figure')];
           return slides.every((slide, at) => {{
             const box = slide.getBoundingClientRect(), picture = slide.querySelector('img');
             if (at !== {number} - 1) return slide.inert && (box.right <= 1 || box.left >= innerWidth - 1);
             const inside = picture?.getBoundingClientRect();
             return !slide.inert && Math.abs(box.left) < 1 && picture?.complete && picture.naturalWidth > 0
               && inside.top >= box.top && inside.bottom <= slide.querySelector('figcaption').getBoundingClientRect().top + 1;
           }});
         }})(document.querySelector('dialog'))"
    );
    paper.wait_until(&what, &is_shown).await
}

async fn wait_until_closed(paper: &Browser) -> Result<()> {
    paper.wait_until_gone("dialog").await
}

async fn a_picture_opens_in_full_screen_with_its_caption(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    for (link, number) in [(LEAD_PICTURE, 1), (SECOND_PICTURE, 2)] {
        paper.click(link).await?;
        wait_for_picture(paper, number).await?;
        let size = paper
            .eval_string(
                "(box => `${box.width} ${box.height}` === `${innerWidth} ${innerHeight}`
                   ? '' : `${box.width} x ${box.height}`)(document.querySelector('dialog').getBoundingClientRect())",
            )
            .await?;
        ensure!(size.is_empty(), "the pictures fill {size} of the screen");
        let same = paper
            .eval_string(&format!(
                "(link => ['.figure__caption', '.figure__credit'].map(part => {{
                   const there = link.parentElement.querySelector(part)?.textContent;
                   const here = document.querySelector(`dialog figure:nth-child({number}) ${{part}}`)?.textContent;
                   return there === here ? '' : `${{here}} instead of ${{there}}`;
                 }}).join(''))(document.querySelector({link:?}))"
            ))
            .await?;
        ensure!(same.is_empty(), "{link}: the caption is {same}");
        paper.click(".pictures__close").await?;
        wait_until_closed(paper).await?;
    }
    Ok(())
}

async fn keys_and_buttons_go_through_the_pictures(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    paper
        .eval(&format!("document.querySelector({LEAD_PICTURE:?}).focus()"))
        .await?;
    paper.press(Key::Enter).await?;
    wait_for_picture(paper, 1).await?;
    // There is nothing before the first picture.
    paper.press(Key::Left).await?;
    wait_for_picture(paper, 1).await?;
    paper.press(Key::Right).await?;
    wait_for_picture(paper, 2).await?;
    paper.click(".pictures__next").await?;
    wait_for_picture(paper, 3).await?;
    paper.click(".pictures__previous").await?;
    wait_for_picture(paper, 2).await?;
    // Two keys, faster than the pictures move.
    paper.press(Key::Right).await?;
    paper.press(Key::Right).await?;
    wait_for_picture(paper, 4).await?;
    paper.press(Key::End).await?;
    wait_for_picture(paper, 5).await?;
    paper.press(Key::Right).await?;
    wait_for_picture(paper, 5).await
}

async fn a_stop_between_two_pictures_changes_nothing(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    paper.click(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper.wait_frames(3).await?;
    // Stop the list between two pictures for longer than the part waits, as can happen on a busy page.
    paper
        .eval(
            "(list => {
               list.style.scrollSnapType = 'none';
               list.scrollTo({ left: 1.3 * innerWidth, behavior: 'instant' });
               setTimeout(() => list.dataset.stopped = '', 500);
             })(document.querySelector('.pictures__list'))",
        )
        .await?;
    paper
        .wait_until("the stop", "!!document.querySelector('[data-stopped]')")
        .await?;
    let counter = "document.querySelector('.pictures [role=status]').textContent";
    let counter = paper.eval_string(counter).await?;
    ensure!(
        counter == "Picture 1 of 5",
        "between two pictures, the counter says {counter}"
    );
    // The key moves on from the picture in the counter.
    paper.press(Key::Right).await?;
    wait_for_picture(paper, 2).await
}

async fn a_swipe_goes_to_the_next_picture(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    paper.click(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    // The dialog puts its first picture in place with its first frame.
    paper.wait_frames(3).await?;
    // The list moves as a finger moves it, without a key or a button.
    paper
        .eval("document.querySelector('.pictures__list').scrollBy(innerWidth, 0)")
        .await?;
    wait_for_picture(paper, 2).await
}

async fn escape_returns_the_focus_to_the_picture(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    let focus = "document.activeElement.matches('.body-picture > a') ? '' : document.activeElement.outerHTML";
    let top = paper
        .eval_string("(document.querySelector('.body-picture').scrollIntoView({ block: 'center' }), String(Math.round(scrollY)))")
        .await?;
    paper.click(SECOND_PICTURE).await?;
    wait_for_picture(paper, 2).await?;
    // The focus stays in the dialog, however far the reader tabs.
    for _ in 0..6 {
        paper.press(Key::Tab).await?;
        let outside = "(e => e === document.body || e.closest('dialog') ? '' : e.outerHTML)(document.activeElement)";
        let outside = paper.eval_string(outside).await?;
        ensure!(outside.is_empty(), "the focus left the pictures: {outside}");
    }
    paper.press(Key::Right).await?;
    wait_for_picture(paper, 3).await?;
    paper.press(Key::Escape).await?;
    wait_until_closed(paper).await?;
    let lost = paper.eval_string(focus).await?;
    ensure!(lost.is_empty(), "the focus is on {lost}");
    paper
        .wait_until(
            "the scroll position",
            &format!("Math.round(scrollY) === {top}"),
        )
        .await?;
    ensure!(paper.address().await? == STORY);
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn a_step_back_closes_the_pictures_and_one_forward_opens_them(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    paper
        .eval("void (window.headline = document.querySelector('h1'))")
        .await?;
    paper.click(SECOND_PICTURE).await?;
    wait_for_picture(paper, 2).await?;
    paper.back().await?;
    wait_until_closed(paper).await?;
    ensure!(paper.address().await? == STORY);
    paper.forward().await?;
    wait_for_picture(paper, 2).await?;
    paper.back().await?;
    wait_until_closed(paper).await?;
    // The app did nothing: the page is the same, and no announcement was made.
    ensure!(paper.eval("window.headline.isConnected").await? == true);
    ensure!(paper.text(".announcer").await?.is_empty());
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn a_reload_keeps_the_picture_open(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    paper.click(SECOND_PICTURE).await?;
    wait_for_picture(paper, 2).await?;
    for _ in 0..2 {
        paper.reload().await?;
        wait_for_picture(paper, 2).await?;
    }
    paper.back().await?;
    wait_until_closed(paper).await?;
    ensure!(paper.address().await? == STORY);
    paper.wait_for_element("h1").await
}

async fn back_through_the_history_works_after_pictures(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/business")).await?;
    paper.wait_for_app().await?;
    paper
        .click_by_script(&format!(".card a[href='{STORY}']"))
        .await?;
    paper.wait_for_element(LEAD_PICTURE).await?;
    paper.scroll_to(200).await?;
    paper.click_by_script(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper.press(Key::Escape).await?;
    wait_until_closed(paper).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.back().await?;
    paper.wait_for_element(LEAD_PICTURE).await?;
    paper
        .wait_until("the story where it was left", "Math.abs(scrollY - 200) < 2")
        .await?;
    // With a picture open, two steps back lead to the page before the story.
    paper.click_by_script(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper.eval("history.go(-2)").await?;
    paper.wait_for_text("h1", "Business").await?;
    wait_until_closed(paper).await?;
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn the_next_picture_is_loaded_before_it_is_asked_for(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    paper.click(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper
        .wait_until(
            "the next picture",
            "(image => image?.complete && image.naturalWidth > 0)(document.querySelector('dialog figure:nth-child(2) img'))",
        )
        .await?;
    ensure!(
        paper.count("dialog img").await? == 2,
        "more pictures are loaded than the one on screen and its neighbors"
    );
    // The picture that fills the screen is the same rendition, or a wider one.
    server.wait_until_idle().await?;
    let width = paper
        .eval("(image => Number(image.currentSrc.match(/-(\\d+)\\.\\w+$/)[1]))(document.querySelector('dialog img'))")
        .await?;
    let wanted = paper
        .eval("Math.min(1600, innerWidth * devicePixelRatio)")
        .await?;
    ensure!(
        width.as_f64() >= wanted.as_f64(),
        "{width} pixels for {wanted}"
    );
    Ok(())
}

async fn a_browser_without_webp_shows_a_jpeg_and_its_largest_in_full_screen(
    stage: &TestContext,
) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    // A format that the browser does not know stands in for WebP.
    paper
        .eval("void document.querySelectorAll('source').forEach(source => source.type = 'image/unknown')")
        .await?;
    let is_shown = |image: &str, ending: &str| {
        format!(
            "(image => image?.complete && image.naturalWidth > 0 && image.currentSrc.endsWith({ending:?}))
               (document.querySelector({image:?}))"
        )
    };
    paper
        .wait_until(
            "the JPEG in the page",
            &is_shown(".lead-picture img", "-960.jpg"),
        )
        .await?;
    paper.click(LEAD_PICTURE).await?;
    paper
        .wait_until(
            "the largest JPEG in full screen",
            &is_shown("dialog img", "-1600.jpg"),
        )
        .await?;
    Ok(())
}

async fn nothing_of_the_part_is_loaded_before_it_is_used(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    server.wait_until_idle().await?;
    let of_part = || server.requests_for("/assets/pictures-*").len();
    ensure!(of_part() == 0, "the part is loaded with the page");
    // The keyboard reaches the picture.
    paper
        .eval(&format!("document.querySelector({LEAD_PICTURE:?}).focus()"))
        .await?;
    paper
        .wait_until(
            "the part",
            "performance.getEntriesByType('resource').filter(e => /pictures-.*(js|css)$/.test(e.name)).length === 2",
        )
        .await?;
    ensure!(
        of_part() == 2,
        "the part is loaded once, as script and style"
    );
    ensure!(!paper.has("dialog").await?, "the focus alone opens nothing");
    paper.press(Key::Enter).await?;
    wait_for_picture(paper, 1).await?;
    ensure!(of_part() == 2, "the part is loaded again");
    Ok(())
}

async fn a_link_in_a_caption_is_followed_by_the_app(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_story(stage).await?, &stage.paper);
    paper
        .eval(
            "(link => (link.href = '/world', link.textContent = 'World',
               document.querySelector('.lead-picture figcaption').append(link)))(document.createElement('a'))",
        )
        .await?;
    paper.click(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper.click("dialog figcaption a").await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(!paper.has("dialog").await?, "the pictures are still open");
    paper.back().await?;
    paper.wait_for_element(LEAD_PICTURE).await?;
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn keys_follow_the_direction_of_the_newspaper(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    paper
        .eval("void (document.documentElement.dir = 'rtl')")
        .await?;
    paper.click(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper.press(Key::Left).await?;
    wait_for_picture(paper, 2).await?;
    paper.press(Key::Right).await?;
    wait_for_picture(paper, 1).await
}

async fn a_closed_dialog_does_not_move_the_next_one(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    // Hold back the timers that detect where a list has come to rest, and run them when the next dialog
    // appears.
    paper
        .eval(
            "void (window.held = [], (real => {
               window.setTimeout = (run, wait, ...more) => wait === 150 ? held.push(run) : real(run, wait, ...more);
             })(window.setTimeout), new MutationObserver(() => {
               if (document.querySelector('dialog')) held.splice(0).forEach(run => run());
             }).observe(document.body, { childList: true }))",
        )
        .await?;
    paper.click(SECOND_PICTURE).await?;
    wait_for_picture(paper, 2).await?;
    paper.wait_until("a timer", "held.length > 0").await?;
    paper.back().await?;
    wait_until_closed(paper).await?;
    paper.forward().await?;
    wait_for_picture(paper, 2).await
}

async fn pictures_have_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_story(stage).await?, &stage.paper);
    for (width, height) in [(320, 640), (640, 320), (1280, 900)] {
        paper.viewport(width, height).await?;
        paper.click_by_script(LEAD_PICTURE).await?;
        wait_for_picture(paper, 1).await?;
        let found = paper.axe().await?;
        ensure!(found.is_empty(), "{width} x {height}: {found:?}");
        // The whole picture, its caption and the buttons are on screen.
        let outside = paper
            .eval_strings(
                "[...document.querySelectorAll('dialog button, dialog figure:first-child :is(img, figcaption)')]
                   .filter(e => (box => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
                                (e.getBoundingClientRect())).map(e => e.outerHTML)",
            )
            .await?;
        ensure!(outside.is_empty(), "{width} x {height}: {outside:?}");
        paper.press(Key::Escape).await?;
        wait_until_closed(paper).await?;
    }
    Ok(())
}

async fn a_picture_links_to_its_largest_file_without_script(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url(STORY)).await?;
    let href = paper.attributes(LEAD_PICTURE, "href").await?;
    paper.click(LEAD_PICTURE).await?;
    server.wait_until_idle().await?;
    let [href] = &href[..] else {
        anyhow::bail!("{href:?}");
    };
    ensure!(href.ends_with("-1600.jpg"), "{href}");
    let path = &href[href.find("/media").unwrap_or_default()..];
    ensure!(
        !server.requests_for(path).is_empty(),
        "{path} was not opened"
    );
    Ok(())
}

async fn pictures_work_on_a_developers_site(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open(STORY).await?;
    paper.click(LEAD_PICTURE).await?;
    wait_for_picture(paper, 1).await?;
    paper.press(Key::Escape).await?;
    wait_until_closed(paper).await
}
