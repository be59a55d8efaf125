//! Tests what becomes of pictures that move.

use super::cleaned;
use frontpage_model::{Block, StaticBlock, plain_text};

/// Returns the kinds of the blocks of a body, and the reasons of its diagnostics.
fn kinds(html: &str) -> (Vec<&'static str>, Vec<String>) {
    let cleaned = cleaned(html);
    let kinds = cleaned.blocks.iter().map(|block| match block {
        Block::Image(_) => "still",
        Block::Gallery(_) => "gallery",
        Block::LaidOut(_) => match block.as_static() {
            Some(StaticBlock::MovingPicture(_)) => "moving",
            _ => "other",
        },
        _ => "other",
    });
    let reasons = cleaned.warnings.into_iter().map(|finding| finding.reason);
    (kinds.collect(), reasons.collect())
}

#[test]
fn a_picture_that_moves_keeps_its_words() {
    let cleaned = cleaned(
        r#"<figure><img src="media/moving.gif" alt="A crane"><figcaption>It <b>lifts</b>.</figcaption></figure>"#,
    );
    let [block] = &cleaned.blocks[..] else {
        unreachable!("{:?}", cleaned.blocks);
    };
    let moving = block.as_static().and_then(StaticBlock::as_moving_picture);
    let moving = moving.unwrap();
    assert_eq!(moving.path, "/media/key.gif");
    assert_eq!(moving.still.image.alt, "A crane");
    assert_eq!(plain_text(&moving.still.caption), "It lifts.");
    assert_eq!(block.figures(), std::slice::from_ref(&moving.still));
}

#[test]
fn a_picture_moves_alone_and_not_in_a_gallery() {
    for (html, expected) in [
        (r#"<img src="media/moving.gif">"#, "moving"),
        (r#"<img src="media/a.gif">"#, "still"),
        (
            r#"<img src="https://media.example/moving.gif" width="4" height="3">"#,
            "still",
        ),
        (
            r#"<figure><img src="media/moving.gif"><img src="media/a.png"></figure>"#,
            "gallery",
        ),
    ] {
        assert_eq!(kinds(html), (vec![expected], Vec::new()), "{html}");
    }
}

#[test]
fn a_picture_whose_moving_file_cannot_be_had_is_a_still_and_is_named() {
    let (kinds, reasons) = kinds(r#"<img src="media/long.gif">"#);
    assert_eq!(kinds, ["still"]);
    assert_eq!(
        reasons,
        [r#"the picture "media/long.gif" moves, and has 60 MB"#]
    );
}
