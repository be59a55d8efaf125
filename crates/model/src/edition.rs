//! What editions are made of: the links and calendars on the front page of a past day, and on the pages
//! where readers find it.

#[cfg(not(target_arch = "wasm32"))]
use crate::{Block, Cell, Day, ElementName, Table};
use crate::{Front, Href, Inline, Item, LinkText, List, Month, Period, Route, Text, messages};

/// The number of days in a row of a calendar.
#[cfg(not(target_arch = "wasm32"))]
const WEEK: usize = 7;

impl Front {
    /// Returns a link to the edition of a day or the calendar of a longer period.
    pub fn link_to(period: Period, text: Text) -> Inline {
        Inline::Link(LinkText {
            href: Href::Internal(Route::edition(period)),
            text,
        })
    }

    /// Returns a link to the page of a period, with a name.
    pub fn named_link(period: Period, name: impl Into<String>) -> Inline {
        Self::link_to(period, vec![Inline::Text(name.into())])
    }

    /// Returns the links of a page: to the periods around it, from the longest to the shortest, then to
    /// the ones before and after it.
    pub fn links_around(period: Period, earlier: Option<Period>, later: Option<Period>) -> List {
        let month = match period {
            Period::All | Period::Year(_) => None,
            Period::Month(month) => Some(month),
            Period::Day(day) => Some(Month::of(day)),
        };
        let year = month.map(|month| Period::Year(month.year()));
        let around = [Some(Period::All), year, month.map(Period::Month)];
        let around = around.into_iter().flatten();
        let around = around.filter(|longer| *longer != period);
        let around = around.map(|longer| Self::named_link(longer, longer.name()));
        let before = earlier
            .map(|earlier| Self::named_link(earlier, messages::PREVIOUS.fill(&[&earlier.name()])));
        let after =
            later.map(|later| Self::named_link(later, messages::NEXT.fill(&[&later.name()])));
        let links = around.chain(before).chain(after);
        List {
            ordered: false,
            items: links
                .map(|link| Item {
                    text: vec![link],
                    lists: Vec::new(),
                })
                .collect(),
        }
    }

    /// Returns the calendar of a month, in which the days with an edition link to it. Weeks begin on
    /// the day on which they begin in the region of the newspaper.
    ///
    /// A link contains the name of the month, too, emphasized: the style hides it on screen, and without
    /// it all months of a year would have links of the same name, which screen readers list.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn month(month: Month, caption: Inline, has_edition: impl Fn(Day) -> bool) -> Table {
        let cell = |text: Text, header| Cell {
            text,
            header,
            cols: 1,
            rows: 1,
        };
        // The days of the month before and after are one empty cell each, so that every row has seven columns.
        let blank = |days: usize| {
            (days > 0).then(|| Cell {
                cols: u16::try_from(days).unwrap_or(1),
                ..cell(Text::new(), false)
            })
        };
        let names: Vec<&str> = messages::WEEKDAYS.text().split(',').collect();
        let first = messages::FIRST_WEEKDAY.text().parse().unwrap_or(0) % WEEK;
        let weekdays = names.iter().cycle().skip(first).take(WEEK);
        let weekdays = weekdays.map(|name| cell(vec![Inline::Text((*name).into())], true));
        let before = (usize::from(month.first_weekday()) + WEEK - first) % WEEK;
        let days = month.days().map(|day| {
            let number = messages::number(day.day_of_month().into());
            let text = if has_edition(day) {
                let name = [messages::month_name(month.number()), " "].concat();
                let name = Inline::Emphasis(vec![Inline::Text(name)]);
                vec![Self::link_to(
                    Period::Day(day),
                    vec![name, Inline::Text(number)],
                )]
            } else {
                vec![Inline::Text(number)]
            };
            cell(text, false)
        });
        let days: Vec<Cell> = days.collect();
        let after = (WEEK - (before + days.len()) % WEEK) % WEEK;
        let (first_week, later_weeks) = days.split_at(WEEK - before);
        let first_week = blank(before).into_iter().chain(first_week.to_vec());
        let mut weeks = vec![first_week.collect::<Vec<_>>()];
        weeks.extend(later_weeks.chunks(WEEK).map(<[Cell]>::to_vec));
        if let Some(last_week) = weeks.last_mut() {
            last_week.extend(blank(after));
        }
        Table {
            caption: vec![caption],
            head: vec![weekdays.collect()],
            body: weeks,
        }
    }

    /// Returns the routes of the editions that its calendars link to.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn days(&self) -> Vec<&Route> {
        fn collect<'a>(text: &'a [Inline], found: &mut Vec<&'a Route>) {
            for inline in text {
                // The heading links to the month.
                let is_heading = inline
                    .as_element()
                    .is_some_and(|element| element.name == ElementName::H2);
                if !is_heading {
                    found.extend(inline.as_page_link());
                    collect(inline.inside(), found);
                }
            }
        }
        let mut found = Vec::new();
        for block in &self.blocks {
            if let Block::LaidOut(calendar) = block {
                collect(&calendar.view, &mut found);
            }
        }
        found
    }

    #[cfg(not(target_arch = "wasm32"))]
    /// Returns the routes of the stories of a section in a month. Calendars and editions list none.
    pub fn listed_stories(&self) -> impl Iterator<Item = &Route> {
        let lists = self.blocks.iter().filter_map(Block::as_list);
        let texts = lists
            .flat_map(|list| &list.items)
            .flat_map(|item| &item.text);
        let routes = texts.filter_map(Inline::as_page_link);
        routes.filter(|route| matches!(route, Route::Article(..)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_week_of_a_calendar_has_seven_columns() {
        // February 2026 has exactly four weeks, and March 2025 touches six.
        for (year, number) in (1..=12).map(|number| (2025, number)).chain([(2026, 2)]) {
            let month = Month::new(year, number).expect("a month");
            let calendar = Front::month(month, Inline::Text(String::new()), |_| false);
            for week in calendar.head.iter().chain(&calendar.body) {
                let columns: u16 = week.iter().map(|cell| cell.cols).sum();
                assert_eq!(columns, 7, "{year}-{number}: {week:?}");
            }
            let days = calendar.body.iter().flatten();
            let days = days.filter(|cell| !cell.text.is_empty());
            assert_eq!(days.count(), month.days().count(), "{year}-{number}");
        }
    }
}
