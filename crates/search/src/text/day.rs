//! Days as numbers.

/// A day of the Gregorian calendar, as the number of days since 1970-01-01. The publisher counts days
/// in the newspaper's time zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Returns the day of a date. It does not check whether the month has that day.
    /// The arithmetic is `days_from_civil` of <https://howardhinnant.github.io/date_algorithms.html>.
    pub fn of_date(year: i32, month: u8, day: u8) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i32::from(month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i32::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Parses the first day of `2025`, `2025-03` or `2025-03-28`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| match parts.next() {
            None => Some(None),
            Some(part) if part.len() <= digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<i32>().ok().map(Some)
            }
            Some(_) => None,
        };
        let year = number(4)?.filter(|year| *year >= 1000)?;
        let (month, day) = (number(2)?.unwrap_or(1), number(2)?.unwrap_or(1));
        if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let small = |number: i32| u8::try_from(number).ok();
        Some(Self::of_date(year, small(month)?, small(day)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(Day::of_date(1970, 1, 1), Day(0));
        assert_eq!(Day::of_date(2000, 3, 1), Day(11_017));
        assert_eq!(Day::of_date(2025, 3, 28), Day(20_175));
        assert_eq!(Day::of_date(1969, 12, 31), Day(-1));
    }

    #[test]
    fn dates_may_be_a_year_a_month_or_a_day() {
        assert_eq!(Day::parse("2025"), Some(Day::of_date(2025, 1, 1)));
        assert_eq!(Day::parse("2025-3"), Some(Day::of_date(2025, 3, 1)));
        assert_eq!(Day::parse("2025-03-28"), Some(Day(20_175)));
        for text in [
            "",
            "25",
            "2025-",
            "2025-13",
            "2025-00-01",
            "2025-01-01-01",
            "x",
            "20255",
            "+202",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
