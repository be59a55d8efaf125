//! The order of results.

use super::matches::{Matches, weight as weight_of};
use crate::format::postings::Worth;
use crate::text::day::Day;
use std::ops::Range;

/// The bonuses for two and for three words that are beside each other in the story as in the query.
const TWO: f32 = 1.5;
const THREE: f32 = 4.0;
/// The further bonus if all words are. One bucket of neighbors can contain a story by chance, but hardly
/// several.
const ALL: f32 = 4.0;
/// The weight of a word that is so common that its list was cut, if the story is not in the list.
const UNKNOWN: f32 = 0.3;
/// The bonus of the newest story over an old one with the same score, as a fraction.
const RECENT: f32 = 0.15;

/// Returns how rare a word is that `frequency` of all `stories` have.
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
    /// Words beside each other, which raise the score but need not be there.
    Near {
        present: Vec<bool>,
        /// The places of the words among the parts.
        words: Vec<usize>,
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
    let near = |word: Option<usize>| -> Vec<(&Vec<bool>, f32)> {
        let of_part = |part| match part {
            &Part::Near {
                ref present,
                ref words,
                rarity,
            } if word.is_none_or(|word| words.contains(&word)) => Some((present, rarity)),
            Part::Near { .. } | Part::Word { .. } | Part::Beside { .. } | Part::Property(_) => None,
        };
        parts.iter().filter_map(of_part).collect()
    };
    for (place, part) in parts.iter().enumerate() {
        match part {
            Part::Word { matches: None, .. } | Part::Property(None) => return,
            Part::Word {
                matches: Some(matches),
                rarity,
            } => {
                only_cut &= matches.is_cut;
                // A story in which the word is beside others has the word, even if the word's list was cut.
                let beside_others = near(Some(place));
                for (n, weight) in matches.weights.iter().enumerate() {
                    if *weight > 0.0 {
                        scores[n] += weight * rarity;
                        has_some[n] = true;
                    } else if matches.is_cut {
                        if beside_others.iter().any(|(present, _)| present[n]) {
                            scores[n] += weight_of(Worth::Body) * rarity;
                            has_some[n] = true;
                        } else {
                            scores[n] += UNKNOWN * rarity;
                        }
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
                let bonus = if words.len() > 2 { THREE } else { TWO };
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
    if let [(first, rarity), others @ ..] = near(None).as_slice()
        && !others.is_empty()
    {
        for (n, present) in first.iter().enumerate() {
            if *present && others.iter().all(|(present, _)| present[n]) {
                scores[n] += ALL * *rarity;
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
            // If all lists were cut, a story has to be in at least one of them.
            && (!has_words || !only_cut || has_some[n]);
        if is_found {
            let years = stories.newest.0.saturating_sub(day.0).max(0) as f32 / 365.0;
            let score = scores[n] * (1.0 + RECENT / (1.0 + years));
            use_story(n as u32, score);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(weights: [f32; 4], is_cut: bool) -> Part {
        Part::Word {
            matches: Some(Matches {
                weights: weights.to_vec(),
                frequency: 4,
                is_cut,
            }),
            rarity: 1.0,
        }
    }

    fn near(present: [bool; 4], words: [usize; 2]) -> Part {
        Part::Near {
            present: present.to_vec(),
            words: words.to_vec(),
            rarity: 1.0,
        }
    }

    fn scores(parts: &[Part]) -> Vec<(u32, f32)> {
        let stories = Stories {
            days: &[Day(0); 4],
            withdrawn: &[],
            newest: Day(0),
            wanted: Day(i32::MIN)..Day(i32::MAX),
        };
        let mut found = Vec::new();
        rank(parts, &stories, |story, score| {
            found.push((story, score / (1.0 + RECENT)))
        });
        found
    }

    fn is_about(found: &[(u32, f32)], expected: &[(u32, f32)]) -> bool {
        found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-4)
    }

    #[test]
    fn a_word_whose_list_was_cut_is_there_where_it_stands_beside_another() {
        let cut = || word([1.0, 0.0, 0.0, 0.0], true);
        let parts = [cut(), cut(), near([false, true, false, false], [0, 1])];
        let found = scores(&parts);
        // The first is in both lists, the second in none; of the others nothing is known.
        assert!(is_about(&found, &[(0, 2.0), (1, 2.0 + TWO)]), "{found:?}");
    }

    #[test]
    fn all_words_beside_each_other_count_more_than_some() {
        let all = || word([1.0; 4], false);
        let parts = [
            all(),
            all(),
            all(),
            near([true, true, false, false], [0, 1]),
            near([true, false, true, false], [1, 2]),
        ];
        let found = scores(&parts);
        let expected = [3.0 + 2.0 * TWO + ALL, 3.0 + TWO, 3.0 + TWO, 3.0];
        let expected: Vec<(u32, f32)> = (0..).zip(expected).collect();
        assert!(is_about(&found, &expected), "{found:?}");
    }
}
