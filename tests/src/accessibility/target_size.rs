//! The size of links and buttons, for readers who use a finger or have an unsteady hand.

use crate::fixtures::{group_findings, one_of_every_kind};
use crate::harness::{TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    targets_are_large_enough
}

async fn targets_are_large_enough(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let mut small = vec![];
    for width in [320, 1280] {
        paper.viewport(width, 900).await?;
        for place in one_of_every_kind(stage)? {
            place.open(stage).await?;
            // WCAG 2.2, 2.5.8. Links in running text are exempt. So are small targets with enough
            // space around them, but this test does not make use of that exception.
            let found = paper
                .eval_strings(
                    "[...document.querySelectorAll('a[href], button')].filter(e => {
                       if (!e.checkVisibility() || e.matches('.skip-link')) return false;
                       const around = e.closest('p, li, dd, figcaption, td, th, h1, h2, h3');
                       if (around && e.localName === 'a'
                         && around.textContent.trim() !== e.textContent.trim()) return false;
                       const after = getComputedStyle(e, '::after');
                       if (after.content !== 'none' && after.position === 'absolute') return false;
                       const r = e.getBoundingClientRect();
                       return r.width < 24 || r.height < 24;
                     }).map(e => {
                       const r = e.getBoundingClientRect();
                       return `${e.textContent.trim()} ${Math.round(r.width)}×${Math.round(r.height)}`
                         + ` in .${e.closest('[class]')?.className}`;
                     })",
                )
                .await?;
            let name = place.name;
            small.extend(
                found
                    .into_iter()
                    .map(|f| (format!("{name}, {width} px"), f)),
            );
        }
    }
    ensure!(small.is_empty(), "{}", group_findings(&small));
    Ok(())
}
