//! The periods that have a page among the editions: a day, a month, a year, and all time.

use crate::{Day, Slug, TimeError, messages};

/// The first part of the paths of editions and calendars.
const EDITION: &str = "edition";

/// The lengths of the path of all time, a year, a month and a day, after its first part.
const NO_PERIOD: usize = 0;
const YEAR: usize = 5;
const MONTH: usize = 8;
const DAY: usize = 11;

/// A month of the Gregorian calendar, in the years 1000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Day,
}

impl Month {
    /// Creates a month; `month` is 1 to 12.
    ///
    /// # Errors
    /// [`TimeError`] if there is no such month.
    pub fn new(year: u16, month: u8) -> Result<Self, TimeError> {
        Day::new(year, month, 1).map(|first| Self { first })
    }

    /// Returns the month of a day.
    pub fn of(day: Day) -> Self {
        Self {
            first: day.first_of_month(),
        }
    }

    /// Returns the year.
    pub fn year(self) -> Year {
        Year::of(self.first)
    }

    /// Returns the number of the month, 1 to 12.
    pub fn number(self) -> u8 {
        self.first.month()
    }

    /// Returns the number of days between the Sunday on or before its first day and that day: 0 to 6.
    pub fn first_weekday(self) -> u8 {
        self.first.weekday()
    }

    /// Returns its days, from the first to the last.
    pub fn days(self) -> impl Iterator<Item = Day> {
        let day = move |day| Day::new(self.first.year(), self.first.month(), day).ok();
        (1..=31).map_while(day)
    }
}

/// A year from 1000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year {
    first: Day,
}

impl Year {
    /// Creates a year.
    ///
    /// # Errors
    /// [`TimeError`] if it does not have exactly four digits.
    pub fn new(year: u16) -> Result<Self, TimeError> {
        Day::new(year, 1, 1).map(|first| Self { first })
    }

    /// Returns the year of a day.
    pub fn of(day: Day) -> Self {
        Self {
            first: day.first_of_year(),
        }
    }

    /// Returns the number of the year.
    pub fn number(self) -> u16 {
        self.first.year()
    }
}

/// A period that has a page among the editions: a day has its edition, and longer ones have the calendar
/// of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// All time: `/edition`
    All,
    /// A year: `/edition/2025`
    Year(Year),
    /// A month: `/edition/2025/03`
    Month(Month),
    /// A day: `/edition/2025/03/28`
    Day(Day),
}

impl Period {
    /// Whether a day is in the period.
    pub fn contains(self, day: Day) -> bool {
        match self {
            Self::All => true,
            Self::Year(year) => year == Year::of(day),
            Self::Month(month) => month == Month::of(day),
            Self::Day(own) => own == day,
        }
    }

    /// Returns the name of the period in a link: `Editions`, `2025`, `March 2025` or `March 28, 2025`.
    pub fn name(self) -> String {
        match self {
            Self::All => messages::EDITIONS.text().to_owned(),
            Self::Year(year) => messages::number(year.number().into()),
            Self::Month(month) => messages::month_and_year(month.year().number(), month.number()),
            Self::Day(day) => day.text(),
        }
    }

    /// Returns the name of its page: `Editions`, `Editions of March 2025`, or `Edition of March 28, 2025`.
    pub fn title(self) -> String {
        match self {
            Self::All => self.name(),
            Self::Year(_) | Self::Month(_) => messages::EDITIONS_OF.fill(&[&self.name()]),
            Self::Day(_) => messages::EDITION_OF.fill(&[&self.name()]),
        }
    }
}

/// The path of a period's page without its first slash: `edition`, `edition/2025`, `edition/2025/03` or
/// `edition/2025/03/28`, or the month of a section, `world/2025/03`. It can only be made of a [`Period`], of a
/// section and a month, or by parsing.
///
/// Routes hold this text and not the period, because it takes 400 bytes of WebAssembly less, and the app
/// needs nothing but the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionPath(String);

impl EditionPath {
    /// Parses a path. `first` is the length of its first part. The caller checks that this part is `edition` or
    /// can be a section, and that two parts follow a section.
    ///
    /// # Errors
    /// [`TimeError`] if the text has another format or there is no such day, month or year.
    pub(crate) fn parse(path: &str, first: usize) -> Result<Self, TimeError> {
        let period = path.get(first..).ok_or(TimeError)?;
        // The first day completes a month and a year.
        let rest = match period.len() {
            NO_PERIOD => "/2000/01/01",
            YEAR => "/01/01",
            MONTH => "/01",
            _ => "",
        };
        let day = [period, rest].concat();
        Day::parse(day.strip_prefix('/').ok_or(TimeError)?, '/')?;
        Ok(Self(path.into()))
    }

    /// Returns the path of the page with the stories of a section in a month.
    pub fn of_section(section: &Slug, month: Month) -> Self {
        Self(after(section.as_str(), Period::Month(month)))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Splits the path after its first part.
    fn parts(&self) -> (&str, &str) {
        let end = self.0.find('/').unwrap_or(self.0.len());
        self.0.split_at(end)
    }

    /// Returns the section whose stories the page has. `None` if it is an edition or a calendar.
    pub fn section(&self) -> Option<Slug> {
        let (first, _) = self.parts();
        Slug::parse(first).ok().filter(|_| first != EDITION)
    }

    /// Returns the period.
    pub fn period(&self) -> Period {
        let (_, path) = self.parts();
        let day = |rest: &str| {
            let day = [path, rest].concat();
            Day::parse(day.trim_start_matches('/'), '/')
        };
        let period = match path.len() {
            YEAR => day("/01/01").map(|first| Period::Year(Year { first })),
            MONTH => day("/01").map(|first| Period::Month(Month { first })),
            NO_PERIOD => Ok(Period::All),
            _ => day("").map(Period::Day),
        };
        // The text was parsed before.
        period.unwrap_or(Period::All)
    }
}

/// Returns the path of a period after `first`, its first part.
fn after(first: &str, period: Period) -> String {
    let (day, length) = match period {
        Period::All => return first.to_owned(),
        Period::Year(year) => (year.first, YEAR),
        Period::Month(month) => (month.first, MONTH),
        Period::Day(day) => (day, DAY),
    };
    let path = ["/", &day.path()].concat();
    [first, path.get(..length).unwrap_or_default()].concat()
}

impl From<Period> for EditionPath {
    fn from(period: Period) -> Self {
        Self(after(EDITION, period))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in [
            "edition",
            "edition/2025",
            "edition/2025/03",
            "edition/2025/03/28",
            "edition/1000/12",
            "edition/2024/02/29",
        ] {
            let path = EditionPath::parse(text, EDITION.len()).unwrap();
            assert_eq!(path.as_str(), text);
            assert_eq!(path.section(), None);
            assert_eq!(EditionPath::from(path.period()), path);
        }
    }

    #[test]
    fn a_section_has_months() {
        let path = EditionPath::parse("world/2025/03", "world".len()).unwrap();
        let (world, march) = (Slug::parse("world").unwrap(), Month::new(2025, 3).unwrap());
        assert_eq!(path.section().as_ref(), Some(&world));
        assert_eq!(path.period(), Period::Month(march));
        assert_eq!(EditionPath::of_section(&world, march), path);
    }

    #[test]
    fn rejects_what_is_no_period() {
        for text in [
            "/",
            "2025",
            "s",
            "s/2025/03",
            "//",
            "/0000",
            "/0999",
            "/999",
            "/20250",
            "/+202",
            "/2025/",
            "/2025/0",
            "/2025/00",
            "/2025/13",
            "/2025/3",
            "/2025/003",
            "/2025-03",
            "/2025/03/",
            "/2025/03/0",
            "/2025/03/00",
            "/2025/02/31",
            "/2025/02/029",
            "/2025/3/28",
            "/2025/3/028",
            "/2025/03/28/",
            "/2025/03/28/1",
            "/٢٠٢٥",
            "/é/01",
        ] {
            let path = [EDITION, text].concat();
            assert_eq!(
                EditionPath::parse(&path, EDITION.len()),
                Err(TimeError),
                "{text}"
            );
        }
    }

    #[test]
    fn months_have_the_days_of_the_calendar() {
        let month = |year, month| Month::new(year, month).unwrap();
        // Weekdays are checked against published calendars.
        for (year, number, first_weekday, length) in [
            (2025, 2, 6, 28),
            (2025, 3, 6, 31),
            (2024, 2, 4, 29),
            (2000, 2, 2, 29),
            (1900, 2, 4, 28),
            (2026, 11, 0, 30),
            (1970, 1, 4, 31),
            (9999, 12, 3, 31),
        ] {
            let month = month(year, number);
            assert_eq!(month.first_weekday(), first_weekday, "{year}/{number}");
            assert_eq!(month.days().count(), length, "{year}/{number}");
        }
    }

    #[test]
    fn a_period_contains_its_days_alone() {
        let day = |text| Day::parse(text, '-').unwrap();
        let period = |text| {
            let path = [EDITION, text].concat();
            EditionPath::parse(&path, EDITION.len()).unwrap().period()
        };
        assert!(period("").contains(day("2025-03-28")));
        assert!(period("/2025").contains(day("2025-12-31")));
        assert!(!period("/2025").contains(day("2026-01-01")));
        assert!(period("/2025/03").contains(day("2025-03-01")));
        assert!(!period("/2025/03").contains(day("2024-03-01")));
        assert!(!period("/2025/03").contains(day("2025-04-01")));
        assert!(period("/2025/03/28").contains(day("2025-03-28")));
        assert!(!period("/2025/03/28").contains(day("2025-03-27")));
    }
}
