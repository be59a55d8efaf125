//! Lines and dots on a plane: the rows from left to right, the numbers from bottom to top.

use super::ticks::{Scale, label};
use super::{Anchor, CHARACTER, LINE, WIDTH, cell, length, line, numbers, series_class, text};
use crate::tree::element;
use frontpage_model::{AttributeName, Chart, ChartKind, ElementName, Inline, Text};

/// The height of the plane.
const HEIGHT: f64 = 200.0;
/// The space above it, for half a line of text.
const TOP: f64 = 10.0;
/// The radius of a dot.
const DOT: f64 = 4.5;
/// How many round numbers are beside the plane, about.
const TICKS: usize = 5;

/// Returns the height of the drawing, and what is in it.
pub fn shapes(chart: &Chart) -> (f64, Text) {
    let lowest = numbers(chart).fold(f64::INFINITY, f64::min);
    let highest = numbers(chart).fold(f64::NEG_INFINITY, f64::max);
    // A scale that does not begin at zero exaggerates differences. Allow that only if zero is far away.
    let is_near_zero = lowest > 0.0 && lowest < highest / 2.0;
    let least = if is_near_zero { 0.0 } else { lowest };
    // The scale begins and ends at a round number.
    let tight = Scale::new(least, highest, TOP + HEIGHT, TOP);
    let (least, highest) = match tight.ticks(TICKS)[..] {
        [first, second, ..] => {
            let step = second - first;
            (
                (least / step).floor() * step,
                (highest / step).ceil() * step,
            )
        }
        [] | [_] => (least, highest),
    };
    let up = Scale::new(least, highest, TOP + HEIGHT, TOP);
    let ticks: Vec<(f64, String)> = up
        .ticks(TICKS)
        .into_iter()
        .map(|tick| (up.place(tick), label(tick)))
        .collect();
    let longest = ticks.iter().map(|(_, label)| label.chars().count()).max();
    let left = longest.unwrap_or(0) as f64 * CHARACTER + 8.0;
    let mut shapes = Text::new();
    for (y, label) in ticks {
        shapes.push(line("chart__grid", (left, y), (WIDTH, y)));
        shapes.push(text(
            left - 6.0,
            y + 4.5,
            Anchor::End,
            "chart__value",
            label,
        ));
    }
    let places = places(chart, left + DOT + 4.0, WIDTH - DOT - 4.0);
    shapes.extend(names(chart, &places));
    for (series, values) in chart.series.iter().enumerate() {
        let points = places.iter().zip(values).map(|(x, number)| {
            let y = up.place((*number)?.get());
            Some((*x, y))
        });
        let points: Vec<Option<(f64, f64)>> = points.collect();
        match chart.kind {
            ChartKind::Line => shapes.extend(lines(series, &points)),
            ChartKind::Dots | ChartKind::Bar => {
                shapes.extend(points.into_iter().flatten().map(|point| dot(series, point)));
            }
        }
    }
    (TOP + HEIGHT + LINE + 8.0, shapes)
}

/// Returns the position of each row. If the names of the rows are ascending numbers, such as years, the
/// distances correspond to them. Otherwise the distances are equal.
fn places(chart: &Chart, start: f64, end: f64) -> Vec<f64> {
    let rows = chart.table.body.len();
    let named = (0..rows).map(|row| cell(chart, row, 0).trim().parse::<u16>());
    let named: Result<Vec<f64>, _> = named.map(|number| number.map(f64::from)).collect();
    let numbers = match named {
        Ok(numbers) if numbers.is_sorted_by(|first, second| first < second) => numbers,
        Ok(_) | Err(_) => (0..rows).map(|row| row as f64).collect(),
    };
    let first = numbers.first().copied().unwrap_or_default();
    let last = numbers.last().copied().unwrap_or_default();
    let across = Scale::new(first, last, start, end);
    numbers
        .into_iter()
        .map(|number| across.place(number))
        .collect()
}

/// Returns the names of the rows, as many as there is room for: the first, the last, and some between.
fn names(chart: &Chart, places: &[f64]) -> Text {
    let y = TOP + HEIGHT + LINE;
    let mut shapes = Text::new();
    let last = places.len().saturating_sub(1);
    let width = |row: usize| cell(chart, row, 0).chars().count() as f64 * CHARACTER;
    // The last name must not go beyond the edge.
    let start_of_last = WIDTH - width(last);
    let mut end = 0.0;
    for (row, x) in places.iter().enumerate() {
        let half = width(row) / 2.0;
        let is_at_edge = row == last && last > 0;
        let (start, x, anchor) = if is_at_edge && x + half > WIDTH {
            (start_of_last, WIDTH, Anchor::End)
        } else {
            (x - half, *x, Anchor::Middle)
        };
        let has_room =
            start >= end && (is_at_edge || x + half + CHARACTER <= start_of_last || last == 0);
        if has_room {
            shapes.push(text(x, y, anchor, "chart__value", cell(chart, row, 0)));
            end = start + 2.0 * half + CHARACTER;
        }
    }
    shapes
}

/// Returns the lines of a series. A missing number leaves a gap. A number between two gaps becomes a dot.
fn lines(series: usize, points: &[Option<(f64, f64)>]) -> Text {
    let mut shapes = Text::new();
    for run in points.split(Option::is_none) {
        let run: Vec<(f64, f64)> = run.iter().copied().flatten().collect();
        match run[..] {
            [] => {}
            [point] => shapes.push(dot(series, point)),
            [..] => {
                let points = run.iter().map(|(x, y)| [length(*x), length(*y)].join(","));
                let points: Vec<String> = points.collect();
                let class = series_class("line", series);
                let line = element(ElementName::POLYLINE, &class, Text::new());
                shapes.push(line.with(AttributeName::POINTS, points.join(" ")).into());
            }
        }
    }
    shapes
}

fn dot(series: usize, (x, y): (f64, f64)) -> Inline {
    element(
        ElementName::CIRCLE,
        &series_class("dot", series),
        Text::new(),
    )
    .with(AttributeName::CX, length(x))
    .with(AttributeName::CY, length(y))
    .with(AttributeName::R, length(DOT))
    .into()
}
