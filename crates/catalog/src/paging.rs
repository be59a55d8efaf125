//! Listings in pages, numbered from the oldest: a page that is full and followed by another never
//! changes again, so that a CDN keeps it for ever.

use frontpage_model::PageNumber;
use std::ops::Range;

/// How many cards a page holds. The newest page shows up to twice as many: its own, and those of
/// the newest numbered page, or else it would be almost empty after each full page.
pub const PAGE_SIZE: usize = 20;

/// A page of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its number; the newest has none.
    pub page: Option<PageNumber>,
    /// Its stories, as places in the list, newest first.
    pub stories: Range<usize>,
    /// The next older page.
    pub older: Option<PageNumber>,
    /// The next newer page that has a number.
    pub newer: Option<PageNumber>,
}

/// The pages of a list of so many stories: the newest without a number, then the numbered ones, if
/// it does not show them all. As long as it does, nothing would lead to them.
pub fn sheets(stories: usize) -> impl Iterator<Item = Sheet> {
    let last = stories.div_ceil(PAGE_SIZE);
    // page number from 1; 0 is no page
    let number = |page: usize| u32::try_from(page).ok().and_then(PageNumber::new);
    // counted from the oldest: a page begins this many stories from the end
    let newest_of = move |page: usize| stories.saturating_sub(page * PAGE_SIZE);
    let newest = Sheet {
        page: None,
        stories: 0..newest_of(last.saturating_sub(2)),
        older: number(last.saturating_sub(2)),
        newer: None,
    };
    let numbered = if last >= 3 { 1..last + 1 } else { 1..1 };
    let numbered = numbered.map(move |page| Sheet {
        page: number(page),
        stories: newest_of(page)..newest_of(page - 1),
        older: number(page - 1),
        newer: number(page + 1).filter(|_| page < last),
    });
    std::iter::once(newest).chain(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, cards, older and newer page.
    type Shape = (Option<u32>, usize, Option<u32>, Option<u32>);

    fn shape(n: usize) -> Vec<Shape> {
        let get = |page: Option<PageNumber>| page.map(PageNumber::get);
        sheets(n)
            .map(|p| (get(p.page), p.stories.len(), get(p.older), get(p.newer)))
            .collect()
    }

    #[test]
    fn pages_are_numbered_from_the_oldest() {
        assert_eq!(shape(0), [(None, 0, None, None)]);
        assert_eq!(shape(20), [(None, 20, None, None)]);
        assert_eq!(shape(21), [(None, 21, None, None)]);
        assert_eq!(shape(40), [(None, 40, None, None)]);
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
            let pages: Vec<Sheet> = sheets(n).collect();
            let mut seen: Vec<usize> = Vec::new();
            let mut page = &pages[0];
            loop {
                seen.extend(page.stories.clone());
                let Some(older) = page.older else { break };
                page = pages.iter().find(|p| p.page == Some(older)).unwrap();
            }
            assert_eq!(seen, (0..n).collect::<Vec<_>>(), "{n}");
        }
    }

    #[test]
    fn every_page_is_reached_from_the_newest_one() {
        for n in 0..130 {
            let pages: Vec<Sheet> = sheets(n).collect();
            let mut reached = vec![None];
            let mut at = 0;
            while let Some(number) = reached.get(at).copied() {
                at += 1;
                let page = pages.iter().find(|page| page.page == number).unwrap();
                for next in [page.older, page.newer].into_iter().flatten() {
                    if !reached.contains(&Some(next)) {
                        reached.push(Some(next));
                    }
                }
            }
            assert_eq!(reached.len(), pages.len(), "{n}");
        }
    }

    #[test]
    fn a_full_and_followed_page_never_changes() {
        // counted from the oldest, as stories keep their place when newer ones come
        let from_the_oldest =
            |n: usize, sheet: &Sheet| n - sheet.stories.end..n - sheet.stories.start;
        for n in 1..130 {
            for page in sheets(n).filter(|p| p.newer.is_some()) {
                let same = sheets(n + 1).find(|p| p.page == page.page).unwrap();
                assert_eq!((page.older, page.newer), (same.older, same.newer));
                assert_eq!(from_the_oldest(n, &page), from_the_oldest(n + 1, &same));
            }
        }
    }
}
