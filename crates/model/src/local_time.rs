//! Dates and times in the newspaper's time zone, as it prints them.

use crate::messages;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A calendar day in the newspaper's time zone, in the years 1000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Creates a day of the Gregorian calendar.
    ///
    /// # Errors
    /// [`TimeError`] if there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, TimeError> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=length).contains(&day)
        {
            Ok(Self { year, month, day })
        } else {
            Err(TimeError)
        }
    }

    /// Parses `2025-03-28`, or `2025/03/28` with another separator.
    ///
    /// # Errors
    /// [`TimeError`] if the text has another format or there is no such day.
    pub fn parse(text: &str, separator: char) -> Result<Self, TimeError> {
        let mut parts = text.split(separator);
        let year = digits(parts.next(), 4)?;
        let month = digits(parts.next(), 2)?;
        let day = digits(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(TimeError);
        }
        // Two digits always fit.
        Self::new(year, month as u8, day as u8)
    }

    /// Returns the year, 1000 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day_of_month(self) -> u8 {
        self.day
    }

    /// Returns the first day of its month.
    pub(crate) fn first_of_month(self) -> Self {
        Self { day: 1, ..self }
    }

    /// Returns the first day of its year.
    pub(crate) fn first_of_year(self) -> Self {
        Self {
            day: 1,
            month: 1,
            ..self
        }
    }

    /// Returns the number of days since the last Sunday: 0 on a Sunday, 6 on a Saturday.
    pub(crate) fn weekday(self) -> u8 {
        // The first day of the count is a Tuesday. Seven days always fit.
        ((self.number() + 2) % 7) as u8
    }

    /// Returns the number of days since a fixed day before the year 1000.
    fn number(self) -> i64 {
        // Years are counted from March, so that the leap day comes last.
        let (y, m) = if self.month <= 2 {
            (i64::from(self.year) - 1, i64::from(self.month) + 9)
        } else {
            (i64::from(self.year), i64::from(self.month) - 3)
        };
        365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + i64::from(self.day)
    }

    /// Returns the day as a path: `2025/03/28`.
    pub fn path(self) -> String {
        self.joined_by('/')
    }

    /// Returns the day with a character between its numbers.
    fn joined_by(self, separator: char) -> String {
        let Self { year, month, day } = self;
        format!("{year:04}{separator}{month:02}{separator}{day:02}")
    }

    /// Returns the day as the newspaper prints it: `March 28, 2025`.
    pub fn text(self) -> String {
        messages::date(self.year, self.month, self.day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined_by('-'))
    }
}

impl TryFrom<String> for Day {
    type Error = TimeError;
    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::parse(&text, '-')
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// A moment by the newspaper's local clock, with the offset from UTC, to the second.
///
/// In JSON it has the RFC 3339 format with an offset: `2025-02-18T13:40:00-08:00`. The publisher
/// works out the offset, so that the browser needs no time zone data to print a story's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalTime {
    day: Day,
    hour: u8,
    minute: u8,
    second: u8,
    /// Minutes east of UTC, −1439 to 1439.
    offset: i16,
}

impl LocalTime {
    /// The start of 1970 in UTC, the Unix epoch.
    pub const EPOCH: Self = Self {
        day: Day {
            year: 1970,
            month: 1,
            day: 1,
        },
        hour: 0,
        minute: 0,
        second: 0,
        offset: 0,
    };

    /// Parses a `date-time` of RFC 3339 §5.6 with an uppercase `T` and `Z`. Fractions of a second
    /// are dropped.
    ///
    /// # Errors
    /// [`TimeError`] if the text has another format or there is no such time.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let (date, clock) = text.split_once('T').ok_or(TimeError)?;
        let at = clock.find(['Z', '+', '-']).ok_or(TimeError)?;
        let (clock, zone) = clock.split_at(at);
        let offset = if zone == "Z" {
            0
        } else {
            let (hours, minutes) = zone
                .get(1..)
                .and_then(|z| z.split_once(':'))
                .ok_or(TimeError)?;
            let (hours, minutes) = (digits(Some(hours), 2)?, digits(Some(minutes), 2)?);
            // Nothing can follow a `Z`.
            if hours > 23 || minutes > 59 || zone.starts_with('Z') {
                return Err(TimeError);
            }
            let east = (hours * 60 + minutes) as i16;
            if zone.starts_with('-') { -east } else { east }
        };
        let mut parts = clock.splitn(3, ':');
        let hour = digits(parts.next(), 2)?;
        let minute = digits(parts.next(), 2)?;
        let second = parts.next().ok_or(TimeError)?;
        let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
        let second = digits(Some(second), 2)?;
        let whole = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
        if hour > 23 || minute > 59 || second > 60 || !whole {
            return Err(TimeError);
        }
        Ok(Self {
            day: Day::parse(date, '-')?,
            hour: hour as u8,
            minute: minute as u8,
            second: second as u8,
            offset,
        })
    }

    /// Returns the calendar day by the newspaper's clock.
    pub fn day(self) -> Day {
        self.day
    }

    /// Returns the time of day as the newspaper prints it: `1:40 p.m.`.
    pub fn time_text(self) -> String {
        messages::time_of_day(self.hour, self.minute)
    }

    /// Returns the seconds in UTC since a fixed day, for sorting and comparing moments.
    pub fn utc_seconds(self) -> i64 {
        ((self.day.number() * 24 + i64::from(self.hour)) * 60 + i64::from(self.minute)
            - i64::from(self.offset))
            * 60
            + i64::from(self.second)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            day,
            hour,
            minute,
            second,
            offset,
        } = self;
        let sign = if *offset < 0 { '-' } else { '+' };
        let (h, m) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
        write!(
            f,
            "{day}T{hour:02}:{minute:02}:{second:02}{sign}{h:02}:{m:02}"
        )
    }
}

impl TryFrom<String> for LocalTime {
    type Error = TimeError;
    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::parse(&text)
    }
}

impl From<LocalTime> for String {
    fn from(time: LocalTime) -> Self {
        time.to_string()
    }
}

/// The error for a text that is not a date or time in the expected format, or that names one that
/// does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeError;

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date and time such as 2025-02-18T13:40:00-08:00")
    }
}

impl core::error::Error for TimeError {}

/// Parses exactly `length` ASCII digits.
fn digits(text: Option<&str>, length: usize) -> Result<u16, TimeError> {
    let text = text.ok_or(TimeError)?;
    if text.len() == length && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| TimeError)
    } else {
        Err(TimeError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in [
            "2025-02-18T13:40:00-08:00",
            "2024-02-29T00:00:59+05:45",
            "2000-02-29T23:59:00+00:00",
        ] {
            assert_eq!(LocalTime::parse(text).unwrap().to_string(), text);
        }
        for text in ["2025-02-18T21:40:00.123Z", "2025-02-18T21:40:00.123456789Z"] {
            let zulu = LocalTime::parse(text).unwrap();
            assert_eq!(zulu.to_string(), "2025-02-18T21:40:00+00:00");
        }
    }

    #[test]
    fn rejects_malformed_and_impossible_times() {
        for text in [
            "",
            "2025-02-18",
            "2025-02-18T13:40",
            "2025-02-18 13:40:00Z",
            "2025-02-30T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-01-01T24:00:00Z",
            "2025-01-01T00:60:00Z",
            "2025-01-01T00:00:00+24:00",
            "2025-01-01T00:00:00+0800",
            "+025-01-01T00:00:00Z",
            "2025-01-01T00:00:00−08:00",
            "2025-01-01T00:00:00Z08:00",
            "2025-01-01T00:00:00.Z",
            "2025-01-01T00:00:00.abcZ",
            "2025-01-01T00:00:00.1.2Z",
        ] {
            assert_eq!(LocalTime::parse(text), Err(TimeError), "{text}");
        }
    }

    #[test]
    fn prints_times_like_a_newspaper() {
        let at = |text| LocalTime::parse(text).unwrap();
        assert_eq!(at("2025-03-28T00:05:00-07:00").time_text(), "12:05 a.m.");
        assert_eq!(at("2025-03-28T12:00:00-07:00").time_text(), "12:00 p.m.");
        assert_eq!(at("2025-03-28T23:59:00-07:00").time_text(), "11:59 p.m.");
        assert_eq!(
            at("2025-03-28T23:59:00-07:00").day().text(),
            "March 28, 2025"
        );
    }

    #[test]
    fn orders_moments_across_zones_and_months() {
        let at = |text| LocalTime::parse(text).unwrap().utc_seconds();
        assert_eq!(
            at("2025-02-18T13:40:00-08:00"),
            at("2025-02-18T21:40:00+00:00")
        );
        assert_eq!(
            at("2025-03-01T00:00:00+00:00") - at("2025-02-28T00:00:00+00:00"),
            86_400
        );
        assert_eq!(
            at("2024-03-01T00:00:00+00:00") - at("2024-02-28T00:00:00+00:00"),
            172_800
        );
        assert_eq!(
            at("2025-01-01T00:00:00+00:00") - at("2024-12-31T23:59:59+00:00"),
            1
        );
    }
}
