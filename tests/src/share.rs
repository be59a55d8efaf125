//! Sharing a story: the links of the share bar, the buttons that need the app, and the canonical
//! link that the browser's own *Share* uses.

use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, Fault, Key, Notice, TestContext, article, page_data_json, tests};
use anyhow::{Context, Result, ensure};
use frontpage_model::Page;

tests! {
    the_share_links_are_right
    difficult_headlines_survive_in_share_links
    print_opens_the_print_dialog
    copy_link_copies_the_address
    the_share_button_opens_the_device_share_sheet
    each_copy_shows_and_announces_its_result
    the_canonical_link_follows_navigation
}

/// Parses a link. Returns the URL and its decoded query parameters.
fn parameters(href: &str) -> Result<(url::Url, Vec<(String, String)>)> {
    let url = url::Url::parse(href).with_context(|| href.to_owned())?;
    let pairs = url.query_pairs().into_owned().collect();
    Ok((url, pairs))
}

/// Checks the share bar of the current story.
async fn share_bar_is_right(paper: &Browser, address: &str, headline: &str) -> Result<()> {
    ensure!(paper.text(".share-bar h2, .share-bar p").await? == "Share This");
    let names = paper.texts(".share-bar a").await?;
    let links = paper.attributes(".share-bar a", "href").await?;
    let rels = paper.attributes(".share-bar a", "rel").await?;
    let both = format!("{headline} {address}");
    for (name, host, expected) in [
        ("Email", "", vec![("subject", headline), ("body", address)]),
        ("Facebook", "www.facebook.com", vec![("u", address)]),
        ("X", "x.com", vec![("url", address), ("text", headline)]),
        ("LinkedIn", "www.linkedin.com", vec![("url", address)]),
        ("WhatsApp", "wa.me", vec![("text", both.as_str())]),
        (
            "Reddit",
            "www.reddit.com",
            vec![("url", address), ("title", headline)],
        ),
        ("Bluesky", "bsky.app", vec![("text", both.as_str())]),
    ] {
        let at = names.iter().position(|n| n == name);
        let at = at.with_context(|| format!("the share bar has no link {name}: {names:?}"))?;
        let (url, seen) = parameters(&links[at])?;
        ensure!(
            url.host_str().unwrap_or_default() == host,
            "{name} leads to {url}"
        );
        ensure!(url.scheme() == if host.is_empty() { "mailto" } else { "https" });
        for (key, value) in expected {
            let given = seen.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
            ensure!(
                given == Some(value),
                "{name}: {key} is {given:?} instead of {value:?}"
            );
        }
        // Spaces must be encoded as `%20`: mail programs show a plus sign as it is.
        ensure!(!links[at].contains('+'), "{name}: {}", links[at]);
        ensure!(
            host.is_empty() || rels[at].contains("noopener"),
            "{name}: rel {:?}",
            rels[at]
        );
    }
    let buttons = paper.texts(".share-bar button").await?;
    for button in ["Copy link", "Print"] {
        ensure!(
            buttons.iter().any(|b| b == button),
            "the share bar has no button {button:?}: {buttons:?}"
        );
    }
    Ok(())
}

async fn the_share_links_are_right(TestContext { paper, dist, .. }: &TestContext) -> Result<()> {
    let story = dist.article(LEAD)?;
    paper.open(LEAD).await?;
    let address = format!("{}{LEAD}", dist.site()?.url);
    share_bar_is_right(paper, &address, &story.headline).await
}

async fn difficult_headlines_survive_in_share_links(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    let path = "/2025/03/01/difficult";
    let headline = "R&D: “50% + more”? #1 <b> ‘né’ مرحبا 🗞 a=b;c";
    let json = page_data_json(Page::Article(article(path, headline)?))?;
    server.inject_fault(&format!("{path}.json"), Fault::body(json));
    paper.open(path).await?;
    ensure!(paper.text("h1").await? == headline);
    share_bar_is_right(paper, &format!("{}{path}", dist.site()?.url), headline).await
}

async fn print_opens_the_print_dialog(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open(LEAD).await?;
    paper
        .eval("void (window.print = () => { window.printed = true })")
        .await?;
    let print = "[...document.querySelectorAll('.share-bar button')]
                   .find(b => b.textContent.trim() === 'Print')";
    paper.eval(&format!("{print}.click()")).await?;
    ensure!(
        paper.eval("window.printed").await? == true,
        "the Print button did not open the print dialog"
    );
    Ok(())
}

async fn copy_link_copies_the_address(TestContext { paper, dist, .. }: &TestContext) -> Result<()> {
    let copy = "[...document.querySelectorAll('.share-bar button')]
                  .find(b => b.textContent.trim() === 'Copy link')";
    paper.open(LEAD).await?;
    paper.eval(&format!("{copy}.focus()")).await?;
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "an announcement",
            "/copied/i.test(document.querySelector('.announcer').textContent)",
        )
        .await?;
    let copied = paper.paste().await?;
    ensure!(
        copied == format!("{}{LEAD}", dist.site()?.url),
        "copied {copied}"
    );
    // If the browser refuses to copy, the announcement has the link.
    paper
        .eval("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
        .await?;
    paper.eval(&format!("{copy}.click()")).await?;
    paper
        .wait_until(
            "an announcement with the link",
            &format!("document.querySelector('.announcer').textContent.includes({LEAD:?})"),
        )
        .await?;
    let announced = paper.text(".announcer").await?;
    ensure!(
        !announced.contains("Link copied"),
        "a copy that failed is announced as {announced:?}"
    );
    Ok(())
}

async fn the_share_button_opens_the_device_share_sheet(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    paper
        .add_init_script("Object.defineProperty(Navigator.prototype, 'share', { value: undefined,
                              configurable: true, writable: true }); delete Navigator.prototype.share;")
        .await?;
    paper.open(LEAD).await?;
    // The button keeps its space, so that nothing moves, but it is invisible and cannot be focused.
    let seen = "String([...document.querySelectorAll('.share-bar button')]
                  .some(b => b.textContent.trim() === 'Share…'
                          && getComputedStyle(b).visibility === 'visible'))";
    ensure!(
        paper.eval_string(seen).await? == "false",
        "the Share button is visible on a device without a share sheet"
    );
    paper
        .add_init_script(
            "Navigator.prototype.share = data => {
               window.shared = data; return Promise.reject(new DOMException('', 'AbortError'));
             };",
        )
        .await?;
    paper.open(LEAD).await?;
    let sheet = "[...document.querySelectorAll('.share-bar button')]
                   .find(b => b.textContent.trim() === 'Share…')";
    paper.eval(&format!("{sheet}.click()")).await?;
    let shared = paper.eval("window.shared").await?;
    ensure!(
        shared["url"] == format!("{}{LEAD}", dist.site()?.url),
        "shared {shared}"
    );
    ensure!(
        shared["title"] == dist.article(LEAD)?.headline,
        "shared {shared}"
    );
    // Closing the sheet without sharing is not an error.
    paper.wait_frames(5).await?;
    let errors = paper.console_errors().await?;
    ensure!(
        errors.is_empty(),
        "closing the share sheet is logged as an error: {errors:?}"
    );
    Ok(())
}

async fn the_canonical_link_follows_navigation(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let site = stage.dist.site()?.url;
    let canonical = async || paper.attributes("link[rel=canonical]", "href").await;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    ensure!(
        canonical().await? == [format!("{site}{LEAD}")],
        "{:?}",
        canonical().await?
    );
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        canonical().await? == [format!("{site}/world")],
        "{:?}",
        canonical().await?
    );
    paper.back().await?;
    paper.wait_for_element("h1.article__headline").await?;
    ensure!(
        canonical().await? == [format!("{site}{LEAD}")],
        "{:?}",
        canonical().await?
    );
    server.inject_fault("/us.json", Fault::status(404));
    paper
        .click_by_script("nav[aria-label=Sections] a[href='/us']")
        .await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(
        canonical().await? == [format!("{site}/us")],
        "{:?}",
        canonical().await?
    );
    Ok(())
}

async fn each_copy_shows_and_announces_its_result(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    let copy = "[...document.querySelectorAll('.share-bar button')]
                  .find(b => b.textContent.trim() === 'Copy link').click()";
    let seen = "p.share-bar__told";
    paper
        .add_init_script(
            "navigator.clipboard.writeText = async () => {
               if (window.refused) throw new DOMException('no', 'NotAllowedError');
             };",
        )
        .await?;
    paper.open(LEAD).await?;
    paper
        .eval(
            "void (window.announcements = [],
             new MutationObserver(() =>
               announcements.push(document.querySelector('.announcer').textContent))
               .observe(document.querySelector('.announcer'), { subtree: true, characterData: true,
                                                                childList: true }))",
        )
        .await?;
    let height = async || {
        paper
            .eval("document.querySelector('p.share-bar__told').offsetHeight")
            .await
    };
    ensure!(
        height().await? == 0,
        "there is a result before anything was copied, {} px high",
        height().await?
    );
    paper.eval(copy).await?;
    paper.wait_for_text(seen, "Link copied.").await?;
    ensure!(
        height().await?.as_u64() > Some(10),
        "the result is not visible"
    );
    // A live region is read out only if its text changes, so the app must change it each time.
    paper.eval(copy).await?;
    paper
        .wait_until(
            "another announcement",
            "announcements.length >= 2 && announcements.every(text => /^Link copied/.test(text))",
        )
        .await?;
    paper.eval("void (window.refused = true)").await?;
    paper.eval(copy).await?;
    let address = format!("{}{LEAD}", dist.site()?.url);
    let message = format!("The link could not be copied. It is {address}");
    paper.wait_for_text(seen, &message).await
}
