//! The search: results while the reader types, filters, corrections, keys, addresses that can be shared,
//! and the page without scripts.

use crate::fixtures::LEAD;
use crate::harness::{Browser, Fault, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    results_appear_while_the_reader_types
    words_are_marked_in_all_their_forms
    a_word_of_the_body_is_shown_in_its_passage
    a_word_of_a_topic_alone_is_shown_with_it
    passages_are_loaded_for_few_results_and_never_while_typing
    phrases_sections_times_and_the_order_narrow_the_results
    an_error_of_one_letter_is_corrected_and_said
    accents_need_not_be_typed
    a_query_is_in_the_address_and_comes_back_with_it
    keys_lead_from_a_story_to_a_result_and_back
    the_slash_key_can_be_turned_off_and_is_typed_in_fields
    hostile_queries_find_nothing_and_break_nothing
    the_search_has_no_accessibility_findings
    the_search_fits_a_narrow_window
    nothing_moves_when_results_appear
    without_script_the_archive_is_there
    a_story_loads_nothing_of_the_search
    what_another_app_shares_is_opened_or_looked_for
}

/// The field for the query.
const FIELD: &str = ".tool__field";
/// The links of the results.
const RESULTS: &str = ".tool__story h2 a";
/// The line that says how many stories were found.
const STATUS: &str = ".search__status";

/// Serves the published site, and opens the search with the query string of an address.
pub async fn open_search(stage: &TestContext, query: &str) -> Result<Server> {
    let server = stage.published().await?;
    let paper = &stage.paper;
    paper
        .open_url(&server.url(&format!("/search{query}")))
        .await?;
    paper.wait_for_element(FIELD).await?;
    Ok(server)
}

/// Types into the field.
pub async fn type_query(paper: &Browser, text: &str) -> Result<()> {
    Ok(paper.find(FIELD).await?.send_keys(text).await?)
}

/// Waits until these are the headlines of the results.
pub async fn wait_for_results(paper: &Browser, headlines: &[&str]) -> Result<()> {
    let wanted = serde_json::to_string(headlines)?;
    let what = format!("the results {wanted}");
    let are_there = format!(
        "JSON.stringify([...document.querySelectorAll('{RESULTS}')].map(a => a.textContent)) === {}
         && !document.querySelector('[aria-busy]')",
        serde_json::to_string(&wanted)?
    );
    paper.wait_until(&what, &are_there).await
}

/// The headline of the story that most of these tests look for.
pub const EAMES: &str = "The Eames house was built from a catalog and finished with a meadow";
const BLUE_SKY: &str = "Blue sky is not clean air: how to read smoke, ash and the index";
const OLVERA: &str = "La calle Olvera, el mercado donde Los Ángeles recuerda su origen";

async fn results_appear_while_the_reader_types(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = open_search(stage, "").await?;
    let focused = paper.focused_element().await?;
    ensure!(focused.contains("input"), "the focus is on {focused}");
    // The last word is not complete yet.
    type_query(paper, "eames cat").await?;
    wait_for_results(paper, &[EAMES]).await?;
    let said = paper.text(STATUS).await?;
    ensure!(said == "1 story found.", "{said:?}");
    paper.click(RESULTS).await?;
    paper.wait_for_text("h1", EAMES).await?;
    ensure!(
        server.document_request_count() == 2,
        "the result was not followed"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn words_are_marked_in_all_their_forms(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let _server = open_search(stage, "?q=houses+meadows").await?;
    wait_for_results(paper, &[EAMES]).await?;
    let marked = paper.texts(".tool__story h2 mark").await?;
    ensure!(marked == ["house", "meadow"], "{marked:?}");
    Ok(())
}

async fn phrases_sections_times_and_the_order_narrow_the_results(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    let _server = open_search(stage, "?q=%22smoke+ash%22").await?;
    // Another story's headline has a comma between these words, so it does not match.
    wait_for_results(paper, &[BLUE_SKY]).await?;
    let choose = |name: &str, value: &str| {
        format!(
            "void (select => {{ select.value = '{value}'; select.dispatchEvent(new Event('change')); }})
             (document.querySelector('[name={name}]'))"
        )
    };
    paper.eval(&choose("section", "world")).await?;
    paper.wait_for_text(STATUS, "No stories found.").await?;
    paper.eval(&choose("section", "")).await?;
    wait_for_results(paper, &[BLUE_SKY]).await?;
    // The newest stories of the sample are older.
    paper.eval(&choose("time", "7")).await?;
    paper.wait_for_text(STATUS, "No stories found.").await?;
    paper.eval(&choose("time", "")).await?;
    wait_for_results(paper, &[BLUE_SKY]).await?;
    paper
        .eval("void (document.querySelector('.tool__field').value = 'section:world ')")
        .await?;
    paper.eval(&choose("order", "new")).await?;
    paper
        .wait_until(
            "stories of a section, the newest first",
            "(times => times.length > 5 && times.every((time, at) => !at || time <= times[at - 1]))
             ([...document.querySelectorAll('.tool__story time')].map(time => time.dateTime))",
        )
        .await
}

async fn an_error_of_one_letter_is_corrected_and_said(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let _server = open_search(stage, "?q=eamse+catalog+").await?;
    wait_for_results(paper, &[EAMES]).await?;
    let note = paper.text(".tool__note").await?;
    ensure!(
        note.contains("eames") && note.contains("eamse"),
        "the correction is not said: {note:?}"
    );
    Ok(())
}

async fn accents_need_not_be_typed(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let _server = open_search(stage, "?q=mercado+angeles+olvera").await?;
    wait_for_results(paper, &[OLVERA]).await?;
    let marked = paper.texts(".tool__story h2 mark").await?;
    ensure!(marked.contains(&"Ángeles".into()), "{marked:?}");
    let lang = paper.attributes(".tool__story h2", "lang").await?;
    ensure!(lang.iter().all(|lang| lang.starts_with("es")), "{lang:?}");
    Ok(())
}

async fn a_query_is_in_the_address_and_comes_back_with_it(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = open_search(stage, "").await?;
    type_query(paper, "eames house").await?;
    wait_for_results(paper, &[EAMES]).await?;
    let address = paper.address().await?;
    ensure!(address.ends_with("/search?q=eames+house"), "{address}");
    let title = paper.title().await?;
    ensure!(title.starts_with("eames house – Search"), "{title}");
    paper.click(RESULTS).await?;
    paper.wait_for_text("h1", EAMES).await?;
    paper.back().await?;
    wait_for_results(paper, &[EAMES]).await?;
    let typed = paper
        .eval_string("document.querySelector('.tool__field').value")
        .await?;
    ensure!(typed == "eames house", "{typed:?}");
    // The address leads to the same results in another tab.
    paper
        .open_url(&server.url("/search?q=eames+house&section=lifestyle&order=new"))
        .await?;
    wait_for_results(paper, &[EAMES]).await?;
    let chosen = paper
        .eval_string("['section', 'order'].map(name => document.querySelector(`[name=${name}]`).value).join()")
        .await?;
    ensure!(chosen == "lifestyle,new", "{chosen}");
    Ok(())
}

/// A word that occurs only in the body of a story, and the headline of that story.
const DEEP: (&str, &str) = (
    "canoga",
    "The river that Los Angeles buried in concrete is still there",
);
/// Replaces the timer of one second after which passages are loaded. The test fires it by calling `stay`.
const HOLD: &str = "{
    const later = setTimeout;
    self.setTimeout = (run, wait, ...rest) => wait === 1000 ? (self.stay = run, 0) : later(run, wait, ...rest);
}";
/// JavaScript for the number of results that show a passage.
const PASSAGES: &str = "[...document.querySelectorAll('.search__summary')]
    .filter(text => text.textContent.startsWith('…')).length";

async fn a_word_of_the_body_is_shown_in_its_passage(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let (word, headline) = DEEP;
    paper.add_init_script(HOLD).await?;
    let server = open_search(stage, &format!("?q={word}")).await?;
    wait_for_results(paper, &[headline]).await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    let requests = || server.requests_for("/20*.json").len();
    ensure!(requests() == 0, "results waited for a story");
    paper.eval("void stay()").await?;
    paper
        .wait_for_text(".search__summary mark", "Canoga")
        .await?;
    let passage = paper.text(".search__summary").await?;
    ensure!(
        passage.starts_with('…') && passage.chars().count() < 260,
        "{passage:?}"
    );
    ensure!(requests() == 1, "{} stories were loaded", requests());
    // If the words of a query are in the headline or the summary, no story is loaded.
    paper.open_url(&server.url("/search?q=eames")).await?;
    wait_for_results(paper, &[EAMES]).await?;
    paper.eval("void stay()").await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    ensure!(requests() == 1, "a story was loaded for nothing");
    // If a story cannot be loaded, the summary stays.
    server.inject_fault("/20*.json", Fault::truncated());
    paper
        .open_url(&server.url(&format!("/search?q={word}")))
        .await?;
    wait_for_results(paper, &[headline]).await?;
    paper.eval("void stay()").await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    paper.wait_frames(5).await?;
    let summary = paper.text(".search__summary").await?;
    ensure!(
        !summary.starts_with('…') && !summary.is_empty(),
        "{summary:?}"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn a_word_of_a_topic_alone_is_shown_with_it(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.add_init_script(HOLD).await?;
    let server = open_search(stage, "?q=wildfires").await?;
    paper.wait_for_element(".search__summary").await?;
    // When the rest of the results arrives, the list is built again without what was added to it.
    paper.wait_for_network_idle(Some(&server)).await?;
    let summary = paper.text(".search__summary").await?;
    paper.eval("void stay()").await?;
    paper
        .wait_for_text(".search__summary mark", "Wildfires")
        .await?;
    let with_topics = paper.text(".search__summary").await?;
    ensure!(
        with_topics.starts_with(&format!("{summary} · ")),
        "{with_topics:?} does not go on after {summary:?}"
    );
    Ok(())
}

async fn passages_are_loaded_for_few_results_and_never_while_typing(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    paper.add_init_script(HOLD).await?;
    let server = open_search(stage, "").await?;
    let requests = || server.requests_for("/20*.json").len();
    // Many stories have this word only in their bodies.
    type_query(paper, "between").await?;
    paper
        .wait_until(
            "several results without marks",
            "document.querySelectorAll('.search__summary[data-path]').length > 5",
        )
        .await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    ensure!(requests() == 0, "a story was loaded while the reader typed");
    paper.eval("void stay()").await?;
    paper
        .wait_until("three passages", &format!("{PASSAGES} === 3"))
        .await?;
    ensure!(requests() == 3, "{} stories were loaded", requests());
    // Another story is loaded when its result gets the focus.
    paper
        .eval("void [...document.querySelectorAll('[data-path]')].at(-1).parentElement.querySelector('a').focus()")
        .await?;
    paper
        .wait_until("a fourth passage", &format!("{PASSAGES} === 4"))
        .await?;
    ensure!(requests() == 4, "{} stories were loaded", requests());
    Ok(())
}

async fn keys_lead_from_a_story_to_a_result_and_back(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.press(Key::Slash).await?;
    paper.wait_for_element(FIELD).await?;
    paper
        .wait_until(
            "the focus in the field",
            "document.activeElement.matches('.tool__field')",
        )
        .await?;
    type_query(paper, "smoke").await?;
    paper
        .wait_until(
            "several results",
            "document.querySelectorAll('.tool__story h2 a').length > 1",
        )
        .await?;
    let focused = "String([...document.querySelectorAll('.tool__story h2 a')].indexOf(document.activeElement))";
    for (key, place) in [
        (Key::Down, "0"),
        (Key::Down, "1"),
        (Key::Up, "0"),
        (Key::Escape, "-1"),
        (Key::Down, "0"),
    ] {
        paper.press(key).await?;
        let found = paper.eval_string(focused).await?;
        ensure!(
            found == place,
            "after {key:?} the focus is on result {found}, not {place}"
        );
    }
    let first = paper.text(RESULTS).await?;
    paper.press(Key::Enter).await?;
    paper.wait_for_text("h1", &first).await?;
    paper.back().await?;
    paper.wait_for_element(RESULTS).await?;
    // Escape in the field clears it.
    paper.find(FIELD).await?.click().await?;
    paper.press(Key::Escape).await?;
    paper
        .wait_until(
            "an empty field and no results",
            "document.querySelector('.tool__field').value === '' && !document.querySelector('.tool__story')
             && location.search === ''",
        )
        .await
}

async fn the_slash_key_can_be_turned_off_and_is_typed_in_fields(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = open_search(stage, "").await?;
    type_query(paper, "a/b").await?;
    let typed = paper
        .eval_string("document.querySelector('.tool__field').value")
        .await?;
    ensure!(typed == "a/b", "{typed:?}");
    paper
        .eval("void (document.querySelector('details').open = true)")
        .await?;
    paper.click(".search__key input").await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.press(Key::Slash).await?;
    paper.wait_frames(5).await?;
    let address = paper.address().await?;
    ensure!(address.ends_with(LEAD), "the key opened {address}");
    Ok(())
}

async fn hostile_queries_find_nothing_and_break_nothing(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let _server = open_search(stage, "").await?;
    for query in [
        "<img src=x onerror=alert(1)>",
        "\u{200f}\u{202e}\u{2066}",
        "🙂🙂🙂",
        "\"\"\"",
        "section: after:x",
        "zzzzzzzz",
    ] {
        let text = serde_json::to_string(query)?;
        paper
            .eval(&format!(
                "void (field => {{ field.value = {text}; field.form.requestSubmit(); }})(document.querySelector('.tool__field'))"
            ))
            .await?;
        paper
            .wait_until(
                &format!("an answer to {query:?}"),
                "!document.querySelector('.tool__place[aria-busy]')
                 && ['', 'No stories found.'].includes(document.querySelector('.search__status').textContent)",
            )
            .await?;
    }
    // If a query is too long, only its beginning is searched for.
    let long = "eames catalog meadow ".repeat(500);
    paper
        .open_url(&_server.url(&format!("/search?q={}", long.trim().replace(' ', "+"))))
        .await?;
    wait_for_results(paper, &[EAMES]).await?;
    let letter = "/search?q=%F0%9F%99%82+e";
    paper.open_url(&_server.url(letter)).await?;
    paper
        .wait_until(
            "stories with a letter",
            "document.querySelectorAll('.tool__story').length > 5",
        )
        .await?;
    ensure!(
        !paper.has(".tool__place img").await?,
        "a query became an element"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn the_search_has_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        let _server = open_search(stage, "?q=eamse+catalog").await?;
        wait_for_results(paper, &[EAMES]).await?;
        paper
            .eval("void (document.querySelector('details').open = true)")
            .await?;
        for width in [320, 1280] {
            paper.viewport(width, 900).await?;
            paper
                .expect_no_findings(&format!("{scheme}, {width} px"))
                .await?;
        }
    }
    Ok(())
}

async fn the_search_fits_a_narrow_window(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(320, 700).await?;
    let _server = open_search(stage, "?q=eames").await?;
    wait_for_results(paper, &[EAMES]).await?;
    paper.expect_width("the page", 320).await?;
    Ok(())
}

async fn nothing_moves_when_results_appear(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.watch_layout_shifts().await?;
    paper.open_url(&server.url("/search?q=eames")).await?;
    wait_for_results(paper, &[EAMES]).await?;
    let shift = paper.layout_shift_sum().await?;
    ensure!(shift < 0.01, "the layout shift is {shift}");
    Ok(())
}

async fn without_script_the_archive_is_there(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url("/search")).await?;
    let note = paper.text(".tool__place").await?;
    ensure!(note.contains("needs JavaScript"), "{note:?}");
    paper.click(".search__archive a[href='/world']").await?;
    paper.wait_for_text("h1", "World").await
}

async fn a_story_loads_nothing_of_the_search(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    for path in ["/assets/search*", "/assets/engine*", "/search*"] {
        let requests = server.requests_for(path);
        ensure!(requests.is_empty(), "{path} was requested");
    }
    Ok(())
}

async fn what_another_app_shares_is_opened_or_looked_for(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let story = server.url(LEAD);
    for query in [
        format!("?title=Embassies&q=Read+this%3A+{story}"),
        format!("?url={story}"),
    ] {
        paper
            .open_url(&server.url(&format!("/search{query}")))
            .await?;
        paper.wait_for_element(".article__headline").await?;
        ensure!(paper.address().await?.ends_with(LEAD));
    }
    // A link to another site is not followed.
    for query in [
        "?title=eames+catalog",
        "?q=eames+catalog&url=https%3A%2F%2Fother.example%2F",
    ] {
        paper
            .open_url(&server.url(&format!("/search{query}")))
            .await?;
        wait_for_results(paper, &[EAMES]).await?;
    }
    Ok(())
}
