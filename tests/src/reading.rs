//! The content of pages: a story's parts and blocks, marked languages, pictures of the right size,
//! and a console without errors.

use crate::fixtures::{LEAD, one_of_every_kind};
use crate::harness::{Server, TestContext, tests};
use anyhow::{Context, Result, ensure};
use frontpage_model::{Block, Inline, plain_text};

tests! {
    the_story_has_all_its_parts
    every_kind_of_block_is_rendered
    languages_and_directions_are_marked
    the_front_page_shows_each_story_once
    the_console_is_clean
    pictures_load_in_the_size_that_is_needed
}

async fn the_story_has_all_its_parts(TestContext { paper, dist, .. }: &TestContext) -> Result<()> {
    let story = dist.article(LEAD)?;
    paper.open(LEAD).await?;
    ensure!(paper.text("article.article h1.article__headline").await? == story.headline);
    let tags: Vec<_> = story.tags.iter().map(|tag| tag.name.clone()).collect();
    ensure!(paper.texts(".article__tags a").await? == tags);
    let links: Vec<_> = story
        .tags
        .iter()
        .map(|tag| format!("/tag/{}", tag.slug))
        .collect();
    ensure!(paper.attributes(".article__tags a", "href").await? == links);
    ensure!(paper.text(".article__summary").await? == story.summary);
    let lead = story.lead.context("the lead story has no lead picture")?;
    let picture = "figure.lead-picture img";
    ensure!(paper.attributes(picture, "width").await? == [lead.image.width.to_string()]);
    ensure!(paper.attributes(picture, "height").await? == [lead.image.height.to_string()]);
    ensure!(paper.attributes(picture, "fetchpriority").await? == ["high"]);
    ensure!(paper.attributes(picture, "alt").await? == [lead.image.alt]);
    let dates = paper.attributes(".article__dates time", "datetime").await?;
    let mut known = vec![story.published.to_string()];
    known.extend(story.updated.map(|time| time.to_string()));
    ensure!(dates == known, "the dates are {dates:?}, not {known:?}");
    let seen = paper.text(".article__dates").await?;
    ensure!(
        seen.contains(&story.published.day().text()),
        "the dates do not show the day of publication: {seen:?}"
    );
    let byline: String = story.byline.iter().map(|part| part.text.as_str()).collect();
    ensure!(paper.text(".article__byline").await? == byline.trim());
    let authors = story.byline.iter().filter_map(|part| part.author.as_ref());
    let authors: Vec<_> = authors.map(|author| format!("/author/{author}")).collect();
    ensure!(paper.attributes(".article__byline a", "href").await? == authors);
    if let Some(credit) = story.credit {
        ensure!(paper.text(".article__credit").await? == credit);
    }
    let site = dist.site()?;
    ensure!(paper.title().await? == format!("{} — {}", story.headline, site.name));
    Ok(())
}

async fn every_kind_of_block_is_rendered(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    let story = dist.most_varied_story()?;
    paper.open(&story.url.to_string()).await?;
    let blocks = "[...document.querySelectorAll(
        '.article__body > :not(.article__credit, .article__address)')]";
    let shown = paper
        .eval_strings(&format!("{blocks}.map(block => block.textContent)"))
        .await?;
    let pictures = paper
        .eval(&format!(
            "{blocks}.map(block =>
               block.querySelectorAll('source[srcset][sizes] + img[src][width][height]').length)"
        ))
        .await?;
    let pictures: Vec<usize> = serde_json::from_value(pictures)?;
    ensure!(
        shown.len() == story.body.len(),
        "{} blocks are shown as {} elements",
        story.body.len(),
        shown.len()
    );
    // A line break has no character in the text of an element, so spaces do not count.
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    for ((mut block, shown), pictures) in story.body.iter().cloned().zip(shown).zip(pictures) {
        ensure!(
            pictures == block.figures().len(),
            "{pictures} pictures for {block:?}"
        );
        let mut texts = vec![];
        block.each_text_mut(&mut |text| pieces(text, &mut texts));
        for text in texts {
            ensure!(
                without_spaces(&shown).contains(&without_spaces(&text)),
                "{text:?} is not shown in {shown:?}"
            );
        }
    }
    let kinds: std::collections::HashSet<_> =
        story.body.iter().map(std::mem::discriminant).collect();
    let all = Block::samples("").len();
    ensure!(
        kinds.len() == all,
        "the story with the most kinds of blocks has {}, not all {all}",
        kinds.len()
    );
    Ok(())
}

/// Collects the texts that are in one piece on the page: a whole text, or each part of a laid-out block.
fn pieces(text: &[Inline], texts: &mut Vec<String>) {
    if text.iter().any(|inline| inline.as_element().is_some()) {
        for inline in text {
            match inline {
                Inline::Text(words) => texts.push(words.clone()),
                other => pieces(other.inside(), texts),
            }
        }
    } else {
        texts.push(plain_text(text));
    }
}

async fn languages_and_directions_are_marked(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    paper.open(&dist.spanish_story()?.url.to_string()).await?;
    let lang = paper
        .eval_string("document.querySelector('h1').closest('[lang]').lang")
        .await?;
    ensure!(lang.starts_with("es"), "the headline's lang is {lang}");
    let around = paper
        .eval_string("document.querySelector('.share-bar').closest('[lang]').lang")
        .await?;
    let name = paper.text(".share-bar__name").await?;
    ensure!(
        around.starts_with("es") && name == "Compartir",
        "the share bar, {name}, is marked as {around}"
    );
    paper
        .open(&dist.right_to_left_story()?.url.to_string())
        .await?;
    let quote = ".article__body :is(blockquote, aside)[dir=rtl]";
    let direction = paper
        .eval_string(&format!(
            "getComputedStyle(document.querySelector({quote:?})).direction"
        ))
        .await?;
    ensure!(direction == "rtl", "the quotation runs {direction}");
    let lang = paper
        .eval_string(&format!(
            "document.querySelector({quote:?}).closest('[lang]').lang"
        ))
        .await?;
    ensure!(
        !lang.starts_with("en"),
        "the right-to-left quotation is marked as {lang}"
    );
    Ok(())
}

async fn the_front_page_shows_each_story_once(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    let mut links = paper.attributes(".front .card a", "href").await?;
    let total = links.len();
    links.sort();
    links.dedup();
    ensure!(
        total >= 10 && links.len() == total,
        "{total} cards link to {} different stories",
        links.len()
    );
    Ok(())
}

async fn pictures_load_in_the_size_that_is_needed(stage: &TestContext) -> Result<()> {
    let TestContext { paper, dist, .. } = stage;
    let richest = dist.most_varied_story()?.url.to_string();
    let mut wrong = vec![];
    for width in [360, 768, 1280] {
        paper.viewport(width, 800).await?;
        for path in ["/", "/world", LEAD, &richest] {
            // Start a new server each time: a browser prefers a larger picture that it has in its
            // cache, and it has none of an origin that it never visited.
            let server = Server::start(dist.folder()).await?;
            paper.open_url(&server.url(path)).await?;
            paper.wait_for_app().await?;
            // The pictures of the rails come with the rails.
            paper.wait_until_gone(".rail__card--coming").await?;
            // Lazy pictures load when they are scrolled into view. Leave out pictures that move: they exist
            // in only one size, and either the picture or its still is hidden.
            paper
                .eval_async(
                    "(async () => {
                       const late = () => new Promise(r => setTimeout(r, 3000));
                       for (const i of document.querySelectorAll('img:not(.moving img)')) {
                         i.scrollIntoView({ block: 'center', behavior: 'instant' });
                         const there = new Promise(r => { i.onload = i.onerror = r });
                         if (!i.complete) await Promise.race([there, late()]);
                       }
                     })()",
                )
                .await?;
            server.wait_until_idle().await?;
            paper
                .wait_until(
                    "every picture",
                    "[...document.querySelectorAll('img:not(.moving img)')].every(i => i.complete)",
                )
                .await?;
            paper.wait_frames(5).await?;
            let pictures = paper
                .eval_strings(
                    "[...document.querySelectorAll('img:not(.moving img)')].flatMap(i => {
                       const wrong = [], r = i.getBoundingClientRect();
                       for (const name of ['width', 'height', 'alt'])
                         if (!i.hasAttribute(name)) wrong.push('no ' + name);
                       const source = i.previousElementSibling;
                       if (!i.complete || !i.currentSrc || !i.naturalWidth) wrong.push('not loaded');
                       else if (!i.currentSrc.endsWith('.webp')) wrong.push(i.currentSrc);
                       else {
                         const got = +/-(\\d+)\\.webp$/.exec(i.currentSrc)[1];
                         const widths = [...source.srcset.matchAll(/-(\\d+)\\.webp/g)].map(m => +m[1]);
                         if ((widths.length > 1) !== source.hasAttribute('sizes'))
                           wrong.push(`${widths.length} widths and sizes ${source.sizes}`);
                         const need = widths.find(w => w >= Math.floor(r.width)) ?? widths.at(-1);
                         if (got !== need)
                           wrong.push(`${got} px wide for ${Math.round(r.width)} px, ${need} fits `
                             + `(sizes ${source.sizes})`);
                       }
                       return wrong.length
                         ? [(i.closest('[class]')?.className ?? '') + ': ' + wrong.join(', ')] : [];
                     })",
                )
                .await?;
            let mut pictures = pictures;
            pictures.dedup();
            wrong.extend(
                pictures
                    .into_iter()
                    .map(|w| format!("{path} at {width}: {w}")),
            );
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn the_console_is_clean(stage: &TestContext) -> Result<()> {
    let mut errors = vec![];
    let mut before = 0;
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        let lines = stage.paper.console().await?;
        let new = lines[before..]
            .iter()
            .filter(|line| line.error || line.text.contains("panicked"));
        before = lines.len();
        if !place.shows_error {
            errors.extend(new.map(|line| format!("{}: {}", place.name, line.text)));
        }
    }
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}
