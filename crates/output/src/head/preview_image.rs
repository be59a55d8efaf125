//! The picture that represents a page in share previews and search results.

use frontpage_model::{Article, Card, Figure, Image, Page};

/// Returns the picture of a page: a story's own picture, or the first one in a listing.
pub fn of_page(page: &Page) -> Option<&Image> {
    let first = |cards: &'_ [Card]| cards.iter().position(|card| card.image.is_some());
    match page {
        Page::Article(article) => of_story(article).map(|figure| &figure.image),
        Page::Listing(listing) => listing.cards[first(&listing.cards)?].image.as_ref(),
        Page::Front(front) => front.top[first(&front.top)?].image.as_ref(),
        Page::Rail(_) | Page::Site(_) => None,
    }
}

/// Returns the lead picture, or else the first picture in the body, as on the story's card.
pub fn of_story(article: &Article) -> Option<&Figure> {
    article.figures().next()
}
