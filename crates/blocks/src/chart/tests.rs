//! Tests of charts.

use super::*;
use frontpage_model::{Cell, Table};

fn chart(kind: ChartKind, rows: &[(&str, &[&str])]) -> Chart {
    let cell = |text: &str| Cell {
        text: vec![words(text)],
        header: false,
        cols: 1,
        rows: 1,
    };
    let columns = rows[0].1.len();
    let number = |text: &&str| text.parse().ok().and_then(Number::new);
    Chart {
        kind,
        title: vec![words("Boxes")],
        description: None,
        table: Table {
            caption: vec![],
            head: vec![(0..=columns).map(|at| cell(&format!("s{at}"))).collect()],
            body: rows
                .iter()
                .map(|(name, values)| {
                    std::iter::once(cell(name))
                        .chain(values.iter().map(|value| cell(value)))
                        .collect()
                })
                .collect(),
        },
        series: (0..columns)
            .map(|at| rows.iter().map(|(_, values)| number(&values[at])).collect())
            .collect(),
    }
}

fn json(chart: &Chart) -> String {
    serde_json::to_string(&view(chart, 1, Interface::default())).unwrap()
}

/// Returns every value of an attribute, as a number.
fn lengths(json: &str, name: &str) -> Vec<f64> {
    let before = format!("\"{name}\":\"");
    json.split(&before)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn a_chart_has_a_title_a_description_and_its_table() {
    let json = json(&chart(
        ChartKind::Bar,
        &[("2023", &["8.6"]), ("2024", &["10.3"])],
    ));
    for part in [
        r#"{"n":"figcaption","a":{"class":"chart__title"},"c":[{"t":"Boxes"}]}"#,
        r#""role":"img","aria-labelledby":"chart-1-title chart-1-text""#,
        r#"{"n":"title","a":{"id":"chart-1-title"},"c":[{"t":"Boxes"}]}"#,
        "From 8.6 (2023) to 10.3 (2024).",
        r#"{"n":"details","a":{"class":"chart__data"}"#,
        r#"{"n":"td","c":[{"t":"10.3"}]}"#,
    ] {
        assert!(json.contains(part), "no {part} in {json}");
    }
    // Colors come from the style, for light and dark.
    assert!(!json.contains("fill") && !json.contains("stroke") && !json.contains("rgb"));
    assert!(!json.contains("chart__legend"), "there is one series");
}

#[test]
fn bars_begin_at_zero() {
    let json = json(&chart(ChartKind::Bar, &[("a", &["-5"]), ("b", &["10"])]));
    let (x, width) = (lengths(&json, "x"), lengths(&json, "width"));
    assert_eq!(width.len(), 2, "{json}");
    assert!((width[1] - 2.0 * width[0]).abs() < 0.3, "{width:?}");
    assert!(x.iter().all(|x| (0.0..=WIDTH).contains(x)), "{x:?}");
}

#[test]
fn a_number_that_is_missing_leaves_a_gap() {
    let rows: [(&str, &[&str]); 6] = [
        ("2019", &["1", "2"]),
        ("2020", &["2", "2"]),
        ("2021", &["", "2"]),
        ("2022", &["3", "2"]),
        ("2023", &["", "2"]),
        ("2024", &["4", "2"]),
    ];
    let json = json(&chart(ChartKind::Line, &rows));
    assert_eq!(json.matches("polyline").count(), 2, "{json}");
    assert_eq!(json.matches("circle").count(), 2, "{json}");
    assert!(json.contains("chart__line series-2") && json.contains("chart__key series-2"));
    for (name, most) in [("cx", WIDTH), ("cy", 240.0)] {
        let lengths = lengths(&json, name);
        assert!(lengths.iter().all(|length| (0.0..=most).contains(length)));
    }
}

#[test]
fn years_are_as_far_apart_as_they_are_long() {
    let rows: [(&str, &[&str]); 3] = [("2000", &["1"]), ("2010", &["2"]), ("2030", &["3"])];
    let x = lengths(&json(&chart(ChartKind::Dots, &rows)), "cx");
    assert!(((x[2] - x[1]) - 2.0 * (x[1] - x[0])).abs() < 0.3, "{x:?}");
}

#[test]
fn extreme_charts_stay_within_their_drawing() {
    let long = "x".repeat(500);
    for kind in [ChartKind::Bar, ChartKind::Line, ChartKind::Dots] {
        for rows in [
            vec![("a", &["0"][..])],
            vec![("a", &["0"][..]), ("a", &["0"][..])],
            vec![("a", &["1e15"][..]), ("b", &["-1e15"][..])],
            vec![("a", &["0.0000001"][..])],
            vec![(&*long, &["-3"][..]), (&*long, &["-2"][..])],
            vec![("a", &["5"][..]); 200],
        ] {
            let json = json(&chart(kind, &rows));
            assert!(!json.contains("NaN") && !json.contains("inf"), "{json}");
            for name in ["x", "cx", "x1", "x2"] {
                let lengths = lengths(&json, name);
                assert!(
                    lengths.iter().all(|x| (-1.0..=WIDTH + 6.0).contains(x)),
                    "{kind:?} {rows:?} {name}: {lengths:?}"
                );
            }
        }
    }
}
