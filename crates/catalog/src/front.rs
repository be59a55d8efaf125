//! The front page: the editors' picks, urgent stories, and the newest stories of every section.

use frontpage_base::config::Config;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_ingest::story::Story;
use frontpage_model::{Front, Route, Slug, Strip};

/// The number of stories at the top: the lead and six more.
const TOP: usize = 7;
/// The number of stories in a section's strip.
const STRIP: usize = 4;
/// The urgency up to which a story goes before newer ones. In ninjs, 1 is the most urgent.
const URGENT: u8 = 3;
/// How long an urgent story keeps that place: it must be at most two days older than the newest
/// story, because old alarms are not news. In seconds.
const URGENT_SECONDS: i64 = 48 * 60 * 60;

/// Returns the front page, and the indices of its stories in `stories`. No story appears twice.
pub fn front(config: &Config, stories: &[&Story]) -> (Front, Vec<usize>) {
    let newest = stories.first().map(|story| story.published.utc_seconds());
    let recent = stories.iter().enumerate().take_while(|(_, story)| {
        let age = newest.map(|newest| newest - story.published.utc_seconds());
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
        let numbered = stories.iter().enumerate();
        let others =
            numbered.filter(|(at, story)| *story.section == section.slug && !top.contains(at));
        let places: Vec<usize> = others.take(STRIP).map(|(at, _)| at).collect();
        if places.is_empty() {
            continue;
        }
        strips.push(Strip {
            section: section.to_section_ref(),
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
