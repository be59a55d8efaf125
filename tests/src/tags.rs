//! Combined topics: addresses of several tags, on hosts with and without rules for them, by pointer and
//! by keyboard, in a narrow window, and without scripts.

use crate::harness::{Browser, Fault, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    an_address_shows_what_topics_have_in_common
    a_topic_is_left_out_by_its_sign_and_by_a_click
    a_pair_is_a_page_that_works_without_script
    topics_are_added_and_removed_by_keyboard
    an_address_can_be_written_in_any_order
    hostile_addresses_break_nothing
    a_list_that_does_not_load_is_said_and_tried_again
    without_script_each_topic_has_a_link
    combined_topics_have_no_accessibility_findings
    combined_topics_fit_a_narrow_window
    a_tag_page_loads_nothing_of_the_topics
}

const HEADLINES: &str = ".tool__story h3 a";
const STATUS: &str = ".tool__status";
const FIELD: &str = ".tool__field";

/// The newest three stories about the Middle East that are not about the United States.
const NOT_US: [&str; 3] = [
    "Lawyer for Istanbul’s jailed mayor is detained, mayor’s office says",
    "Aid workers killed or missing in Gaza as blockade nears a month",
    "On Baghdad’s street of booksellers, a poet still has the first word",
];

async fn wait_until_ready(paper: &Browser) -> Result<()> {
    paper.wait_for_element("html[data-ready]").await
}

/// Serves the published site, whose host has no rules for combinations, and opens an address.
async fn open(stage: &TestContext, path: &str) -> Result<Server> {
    let server = stage.published().await?;
    stage.paper.open_url(&server.url(path)).await?;
    wait_until_ready(&stage.paper).await?;
    Ok(server)
}

async fn expect_address(paper: &Browser, ending: &str) -> Result<()> {
    let address = paper.address().await?;
    ensure!(
        address.ends_with(ending),
        "{address} does not end with {ending}"
    );
    Ok(())
}

async fn an_address_shows_what_topics_have_in_common(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // The error page leads from here to the page of topics.
    let server = stage.published().await?;
    let path = "/tag/mideast+us+political";
    paper.open_url(&server.url(path)).await?;
    paper.wait_for_text(STATUS, "7 stories found.").await?;
    paper
        .wait_for_text("h1", "MidEast, Political and US")
        .await?;
    expect_address(paper, "/tag/mideast+political+us").await?;
    let kickers = paper.texts(".tool__story .kicker").await?;
    ensure!(kickers.len() == 7, "{kickers:?}");
    for kicker in kickers {
        let has = |name| kicker.split('|').any(|part: &str| part.trim() == name);
        ensure!(
            ["MidEast", "Political", "US"].into_iter().all(has),
            "{kicker}"
        );
    }
    let times = paper.attributes(".tool__story time", "datetime").await?;
    ensure!(times.is_sorted_by(|a, b| a >= b), "{times:?}");
    paper.click(HEADLINES).await?;
    paper.wait_for_element(".article").await?;
    paper.back().await?;
    paper.wait_for_text(STATUS, "7 stories found.").await
}

async fn a_topic_is_left_out_by_its_sign_and_by_a_click(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = stage.published().await?;
    paper.open_url(&server.url("/tag/mideast~us")).await?;
    paper.wait_for_text(STATUS, "3 stories found.").await?;
    let found = paper.texts(HEADLINES).await?;
    ensure!(found == NOT_US, "{found:?}");
    // Turn the excluded topic back into a wanted one.
    paper.click(".topics__chip--not .topics__turn").await?;
    paper.wait_for_text(STATUS, "7 stories found.").await?;
    expect_address(paper, "/tag/mideast+us").await?;
    paper.back().await?;
    paper.wait_for_text(STATUS, "3 stories found.").await?;
    paper.wait_for_text("h1", "MidEast, not US").await?;
    let title = paper.title().await?;
    ensure!(title.starts_with("MidEast, not US — "), "{title}");
    Ok(())
}

async fn a_pair_is_a_page_that_works_without_script(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url("/tag/political+us")).await?;
    paper.wait_for_text("h1", "Political and US").await?;
    let without = paper.texts(HEADLINES).await?;
    ensure!(without.len() == 19, "{without:?}");
    paper.click(".topics__all a[href='/tag/us']").await?;
    paper.wait_for_text("h1", "US").await?;
    paper.enable_scripts().await?;
    server.clear_requests();
    paper.open_url(&server.url("/tag/political+us")).await?;
    wait_until_ready(paper).await?;
    paper.wait_for_text(STATUS, "19 stories found.").await?;
    ensure!(
        paper.texts(HEADLINES).await? == without,
        "the stories differ"
    );
    ensure!(
        server.requests_for("/tag/*.bin").is_empty(),
        "the page loads lists that it does not need"
    );
    let robots = paper.attributes("meta[name=robots]", "content").await?;
    ensure!(robots == ["noindex, follow"], "{robots:?}");
    Ok(())
}

async fn topics_are_added_and_removed_by_keyboard(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let _server = open(stage, "/tag").await?;
    paper.find(FIELD).await?.click().await?;
    for (typed, name, address) in [
        ("midea", "MidEast", "/tag?mideast"),
        ("US", "MidEast and US", "/tag/mideast+us"),
    ] {
        paper.find(FIELD).await?.send_keys(typed).await?;
        paper.press(Key::Enter).await?;
        paper.wait_for_text("h1", name).await?;
        expect_address(paper, address).await?;
    }
    paper.wait_for_text(STATUS, "7 stories found.").await?;
    paper
        .eval("void document.querySelectorAll('.topics__remove')[0].focus()")
        .await?;
    paper.press(Key::Enter).await?;
    paper.wait_for_text("h1", "US").await?;
    let focused = paper.focused_element().await?;
    ensure!(focused.contains("input"), "the focus is on {focused}");
    Ok(())
}

async fn an_address_can_be_written_in_any_order(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for path in ["/tag?us+mideast", "/tag?us%2Bmideast", "/tag/us+mideast/"] {
        let server = stage.published().await?;
        paper.open_url(&server.url(path)).await?;
        paper.wait_for_text(STATUS, "7 stories found.").await?;
        expect_address(paper, "/tag/mideast+us").await?;
    }
    Ok(())
}

async fn hostile_addresses_break_nothing(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = open(stage, "/tag").await?;
    for (query, answer) in [
        (
            "%3Cimg%20src=x%20onerror=alert(1)%3E+us",
            "44 stories found.",
        ),
        (
            "us~us",
            "US is chosen and left out, so no story can be shown.",
        ),
        (
            "~us",
            "Choose a topic that the stories have, besides those that they do not have.",
        ),
        ("no-such-topic+us", "No stories found."),
        ("__proto__+constructor+us", "No stories found."),
        (
            "%",
            "Choose two topics or more to see the stories that have all of them.",
        ),
        (
            "+++~~~",
            "Choose two topics or more to see the stories that have all of them.",
        ),
        ("us+us+us", "44 stories found."),
    ] {
        paper
            .open_url(&server.url(&format!("/tag?{query}")))
            .await?;
        paper.wait_for_text(STATUS, answer).await?;
    }
    let many = [
        "us", "world", "economy", "science", "arts", "food", "health", "travel", "asia",
    ];
    paper
        .open_url(&server.url(&format!("/tag?{}", many.join("+"))))
        .await?;
    paper.wait_for_text(STATUS, "No stories found.").await?;
    let chips = paper.count(".topics__chip").await?;
    ensure!(chips == 8, "{chips} topics are combined");
    let note = paper.text(".tool__note").await?;
    ensure!(note.contains("Up to eight"), "{note}");
    ensure!(
        !paper.has(".tool__place img").await?,
        "an address became an element"
    );
    Ok(())
}

async fn a_list_that_does_not_load_is_said_and_tried_again(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = stage.published().await?;
    server.inject_fault("/tag/us.bin", Fault::status(503));
    paper.open_url(&server.url("/tag?mideast~us")).await?;
    paper.wait_for_element(".tool__note .tool__button").await?;
    let note = paper.text(".tool__note").await?;
    ensure!(note.contains("could not be loaded"), "{note}");
    server.clear_fault("/tag/us.bin");
    paper.click(".tool__note .tool__button").await?;
    paper.wait_for_text(STATUS, "3 stories found.").await
}

async fn without_script_each_topic_has_a_link(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url("/tag")).await?;
    let note = paper.text(".tool__place").await?;
    ensure!(note.contains("needs JavaScript"), "{note:?}");
    let pairs = paper.count(".topics__all a[href*='+']").await?;
    ensure!(pairs == 12, "{pairs} links to pairs");
    paper.click(".topics__all a[href='/tag/mideast']").await?;
    paper.wait_for_text("h1", "MidEast").await
}

async fn combined_topics_have_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        for path in ["/tag", "/tag?us+world~mideast", "/tag/political+us"] {
            let _server = open(stage, path).await?;
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

async fn combined_topics_fit_a_narrow_window(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(360, 700).await?;
    for path in ["/tag", "/tag?us+world~mideast", "/tag/political+us"] {
        let _server = open(stage, path).await?;
        paper.expect_width(path, 360).await?;
    }
    Ok(())
}

async fn a_tag_page_loads_nothing_of_the_topics(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/tag/mideast")).await?;
    paper.wait_for_app().await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    for path in [
        "/assets/tag*",
        "/tag.json",
        "/tag/*.bin",
        "/assets/follow*",
        "/following*",
    ] {
        let requests = server.requests_for(path);
        ensure!(requests.is_empty(), "{path} was requested");
    }
    Ok(())
}
