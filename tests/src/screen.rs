//! The editor's screen in a browser. It sends no requests to other hosts, it shows the newspaper's sections
//! and authors, and what it writes can be published without warnings.

use crate::harness::{TestContext, npm, tests};
use crate::policy::RECORD_VIOLATIONS;
use anyhow::{Context, Result, ensure};
use frontpage_preview::{BackgroundPreview, Options};
use std::path::Path;

tests! {
    a_story_is_written_on_the_editors_screen_and_published
}

/// Gives the page a folder in the browser's private file system, instead of one that an editor chooses.
const FOLDER: &str = "window.showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    const paper = await root.getDirectoryHandle('paper', { create: true });
    await paper.getDirectoryHandle('.git', { create: true });
    return paper;
  };";

/// Functions for a test: a button by its words, a field by its name, and typing.
const HANDS: &str = "window.button = words => [...document.querySelectorAll('button')].find(
    button => button.innerText.trim().startsWith(words));
  window.field = name => document.querySelector(`[data-key-path=\"${name}\"]`);
  window.type = (name, text) => {
    const input = field(name).querySelector('input, textarea');
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value').set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };";

/// Returns the text of the first story in the browser's folder, or an empty text.
const STORY: &str = "(async () => {
    let text = '';
    const walk = async folder => {
      for await (const handle of folder.values()) {
        if (handle.kind === 'directory') await walk(handle);
        else if (handle.name.endsWith('.md')) text = await (await handle.getFile()).text();
      }
    };
    await walk(await navigator.storage.getDirectory());
    return text;
  })()";

/// Serves the screen for a copy of the sample newspaper's settings.
async fn serve(paper: &Path) -> Result<BackgroundPreview> {
    let content = paper.join("content");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/site.toml");
    std::fs::create_dir_all(&content)?;
    std::fs::create_dir(paper.join(".git"))?;
    std::fs::create_dir(paper.join("site"))?;
    std::fs::copy(sample, content.join("site.toml"))?;
    let admin = frontpage_admin::Admin::open(&content, &npm::cms().await?)?;
    let options = Options {
        site: paper.join("site"),
        address: ([127, 0, 0, 1], 0).into(),
        base: String::new(),
        admin: Some(admin),
    };
    let running = tokio::task::spawn_blocking(|| frontpage_preview::start(options)).await?;
    running.context("the editor's screen cannot be served")
}

async fn a_story_is_written_on_the_editors_screen_and_published(stage: &TestContext) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = serve(folder.path()).await?;
    let paper = &stage.paper;
    for script in [RECORD_VIOLATIONS, FOLDER, HANDS] {
        paper.add_init_script(script).await?;
    }
    paper.open_url(&format!("{}admin/", server.url)).await?;
    paper
        .wait_until("the screen opens", "!!button('Work with Local')")
        .await?;
    paper.eval("button('Work with Local').click()").await?;
    paper
        .wait_until("the stories are listed", "!!button('edit')")
        .await?;
    paper
        .eval("location.hash = '#/collections/stories/new'")
        .await?;
    paper
        .wait_until("the form opens", "!!field('byline')")
        .await?;
    let sections = paper.eval_string("field('section').innerText").await?;
    for name in ["U.S.", "World", "Business", "Lifestyle"] {
        ensure!(sections.contains(name), "{name} is not in {sections}");
    }
    paper
        .eval("type('title', 'Tide pools: \"open\" again'), type('byline', 'A. Reporter')")
        .await?;
    // The buttons appear before they can be used, so click until one is chosen.
    paper
        .wait_until(
            "a section is chosen",
            "(radio => radio.getAttribute('aria-checked') === 'true' || void radio.click())(
                field('section').querySelectorAll('[role=radio]')[1])",
        )
        .await?;
    paper
        .wait_until(
            "the story can be written",
            // A field is only built when the fields before it come into view, so scroll to the last one.
            "((field('body') ?? [...document.querySelectorAll('[data-key-path]')].pop())
                ?.scrollIntoView(),
              !!document.querySelector('[data-key-path=body] [contenteditable=true]'))",
        )
        .await?;
    // The editor only accepts text once it has noticed that it has the focus.
    paper
        .wait_until(
            "the story is written",
            "(() => {
                const editor = document.querySelector('[data-key-path=body] [contenteditable=true]');
                if (editor.innerText.includes('The first paragraph.')) return true;
                editor.focus();
                getSelection().selectAllChildren(editor);
                document.execCommand('insertText', false, 'The first paragraph.');
                return false;
            })()",
        )
        .await?;
    // The form gets the text a moment after the editor, and does not save without a text. It also forgets a
    // section that was chosen before the form had started, although the button still shows the section as
    // chosen.
    paper
        .wait_until(
            "the story is saved",
            "document.body.innerText.includes('Entry saved') || void (
                field('section')?.innerText.includes('This field is required')
                    && field('section').querySelectorAll('[role=radio]').forEach((radio, at) => at < 2 && radio.click()),
                button('Save')?.click())",
        )
        .await?;
    let story = paper.eval_async(STORY).await?;
    let story = story.as_str().context("no text")?;
    publish(folder.path(), story)?;
    let refused = paper.eval_strings("refused").await?;
    // The screen first requests its fonts from a CDN, which the policy refuses, and then from this server.
    let strange = |line: &&String| !line.starts_with("font-src https://");
    let strange: Vec<&String> = refused.iter().filter(strange).collect();
    ensure!(strange.is_empty(), "the policy refused {strange:?}");
    // After every test, the harness checks that no other request has left this machine.
    paper.forget_refused(&refused).await?;
    Ok(())
}

/// Publishes the story, and checks that there are no diagnostics about it.
fn publish(paper: &Path, story: &str) -> Result<()> {
    let content = paper.join("content");
    std::fs::create_dir(content.join("stories"))?;
    std::fs::write(content.join("stories/tide-pools.md"), story)?;
    // Remove the picks of the sample newspaper, because their stories are not in this folder.
    let site = std::fs::read_to_string(content.join("site.toml"))?;
    let (site, _) = site.split_once("[picks]").context("no picks")?;
    std::fs::write(content.join("site.toml"), site)?;
    let now = std::time::SystemTime::now().try_into()?;
    let outcome = frontpage_pipeline::run(&frontpage_pipeline::Options {
        strict: true,
        ..frontpage_pipeline::Options::new(&content, paper.join("out"), paper.join("cache"), now)
    })?;
    let diagnostics = &outcome.report.diagnostics;
    ensure!(diagnostics.is_empty(), "{diagnostics:?}\n{story}");
    ensure!(outcome.stories == 1, "{} stories\n{story}", outcome.stories);
    Ok(())
}
