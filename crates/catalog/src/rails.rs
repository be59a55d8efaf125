//! The rails beside a story: *Popular*, and the newest stories of a tag.

use super::Archive;
use super::tags::{MIN_STORIES, Tag};
use frontpage_ingest::story::Story;
use frontpage_model::{Page, Rail, TagRef, messages, popular_path, rail_path};
use std::sync::Arc;

impl Archive<'_> {
    /// Returns the tag whose rail goes beside a story: its most specific tag, that is, the one with
    /// the fewest stories among those that can fill a rail.
    pub fn rail_of(&self, story: &Story) -> Option<TagRef> {
        self.rail_tag(story).map(|tag| TagRef {
            slug: tag.slug.clone(),
            name: tag.name.to_owned(),
        })
    }

    pub(super) fn rail_tag(&self, story: &Story) -> Option<&Tag<'_>> {
        let tags = story.tags.iter().filter_map(|own| self.tag(&own.slug));
        tags.filter(|tag| tag.fills_a_rail())
            .min_by_key(|tag| (tag.stories.len(), &tag.sorted_by, tag.slug))
    }

    /// Returns the rails beside a story with the paths of their data files: *Popular*, and the rail
    /// of its tag.
    pub fn rails_beside(&self, story: &Story) -> Vec<(String, Arc<Page>)> {
        let mut rails = vec![(popular_path(), self.popular())];
        let own = self.rail_tag(story);
        rails.extend(own.map(|tag| (rail_path(tag.slug), self.rail(tag))));
        rails
    }

    pub(super) fn rail(&self, tag: &Tag<'_>) -> Arc<Page> {
        let make = || {
            let cards = tag.stories.iter().take(MIN_STORIES);
            Arc::new(Page::Rail(Rail {
                name: tag.name.to_owned(),
                tag: Some(tag.slug.clone()),
                cards: cards
                    .map(|at| self.stories[*at as usize].rail_card())
                    .collect(),
            }))
        };
        Arc::clone(tag.rail.get_or_init(make))
    }

    /// Returns the *Popular* rail: the editors' picks, then the newest stories.
    pub(super) fn popular(&self) -> Arc<Page> {
        let make = || {
            let picked = super::front::picked(&self.config.picks.popular, &self.stories);
            let mut chosen: Vec<usize> = Vec::new();
            for at in picked.into_iter().chain(0..self.stories.len()) {
                if chosen.len() == MIN_STORIES {
                    break;
                }
                if !chosen.contains(&at) {
                    chosen.push(at);
                }
            }
            let cards = chosen.into_iter().map(|at| self.stories[at].rail_card());
            Arc::new(Page::Rail(Rail {
                name: messages::POPULAR.text().into(),
                tag: None,
                cards: cards.collect(),
            }))
        };
        Arc::clone(self.popular.get_or_init(make))
    }
}
