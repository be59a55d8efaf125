//! Tables of data, and calendars.

use crate::tree::element;
use frontpage_model::{
    AttributeName, Cell, Element, ElementName, Inline, Row, Table, Text, messages,
};

/// A table of a story. A wide one scrolls inside its box, so the box can be reached by keyboard.
pub fn view(table: &Table) -> Text {
    let scroll = element(ElementName::DIV, "table-scroll", vec![plain(table).into()])
        .with(AttributeName::TABINDEX, "0".to_owned())
        .with(AttributeName::ROLE, "group".to_owned())
        .with(AttributeName::ARIA_LABEL, messages::TABLE.text().to_owned());
    vec![scroll.into()]
}

/// The table without a box around it.
fn plain(table: &Table) -> Element {
    let mut parts = Text::new();
    if !table.caption.is_empty() {
        parts.push(Element::new(ElementName::CAPTION, table.caption.clone()).into());
    }
    if !table.head.is_empty() {
        parts.push(Element::new(ElementName::THEAD, rows(&table.head, "col")).into());
    }
    parts.push(Element::new(ElementName::TBODY, rows(&table.body, "row")).into());
    Element::new(ElementName::TABLE, parts)
}

/// A calendar: a heading with the table beneath it.
///
/// The name of the period is not in a `caption`, because in Firefox the Tab key reaches a link there after
/// those in the table. The weekdays are an ordinary row, which keeps the page of a year within its number
/// of elements.
pub fn calendar(table: &Table) -> Element {
    let heading = Element::new(ElementName::H2, table.caption.clone());
    let all = [rows(&table.head, "col"), rows(&table.body, "row")].concat();
    let all = Element::new(ElementName::TBODY, all);
    let grid = Element::new(ElementName::TABLE, vec![all.into()]);
    Element::new(ElementName::SECTION, vec![heading.into(), grid.into()])
}

/// Rows whose header cells have this scope.
fn rows(rows: &[Row], scope: &str) -> Text {
    rows.iter().map(|cells| row(cells, scope)).collect()
}

fn row(cells: &[Cell], scope: &str) -> Inline {
    let span = |covered: u16| (covered > 1).then(|| covered.to_string());
    let cells = cells.iter().map(|cell| {
        let (name, scope) = if cell.header {
            (ElementName::TH, Some(scope.to_owned()))
        } else {
            (ElementName::TD, None)
        };
        Element::new(name, cell.text.clone())
            .with(AttributeName::SCOPE, scope)
            .with(AttributeName::COLSPAN, span(cell.cols))
            .with(AttributeName::ROWSPAN, span(cell.rows))
            .into()
    });
    Element::new(ElementName::TR, cells.collect()).into()
}
