//! Scales: from numbers to places in a drawing, and which numbers are named beside it.

use frontpage_model::messages;
use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

/// The number of the library's steps in a unit of the drawing. The library only knows whole steps.
const STEPS: f64 = 10.0;

/// A scale.
pub struct Scale {
    range: RangedCoordf64,
    steps: (i32, i32),
}

impl Scale {
    /// Creates a scale from the numbers between `least` and `most` to the places between `start` and `end`.
    pub fn new(least: f64, most: f64, start: f64, end: f64) -> Self {
        // If there is only one number, it is in the middle.
        let (least, most) = if least < most {
            (least, most)
        } else {
            (least - 1.0, most + 1.0)
        };
        let step = |place: f64| (place * STEPS) as i32;
        Self {
            range: (least..most).into(),
            steps: (step(start), step(end)),
        }
    }

    /// Returns the place of a number.
    pub fn place(&self, number: f64) -> f64 {
        f64::from(self.range.map(&number, self.steps)) / STEPS
    }

    /// Returns about `count` round numbers on the scale.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        self.range.key_points(BoldPoints(count))
    }
}

/// Writes a round number in the digits of the current language. Thousands are separated by a space, which is
/// understood in every language (ISO 80000-1).
pub fn label(number: f64) -> String {
    // The library's numbers can have small rounding errors.
    let rounded = (number * 1e6).round() / 1e6;
    let text = format!("{}", rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if rounded < 0.0 {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push_str(&own(digit));
    }
    if !fraction.is_empty() {
        let is_latin = messages::number(0) == "0";
        out.push(if is_latin { '.' } else { '٫' });
        out.extend(fraction.chars().map(own));
    }
    out
}

/// Returns a digit in the current language.
fn own(digit: char) -> String {
    messages::number(digit.to_digit(10).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_on_the_scale() {
        let scale = Scale::new(0.0, 10.3, 0.0, 100.0);
        let ticks = scale.ticks(5);
        assert!((3..=8).contains(&ticks.len()), "{ticks:?}");
        assert!(ticks.iter().all(|tick| (0.0..=10.3).contains(tick)));
        assert_eq!(scale.place(0.0), 0.0);
        assert_eq!(scale.place(10.3), 100.0);
        let flat = Scale::new(3.0, 3.0, 0.0, 100.0);
        assert_eq!(flat.place(3.0), 50.0);
        for extreme in [1e15_f64, -1e15, 1e-12] {
            let scale = Scale::new(extreme.min(0.0), extreme.max(0.0), 0.0, 100.0);
            assert!(scale.ticks(5).len() < 20, "{extreme}");
        }
    }

    #[test]
    fn labels_divide_thousands() {
        for (number, expected) in [
            (0.0, "0"),
            (1500.0, "1500"),
            (12_000.0, "12\u{202f}000"),
            (-1_234_567.0, "−1\u{202f}234\u{202f}567"),
            (0.1 + 0.2, "0.3"),
        ] {
            assert_eq!(label(number), expected);
        }
        let arabic = frontpage_languages::of_newspaper("ar-JO");
        assert_eq!(arabic.speak(|| label(-1200.5)), "−١٢٠٠٫٥");
    }
}
