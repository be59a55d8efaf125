//! Newspapers and stories that run from right to left: the same page, in a mirror.

use crate::harness::{Fault, Paper, Stage, tests, twin_json};
use crate::places::{every_kind, grouped};
use crate::stability::overflow;
use anyhow::{Context, Result, ensure};
use frontpage_model::{Direction, Page};

tests! {
    a_right_to_left_newspaper_is_mirrored
    a_right_to_left_story_is_mirrored
    a_card_takes_the_direction_of_its_headline
}

/// Defines `boxes(root, left_out)`: where each box stands, and each text that is alone in its box.
/// What stands within a line is left to the line.
const BOXES: &str = "void (
    // only what runs from left to right is slanted, and takes another width
    document.head.append(Object.assign(document.createElement('style'),
      { textContent: '* { font-style: normal !important }' })),
    // what has a direction of its own keeps it
    window.OWN = 'main [dir] *',
    window.boxes = (root, left_out = '#none') =>
    [...root.querySelectorAll('*')].filter(e =>
      e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.matches(left_out)
    ).flatMap(e => {
      const name = `${e.localName}.${e.className} in .${e.parentElement.className}`;
      const box = (what, r) => ({ name: what + name, left: r.left, right: r.right, top: r.top });
      const found = [box('', e.getBoundingClientRect())];
      if (!e.children.length && e.textContent.trim()) {
        const range = document.createRange();
        range.selectNodeContents(e);
        found.push(box('text of ', range.getBoundingClientRect()));
      }
      return found;
    }),
    window.unmirrored = (one, other, left, right) => {
      // a text has a space more or less at the end of its longest line
      const near = (a, b, of) => Math.abs(a - b) < (/^text/.test(of.name) ? 8 : 2);
      if (one.length !== other.length) return [`${one.length} boxes, ${other.length} mirrored`];
      return one.filter((a, at) => {
        const b = other[at];
        return !near(a.left - left, right - b.right, a) || !near(a.right - left, right - b.left, a)
          || !near(a.top, b.top, a);
      }).map(a => a.name);
    })";

/// What is slanted although its letters have no slanted form.
async fn slanted(paper: &Paper) -> Result<Vec<String>> {
    paper
        .list(
            "[...document.body.querySelectorAll('*')].filter(e => {
               const { fontStyle, direction } = getComputedStyle(e);
               return fontStyle === 'italic' && direction === 'rtl' && e.checkVisibility();
             }).map(e => `slanted: ${e.localName}.${e.className}`)",
        )
        .await
}

async fn a_right_to_left_newspaper_is_mirrored(stage: &Stage) -> Result<()> {
    let Stage {
        server,
        paper,
        dist,
        ..
    } = stage;
    let mut site = dist.site()?;
    (site.lang, site.dir) = ("ar".into(), Direction::Rtl);
    server.fail("/site.json", Fault::body(twin_json(Page::Site(site))?));
    let mut found = vec![];
    for place in every_kind(stage)? {
        place.open(stage).await?;
        let slanted = slanted(paper).await?.into_iter();
        found.extend(slanted.map(|line| (place.name.to_owned(), line)));
        paper.js(BOXES).await?;
        let html = paper.attributes("html", "dir").await?;
        let lang = paper.attributes("html", "lang").await?;
        ensure!(html == ["rtl"] && lang == ["ar"], "{html:?} {lang:?}");
        for width in [360, 1280] {
            paper.viewport(width, 900).await?;
            paper.frames(2).await?;
            let name = format!("{}, {width} px", place.name);
            let wide = overflow(paper).await?.into_iter();
            found.extend(wide.map(|line| (name.clone(), line)));
            let count = paper
                .js("(window.mirrored = boxes(document.body, OWN)).length")
                .await?;
            ensure!(count.as_u64() > Some(25), "{name}: {count} boxes");
            let wrong = paper
                .list(
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
    ensure!(found.is_empty(), "not mirrored:\n{}", grouped(&found));
    Ok(())
}

const HEADLINE: &str = "سوق الكتب في شارع المتنبي يعود إلى الحياة";
const SUMMARY: &str = "باعة الكتب يفتحون أكشاكهم من جديد كل صباح، والقراء يأتون من المدينة كلها.";

async fn a_right_to_left_story_is_mirrored(stage: &Stage) -> Result<()> {
    let Stage {
        server,
        paper,
        dist,
        ..
    } = stage;
    let mut story = dist.richest()?;
    (story.lang, story.dir) = (Some("ar".into()), Some(Direction::Rtl));
    (story.headline, story.summary) = (HEADLINE.into(), SUMMARY.into());
    let path = story.url.to_string();
    let twin = twin_json(Page::Article(story))?;
    server.fail(&format!("{path}.json"), Fault::body(twin));
    paper.open(&path).await?;
    server.wait_for_quiet().await?;
    let slanted = slanted(paper).await?.into_iter();
    let mut found: Vec<_> = slanted.map(|line| (path.clone(), line)).collect();
    paper.js(BOXES).await?;
    for width in [360, 1280] {
        paper.viewport(width, 900).await?;
        paper.frames(2).await?;
        let name = format!("{width} px");
        let wide = overflow(paper).await?.into_iter();
        found.extend(wide.map(|line| (name.clone(), line)));
        let wrong = paper
            .list(
                "(story => {
                   // the newspaper's own words run as the newspaper does
                   const own = '.article [dir=ltr] *';
                   const r = story.getBoundingClientRect();
                   const mirrored = boxes(story, own);
                   const around = boxes(document.body, '.article *');
                   const bar = story.querySelector('.share-bar'), words = boxes(bar);
                   story.dir = 'ltr';
                   const plain = boxes(story, own);
                   const moved = (one, other) => one.filter((a, at) =>
                     a.left !== other[at].left || a.right !== other[at].right).map(a => a.name);
                   const few = mirrored.length < 40 || words.length < 20;
                   const wrong = [...few ? ['hardly a box'] : [],
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
    ensure!(found.is_empty(), "not mirrored:\n{}", grouped(&found));
    let html = paper.attributes("html", "dir").await?;
    ensure!(html == ["ltr"], "the newspaper runs {html:?}");
    // WCAG 2.2, 3.1.2: the interface's words are read in its own language, and so are the names of
    // the newspaper's tags
    let own = paper
        .list(
            "[...document.querySelectorAll('.correction__name, .correction time, .related__name')]
               .map(e => e.closest('[lang]').lang)",
        )
        .await?;
    ensure!(own.len() >= 3 && own.iter().all(|of| of == "en"), "{own:?}");
    let tags = paper
        .list(
            "[...document.querySelectorAll('.article__tags a')].map(e => e.closest('[lang]').lang)",
        )
        .await?;
    let lang = dist.site()?.lang;
    ensure!(
        !tags.is_empty() && tags.iter().all(|of| *of == lang),
        "{tags:?}"
    );
    Ok(())
}

async fn a_card_takes_the_direction_of_its_headline(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    let mut front = dist.front()?;
    let lead = front.top.first_mut().context("no stories")?;
    lead.lang = Some("ar".into());
    (lead.headline, lead.summary) = (HEADLINE.into(), SUMMARY.into());
    server.fail("/index.json", Fault::body(twin_json(Page::Front(front))?));
    paper.open("/").await?;
    let directions = paper
        .list(
            "['.card__headline', '.card__summary', '.kicker', '.card__time'].map(part =>
               getComputedStyle(document.querySelector('.card--lead ' + part)).direction)",
        )
        .await?;
    ensure!(
        directions == ["rtl", "rtl", "ltr", "ltr"],
        "headline, summary, kicker, time: {directions:?}"
    );
    let languages = paper
        .list(
            "['.card__headline', '.card__summary', '.kicker', '.card__time'].map(part =>
               document.querySelector('.card--lead ' + part).closest('[lang]').lang)",
        )
        .await?;
    let own = dist.site()?.lang;
    ensure!(
        languages == ["ar", "ar", &own, &own],
        "headline, summary, kicker, time: {languages:?}"
    );
    Ok(())
}
