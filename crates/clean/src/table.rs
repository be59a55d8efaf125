//! Makes tables of data, and unwraps tables that are used for layout.

use super::block::{Node, Walker};
use super::figure::static_block;
use frontpage_model::{Cell, Row, StaticBlock, Table, Text};
use scraper::node::Element;

/// The maximum number of columns or rows that a cell can span.
const MAX_SPAN: u16 = 100;

impl Walker<'_> {
    pub(super) fn table(&mut self, node: Node<'_>) {
        self.flush();
        let mut table = Table {
            caption: Vec::new(),
            head: Vec::new(),
            body: Vec::new(),
        };
        let mut foot = Vec::new();
        for (child, element) in elements(node) {
            match element.name() {
                "caption" => table.caption = self.flat(child),
                "thead" => self.rows(child, &mut table.head),
                "tfoot" => self.rows(child, &mut foot),
                "tr" => self.row(child, &mut table.body),
                "colgroup" => {}
                _ => self.rows(child, &mut table.body),
            }
        }
        table.body.append(&mut foot);
        // Many systems write no `<thead>`, so move rows of headings at the top into the head.
        while table.head.is_empty() || table.body.is_empty() {
            let heading = |row: &Row| row.iter().all(|cell| cell.header);
            if table.body.len() > 1 && table.body.first().is_some_and(heading) {
                table.head.push(table.body.remove(0));
            } else if table.body.is_empty() && !table.head.is_empty() {
                table.body.append(&mut table.head);
                break;
            } else {
                break;
            }
        }
        match self.only_cell(&table) {
            Some(text) => self.paragraph_of(text),
            None if table.body.is_empty() => self.paragraph_of(table.caption),
            None => self.push(static_block(StaticBlock::Table(table))),
        }
    }

    /// Returns the text of a table that has a single cell, which is layout and not data.
    fn only_cell(&mut self, table: &Table) -> Option<Text> {
        let [row] = &table.body[..] else { return None };
        let [cell] = &row[..] else { return None };
        if !table.head.is_empty() || !table.caption.is_empty() {
            return None;
        }
        self.degrade("<table> of one cell");
        Some(cell.text.clone())
    }

    fn paragraph_of(&mut self, text: Text) {
        for inline in text {
            self.inline(inline);
        }
        self.flush();
    }

    fn rows(&mut self, node: Node<'_>, rows: &mut Vec<Row>) {
        for (child, element) in elements(node) {
            if element.name() == "tr" {
                self.row(child, rows);
            }
        }
    }

    fn row(&mut self, node: Node<'_>, rows: &mut Vec<Row>) {
        let mut row = Row::new();
        for (child, element) in elements(node) {
            if matches!(element.name(), "td" | "th") {
                row.push(Cell {
                    text: self.flat_marked(child, element),
                    header: element.name() == "th",
                    cols: span(element, "colspan"),
                    rows: span(element, "rowspan"),
                });
            }
        }
        if row.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
    }
}

fn elements<'t>(node: Node<'t>) -> impl Iterator<Item = (Node<'t>, &'t Element)> {
    node.children()
        .filter_map(|child| Some((child, child.value().as_element()?)))
}

fn span(element: &Element, name: &str) -> u16 {
    let digits: String = element
        .attr(name)
        .unwrap_or_default()
        .trim()
        .chars()
        .take_while(char::is_ascii_digit)
        .take(6)
        .collect();
    let number: u32 = digits.parse().unwrap_or(1);
    u16::try_from(number).unwrap_or(MAX_SPAN).clamp(1, MAX_SPAN)
}
