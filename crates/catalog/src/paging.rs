//! Pagination of listings. Pages are numbered from the oldest, so a full page that is followed by
//! another one never changes again and a CDN can keep it.

use frontpage_model::PageNumber;
use std::ops::Range;

/// The number of cards on a numbered page. The newest page shows up to twice as many: its own cards and
/// the cards of the newest full page. Otherwise it would be almost empty whenever a page fills up.
pub const PAGE_SIZE: usize = 20;

/// A page of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingPage {
    /// The page number; `None` for the newest page.
    pub page: Option<PageNumber>,
    /// The range of its stories in the list, newest first.
    pub stories: Range<usize>,
    /// The number of the next older page.
    pub older: Option<PageNumber>,
    /// The next newer page with a number, if there is one.
    pub newer: Option<PageNumber>,
}

/// Returns the pages of a list with this number of stories: the newest page, then the numbered
/// ones. If the newest page shows every story, there are no numbered pages, because nothing would
/// link to them.
pub fn listing_pages(stories: usize) -> impl Iterator<Item = ListingPage> {
    let last = stories.div_ceil(PAGE_SIZE);
    // Page numbers start at 1; 0 gives `None`.
    let number = |page: usize| u32::try_from(page).ok().and_then(PageNumber::new);
    // The index of a page's newest story. Pages are counted from the oldest story, which is last.
    let newest_of = move |page: usize| stories.saturating_sub(page * PAGE_SIZE);
    let newest = ListingPage {
        page: None,
        stories: 0..newest_of(last.saturating_sub(2)),
        older: number(last.saturating_sub(2)),
        newer: None,
    };
    let numbered = if last >= 3 { 1..last + 1 } else { 1..1 };
    let numbered = numbered.map(move |page| ListingPage {
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

    /// The page number, the number of cards, and the numbers of the older and newer page.
    type Shape = (Option<u32>, usize, Option<u32>, Option<u32>);

    fn shape(n: usize) -> Vec<Shape> {
        let get = |page: Option<PageNumber>| page.map(PageNumber::get);
        listing_pages(n)
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
            let pages: Vec<ListingPage> = listing_pages(n).collect();
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
            let pages: Vec<ListingPage> = listing_pages(n).collect();
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
    fn a_full_page_followed_by_another_never_changes() {
        // Count from the oldest story: that index does not change when newer stories arrive.
        let from_the_oldest =
            |n: usize, sheet: &ListingPage| n - sheet.stories.end..n - sheet.stories.start;
        for n in 1..130 {
            for page in listing_pages(n).filter(|p| p.newer.is_some()) {
                let same = listing_pages(n + 1).find(|p| p.page == page.page).unwrap();
                assert_eq!((page.older, page.newer), (same.older, same.newer));
                assert_eq!(from_the_oldest(n, &page), from_the_oldest(n + 1, &same));
            }
        }
    }
}
