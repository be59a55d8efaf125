//! Right-to-left newspapers, stories and cards: the layout is the mirror image of the left-to-right
//! one.

use crate::fixtures::{group_findings, one_of_every_kind};
use crate::harness::{Browser, Fault, TestContext, page_data_json, tests};
use crate::stability::overflowing_elements;
use anyhow::{Context, Result, ensure};
use frontpage_model::{Direction, Page};

tests! {
    a_right_to_left_newspaper_is_mirrored
    a_right_to_left_story_is_mirrored
    a_card_takes_the_direction_of_its_headline
}

/// Defines `boxes(root, left_out)`, which lists the positions of all boxes, and of each text that
/// is alone in its box, except inline elements; and `unmirrored(a, b, left, right)`, which names
/// the boxes of the first list that are not mirrored in the second.
const BOXES: &str = "void (
    // Only left-to-right text is italic, which has another width. The end of a sentence changes its side,
    // and is not kerned there, so that a line which just fits could wrap in one of the directions.
    document.head.append(Object.assign(document.createElement('style'),
      { textContent: '* { font-style: normal !important; font-kerning: none !important }' })),
    // Elements with their own direction are not mirrored, nor are code and what a chart draws.
    window.OWN = 'main [dir] *, main pre, main .chart__drawing *',
    window.boxes = (root, left_out = '#none') =>
    [...root.querySelectorAll('*')].filter(e =>
      e.checkVisibility({ visibilityProperty: true }) && getComputedStyle(e).display !== 'inline' && !e.matches(left_out)
    ).flatMap(e => {
      const name = `${e.localName}.${e.className} in .${e.parentElement.className}`;
      const box = (what, r) => ({ name: what + name, left: r.left, right: r.right, top: r.top, bottom: r.bottom, text: e.textContent });
      const found = [box('', e.getBoundingClientRect())];
      if (!e.children.length && e.textContent.trim()) {
        const range = document.createRange();
        range.selectNodeContents(e);
        found.push(box('text of ', range.getBoundingClientRect()));
      }
      return found;
    }),
    window.unmirrored = (plain, mirrored, left, right) => {
      // The longest line of a text can have one space more or less at its end.
      const near = (a, b, box) => Math.abs(a - b) < (/^text/.test(box.name) ? 8 : 2);
      if (plain.length !== mirrored.length)
        return [`${plain.length} boxes, ${mirrored.length} mirrored`];
      const place = box => `${box.left} to ${box.right}, ${box.top} to ${box.bottom}`;
      return plain.map((a, at) => [a, mirrored[at]]).filter(([a, b]) =>
        !near(a.left - left, right - b.right, a) || !near(a.right - left, right - b.left, a)
          || !near(a.top, b.top, a)
      ).map(([a, b]) => `${a.name}: ${place(a)}; mirrored ${place(b)}: ${a.text.slice(0, 40)}`);
    })";

/// Right-to-left elements in italics, although their scripts have no italic form.
async fn slanted(paper: &Browser) -> Result<Vec<String>> {
    paper
        .eval_strings(
            "[...document.body.querySelectorAll('*')].filter(e => {
               const { fontStyle, direction } = getComputedStyle(e);
               return fontStyle === 'italic' && direction === 'rtl' && e.checkVisibility();
             }).map(e => `slanted: ${e.localName}.${e.className}`)",
        )
        .await
}

async fn a_right_to_left_newspaper_is_mirrored(stage: &TestContext) -> Result<()> {
    let TestContext {
        server,
        paper,
        dist,
        ..
    } = stage;
    let mut site = dist.site()?;
    (site.lang, site.dir) = ("ar".into(), Direction::Rtl);
    server.inject_fault("/site.json", Fault::body(page_data_json(Page::Site(site))?));
    let mut found = vec![];
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        let slanted = slanted(paper).await?.into_iter();
        found.extend(slanted.map(|line| (place.name.to_owned(), line)));
        paper.eval(BOXES).await?;
        let html = paper.attributes("html", "dir").await?;
        let lang = paper.attributes("html", "lang").await?;
        ensure!(html == ["rtl"] && lang == ["ar"], "{html:?} {lang:?}");
        for width in [360, 1280] {
            paper.viewport(width, 900).await?;
            paper.wait_frames(2).await?;
            let name = format!("{}, {width} px", place.name);
            let wide = overflowing_elements(paper).await?.into_iter();
            found.extend(wide.map(|line| (name.clone(), line)));
            let count = paper
                .eval("(window.mirrored = boxes(document.body, OWN)).length")
                .await?;
            ensure!(
                count.as_u64() > Some(25),
                "{name}: only {count} boxes to compare"
            );
            let wrong = paper
                .eval_strings(
                    "(html => {
                       html.dir = 'ltr';
                       const plain = boxes(document.body, OWN);
                       html.dir = 'rtl';
                       return unmirrored(plain, mirrored, 0, innerWidth);
                     })(document.documentElement)",
                )
                .await?;
            found.extend(wrong.into_iter().map(|line| (name.clone(), line)));
        }
    }
    ensure!(
        found.is_empty(),
        "not mirrored:\n{}",
        group_findings(&found)
    );
    Ok(())
}

const HEADLINE: &str = "سوق الكتب في شارع المتنبي يعود إلى الحياة";
const SUMMARY: &str = "باعة الكتب يفتحون أكشاكهم من جديد كل صباح، والقراء يأتون من المدينة كلها.";

async fn a_right_to_left_story_is_mirrored(stage: &TestContext) -> Result<()> {
    let TestContext {
        server,
        paper,
        dist,
        ..
    } = stage;
    let mut story = dist.most_varied_story()?;
    (story.lang, story.dir) = (Some("ar".into()), Some(Direction::Rtl));
    (story.headline, story.summary) = (HEADLINE.into(), SUMMARY.into());
    let path = story.url.to_string();
    let page_data = page_data_json(Page::Article(story))?;
    server.inject_fault(&format!("{path}.json"), Fault::body(page_data));
    paper.open(&path).await?;
    server.wait_until_idle().await?;
    let slanted = slanted(paper).await?.into_iter();
    let mut found: Vec<_> = slanted.map(|line| (path.clone(), line)).collect();
    paper.eval(BOXES).await?;
    for width in [360, 1280] {
        paper.viewport(width, 900).await?;
        paper.wait_frames(2).await?;
        let name = format!("{width} px");
        let wide = overflowing_elements(paper).await?.into_iter();
        found.extend(wide.map(|line| (name.clone(), line)));
        let wrong = paper
            .eval_strings(
                "(story => {
                   // Text in the newspaper's own language keeps the newspaper's direction.
                   const own = '.article [dir=ltr] *, .article pre, .article .chart__drawing *';
                   const r = story.getBoundingClientRect();
                   const mirrored = boxes(story, own);
                   const around = boxes(document.body, '.article *');
                   const bar = story.querySelector('.share-bar'), words = boxes(bar);
                   story.dir = 'ltr';
                   const plain = boxes(story, own);
                   const moved = (before, after) => before.filter((a, at) =>
                     a.left !== after[at].left || a.right !== after[at].right).map(a => a.name);
                   const few = mirrored.length < 40 || words.length < 20;
                   const wrong = [...few ? ['too few boxes to compare'] : [],
                     ...unmirrored(plain, mirrored, r.left, r.right),
                     ...moved(around, boxes(document.body, '.article *')),
                     ...moved(words, boxes(bar)),
                   ];
                   story.dir = 'rtl';
                   return wrong;
                 })(document.querySelector('article.article'))",
            )
            .await?;
        found.extend(wrong.into_iter().map(|line| (name.clone(), line)));
    }
    ensure!(
        found.is_empty(),
        "not mirrored:\n{}",
        group_findings(&found)
    );
    let html = paper.attributes("html", "dir").await?;
    ensure!(
        html == ["ltr"],
        "the newspaper's direction is {html:?}, not ltr"
    );
    // WCAG 2.2, 3.1.2: the interface's text is marked with its own language, and the names of tags
    // with the newspaper's.
    let own = paper
        .eval_strings(
            // Corrections were laid out when this story was still English.
            "[...document.querySelectorAll('.related__name, .share-bar__name')].map(e => e.closest('[lang]').lang)",
        )
        .await?;
    ensure!(
        own.len() >= 2 && own.iter().all(|lang| lang == "en"),
        "the interface's text is marked as {own:?}, not as en"
    );
    let tags = paper
        .eval_strings(
            "[...document.querySelectorAll('.article__tags a')].map(e => e.closest('[lang]').lang)",
        )
        .await?;
    let site_lang = dist.site()?.lang;
    ensure!(
        !tags.is_empty() && tags.iter().all(|lang| *lang == site_lang),
        "the tags are marked as {tags:?}, not as {site_lang}"
    );
    Ok(())
}

async fn a_card_takes_the_direction_of_its_headline(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    let mut front = dist.front()?;
    let lead = front.top.first_mut().context("no stories")?;
    lead.lang = Some("ar".into());
    (lead.headline, lead.summary) = (HEADLINE.into(), SUMMARY.into());
    server.inject_fault(
        "/index.json",
        Fault::body(page_data_json(Page::Front(front))?),
    );
    paper.open("/").await?;
    let directions = paper
        .eval_strings(
            "['.card__headline', '.card__summary', '.kicker', '.card__time'].map(part =>
               getComputedStyle(document.querySelector('.card--lead ' + part)).direction)",
        )
        .await?;
    ensure!(
        directions == ["rtl", "rtl", "ltr", "ltr"],
        "the directions of headline, summary, kicker and time are {directions:?}"
    );
    let languages = paper
        .eval_strings(
            "['.card__headline', '.card__summary', '.kicker', '.card__time'].map(part =>
               document.querySelector('.card--lead ' + part).closest('[lang]').lang)",
        )
        .await?;
    let own = dist.site()?.lang;
    ensure!(
        languages == ["ar", "ar", &own, &own],
        "the languages of headline, summary, kicker and time are {languages:?}"
    );
    Ok(())
}
