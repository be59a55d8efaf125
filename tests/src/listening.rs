//! Listening: the player that reads a story aloud.
//!
//! Browsers without a screen have no voices, so these tests replace `speechSynthesis` by one that records what
//! it is asked to say. What a real voice sounds like is not tested.

use crate::fixtures::LEAD;
use crate::harness::{Browser, Key, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    a_story_is_read_from_its_headline_on
    the_paragraph_that_is_read_is_marked_and_on_screen
    play_pauses_and_goes_on_with_the_same_sentence
    speed_and_voice_are_kept
    a_story_is_read_in_its_own_language
    the_speed_reads_from_left_to_right
    only_voices_of_the_device_are_used
    the_next_story_is_read_after_this_one
    escape_closes_the_player_and_returns_the_focus
    the_player_works_by_keyboard
    a_browser_without_voices_says_so
    the_player_has_no_accessibility_findings
}

/// The link that opens the player.
const LISTEN: &str = "[data-part=listen]";

/// A `speechSynthesis` that records what it says in `spoken`: the text, the voice and the speed. `finish()` ends
/// an utterance.
const VOICES: &str = "(() => {
    window.spoken = [];
    let current;
    const voice = (name, lang, localService) => ({ name, lang, localService, voiceURI: name, default: false });
    const voices = [voice('Cloud', 'en-US', false), voice('Brit', 'en-GB', true), voice('Anna', 'en-US', true),
        voice('Lucia', 'es_MX', true)];
    const stop = () => { const utterance = current; current = undefined; synthesis.speaking = false; return utterance; };
    const synthesis = {
        speaking: false, pending: false,
        getVoices: () => voices,
        speak(utterance) {
            spoken.push([utterance.text.trim(), utterance.voice.name, utterance.rate].join('|'));
            current = utterance;
            this.speaking = true;
        },
        cancel() { stop()?.onerror({ error: 'canceled' }); },
    };
    window.finish = () => stop()?.onend();
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()";

/// The last thing that was said.
const LAST: &str = "spoken[spoken.length - 1] || ''";

async fn open_player(stage: &TestContext, path: &str) -> Result<Server> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.add_init_script(VOICES).await?;
    paper.open_url(&server.url(path)).await?;
    paper.wait_for_app().await?;
    paper.click_by_script(LISTEN).await?;
    paper.wait_for_element(".listen[data-ready]").await?;
    Ok(server)
}

/// Lets the voice finish what it says.
async fn finish(paper: &Browser) -> Result<()> {
    paper.eval("void finish()").await?;
    Ok(())
}

async fn a_story_is_read_from_its_headline_on(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    let headline = paper.text("h1").await?;
    for _ in 0..500 {
        if paper.text(".listen__status").await? == "That was the whole story." {
            break;
        }
        finish(paper).await?;
    }
    let spoken = paper
        .eval_strings("spoken.map(text => text.split('|')[0])")
        .await?;
    ensure!(spoken.first() == Some(&headline), "{:?}", spoken.first());
    let said = spoken.join(" ").split_whitespace().collect::<String>();
    for paragraph in paper.texts(".article__body > p:not([class])").await? {
        let paragraph: String = paragraph.split_whitespace().collect();
        ensure!(said.contains(&paragraph), "not read: {paragraph}");
    }
    let longest = spoken.iter().map(|text| text.chars().count()).max();
    ensure!(longest <= Some(220), "{longest:?} characters at once");
    ensure!(
        paper.has(".listen__play[aria-label=Play]").await?,
        "the player does not stop at the end"
    );
    Ok(())
}

async fn the_paragraph_that_is_read_is_marked_and_on_screen(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    for _ in 0..6 {
        paper.click_by_script(".listen__next").await?;
        paper
            .wait_until(
                "the paragraph that is read above the player",
                "(marked => marked.length === 1 && (box => box.bottom > 0
                   && box.top < document.querySelector('.listen').getBoundingClientRect().top)(marked[0].getBoundingClientRect())
                   && marked[0].textContent.includes((spoken[spoken.length - 1]).split('|')[0]))
                 (document.querySelectorAll('.listening'))",
            )
            .await?;
    }
    paper.click_by_script(".listen__close").await?;
    ensure!(
        !paper.has(".listening").await?,
        "a paragraph is still marked"
    );
    Ok(())
}

async fn play_pauses_and_goes_on_with_the_same_sentence(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    for _ in 0..4 {
        finish(paper).await?;
    }
    let before = paper.eval_string(LAST).await?;
    paper.click_by_script(".listen__play").await?;
    ensure!(
        paper
            .eval_string("String(speechSynthesis.speaking)")
            .await?
            == "false",
        "the voice goes on"
    );
    ensure!(
        paper.has(".listen__play[aria-label=Play]").await?,
        "the button does not say Play"
    );
    let count = paper.eval_string("String(spoken.length)").await?;
    paper.click_by_script(".listen__play").await?;
    let after = paper.eval_string(LAST).await?;
    ensure!(before == after, "{before:?}, then {after:?}");
    ensure!(
        paper.eval_string("String(spoken.length)").await? != count,
        "nothing was said"
    );
    Ok(())
}

async fn speed_and_voice_are_kept(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    let choose = |name: &str, value: &str| {
        format!(
            "void (select => {{ select.value = '{value}'; select.dispatchEvent(new Event('change')); }})
             (document.querySelector('[aria-label={name}]'))"
        )
    };
    paper.eval(&choose("Speed", "1.5")).await?;
    paper.eval(&choose("Voice", "Brit")).await?;
    let last = paper.eval_string(LAST).await?;
    ensure!(last.ends_with("|Brit|1.5"), "{last}");
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.click_by_script(LISTEN).await?;
    paper.wait_for_element(".listen[data-ready]").await?;
    let last = paper.eval_string(LAST).await?;
    ensure!(last.ends_with("|Brit|1.5"), "after a reload: {last}");
    Ok(())
}

async fn a_story_is_read_in_its_own_language(stage: &TestContext) -> Result<()> {
    let story = stage.dist.spanish_story()?;
    let (_server, paper) = (
        open_player(stage, &story.url.to_string()).await?,
        &stage.paper,
    );
    let last = paper.eval_string(LAST).await?;
    ensure!(last == format!("{}|Lucia|1", story.headline), "{last}");
    Ok(())
}

async fn the_speed_reads_from_left_to_right(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    let direction = paper
        .eval_string(
            "(document.documentElement.dir = 'rtl',
              getComputedStyle(document.querySelector('.listen__select')).direction)",
        )
        .await?;
    ensure!(direction == "ltr", "1× is shown as ×1");
    Ok(())
}

async fn only_voices_of_the_device_are_used(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    let voices = paper
        .texts(".listen option[value]:not([value*='.'])")
        .await?;
    ensure!(
        voices.contains(&"Anna".into()) && !voices.contains(&"Cloud".into()),
        "{voices:?}"
    );
    Ok(())
}

async fn the_next_story_is_read_after_this_one(stage: &TestContext) -> Result<()> {
    let (server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    let next = paper.text(".spread__rails .card__headline a").await?;
    paper.click_by_script(".listen__story").await?;
    paper.wait_for_text("h1", &next).await?;
    let is_read = format!("({LAST}).startsWith({})", serde_json::to_string(&next)?);
    paper
        .wait_until("the next story to be read", &is_read)
        .await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn escape_closes_the_player_and_returns_the_focus(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    paper.press(Key::Escape).await?;
    paper.wait_until_gone(".listen").await?;
    let found = paper
        .eval_string("document.activeElement.dataset.part || document.activeElement.localName")
        .await?;
    ensure!(found == "listen", "the focus is on {found}");
    ensure!(
        paper
            .eval_string("String(speechSynthesis.speaking)")
            .await?
            == "false",
        "the voice goes on"
    );
    Ok(())
}

async fn the_player_works_by_keyboard(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.add_init_script(VOICES).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper
        .eval(&format!("document.querySelector('{LISTEN}').focus()"))
        .await?;
    paper.press(Key::Enter).await?;
    paper.wait_for_element(".listen[data-ready]").await?;
    let first = paper.eval_string(LAST).await?;
    paper.press(Key::Down).await?;
    let second = paper.eval_string(LAST).await?;
    ensure!(first != second, "the arrow leads nowhere: {second:?}");
    paper.press(Key::Up).await?;
    ensure!(paper.eval_string(LAST).await? == first, "no way back");
    // The focus is on the button that plays.
    paper.press(Key::Enter).await?;
    ensure!(
        paper.has(".listen__play[aria-label=Play]").await?,
        "the key does not pause"
    );
    Ok(())
}

async fn a_browser_without_voices_says_so(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let without = VOICES.replace("getVoices: () => voices", "getVoices: () => []");
    paper.add_init_script(&without).await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.click_by_script(LISTEN).await?;
    paper
        .wait_until(
            "a message",
            "document.querySelector('.listen__status')?.textContent.startsWith('This device has no voice')",
        )
        .await?;
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn the_player_has_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let (_server, paper) = (open_player(stage, LEAD).await?, &stage.paper);
    paper.click_by_script(".listen__next").await?;
    paper.click_by_script(".listen__next").await?;
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        for width in [320, 360, 1280] {
            paper.viewport(width, 740).await?;
            paper
                .expect_no_findings(&format!("{scheme}, {width} px"))
                .await?;
            paper.expect_width("the page", width).await?;
        }
    }
    Ok(())
}
