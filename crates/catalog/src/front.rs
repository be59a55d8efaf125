//! The front page: what the editors picked, what is urgent, and the newest of every section.

use frontpage_base::config::Config;
use frontpage_base::report::Finding;
use frontpage_ingest::story::Story;
use frontpage_model::{Front, Route, Slug, Strip};

/// The lead and six more.
const TOP: usize = 7;
const STRIP: usize = 4;
/// Up to this urgency a story comes before newer ones …
const URGENT: u8 = 3;
/// … for two days from its publication to the newest story's: yesterday's alarm is no news.
const URGENT_SECONDS: i64 = 48 * 60 * 60;

/// The page, and the stories on it as places in the list. Every story stands on it at most once.
pub fn front(config: &Config, stories: &[&Story]) -> (Front, Vec<usize>) {
    let newest = stories.first().map(|story| story.published.order());
    let recent = stories.iter().enumerate().take_while(|(_, story)| {
        let age = newest.map(|newest| newest - story.published.order());
        age.is_some_and(|age| age <= URGENT_SECONDS)
    });
    let urgent = recent.filter(|(_, story)| story.urgency <= URGENT);
    let mut top: Vec<usize> = Vec::new();
    let order = picked(&config.picks.front, stories)
        .into_iter()
        .chain(urgent.map(|(at, _)| at))
        .chain(0..stories.len());
    for at in order {
        if top.len() == TOP {
            break;
        }
        if !top.contains(&at) {
            top.push(at);
        }
    }
    let cards = |places: &[usize]| places.iter().map(|at| stories[*at].card()).collect();
    let mut shown = top.clone();
    let mut strips = Vec::new();
    for section in &config.sections {
        let all = stories.iter().enumerate();
        let others = all.filter(|(at, story)| *story.section == section.slug && !top.contains(at));
        let places: Vec<usize> = others.take(STRIP).map(|(at, _)| at).collect();
        if places.is_empty() {
            continue;
        }
        strips.push(Strip {
            section: section.section(),
            cards: cards(&places),
        });
        shown.extend(places);
    }
    let front = Front {
        strips,
        top: cards(&top),
    };
    (front, shown)
}

/// The picked stories as places in the list; of two stories with one slug the newer.
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

/// Picks that name no published story.
pub fn unknown_picks(config: &Config, stories: &[&Story]) -> Vec<Finding> {
    let lists = [
        ("picks.front", &config.picks.front),
        ("picks.popular", &config.picks.popular),
    ];
    lists
        .into_iter()
        .flat_map(|(key, picks)| picks.iter().map(move |pick| (key, pick)))
        .filter(|(_, pick)| find(pick, stories).is_none())
        .map(|(key, pick)| {
            Finding::new(
                key,
                format!("{:?} is no published story", pick.as_str()),
                "name a story by its slug, or remove the pick",
            )
        })
        .collect()
}
