//! A table of a story, in feeds and in e-books.

use super::Markup;
use frontpage_model::{Row, Table, Text};

/// Writes a table. `text` writes the text of the caption and of each cell.
pub fn table(out: &mut Markup, table: &Table, text: &mut dyn FnMut(&mut Markup, &Text)) {
    out.element("table", &[], |out| {
        if !table.caption.is_empty() {
            out.element("caption", &[], |out| text(out, &table.caption));
        }
        for (name, scope, rows) in [("thead", "col", &table.head), ("tbody", "row", &table.body)] {
            if !rows.is_empty() {
                out.element(name, &[], |out| {
                    for cells in rows {
                        row(out, cells, scope, text);
                    }
                });
            }
        }
    });
}

fn row(out: &mut Markup, cells: &Row, scope: &str, text: &mut dyn FnMut(&mut Markup, &Text)) {
    out.element("tr", &[], |out| {
        for cell in cells {
            let (name, scope) = if cell.header {
                ("th", Some(scope))
            } else {
                ("td", None)
            };
            let span = |covered: u16| (covered > 1).then(|| covered.to_string());
            let (cols, rows) = (span(cell.cols), span(cell.rows));
            let attributes = [
                ("scope", scope),
                ("colspan", cols.as_deref()),
                ("rowspan", rows.as_deref()),
            ];
            out.element(name, &attributes, |out| text(out, &cell.text));
        }
    });
}
