//! The picture that stands for a page elsewhere.

use frontpage_model::{Article, Block, Card, Figure, Image, Page};

/// The picture of a page: of a story its own, of a list that of its first story.
pub fn of_page(page: &Page) -> Option<&Image> {
    let first = |cards: &'_ [Card]| cards.iter().position(|card| card.image.is_some());
    match page {
        Page::Article(article) => of_story(article).map(|figure| &figure.image),
        Page::Listing(listing) => listing.cards[first(&listing.cards)?].image.as_ref(),
        Page::Front(front) => front.top[first(&front.top)?].image.as_ref(),
        Page::Rail(_) | Page::Site(_) => None,
    }
}

/// The lead picture, or else the first in the body: the one that the story's card shows.
pub fn of_story(article: &Article) -> Option<&Figure> {
    let body = article.body.iter().find_map(|block| match block {
        Block::Image(figure) => Some(figure),
        Block::Gallery(figures) => figures.first(),
        _ => None,
    });
    article.lead.as_ref().or(body)
}
