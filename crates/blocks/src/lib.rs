//! Lays out the blocks of a story that the app has no code for: each becomes a tree of elements
//! (`docs/adr/0034-laid-out-blocks.md`).
//!
//! 1. **A layout is a function.** It turns what a block says into what readers see, and knows neither the
//!    disk nor the clock.
//! 2. **One kind of block is one file**: its layout and its tests.
//! 3. **The story stays a text.** Feeds, e-books, the search and reader views take the tree without what
//!    only a page can show, so a layout is in reading order and makes sense without its style.
#![forbid(unsafe_code)]

mod chart;
mod correction;
mod embed;
mod key_points;
mod moving_picture;
mod notes;
mod questions;
mod recording;
mod table;
mod timeline;
mod tree;

use frontpage_model::{Block, Interface, LaidOut, StaticBlock, Table, Text};

/// Lays out each block of a story that has not been laid out yet.
pub fn lay_out(body: &mut [Block], interface: Interface) {
    let mut place = Place::default();
    for block in body {
        if let Block::LaidOut(laid_out) = block
            && let Some(block) = &laid_out.block
            && laid_out.view.is_empty()
        {
            place.charts += usize::from(matches!(**block, StaticBlock::Chart(_)));
            laid_out.view = view(block, place, interface);
        }
        place.is_in_section |= matches!(block, Block::Heading(_));
    }
}

/// Where in a story a block is.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Whether there is a heading before it.
    is_in_section: bool,
    /// The number of charts up to here.
    charts: usize,
}

/// Returns a block of every kind, laid out, with `text` wherever a block holds text. Tests use these samples
/// so that they cover a new kind of block automatically.
pub fn samples(text: &str) -> Vec<Block> {
    let samples = StaticBlock::samples(text).into_iter();
    samples
        .map(|block| laid_out(block, Interface::default()))
        .collect()
}

/// Returns a block, laid out.
pub fn laid_out(block: StaticBlock, interface: Interface) -> Block {
    let view = view(&block, Place::default(), interface);
    let block = Some(Box::new(block));
    Block::LaidOut(LaidOut { view, block })
}

/// Returns a calendar, which is a table that fits into any window, beneath a heading.
pub fn calendar(table: Table) -> Block {
    let view = vec![table::calendar(&table).into()];
    let block = Some(Box::new(StaticBlock::Table(table)));
    Block::LaidOut(LaidOut { view, block })
}

fn view(block: &StaticBlock, place: Place, interface: Interface) -> Text {
    match block {
        StaticBlock::Table(table) => table::view(table),
        StaticBlock::Embed(embed) => embed::view(embed),
        StaticBlock::Correction(correction) => correction::view(correction, interface),
        StaticBlock::KeyPoints(key_points) => key_points::view(key_points, interface),
        StaticBlock::Questions(questions) => questions::view(questions, place.is_in_section),
        StaticBlock::Timeline(timeline) => timeline::view(timeline),
        StaticBlock::Chart(chart) => chart::view(chart, place.charts, interface),
        StaticBlock::Notes(notes) => notes::view(notes, interface),
        StaticBlock::Video(video) => recording::video(video, interface),
        StaticBlock::Audio(audio) => recording::audio(audio, interface),
        StaticBlock::MovingPicture(picture) => moving_picture::view(picture, interface),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{Direction, Href, Inline, LINK_CARD, plain_text};

    #[test]
    fn every_layout_shows_its_text_and_survives_json() {
        for block in samples("sample words") {
            let Block::LaidOut(laid_out) = &block else {
                panic!("{block:?}");
            };
            assert!(plain_text(&laid_out.view).contains("sample words"));
            // The browser decodes what serde writes, so every name and value is in the lists.
            let json = serde_json::to_string(&block).unwrap();
            let read: Block = serde_json::from_str(&json).unwrap();
            assert_eq!(read, Block::LaidOut(laid_out.view.clone().into()));
        }
    }

    #[test]
    fn only_a_link_card_links_as_a_whole() {
        let samples = samples("a");
        let linking = samples.iter().filter(|block| block.href().is_some());
        let linking: Vec<_> = linking.collect();
        assert_eq!(linking.len(), 1);
        assert_eq!(
            linking[0].href(),
            Some(&Href::Internal(frontpage_model::Route::Front))
        );
        let Some(Inline::Element(root)) = (match linking[0] {
            Block::LaidOut(laid_out) => laid_out.view.first(),
            other => panic!("{other:?}"),
        }) else {
            panic!("a card is an element");
        };
        assert_eq!(root.attribute("class"), Some(LINK_CARD));
    }

    #[test]
    fn words_of_the_interface_are_marked_in_a_story_in_another_language() {
        let correction = StaticBlock::samples("a").swap_remove(2);
        let mut body = vec![Block::LaidOut(LaidOut::new(correction))];
        lay_out(&mut body, Interface::inside("ar", Some(Direction::Rtl)));
        let json = serde_json::to_string(&body).unwrap();
        let marked = r#"{"class":"correction__name","lang":"en","dir":"ltr"}"#;
        assert!(json.contains(marked), "{json}");
    }
}
