//! Following sections, tags and authors on this device: the entry on their pages, *For you* on the front
//! page, and the page with what is followed.

use crate::harness::{Browser, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    a_tag_is_followed_and_the_front_page_says_why
    following_works_by_keyboard_and_says_so
    for_you_survives_other_pages_and_moves_nothing
    for_you_says_why_it_has_no_stories
    an_edition_of_a_past_day_has_no_for_you
    what_is_followed_is_listed_added_and_removed
    a_saved_file_is_read_again_and_hostile_ones_are_refused
    feeds_are_saved_as_opml
    everything_is_erased_after_a_question
    nonsense_in_the_storage_breaks_nothing
    blocked_storage_is_said
    two_tabs_agree
    no_request_tells_what_is_followed
    without_script_the_entry_leads_to_an_explanation
    following_has_no_accessibility_findings
    following_fits_a_narrow_window
}

const ENTRY: &str = "[data-part=follow]";
const NAMES: &str = ".following__lists li a";
const REASONS: &str = ".tool__story .kicker";

/// Opens a page of a server where these lists are followed: paths and names as JSON.
///
/// # Errors
/// If the page does not open.
pub async fn open_following(
    paper: &Browser,
    server: &Server,
    path: &str,
    lists: &str,
) -> Result<()> {
    paper.open_url(&server.url("/404.html")).await?;
    paper.wait_for_app().await?;
    let stored = format!("{{\"version\":1,\"lists\":{lists}}}");
    let stored = serde_json::to_string(&stored)?;
    paper
        .eval(&format!(
            "void (localStorage.following = {stored}, localStorage.parts = 'follow')"
        ))
        .await?;
    paper.open_url(&server.url(path)).await
}

const MIDEAST: &str = r#"[["/tag/mideast","MidEast"]]"#;
/// A topic, a section and an author.
pub const SEVERAL: &str =
    r#"[["/tag/mideast","MidEast"],["/world","World"],["/author/data-desk","Data desk"]]"#;

async fn wait_until_ready(paper: &Browser) -> Result<()> {
    paper.wait_for_element("html[data-ready]").await
}

async fn a_tag_is_followed_and_the_front_page_says_why(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/tag/travel")).await?;
    paper.wait_for_app().await?;
    paper.wait_for_text(ENTRY, "Follow").await?;
    paper.click(ENTRY).await?;
    paper.wait_for_text(ENTRY, "Following").await?;
    paper
        .wait_for_text(".follow__note", "You follow Travel now.")
        .await?;
    paper.click(".masthead a[href='/world']").await?;
    paper.wait_for_text("h1", "World").await?;
    paper.wait_for_text(ENTRY, "Follow").await?;
    paper.click(".colophon__name a").await?;
    paper.wait_for_element(".for-you .card").await?;
    let reasons = paper.texts(".for-you .kicker").await?;
    ensure!(
        reasons
            .iter()
            .all(|reason| reason == "Because you follow Travel"),
        "{reasons:?}"
    );
    // No story is on the page twice.
    let links = paper.attributes(".front h2 a, .front h3 a", "href").await?;
    let different: std::collections::HashSet<_> = links.iter().collect();
    ensure!(different.len() == links.len(), "{links:?}");
    // *For you* appears on the next visit without an action of the reader.
    paper.open_url(&server.url("/")).await?;
    paper.wait_for_element(".for-you .card").await?;
    // *For you* does not appear once nothing is followed.
    paper.open_url(&server.url("/tag/travel")).await?;
    paper.wait_for_text(ENTRY, "Following").await?;
    paper.click(ENTRY).await?;
    paper.wait_for_text(ENTRY, "Follow").await?;
    let left = paper
        .eval_string("`${localStorage.following ?? ''}${localStorage.parts ?? ''}`")
        .await?;
    ensure!(left.is_empty(), "{left:?}");
    Ok(())
}

async fn following_works_by_keyboard_and_says_so(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/world")).await?;
    paper.wait_for_app().await?;
    paper
        .eval(&format!("void document.querySelector('{ENTRY}').focus()"))
        .await?;
    paper.press(Key::Enter).await?;
    paper.wait_for_text(ENTRY, "Following").await?;
    let said = paper.text(".announcer").await?;
    ensure!(said == "You follow World now.", "{said:?}");
    paper.press(Key::Space).await?;
    paper.wait_for_text(ENTRY, "Follow").await?;
    let role = paper.attributes(ENTRY, "role").await?;
    ensure!(role == ["button"], "{role:?}");
    Ok(())
}

async fn for_you_survives_other_pages_and_moves_nothing(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.watch_layout_shifts().await?;
    open_following(paper, &server, "/", SEVERAL).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".for-you .card").await?;
    let shift = paper.layout_shift_sum().await?;
    ensure!(shift < 0.01, "the layout shift is {shift}");
    let first = paper.texts(".for-you h3").await?;
    ensure!(!first.is_empty() && first.len() <= 8, "{first:?}");
    paper.click(".for-you h3 a").await?;
    paper.wait_for_text("h1", &first[0]).await?;
    paper.back().await?;
    paper.wait_for_element(".for-you .card").await?;
    paper.wait_frames(5).await?;
    ensure!(paper.count(".for-you").await? == 1, "it is there twice");
    ensure!(
        paper.texts(".for-you h3").await? == first,
        "the stories differ"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn for_you_says_why_it_has_no_stories(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/")).await?;
    // Find a list whose newest stories are all on the front page.
    let list = paper
        .eval_async(
            "fetch('/following.json').then(response => response.json()).then(({ lists, stories }) => {
               const there = new Set([...document.querySelectorAll('main .front a')].map(link => link.pathname));
               const paths = at => stories.filter(story => story[4].includes(at)).map(([path]) => path);
               const at = lists.findIndex((list, at) => paths(at).length && paths(at).every(path => there.has(path)));
               return JSON.stringify([lists[at]]);
             })",
        )
        .await?;
    let all_here = list.as_str().unwrap_or_default();
    for (lists, said) in [
        (
            all_here,
            "All new stories of what you follow are on this page already.",
        ),
        (
            r#"[["/tag/no-such-topic","Nothing"]]"#,
            "None of the newest stories are in what you follow.",
        ),
    ] {
        open_following(paper, &server, "/", lists).await?;
        paper.wait_for_app().await?;
        paper
            .wait_for_text(".for-you__note", &format!("{said} What you follow"))
            .await?;
        ensure!(!paper.has(".for-you .card").await?, "{lists}: a story");
        let names = paper.attributes(".for-you", "aria-label").await?;
        ensure!(names == ["For you"], "{names:?}");
    }
    paper.click(".for-you__note a").await?;
    // The front page was ready, too, and WebKit's driver does not wait for the page that a click opens.
    paper
        .wait_for_element(&format!("html[data-ready] {NAMES}"))
        .await?;
    let chips = paper.attributes(NAMES, "href").await?;
    ensure!(chips == ["/tag/no-such-topic"], "{chips:?}");
    // The page also says where older stories are.
    let about = paper.text(".tool__place").await?;
    ensure!(
        about.contains("Their own pages have the older ones."),
        "{about}"
    );
    Ok(())
}

async fn an_edition_of_a_past_day_has_no_for_you(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_following(paper, &server, "/edition/2025/02/18", SEVERAL).await?;
    paper.wait_for_app().await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    ensure!(
        !paper.has(".for-you").await?,
        "the edition has stories of today"
    );
    Ok(())
}

async fn what_is_followed_is_listed_added_and_removed(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_following(paper, &server, "/following", MIDEAST).await?;
    wait_until_ready(paper).await?;
    ensure!(
        paper.texts(NAMES).await? == ["MidEast"],
        "not what is followed"
    );
    let reasons = paper.texts(REASONS).await?;
    ensure!(reasons.len() == 10, "{reasons:?}");
    paper.find(".tool__field").await?.click().await?;
    paper
        .find(".tool__field")
        .await?
        .send_keys("travel")
        .await?;
    paper
        .wait_for_element(".following__suggestions [data-path='/tag/travel']")
        .await?;
    paper.press(Key::Enter).await?;
    paper
        .wait_for_text(".tool__status", "You follow Travel now.")
        .await?;
    ensure!(
        paper.texts(NAMES).await? == ["MidEast", "Travel"],
        "not added"
    );
    paper.click(".following__remove").await?;
    paper
        .wait_for_text(".tool__status", "You no longer follow MidEast.")
        .await?;
    ensure!(paper.texts(NAMES).await? == ["Travel"], "not removed");
    // The focus is on the button that undoes this.
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "both again",
            &format!("document.querySelectorAll('{NAMES}').length === 2"),
        )
        .await?;
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// Imports a file with this text on the page.
async fn import(paper: &Browser, text: &str) -> Result<()> {
    let text = serde_json::to_string(text)?;
    paper
        .eval(&format!(
            "void (input => {{
               const files = new DataTransfer();
               files.items.add(new File([{text}], 'following.json'));
               document.querySelector('.tool__notes').replaceChildren();
               input.files = files.files;
               input.dispatchEvent(new Event('change'));
             }})(document.querySelector('input[type=file]'))"
        ))
        .await?;
    paper.wait_for_element(".tool__note").await
}

/// Clicks a button that saves a file, and returns the text of the file.
async fn saved(paper: &Browser, button: &str) -> Result<String> {
    paper
        .eval(&format!(
            "void (() => {{
               self.saved = undefined;
               URL.createObjectURL = blob => (blob.text().then(text => self.saved = text), 'about:blank');
               HTMLAnchorElement.prototype.click = () => {{}};
               [...document.querySelectorAll('button')].find(button => button.textContent === '{button}').click();
             }})()"
        ))
        .await?;
    paper.wait_until("a saved file", "!!self.saved").await?;
    paper.eval_string("self.saved").await
}

async fn a_saved_file_is_read_again_and_hostile_ones_are_refused(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_following(paper, &server, "/following", SEVERAL).await?;
    wait_until_ready(paper).await?;
    let text = saved(paper, "Save as a file").await?;
    // A new server stands for another device, because its origin has its own storage.
    let other = stage.published().await?;
    paper.open_url(&other.url("/following")).await?;
    wait_until_ready(paper).await?;
    import(paper, &text).await?;
    ensure!(
        paper.texts(NAMES).await? == ["MidEast", "World", "Data desk"],
        "not what was saved"
    );
    let large = format!("[{}]", "1,".repeat(600_000));
    let many: Vec<_> = (0..500)
        .map(|n| [format!("/tag/t{n}"), format!("T{n}")])
        .collect();
    let many = serde_json::json!({ "format": "followed-lists", "version": 1, "lists": many });
    for (file, said) in [
        ("", "not a file that this page has saved"),
        ("null", "not a file that this page has saved"),
        ("<opml/>", "not a file that this page has saved"),
        (&*large, "larger than 1 MB"),
        (
            r#"{"format":"followed-lists","version":2,"lists":[]}"#,
            "another version",
        ),
        (
            r#"{"format":"followed-lists","version":1,"lists":{}}"#,
            "another version",
        ),
        (
            r#"{"format":"followed-lists","version":1,"lists":[["/tag/gone","<img src=x>"],["/world","x"]]}"#,
            "left out: <img src=x>",
        ),
        (
            r#"{"format":"followed-lists","version":1,"lists":[["https://evil.example/","E"],["/../x","X"],7,null,["/us"]]}"#,
            "0 read from the file",
        ),
        (&*many.to_string(), "T9 and …"),
    ] {
        import(paper, file).await?;
        let note = paper.text(".tool__note").await?;
        ensure!(note.contains(said), "{note:?} does not say {said:?}");
        ensure!(paper.count(NAMES).await? == 3, "a list was added");
    }
    ensure!(
        !paper.has(".tool__place img").await?,
        "a name became an element"
    );
    Ok(())
}

async fn feeds_are_saved_as_opml(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_following(paper, &server, "/following", SEVERAL).await?;
    wait_until_ready(paper).await?;
    let text = saved(paper, "Feeds for a feed reader (OPML)").await?;
    let xml = roxmltree::Document::parse(&text)?;
    let opml = xml.root_element();
    ensure!(opml.attribute("version") == Some("2.0"), "{text}");
    let outlines: Vec<_> = xml
        .descendants()
        .filter(|node| node.has_tag_name("outline"))
        .collect();
    let feeds: Vec<_> = outlines
        .iter()
        .filter_map(|node| node.attribute("xmlUrl"))
        .collect();
    ensure!(
        feeds
            == [
                "https://losangelespost.example/tag/mideast/feed.xml",
                "https://losangelespost.example/world/feed.xml"
            ],
        "{feeds:?}"
    );
    for outline in outlines {
        ensure!(outline.attribute("type") == Some("rss"), "{text}");
        ensure!(outline.attribute("text").is_some(), "{text}");
        let feed = outline.attribute("xmlUrl").unwrap_or_default();
        let file = feed.trim_start_matches("https://losangelespost.example/");
        ensure!(stage.site.join(file).is_file(), "{feed} does not exist");
    }
    let note = paper.text(".tool__note").await?;
    ensure!(note.starts_with("Authors have no feeds"), "{note}");
    Ok(())
}

async fn everything_is_erased_after_a_question(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_following(paper, &server, "/following", SEVERAL).await?;
    wait_until_ready(paper).await?;
    let erase = ".following__buttons button:last-child";
    paper.click(erase).await?;
    // The focus is on the button that cancels.
    paper.press(Key::Enter).await?;
    ensure!(paper.count(NAMES).await? == 3, "something was erased");
    paper.click(erase).await?;
    paper.click(".tool__note button").await?;
    paper.wait_until_gone(NAMES).await?;
    let left = paper
        .eval_string("`${localStorage.following ?? ''}${localStorage.parts ?? ''}`")
        .await?;
    ensure!(left.is_empty(), "{left:?}");
    Ok(())
}

async fn nonsense_in_the_storage_breaks_nothing(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for lists in [
        "7",
        "[7]",
        "{",
        "null",
        r#"[["javascript:alert(1)","J"],["/tag/<b>","B"],["/world",{}]]"#,
        r#"[["/world","World"],["//evil.example","E"]]"#,
    ] {
        let server = stage.published().await?;
        open_following(paper, &server, "/world", lists).await?;
        paper.wait_for_app().await?;
        paper
            .wait_for_element(&format!("{ENTRY}[role=button]"))
            .await?;
        paper.open_url(&server.url("/following")).await?;
        wait_until_ready(paper).await?;
        let hrefs = paper.attributes(NAMES, "href").await?;
        ensure!(
            hrefs.iter().all(|href| href == "/world"),
            "{lists}: {hrefs:?}"
        );
        let note = paper.text(".tool__note").await?;
        ensure!(note.contains("damaged"), "{lists}: {note}");
        let errors = paper
            .console_errors_except_404(&[server.url("/404")])
            .await?;
        ensure!(errors.is_empty(), "{lists}: {}", errors.join("\n"));
    }
    Ok(())
}

async fn blocked_storage_is_said(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let block = "void Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })";
    paper.open_url(&server.url("/world")).await?;
    paper.wait_for_app().await?;
    paper.eval(block).await?;
    paper.click(ENTRY).await?;
    paper.wait_for_element(".follow__note").await?;
    let note = paper.text(".follow__note").await?;
    ensure!(note.contains("does not let the newspaper store"), "{note}");
    paper.open_url(&server.url("/following")).await?;
    wait_until_ready(paper).await?;
    paper.eval(block).await?;
    paper.click(".following__suggestions button").await?;
    paper.wait_for_element(".tool__note").await?;
    let note = paper.text(".tool__note").await?;
    ensure!(note.contains("does not let the newspaper store"), "{note}");
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn two_tabs_agree(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open_following(paper, &server, "/world", MIDEAST).await?;
    paper.wait_for_app().await?;
    paper
        .wait_for_element(&format!("{ENTRY}[role=button]"))
        .await?;
    let first = paper.current_tab().await?;
    paper.new_tab().await?;
    paper.open_url(&server.url("/following")).await?;
    wait_until_ready(paper).await?;
    paper
        .click(".following__suggestions [data-path='/world']")
        .await?;
    paper
        .wait_for_text(".tool__status", "You follow World now.")
        .await?;
    paper.switch_to_tab(first).await?;
    paper.wait_for_text(ENTRY, "Following").await
}

async fn no_request_tells_what_is_followed(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let mut asked = Vec::new();
    for lists in [
        MIDEAST,
        r#"[["/author/data-desk","Data desk"],["/tag/food","Food"]]"#,
    ] {
        let server = stage.published().await?;
        for path in ["/", "/following"] {
            open_following(paper, &server, path, lists).await?;
            paper.wait_for_network_idle(Some(&server)).await?;
        }
        let requests = server.requests().into_iter();
        let paths = requests.map(|request| request.path.clone());
        let data = paths.filter(|path| path.ends_with(".json") || path.ends_with(".bin"));
        asked.push(data.collect::<std::collections::BTreeSet<String>>());
    }
    ensure!(asked[0] == asked[1], "{asked:?}");
    ensure!(asked[0].contains("/following.json"), "{asked:?}");
    Ok(())
}

async fn without_script_the_entry_leads_to_an_explanation(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url("/tag/mideast")).await?;
    paper.click(ENTRY).await?;
    paper.wait_for_text("h1", "Following").await?;
    let note = paper.text(".tool__place").await?;
    ensure!(note.contains("needs JavaScript"), "{note:?}");
    Ok(())
}

async fn following_has_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        for (path, ready) in [
            ("/following", "html[data-ready] .tool__story"),
            ("/", ".for-you .card"),
            ("/tag/mideast", "[data-part=follow][role=button]"),
        ] {
            let server = stage.published().await?;
            open_following(paper, &server, path, SEVERAL).await?;
            paper.wait_for_element(ready).await?;
            for width in [320, 1280] {
                paper.viewport(width, 900).await?;
                paper
                    .expect_no_findings(&format!("{path}, {scheme}, {width} px"))
                    .await?;
            }
        }
    }
    Ok(())
}

async fn following_fits_a_narrow_window(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(360, 700).await?;
    let server = stage.published().await?;
    for (path, ready) in [
        ("/following", "html[data-ready] .tool__story"),
        ("/", ".for-you .card"),
        ("/tag/mideast", "[data-part=follow][role=button]"),
    ] {
        open_following(paper, &server, path, SEVERAL).await?;
        paper.wait_for_element(ready).await?;
        paper.expect_width(path, 360).await?;
    }
    Ok(())
}
