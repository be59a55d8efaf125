//! A chart of a table: a title, a drawing, and the table folded beneath.
//!
//! The drawing has classes and no colors, so that it follows light and dark. It is as wide as a phone and
//! scales up a little; numbers and names are texts of the drawing. For readers who do not see it, there
//! are a description and the table.

mod bars;
mod plane;
mod ticks;

use crate::table;
use crate::tree::{element, marked, words};
use frontpage_model::{
    AttributeName, Chart, ChartKind, Element, ElementName, Inline, Interface, Number, Text,
    messages, plain_text,
};

/// The width of a drawing, in its own units. A phone shows it a little smaller.
const WIDTH: f64 = 420.0;
/// The height of a line of text.
const LINE: f64 = 20.0;
/// The width of a character on average; the font is not known here.
const CHARACTER: f64 = 8.5;

/// Returns the layout of a chart. `number` is the number of the chart in its story, which makes its ids
/// unique.
pub fn view(chart: &Chart, number: usize, interface: Interface) -> Text {
    let mut parts = Text::new();
    if !chart.title.is_empty() {
        parts.push(element(ElementName::FIGCAPTION, "chart__title", chart.title.clone()).into());
    }
    if chart.series.len() > 1 {
        parts.push(legend(chart).into());
    }
    parts.push(drawing(chart, number).into());
    let summary = Element::new(
        ElementName::SUMMARY,
        vec![words(messages::CHART_DATA.text())],
    );
    let mut inside = vec![marked(summary, interface).into()];
    inside.extend(table::view(&chart.table));
    parts.push(element(ElementName::DETAILS, "chart__data", inside).into());
    vec![element(ElementName::FIGURE, "chart", parts).into()]
}

fn drawing(chart: &Chart, number: usize) -> Element {
    let [title_id, text_id] = ["title", "text"].map(|part| format!("chart-{number}-{part}"));
    let title = match plain_text(&chart.title) {
        title if title.is_empty() => messages::CHART.text().to_owned(),
        title => title,
    };
    let text = chart.description.clone().or_else(|| range(chart));
    let (height, shapes) = match chart.kind {
        ChartKind::Bar => bars::shapes(chart),
        ChartKind::Line | ChartKind::Dots => plane::shapes(chart),
    };
    let mut inside = vec![
        Element::new(ElementName::TITLE, vec![words(title)])
            .with(AttributeName::ID, title_id.clone())
            .into(),
    ];
    let mut names = title_id;
    if let Some(text) = text {
        let text = Element::new(ElementName::DESC, vec![words(text)]);
        inside.push(text.with(AttributeName::ID, text_id.clone()).into());
        names = [&names, " ", &text_id].concat();
    }
    inside.extend(shapes);
    element(ElementName::SVG, "chart__drawing", inside)
        .with(AttributeName::VIEW_BOX, format!("0 0 {WIDTH} {height}"))
        .with(AttributeName::ROLE, "img".to_owned())
        .with(AttributeName::ARIA_LABELLEDBY, names)
}

/// Returns what the chart shows: its lowest and its highest number, with their places.
fn range(chart: &Chart) -> Option<String> {
    let mut numbers = Vec::new();
    for (column, series) in chart.series.iter().enumerate() {
        for (row, number) in series.iter().enumerate() {
            if let Some(number) = number {
                numbers.push((number.get(), row, column));
            }
        }
    }
    let by_value =
        |first: &&(f64, usize, usize), second: &&(f64, usize, usize)| first.0.total_cmp(&second.0);
    let (lowest, highest) = (
        numbers.iter().min_by(by_value)?,
        numbers.iter().max_by(by_value)?,
    );
    let [lowest, highest] = [lowest, highest].map(|(_, row, column)| {
        let mut place = cell(chart, *row, 0);
        if chart.series.len() > 1 {
            place = [&place, ", ", &name(chart, *column)].concat();
        }
        [cell(chart, *row, column + 1), place]
    });
    Some(messages::CHART_RANGE.fill(&[&lowest[0], &lowest[1], &highest[0], &highest[1]]))
}

/// Returns the text of a cell, as the story writes it.
fn cell(chart: &Chart, row: usize, column: usize) -> String {
    let cell = chart.table.body.get(row).and_then(|row| row.get(column));
    cell.map(|cell| plain_text(&cell.text)).unwrap_or_default()
}

/// Returns the name of a series.
fn name(chart: &Chart, series: usize) -> String {
    let head = chart
        .table
        .head
        .first()
        .and_then(|head| head.get(series + 1));
    head.map(|cell| plain_text(&cell.text)).unwrap_or_default()
}

fn legend(chart: &Chart) -> Element {
    let items = (0..chart.series.len()).map(|series| {
        let class = series_class("key", series);
        let key = element(ElementName::SPAN, &class, Text::new())
            .with(AttributeName::ARIA_HIDDEN, "true".to_owned());
        Element::new(
            ElementName::LI,
            vec![key.into(), words(name(chart, series))],
        )
        .into()
    });
    element(ElementName::UL, "chart__legend", items.collect())
}

/// Returns all numbers of a chart.
fn numbers(chart: &Chart) -> impl Iterator<Item = f64> {
    chart
        .series
        .iter()
        .flatten()
        .flatten()
        .copied()
        .map(Number::get)
}

/// The class of a series.
fn series_class(kind: &str, series: usize) -> String {
    format!("chart__{kind} series-{}", series + 1)
}

/// Writes a length with at most one digit behind the point.
fn length(length: f64) -> String {
    let tenths = (length * 10.0).round() / 10.0;
    tenths.to_string()
}

/// Where a text is, seen from its place.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

fn text(x: f64, y: f64, anchor: Anchor, class: &str, text: String) -> Inline {
    let anchor = match anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle".to_owned()),
        Anchor::End => Some("end".to_owned()),
    };
    element(ElementName::TEXT, class, vec![words(text)])
        .with(AttributeName::X, length(x))
        .with(AttributeName::Y, length(y))
        .with(AttributeName::TEXT_ANCHOR, anchor)
        .into()
}

fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Inline {
    element(ElementName::LINE, class, Text::new())
        .with(AttributeName::X1, length(from.0))
        .with(AttributeName::Y1, length(from.1))
        .with(AttributeName::X2, length(to.0))
        .with(AttributeName::Y2, length(to.1))
        .into()
}

#[cfg(test)]
mod tests;
