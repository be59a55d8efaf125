//! The order of results.

use super::matches::Matches;
use crate::text::day::Day;
use std::ops::Range;

/// How much it counts that two words stand beside each other in the story as in the query, and three.
const TWO: f32 = 1.5;
const THREE: f32 = 4.0;
/// How much a word counts that is so common that its list was cut and lacks the story.
const UNKNOWN: f32 = 0.3;
/// How much the newest story is worth more than an old one of the same score.
const RECENT: f32 = 0.15;

/// How rare a word is, in an archive with so many stories.
pub fn rarity(stories: u64, frequency: u64) -> f32 {
    (1.0 + stories as f32 / frequency.max(1) as f32).ln()
}

/// A word or phrase of the query, in one tier.
#[derive(Debug)]
pub enum Part {
    /// A word that every story has to have.
    Word {
        /// `None` if no story of the tier has it.
        matches: Option<Matches>,
        rarity: f32,
    },
    /// Words beside each other, which count more but need not be there.
    Near {
        present: Vec<bool>,
        words: usize,
        rarity: f32,
    },
    /// Words beside each other that have to be there.
    Beside { present: Vec<bool>, rarity: f32 },
    /// A property that has to be there.
    Property(Option<Matches>),
}

/// What is known of the tier's stories.
#[derive(Clone, Debug)]
pub struct Stories<'a> {
    pub days: &'a [Day],
    pub withdrawn: &'a [u32],
    pub newest: Day,
    /// The days that the query asks for.
    pub wanted: Range<Day>,
}

/// Calls a function for each story that the query finds, with its number and score.
pub fn rank(parts: &[Part], stories: &Stories<'_>, mut use_story: impl FnMut(u32, f32)) {
    let mut scores = vec![0_f32; stories.days.len()];
    // The number of parts that a story lacks.
    let mut lacks = vec![0_u16; stories.days.len()];
    let mut only_cut = true;
    let mut has_some = vec![false; stories.days.len()];
    for part in parts {
        match part {
            Part::Word { matches: None, .. } | Part::Property(None) => return,
            Part::Word {
                matches: Some(matches),
                rarity,
            } => {
                only_cut &= matches.is_cut;
                for (n, weight) in matches.weights.iter().enumerate() {
                    if *weight > 0.0 {
                        scores[n] += weight * rarity;
                        has_some[n] = true;
                    } else if matches.is_cut {
                        scores[n] += UNKNOWN * rarity;
                    } else {
                        lacks[n] += 1;
                    }
                }
            }
            Part::Near {
                present,
                words,
                rarity,
            } => {
                let bonus = if *words > 2 { THREE } else { TWO };
                for (score, present) in scores.iter_mut().zip(present) {
                    if *present {
                        *score += bonus * rarity;
                    }
                }
            }
            Part::Beside { present, rarity } => {
                only_cut = false;
                for (n, present) in present.iter().enumerate() {
                    if *present {
                        scores[n] += (1.0 + TWO) * rarity;
                    } else {
                        lacks[n] += 1;
                    }
                }
            }
            Part::Property(Some(matches)) => {
                for (n, weight) in matches.weights.iter().enumerate() {
                    lacks[n] += u16::from(*weight == 0.0);
                }
            }
        }
    }
    let has_words = parts.iter().any(|part| matches!(part, Part::Word { .. }));
    for story in stories.withdrawn {
        if let Some(lacks) = lacks.get_mut(*story as usize) {
            *lacks += 1;
        }
    }
    for (n, day) in stories.days.iter().enumerate() {
        let is_found = lacks[n] == 0
            && stories.wanted.contains(day)
            // If all lists were cut, a story has to be in one of them at least.
            && (!has_words || !only_cut || has_some[n]);
        if is_found {
            let years = stories.newest.0.saturating_sub(day.0).max(0) as f32 / 365.0;
            let score = scores[n] * (1.0 + RECENT / (1.0 + years));
            use_story(n as u32, score);
        }
    }
}
