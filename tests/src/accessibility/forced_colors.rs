//! Forced colors, which remove all backgrounds and shades: borders must show what these showed.

use crate::fixtures::{group_findings, one_of_every_kind};
use crate::harness::{TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    buttons_and_the_current_section_are_visible_in_forced_colors
}

/// Defines `seen(element, side)`: whether the element's border on that side is visible, which means
/// that it exists and that its color differs from the background.
const SEEN: &str = "const ground = getComputedStyle(document.documentElement).backgroundColor;
    const paper = /, 0\\)$/.test(ground) ? getComputedStyle(document.body).backgroundColor : ground;
    const seen = (e, side) => (s => s[`border${side}Style`] !== 'none'
      && parseFloat(s[`border${side}Width`]) > 0
      && ![paper, 'rgba(0, 0, 0, 0)'].includes(s[`border${side}Color`]))(getComputedStyle(e));";

async fn buttons_and_the_current_section_are_visible_in_forced_colors(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    let forced = [("forced-colors", "active")];
    paper.media("screen", &forced).await?;
    let mut wrong = vec![];
    let mut buttons = 0;
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        buttons += paper.count(".notice button").await?;
        let found = paper
            .eval_strings(&format!(
                "(() => {{ {SEEN}
                   const sections = [...document.querySelectorAll('.masthead__sections a')];
                   return [
                     ...sections.filter(a => seen(a, 'BlockEnd') !== a.hasAttribute('aria-current')
                         || seen(a, 'BlockStart'))
                       .map(a => `${{a.textContent}}: the line for the current section is missing, or there is a wrong line`),
                     ...[...document.querySelectorAll('.notice button')].filter(button =>
                         !['Top', 'Right', 'Bottom', 'Left'].every(side => seen(button, side)))
                       .map(button => `${{button.textContent}}: the button has no border`),
                   ] }})()"
            ))
            .await?;
        wrong.extend(found.into_iter().map(|line| (place.name.to_owned(), line)));
    }
    ensure!(buttons > 0, "the pages have no button to check");
    ensure!(wrong.is_empty(), "{}", group_findings(&wrong));
    Ok(())
}
