//! Makes charts of tables.

use super::block::{Node, Walker, find};
use super::figure::static_block;
use super::line;
use frontpage_model::{Block, Cell, Chart, ChartKind, Number, Row, StaticBlock, Table, plain_text};
use scraper::node::Element;

/// The maximum number of rows in a chart. More cannot be told apart on a phone.
const MAX_ROWS: usize = 200;
/// The maximum number of series in a chart. There are not more colors that can be told apart.
const MAX_SERIES: usize = 6;

impl Walker<'_> {
    /// Makes a chart of the table in a figure. If that cannot be drawn, only the table stays.
    pub(super) fn chart(&mut self, node: Node<'_>, element: &Element) {
        self.flush();
        let title = match find(node, &["figcaption"]).into_iter().next() {
            Some((caption, _)) => {
                self.skip.insert(caption.id());
                self.flat(caption)
            }
            None => Vec::new(),
        };
        let description = ["aria-label", "data-description"]
            .iter()
            .map(|name| line(element.attr(name).unwrap_or_default()))
            .find(|text| !text.is_empty());
        let kind = element.attr("data-chart").unwrap_or_default().trim();
        let blocks = self.inner_blocks(node);
        let mut title = Some(title);
        for block in blocks {
            let Some(StaticBlock::Table(table)) = block.as_static() else {
                self.push(block);
                continue;
            };
            let Some(title) = title.take() else {
                self.push(block);
                continue;
            };
            let mut table = table.clone();
            let title = if title.is_empty() {
                std::mem::take(&mut table.caption)
            } else {
                title
            };
            let chart = match drawable(&table, kind) {
                Ok((kind, series)) => StaticBlock::Chart(Chart {
                    kind,
                    title,
                    description: description.clone(),
                    table,
                    series,
                }),
                Err(reason) => {
                    self.warn(
                        reason,
                        "correct the table or remove data-chart; until then only the table is shown",
                    );
                    table.caption = title;
                    StaticBlock::Table(table)
                }
            };
            self.push(static_block(chart));
        }
        // If the figure contains no table, only its title stays.
        if let Some(title) = title {
            self.warn(
                "a figure with data-chart contains no table",
                "put a <table> with the figures into it",
            );
            if !title.is_empty() {
                self.push(Block::Paragraph(frontpage_model::Paragraph {
                    text: title,
                    ..Default::default()
                }));
            }
        }
    }
}

type Series = Vec<Vec<Option<Number>>>;

/// Returns the kind of the chart and the numbers of each series.
///
/// # Errors
/// The reason why it cannot be drawn.
fn drawable(table: &Table, kind: &str) -> Result<(ChartKind, Series), String> {
    let kind = match kind {
        "bar" => ChartKind::Bar,
        "line" => ChartKind::Line,
        "dots" => ChartKind::Dots,
        other => {
            return Err(format!(
                "data-chart is {:?} and not bar, line or dots",
                line(other)
            ));
        }
    };
    let [head] = &table.head[..] else {
        return Err("the chart’s table has no row with the names of its columns".into());
    };
    let rows = head.len();
    let is_even =
        |row: &Row| row.len() == rows && row.iter().all(|cell| cell.cols == 1 && cell.rows == 1);
    if !is_even(head) || !table.body.iter().all(is_even) {
        return Err("the chart’s table has rows of different lengths, or cells that span".into());
    }
    if !(2..=MAX_SERIES + 1).contains(&rows) || table.body.len() > MAX_ROWS {
        return Err(format!(
            "the chart’s table has {} columns of figures and {} rows; a chart has 1 to {MAX_SERIES} \
             and up to {MAX_ROWS}",
            rows.saturating_sub(1),
            table.body.len()
        ));
    }
    let mut series: Series = vec![Vec::new(); rows - 1];
    for (at, row) in table.body.iter().enumerate() {
        for (numbers, cell) in series.iter_mut().zip(&row[1..]) {
            numbers.push(number(cell).map_err(|text| {
                format!(
                    "the chart’s row {} has {text:?}, which is no number",
                    at + 1
                )
            })?);
        }
    }
    if series.iter().flatten().flatten().next().is_none() {
        return Err("the chart’s table has no numbers".into());
    }
    Ok((kind, series))
}

/// Returns the number in a cell; `None` if the cell is empty.
///
/// # Errors
/// The text, if it is something else.
fn number(cell: &Cell) -> Result<Option<Number>, String> {
    let text = line(&plain_text(&cell.text));
    if matches!(&*text, "" | "–" | "—" | "-") {
        return Ok(None);
    }
    let bare: String = text.chars().map(latin).collect();
    let bare = bare
        .replace('−', "-")
        .replace([' ', '\u{a0}', '\u{2009}', '\u{202f}'], "");
    let bare = bare.trim_matches(['$', '€', '£', '¥', '%']);
    parse(bare).and_then(Number::new).map(Some).ok_or(text)
}

/// Returns the Latin character for a digit or a mark of numbers in Arabic and Persian.
fn latin(character: char) -> char {
    match character {
        '\u{660}'..='\u{669}' => (b'0' + (character as u32 - 0x660) as u8).into(),
        '\u{6f0}'..='\u{6f9}' => (b'0' + (character as u32 - 0x6f0) as u8).into(),
        '٫' => '.',
        '٬' => ',',
        '٪' => '%',
        other => other,
    }
}

/// Parses a number whose thousands can be separated by commas.
fn parse(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        // The sign can be before the currency.
        Some(rest) => (-1.0, rest.trim_start_matches(['$', '€', '£', '¥'])),
        None => (1.0, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let has_groups = whole.contains(',');
    if !is_number(first)
        || !is_number(fraction)
        || has_groups && first.len() > 3
        || !groups.all(|group| group.len() == 3 && is_number(group))
    {
        return None;
    }
    let number: f64 = format!("{}.{fraction}", whole.replace(',', ""))
        .parse()
        .ok()?;
    Some(sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::Inline;

    fn of(text: &str) -> Result<Option<f64>, String> {
        let cell = Cell {
            text: vec![Inline::Text(text.into())],
            header: false,
            cols: 1,
            rows: 1,
        };
        Ok(number(&cell)?.map(Number::get))
    }

    #[test]
    fn numbers_are_read_as_newspapers_write_them() {
        for (text, expected) in [
            ("12", 12.0),
            ("1,234,567.5", 1_234_567.5),
            ("1 234", 1234.0),
            ("−3.5%", -3.5),
            ("$10", 10.0),
            ("-$10", -10.0),
            ("0", 0.0),
            ("٣٬٤٥٦٫٧٨", 3456.78),
            ("٣٩٪", 39.0),
            ("۱۲", 12.0),
        ] {
            assert_eq!(of(text), Ok(Some(expected)), "{text}");
        }
        assert_eq!(of("–"), Ok(None));
        assert_eq!(of(""), Ok(None));
        for none in [
            "NaN",
            "inf",
            "1e400",
            "many",
            "1,5",
            "12,34",
            "1.2.3",
            "0x1F",
            "1e16",
            ".5",
            "5.",
            "99999999999999999",
        ] {
            assert_eq!(of(none), Err(none.to_owned()), "{none}");
        }
    }
}
