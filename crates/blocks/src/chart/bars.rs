//! Bars: one below the other, so that a name has the whole width, also on a phone.

use super::ticks::Scale;
use super::{Anchor, CHARACTER, LINE, WIDTH, cell, length, line, numbers, series_class, text};
use crate::tree::element;
use frontpage_model::{AttributeName, Chart, ElementName, Inline, Text};

/// The height of a bar.
const BAR: f64 = 18.0;
/// The space between two bars of a group, and after a group.
const GAPS: (f64, f64) = (3.0, 12.0);

/// Returns the height of the drawing, and what is in it.
pub fn shapes(chart: &Chart) -> (f64, Text) {
    let values = (0..chart.table.body.len())
        .flat_map(|row| (0..chart.series.len()).map(move |series| cell(chart, row, series + 1)));
    let longest = values.map(|value| value.chars().count()).max();
    let room = (longest.unwrap_or(0) as f64 * CHARACTER + 10.0).min(WIDTH / 3.0);
    let least = numbers(chart).fold(0.0, f64::min);
    let most = numbers(chart).fold(0.0, f64::max);
    // The labels of negative bars are on their left, so they need room there.
    let start = if least < 0.0 { room } else { 0.0 };
    let end = if most > 0.0 || least == most {
        WIDTH - room
    } else {
        WIDTH
    };
    let scale = Scale::new(
        least,
        if least < most { most } else { least + 1.0 },
        start,
        end,
    );
    let zero = scale.place(0.0);
    let mut shapes = Text::new();
    let mut y = 0.0;
    for row in 0..chart.table.body.len() {
        shapes.push(text(
            0.0,
            y + LINE - 5.0,
            Anchor::Start,
            "chart__name",
            cell(chart, row, 0),
        ));
        y += LINE;
        for (series, numbers) in chart.series.iter().enumerate() {
            if let Some(number) = numbers.get(row).copied().flatten() {
                let place = scale.place(number.get());
                shapes.push(bar(series, zero.min(place), y, (zero - place).abs()));
                let label = cell(chart, row, series + 1);
                let (x, anchor) = if number.get() < 0.0 {
                    (place - 5.0, Anchor::End)
                } else {
                    (place + 5.0, Anchor::Start)
                };
                shapes.push(text(x, y + BAR - 4.0, anchor, "chart__value", label));
            }
            // If a number is missing, its place stays empty.
            y += BAR + GAPS.0;
        }
        y += GAPS.1 - GAPS.0;
    }
    let height = (y - GAPS.1).max(LINE);
    shapes.push(line("chart__axis", (zero, 0.0), (zero, height)));
    (height, shapes)
}

fn bar(series: usize, x: f64, y: f64, width: f64) -> Inline {
    element(ElementName::RECT, &series_class("bar", series), Text::new())
        .with(AttributeName::X, length(x))
        .with(AttributeName::Y, length(y))
        .with(AttributeName::WIDTH, length(width))
        .with(AttributeName::HEIGHT, length(BAR))
        .into()
}
