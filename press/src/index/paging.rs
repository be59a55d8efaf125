//! Listings in pages, numbered from the oldest: a page that is full and followed by another never
//! changes again, so that a CDN keeps it for ever.

use frontpage_model::{Card, Listing, PageNumber};

/// How many cards a page holds. The newest page shows up to twice as many: its own, and those of
/// the newest numbered page, or else it would be almost empty after each full page.
pub const PAGE_SIZE: usize = 20;

/// The pages of a listing: the newest without a number, then the numbered ones, if there is more
/// than one. `cards` come newest first.
pub fn pages(listing: &Listing, mut cards: Vec<Card>) -> Vec<Listing> {
    cards.reverse();
    let chunks: Vec<&[Card]> = cards.chunks(PAGE_SIZE).collect();
    let last = chunks.len();
    // page number from 1; 0 and below is no page
    let number = |page: usize| u32::try_from(page).ok().and_then(PageNumber::new);
    let newest_first = |chunk: &[Card]| chunk.iter().rev().cloned().collect::<Vec<_>>();

    let newest = Listing {
        cards: chunks
            .iter()
            .rev()
            .take(2)
            .flat_map(|chunk| newest_first(chunk))
            .collect(),
        older: number(last.saturating_sub(2)),
        ..listing.clone()
    };
    let mut pages = vec![newest];
    if last >= 2 {
        pages.extend(chunks.iter().zip(1..).map(|(chunk, page)| Listing {
            page: number(page),
            cards: newest_first(chunk),
            older: number(page - 1),
            newer: number(page + 1).filter(|_| page < last),
            ..listing.clone()
        }));
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{ListingKind, LocalTime, Route, Slug};

    fn card(n: usize) -> Card {
        Card {
            url: Route::parse(&format!("/2025/01/01/s-{n}")).unwrap(),
            kicker: vec![],
            headline: format!("Story {n}"),
            summary: String::new(),
            time: LocalTime::parse("2025-01-01T00:00:00Z").unwrap(),
            image: None,
            lang: None,
        }
    }

    /// `n` stories, the newest with the highest number.
    fn paged(n: usize) -> Vec<Listing> {
        let listing = Listing {
            kind: ListingKind::Section,
            slug: Slug::parse("world").unwrap(),
            name: "World".into(),
            about: String::new(),
            page: None,
            cards: vec![],
            older: None,
            newer: None,
        };
        pages(&listing, (1..=n).rev().map(card).collect())
    }

    /// Number, cards, older and newer page.
    type Shape = (Option<u32>, usize, Option<u32>, Option<u32>);

    fn shape(n: usize) -> Vec<Shape> {
        let get = |page: Option<PageNumber>| page.map(PageNumber::get);
        paged(n)
            .into_iter()
            .map(|p| (get(p.page), p.cards.len(), get(p.older), get(p.newer)))
            .collect()
    }

    #[test]
    fn pages_are_numbered_from_the_oldest() {
        assert_eq!(shape(0), [(None, 0, None, None)]);
        assert_eq!(shape(20), [(None, 20, None, None)]);
        assert_eq!(
            shape(21),
            [
                (None, 21, None, None),
                (Some(1), 20, None, Some(2)),
                (Some(2), 1, Some(1), None)
            ]
        );
        assert_eq!(
            shape(41),
            [
                (None, 21, Some(1), None),
                (Some(1), 20, None, Some(2)),
                (Some(2), 20, Some(1), Some(3)),
                (Some(3), 1, Some(2), None),
            ]
        );
    }

    #[test]
    fn every_story_is_reached_from_the_newest_page_in_order() {
        for n in 0..130 {
            let pages = paged(n);
            let mut seen: Vec<Card> = Vec::new();
            let mut page = &pages[0];
            loop {
                seen.extend(page.cards.iter().cloned());
                let Some(older) = page.older else { break };
                page = pages.iter().find(|p| p.page == Some(older)).unwrap();
            }
            assert_eq!(seen, (1..=n).rev().map(card).collect::<Vec<_>>(), "{n}");
        }
    }

    #[test]
    fn a_full_and_followed_page_never_changes() {
        for n in 1..130 {
            let (before, after) = (paged(n), paged(n + 1));
            for page in before.iter().filter(|p| p.newer.is_some()) {
                let same = after.iter().find(|p| p.page == page.page).unwrap();
                assert_eq!(
                    serde_json::to_string(page).unwrap(),
                    serde_json::to_string(same).unwrap()
                );
            }
        }
    }
}
