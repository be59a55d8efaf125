//! Tables of data, and calendars.

use crate::tree::element;
use frontpage_model::{
    AttributeName, Cell, Element, ElementName, Inline, Row, Table, Text, messages,
};

/// A table of a story. A wide one scrolls inside its box, so the box can be reached by keyboard.
pub fn view(table: &Table) -> Text {
    let scroll = element(ElementName::DIV, "table-scroll", vec![narrow(table).into()])
        .with(AttributeName::TABINDEX, "0".to_owned())
        .with(AttributeName::ROLE, "group".to_owned())
        .with(AttributeName::ARIA_LABEL, messages::TABLE.text().to_owned());
    vec![scroll.into()]
}

/// A table that fits into any window.
pub fn narrow(table: &Table) -> Element {
    let mut parts = Text::new();
    if !table.caption.is_empty() {
        parts.push(Element::new(ElementName::CAPTION, table.caption.clone()).into());
    }
    let rows = |rows: &[Row], scope| rows.iter().map(|cells| row(cells, scope)).collect();
    if !table.head.is_empty() {
        parts.push(Element::new(ElementName::THEAD, rows(&table.head, "col")).into());
    }
    parts.push(Element::new(ElementName::TBODY, rows(&table.body, "row")).into());
    Element::new(ElementName::TABLE, parts)
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
