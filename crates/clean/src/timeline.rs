//! Makes timelines: lists whose items have a time that programs can read.

use super::block::{Node, Walker, find, has_class};
use super::figure::static_block;
use frontpage_model::{Event, StaticBlock, Timeline};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use scraper::node::Element;
use std::collections::BTreeSet;

/// Returns whether a list is a timeline: the list or its parent has the class.
pub(super) fn is_timeline(node: Node<'_>, element: &Element) -> bool {
    let around = node.parent();
    let around = around
        .as_ref()
        .and_then(|parent| parent.value().as_element());
    has_class(element, &["timeline"])
        || around.is_some_and(|around| has_class(around, &["timeline"]))
}

impl Walker<'_> {
    /// Makes a timeline. A list with an item without a valid time, or with times in two zones, has no
    /// certain order, so it stays a list.
    pub(super) fn timeline(&mut self, node: Node<'_>, element: &Element) {
        self.flush();
        let reason = match times(node) {
            Ok(times) if times.is_empty() => None,
            Ok(times) => {
                self.events(times);
                return;
            }
            Err(reason) => Some(reason),
        };
        if let Some(reason) = reason {
            self.warn(
                reason,
                "begin each item with <time datetime=\"…\">, with the date and time of one zone; until \
                 then it is a list",
            );
        }
        self.list(node, element);
    }

    fn events(&mut self, times: Vec<Time<'_>>) {
        let mut events = Vec::new();
        let mut others = Vec::new();
        for time in times {
            let shown = self.flat(time.node);
            self.skip.insert(time.node.id());
            let blocks = self.inner_blocks(time.item);
            let text = self.flow(blocks, &mut others);
            events.push(Event {
                time: if shown.is_empty() {
                    vec![frontpage_model::Inline::Text(time.datetime.to_owned())]
                } else {
                    shown
                },
                datetime: time.datetime.to_owned(),
                text,
            });
        }
        self.push(static_block(StaticBlock::Timeline(Timeline { events })));
        for block in others {
            self.push(block);
        }
    }
}

/// The time of an item.
struct Time<'t> {
    item: Node<'t>,
    node: Node<'t>,
    datetime: &'t str,
}

/// Returns the times of the items of a list.
///
/// # Errors
/// What is wrong with them.
fn times(list: Node<'_>) -> Result<Vec<Time<'_>>, String> {
    let mut times = Vec::new();
    let mut zones = BTreeSet::new();
    for item in list.children() {
        if item.value().as_element().is_none() {
            continue;
        }
        let number = times.len() + 1;
        let found = find(item, &["time"]).into_iter().next();
        let Some((node, element)) = found else {
            return Err(format!("item {number} of the timeline has no <time>"));
        };
        let datetime = element.attr("datetime").unwrap_or_default().trim();
        let zone = zone(datetime).ok_or_else(|| {
            format!("item {number} of the timeline has the time {datetime:?}, which is none")
        })?;
        zones.extend(zone);
        times.push(Time {
            item,
            node,
            datetime,
        });
    }
    let least = zones.first().copied().unwrap_or_default();
    let most = zones.last().copied().unwrap_or_default();
    match (least, most) {
        (Zone::Local, Zone::Offset(_)) => {
            Err("some times of the timeline name their zone, and others do not".into())
        }
        // Offsets at one place can differ by an hour, because of summer time.
        (Zone::Offset(least), Zone::Offset(most)) if most - least > HOUR => Err(format!(
            "the timeline has times in two zones, {} and {}",
            offset(least),
            offset(most)
        )),
        (Zone::Local | Zone::Offset(_), Zone::Local | Zone::Offset(_)) => Ok(times),
    }
}

const HOUR: i32 = 3600;

/// The zone of a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Zone {
    /// The time does not name its zone.
    #[default]
    Local,
    /// This many seconds east of UTC.
    Offset(i32),
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '−' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Returns the zone of a time in HTML (§2.3.5); `Some(None)` for a date, a month or a year, which have
/// none, and `None` if the time is invalid.
#[allow(
    clippy::option_option,
    reason = "a date has no zone, and a mistake is no date"
)]
fn zone(datetime: &str) -> Option<Option<Zone>> {
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = match datetime.split_once('-') {
        None if digits(datetime, 4) => format!("{datetime}-01-01"),
        Some((year, month)) if digits(year, 4) && digits(month, 2) => format!("{datetime}-01"),
        _ => datetime.to_owned(),
    };
    // A zone in brackets, which some programs write, is not allowed in HTML.
    if whole.contains('[') {
        return None;
    }
    let pieces = Pieces::parse(&whole).ok()?;
    if pieces.time().is_none() {
        return Some(None);
    }
    let seconds = match pieces.offset() {
        None => return Some(Some(Zone::Local)),
        Some(PiecesOffset::Zulu) => 0,
        Some(PiecesOffset::Numeric(numeric)) => numeric.offset().seconds(),
        // The library could add other kinds of offsets.
        Some(_) => return None,
    };
    (seconds.abs() < 24 * HOUR).then_some(Some(Zone::Offset(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_html() {
        for date in ["2025", "2025-03", "2025-03-04"] {
            assert_eq!(zone(date), Some(None), "{date}");
        }
        for (time, expected) in [
            ("2025-03-04T10:00", Zone::Local),
            ("2025-03-04 10:00:30", Zone::Local),
            ("2025-03-04T10:00Z", Zone::Offset(0)),
            ("2025-03-04T10:00-08:00", Zone::Offset(-8 * HOUR)),
        ] {
            assert_eq!(zone(time), Some(Some(expected)), "{time}");
        }
        for none in [
            "",
            "NaN",
            "March",
            "2025-13",
            "2025-02-30",
            "2025-03-04T25:00",
            "25",
        ] {
            assert_eq!(zone(none), None, "{none}");
        }
        assert_eq!(zone("2025-03-04T10:00-08:00[America/Los_Angeles]"), None);
    }
}
