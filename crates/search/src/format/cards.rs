//! Files of cards: what is shown of stories in results. They are text, which hosts compress.

use super::hash::Hash;
use super::names::TierId;
use super::wire::{ReadError, VERSION};

/// What is shown of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Card {
    /// The path of its page, such as `/2025/03/28/harbor`.
    pub path: String,
    /// The headline.
    pub headline: String,
    /// The beginning of the story: its summary, or its first sentences.
    pub summary: String,
    /// The name of the section.
    pub section: String,
    /// The language of the story, as a BCP 47 tag.
    pub lang: String,
    /// When it was published, as ISO 8601 in the newspaper's time zone.
    pub published: String,
}

const MAGIC: &str = "frontpage-search-cards";

/// Writes the cards of stories, beginning at a number. Each card is a line with fields separated by tabs.
#[cfg(feature = "build")]
pub fn write_cards(tier: TierId, first: u32, cards: &[Card]) -> Vec<u8> {
    let mut lines = String::new();
    for card in cards {
        let fields = [
            &card.path,
            &card.headline,
            &card.summary,
            &card.section,
            &card.lang,
            &card.published,
        ];
        for (n, field) in fields.into_iter().enumerate() {
            if n > 0 {
                lines.push('\t');
            }
            // A tab, a line end or another control character is a space to readers.
            lines.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        lines.push('\n');
    }
    let checksum = Hash::default().bytes(lines.as_bytes()).checksum();
    format!(
        "{MAGIC} {VERSION} {tier} {first} {} {checksum:08x}\n{lines}",
        cards.len()
    )
    .into_bytes()
}

/// Reads the cards of a file of a tier, with the number of the first story.
pub fn read_cards(tier: TierId, bytes: &[u8]) -> Result<(u32, Vec<Card>), ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::Damaged)?;
    let Some(rest) = text.strip_prefix(MAGIC) else {
        return Err(if text.is_empty() {
            ReadError::Length {
                expected: MAGIC.len(),
                found: 0,
            }
        } else {
            ReadError::NotAnIndex
        });
    };
    let (head, lines) = rest.split_once('\n').ok_or(ReadError::Damaged)?;
    let mut fields = head.trim_start().split(' ');
    let mut field = || fields.next().ok_or(ReadError::Damaged);
    let version: u8 = field()?.parse().map_err(|_| ReadError::Damaged)?;
    if version != VERSION {
        return Err(ReadError::Version { found: version });
    }
    if field()? != tier.to_string() {
        return Err(ReadError::Foreign);
    }
    let first = field()?.parse().map_err(|_| ReadError::Damaged)?;
    let count: usize = field()?.parse().map_err(|_| ReadError::Damaged)?;
    let checksum = u32::from_str_radix(field()?, 16).map_err(|_| ReadError::Damaged)?;
    if Hash::default().bytes(lines.as_bytes()).checksum() != checksum {
        return Err(ReadError::Damaged);
    }
    let cards: Option<Vec<Card>> = lines.lines().map(card).collect();
    let cards = cards.ok_or(ReadError::Damaged)?;
    if cards.len() != count {
        return Err(ReadError::Damaged);
    }
    Ok((first, cards))
}

fn card(line: &str) -> Option<Card> {
    let mut fields = line.split('\t');
    let mut field = || fields.next().map(str::to_owned);
    Some(Card {
        path: field()?,
        headline: field()?,
        summary: field()?,
        section: field()?,
        lang: field()?,
        published: field()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cards() -> Vec<Card> {
        let card = |n: u32| Card {
            path: format!("/2025/03/28/story-{n}"),
            headline: "A <b>bold</b> headline".to_owned(),
            summary: "Line one.\nLine\ttwo.".to_owned(),
            ..Card::default()
        };
        (0..3).map(card).collect()
    }

    #[test]
    fn cards_come_back() {
        let bytes = write_cards(TierId(7), 32, &cards());
        let (first, read) = read_cards(TierId(7), &bytes).unwrap();
        assert_eq!((first, read.len()), (32, 3));
        assert_eq!(read[2].path, "/2025/03/28/story-2");
        assert_eq!(read[0].headline, "A <b>bold</b> headline");
        assert_eq!(read[0].summary, "Line one. Line two.");
    }

    #[test]
    fn no_part_of_a_file_passes_for_the_whole() {
        let bytes = write_cards(TierId(7), 0, &cards());
        for length in 0..bytes.len() {
            assert!(read_cards(TierId(7), &bytes[..length]).is_err(), "{length}");
        }
        assert_eq!(read_cards(TierId(8), &bytes), Err(ReadError::Foreign));
        assert_eq!(
            read_cards(TierId(7), b"<!doctype html>"),
            Err(ReadError::NotAnIndex)
        );
        let newer = String::from_utf8(bytes).unwrap().replacen(" 1 ", " 2 ", 1);
        assert_eq!(
            read_cards(TierId(7), newer.as_bytes()),
            Err(ReadError::Version { found: 2 })
        );
    }

    proptest! {
        #[test]
        fn random_text_never_panics(text in "(frontpage-search-cards 1 0000000000000007 )?\\PC*") {
            let _ = read_cards(TierId(7), text.as_bytes());
        }
    }
}
