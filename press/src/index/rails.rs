//! The columns beside a story: *Popular*, and the newest of a tag.

use super::Tag;
use crate::{config::Config, story::Story};
use frontpage_model::{RAIL_CARDS, Rail, Slug, TagRef};
use std::collections::BTreeMap;

/// A rail can be filled when there are enough stories without the one being read.
const ENOUGH: usize = RAIL_CARDS + 1;

/// Gives each story the rail of its most specific tag: the one with the fewest stories among those
/// that can fill a rail.
pub fn choose(stories: &mut [Story], tags: &BTreeMap<Slug, Tag>) {
    for story in stories {
        let article = &mut story.article;
        article.rail = article
            .tags
            .iter()
            .filter_map(|tag| Some((tags.get(&tag.slug)?, tag)))
            .filter(|(tag, _)| tag.stories.len() >= ENOUGH)
            .min_by_key(|(tag, own)| (tag.stories.len(), tag.name.to_lowercase(), own.slug.clone()))
            .map(|(tag, own)| TagRef {
                slug: own.slug.clone(),
                name: tag.name.clone(),
            });
    }
}

/// The newest stories of a tag, if there are enough.
pub fn of_tag(slug: &Slug, tag: &Tag, stories: &[Story]) -> Option<Rail> {
    (tag.stories.len() >= ENOUGH).then(|| Rail {
        name: tag.name.clone(),
        tag: Some(slug.clone()),
        cards: tag.stories[..ENOUGH]
            .iter()
            .map(|at| stories[*at].rail_card())
            .collect(),
    })
}

/// The editors' picks, then the newest.
pub fn popular(config: &Config, stories: &[Story]) -> Rail {
    let picked = super::front::picked(&config.picks.popular, stories);
    let mut chosen: Vec<usize> = Vec::new();
    for at in picked.into_iter().chain(0..stories.len()) {
        if chosen.len() < ENOUGH && !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    Rail {
        name: "Popular".into(),
        tag: None,
        cards: chosen
            .into_iter()
            .map(|at| stories[at].rail_card())
            .collect(),
    }
}
