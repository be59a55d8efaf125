//! The layout of cards without a picture.

use crate::harness::{Fault, TestContext, card, listing, page_data_json, tests};
use anyhow::{Result, ensure};
use frontpage_model::{Front, Page, SectionRef, Slug, Strip};

tests! {
    a_card_without_a_picture_is_filled_by_its_text
}

/// JavaScript for the empty space above and beside the text of each card without a picture, in CSS
/// pixels.
const GAPS: &str = "[...document.querySelectorAll('.card')].filter(c => !c.querySelector('img'))
    .map(c => {
      const { paddingTop, paddingLeft, paddingRight, borderTopWidth } = getComputedStyle(c);
      const [card, words] = [c, c.querySelector('.card__words')].map(e => e.getBoundingClientRect());
      const above = words.top - card.top - parseFloat(paddingTop) - parseFloat(borderTopWidth);
      const beside = card.width - parseFloat(paddingLeft) - parseFloat(paddingRight) - words.width;
      return { card: c.querySelector('a').textContent, above, beside };
    })";

async fn a_card_without_a_picture_is_filled_by_its_text(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let plain = |n: usize| card(&format!("/2025/03/01/plain-{n}"), &format!("Plain {n}"));
    let front = Front {
        top: (0..4).map(plain).collect::<Result<_>>()?,
        strips: vec![Strip {
            section: SectionRef {
                slug: Slug::parse("world").map_err(|e| anyhow::anyhow!("{e:?}"))?,
                name: "World".into(),
            },
            cards: (4..8).map(plain).collect::<Result<_>>()?,
        }],
        ..Front::default()
    };
    server.inject_fault(
        "/index.json",
        Fault::body(page_data_json(Page::Front(front))?),
    );
    let world = Page::Listing(listing(None, None, None)?);
    server.inject_fault("/world.json", Fault::body(page_data_json(world)?));
    for (path, cards) in [("/", 8), ("/world", 20)] {
        for width in [360, 768, 1280] {
            paper.viewport(width, 900).await?;
            paper.open(path).await?;
            paper.wait_for_element(".card--lead").await?;
            let name = format!("{path} at {width} px");
            let seen = paper.count(".card").await?;
            ensure!(seen == cards, "{name}: {seen} cards, not {cards}");
            let found = paper
                .eval_strings(&format!(
                    "{GAPS}.filter(gap => gap.above > 1 || gap.beside > 1).map(JSON.stringify)"
                ))
                .await?;
            ensure!(
                found.is_empty(),
                "{name}: empty space beside the text of cards:\n{}",
                found.join("\n")
            );
        }
    }
    Ok(())
}
