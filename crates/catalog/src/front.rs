//! The front page: the editors' picks, urgent stories, and the newest stories of every section.

use crate::Archive;
use frontpage_base::config::Config;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_ingest::story::Story;
use frontpage_model::{Front, Route, SectionRef, Slug, Strip};

/// The number of stories at the top: the lead and six more.
const TOP: usize = 7;
/// The number of stories in a section's strip.
const STRIP: usize = 4;
/// The urgency up to which a story is placed before newer ones. In ninjs, 1 is the most urgent.
const URGENT: u8 = 3;
/// How long an urgent story keeps that place: it must be at most two days older than the newest
/// story, because old alarms are not news. In seconds.
const URGENT_SECONDS: i64 = 48 * 60 * 60;

/// The stories of a front page, as indices into the archive's stories. None is in it twice.
#[derive(Debug)]
pub struct FrontPlaces {
    /// The lead story, then the other top stories.
    pub top: Vec<usize>,
    /// The stories of each section that has a strip.
    pub strips: Vec<(SectionRef, Vec<usize>)>,
}

impl FrontPlaces {
    /// Returns the indices of all stories.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let strips = self.strips.iter().flat_map(|(_, places)| places);
        self.top.iter().chain(strips).copied()
    }
}

impl Archive<'_> {
    /// Returns the stories of today's front page.
    pub(crate) fn front_places(&self) -> FrontPlaces {
        let picks = picked(&self.config.picks.front, &self.stories);
        self.front_places_from(0, picks)
    }

    /// Returns the stories of the front page as it was when the newest story was the one at the index
    /// `start`. `picks` are the first of its top stories.
    pub(crate) fn front_places_from(&self, start: usize, picks: Vec<usize>) -> FrontPlaces {
        let top = top(&self.stories, start, picks, TOP);
        // The lists of the sections come first, in the order of `site.toml`.
        let sections = self.config.sections.iter().zip(&self.lists);
        let strips = sections.filter_map(|(section, list)| {
            let from = list
                .stories
                .partition_point(|place| (*place as usize) < start);
            let places = list.stories[from..].iter().map(|place| *place as usize);
            let others = places.filter(|place| !top.contains(place));
            let places: Vec<usize> = others.take(STRIP).collect();
            (!places.is_empty()).then(|| (section.to_section_ref(), places))
        });
        let strips = strips.collect();
        FrontPlaces { top, strips }
    }

    /// Returns the lead story of the front page as it was when the newest story was the one at the index
    /// `start`.
    pub(crate) fn lead_from(&self, start: usize) -> Option<usize> {
        top(&self.stories, start, Vec::new(), 1).first().copied()
    }

    /// Returns a front page with these stories.
    pub(crate) fn front_of(&self, places: &FrontPlaces) -> Front {
        let cards = |places: &[usize]| places.iter().map(|at| self.stories[*at].card()).collect();
        let strips = places.strips.iter().map(|(section, places)| Strip {
            section: section.clone(),
            cards: cards(places),
        });
        Front {
            top: cards(&places.top),
            strips: strips.collect(),
            ..Front::default()
        }
    }
}

/// Returns the indices of the first `count` top stories: the picks, urgent stories, and the newest ones
/// from the index `start` on.
fn top(stories: &[&Story], start: usize, picks: Vec<usize>, count: usize) -> Vec<usize> {
    let newest = stories
        .get(start)
        .map(|story| story.published.utc_seconds());
    let recent = (start..stories.len()).take_while(|at| {
        let age = newest.map(|newest| newest - stories[*at].published.utc_seconds());
        age.is_some_and(|age| age <= URGENT_SECONDS)
    });
    let urgent = recent.filter(|at| stories[*at].urgency <= URGENT);
    let order = picks.into_iter().chain(urgent).chain(start..stories.len());
    let mut top: Vec<usize> = Vec::new();
    for at in order {
        if top.len() == count {
            break;
        }
        if !top.contains(&at) {
            top.push(at);
        }
    }
    top
}

/// Returns the indices of the picked stories. If two stories share a slug, the newer one is picked.
pub fn picked(picks: &[Slug], stories: &[&Story]) -> Vec<usize> {
    picks
        .iter()
        .filter_map(|pick| find(pick, stories))
        .collect()
}

fn find(pick: &Slug, stories: &[&Story]) -> Option<usize> {
    stories
        .iter()
        .position(|story| matches!(&story.url, Route::Article(_, slug) if slug == pick))
}

/// Reports the picks in `site.toml` that do not name a published story.
pub fn unknown_picks(config: &Config, stories: &[&Story]) -> Vec<FieldDiagnostic> {
    let lists = [
        ("picks.front", &config.picks.front),
        ("picks.popular", &config.picks.popular),
    ];
    lists
        .into_iter()
        .flat_map(|(key, picks)| picks.iter().map(move |pick| (key, pick)))
        .filter(|(_, pick)| find(pick, stories).is_none())
        .map(|(key, pick)| {
            FieldDiagnostic::new(
                key,
                format!("{:?} is not a published story", pick.as_str()),
                "use the slug of a published story, or remove the pick",
            )
        })
        .collect()
}
