//! Large text and wide text spacing: nothing is cut off and nothing overflows.

use crate::fixtures::{group_findings, one_of_every_kind};
use crate::harness::{Browser, TestContext, tests};
use crate::stability::overflowing_elements;
use anyhow::{Result, ensure};

tests! {
    text_twice_as_large_fits
    text_with_wider_spacing_fits
}

/// The text spacing of WCAG 2.2, 1.4.12.
const WIDER: &str = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                         word-spacing: 0.16em !important; }
                     p { margin-block-end: 2em !important; }";

/// JavaScript for the lines of text that a box cuts off.
const CUT: &str = "[...document.querySelectorAll('body *')].filter(e =>
    e.checkVisibility() && !e.children.length && e.textContent.trim()
  ).flatMap(e => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const lines = [...range.getClientRects()];
    for (let box = e; box !== document.body; box = box.parentElement) {
      const s = getComputedStyle(box), r = box.getBoundingClientRect();
      // Text for screen readers only.
      if (r.width <= 1 || r.height <= 1) return [];
      // Allow a third of a line, about the space below the letters.
      const cut = line => /hidden|clip/.test(s.overflowY)
          && (line.bottom > r.bottom + line.height / 3 || line.top < r.top - line.height / 3)
        || /hidden|clip/.test(s.overflowX) && (line.right > r.right + 2 || line.left < r.left - 2);
      if (lines.some(cut))
        return [`cut off by .${box.className}: ${e.textContent.trim().slice(0, 60)}`];
    }
    return [];
  })";

async fn everything_fits(stage: &TestContext, style: &str) -> Result<()> {
    let paper = &stage.paper;
    let mut found = vec![];
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        add_style(paper, style).await?;
        for width in [640, 1280] {
            paper.viewport(width, 900).await?;
            paper.wait_frames(2).await?;
            let mut wrong = overflowing_elements(paper).await?;
            wrong.extend(paper.eval_strings(CUT).await?);
            let name = format!("{}, {width} px", place.name);
            found.extend(wrong.into_iter().map(|line| (name.clone(), line)));
        }
        // Large letters need less contrast, so colors are a matter of size.
        for scheme in ["light", "dark"] {
            paper
                .media("screen", &[("prefers-color-scheme", scheme)])
                .await?;
            let name = format!("{}, {scheme}", place.name);
            let findings = paper.axe().await?.into_iter();
            found.extend(findings.map(|line| (name.clone(), line)));
        }
    }
    ensure!(found.is_empty(), "{}", group_findings(&found));
    Ok(())
}

/// Adds a stylesheet to the page.
async fn add_style(paper: &Browser, style: &str) -> Result<()> {
    paper
        .eval(&format!(
            "void document.head.append(Object.assign(document.createElement('style'),
               {{ textContent: {style:?} }}))"
        ))
        .await?;
    Ok(())
}

async fn text_twice_as_large_fits(stage: &TestContext) -> Result<()> {
    everything_fits(stage, "html { font-size: 200% }").await
}

async fn text_with_wider_spacing_fits(stage: &TestContext) -> Result<()> {
    everything_fits(stage, &WIDER.replace('\n', " ")).await
}
