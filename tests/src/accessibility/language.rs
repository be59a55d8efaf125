//! In a newspaper whose language has no catalog, the interface's English text is marked as English (WCAG 2.2,
//! 3.1.1 and 3.1.2).

use crate::fixtures::{LEAD, one_of_every_kind};
use crate::harness::{Fault, TestContext, page_data_json, tests};
use anyhow::{Result, ensure};
use frontpage_model::{Direction, Page};

tests! {
    a_german_newspaper_marks_the_interfaces_english
    a_hebrew_newspaper_marks_the_interfaces_english
}

/// A JavaScript regular expression for the interface's visible text. It leaves out text from the
/// newspaper's data, and the skip link, which is there before the data (a test of press checks it
/// in published pages). Dates on cards and in the date bar and messages for empty pages are not
/// marked.
const INTERFACE: &str = r"/^([A-Z][a-z]+ \d{1,2}, \d{4}, .*|Updated .*|Share This|Email|Copy link|Print|Popular|Correction|Related|Topic|By|Page \d+|Newest stories|Newer stories|Older stories|404|Page not found|There is nothing at this address.*|Ways on|The front page|The newspaper cannot be reached|Try again|These stories could not be loaded\.|Editions?( of .*)?|(Previous: |Next: ).*|[A-Z][a-z]+ \d{4}|(Sun|Mon|Tue|Wed|Thu|Fri|Sat))$/";

async fn marks_english(stage: &TestContext, lang: &str, dir: Direction) -> Result<()> {
    let TestContext {
        server,
        paper,
        dist,
        ..
    } = stage;
    let mut site = dist.site()?;
    (site.lang, site.dir) = (lang.into(), dir);
    server.inject_fault("/site.json", Fault::body(page_data_json(Page::Site(site))?));
    let mut seen = 0;
    let mut wrong = vec![];
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        let words = paper
            .eval_strings(&format!(
                "(() => {{
                   const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                   const found = [];
                   while (walk.nextNode()) {{
                     const text = walk.currentNode.data.trim();
                     const inside = walk.currentNode.parentElement;
                     // The publisher lays these out, for the language that the newspaper had then.
                     if (inside.closest('script, noscript, .correction, .timeline') || !{INTERFACE}.test(text)) continue;
                     found.push(inside.closest('[lang]').lang + ' ' + text);
                   }}
                   return found;
                 }})()"
            ))
            .await?;
        seen += words.len();
        let path = &place.path;
        let other = words.iter().filter(|words| !words.starts_with("en"));
        wrong.extend(other.map(|words| format!("{path}: not marked as English: {words}")));
        // The newspaper's own text keeps its language.
        let own = paper
            .eval_strings(
                "['.masthead__name', '.masthead__sections li a', '.colophon__sections a',
                  '.article__tags a', '.notice__ways li + li a', '.rail--tag h2 a']
                   .flatMap(part => [...document.querySelectorAll(part)].slice(0, 1))
                   .map(e => e.closest('[lang]').lang)",
            )
            .await?;
        ensure!(
            own.len() >= 3,
            "{path}: too little of the newspaper's own text to check: {own:?}"
        );
        let other = own.iter().filter(|own| *own != lang);
        wrong.extend(
            other.map(|other| format!("{path}: the newspaper's text is marked as {other}")),
        );
    }
    ensure!(seen > 30, "only {seen} texts of the interface were found");
    wrong.sort();
    wrong.dedup();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn a_german_newspaper_marks_the_interfaces_english(stage: &TestContext) -> Result<()> {
    marks_english(stage, "de-AT", Direction::Ltr).await?;
    // In a story in English, the interface's text has the story's language.
    let mut story = stage.dist.article(LEAD)?;
    story.lang = Some("en-US".into());
    let story = page_data_json(Page::Article(story))?;
    stage
        .server
        .inject_fault(&format!("{LEAD}.json"), Fault::body(story));
    stage.paper.open(LEAD).await?;
    let marked = stage
        .paper
        .eval_strings("[...document.querySelectorAll('.article__dates, .article .share-bar')].map(e => e.closest('[lang]').lang)")
        .await?;
    ensure!(
        marked == ["en-US", "en-US"],
        "dates and share bar are marked as {marked:?}"
    );
    Ok(())
}

async fn a_hebrew_newspaper_marks_the_interfaces_english(stage: &TestContext) -> Result<()> {
    marks_english(stage, "he", Direction::Rtl).await
}
