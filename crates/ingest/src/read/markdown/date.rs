//! Reads the dates of front matter.

use frontpage_base::diagnostic::FieldDiagnostic;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// Times with an offset that are not RFC 3339, such as Jekyll's.
const WITH_OFFSET: [&str; 3] = [
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M %z",
    "%a, %d %b %Y %H:%M:%S %z",
];

/// Dates in words, such as Astro's.
const IN_WORDS: [&str; 5] = ["%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y", "%d %B %Y"];

/// Reads a time. A time without an offset is in the newspaper's `zone`, and a date without a time stands for
/// the midnight at which it begins.
///
/// # Errors
/// If the text is not a time.
pub fn read(field: &str, text: &str, zone: &TimeZone) -> Result<Timestamp, FieldDiagnostic> {
    let text = text.trim();
    if let Some(time) = with_offset(text) {
        return Ok(time);
    }
    let in_words = || {
        IN_WORDS
            .iter()
            .find_map(|format| Date::strptime(format, text).ok())
    };
    let local = text.parse::<DateTime>().ok();
    let local = local.or_else(|| in_words().map(|date| date.to_datetime(Default::default())));
    let time = local.and_then(|local| zone.to_timestamp(local).ok());
    time.ok_or_else(|| bad(field, text))
}

/// Which moment a time without an offset stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    /// The moment when that time has come everywhere on Earth, for an embargo. The last places are 12 hours
    /// behind UTC.
    Latest,
    /// The moment when that time comes anywhere on Earth, for an expiry. The first places are 14 hours ahead
    /// of UTC.
    Earliest,
}

/// Reads a time that decides whether a story may appear.
///
/// # Errors
/// If the text is not a time.
pub fn read_with_caution(
    field: &str,
    text: &str,
    caution: Caution,
) -> Result<Timestamp, FieldDiagnostic> {
    let hours = match caution {
        Caution::Latest => -12,
        Caution::Earliest => 14,
    };
    read(field, text, &TimeZone::fixed(Offset::constant(hours)))
}

fn with_offset(text: &str) -> Option<Timestamp> {
    let others = || {
        WITH_OFFSET
            .iter()
            .find_map(|format| Timestamp::strptime(format, text).ok())
    };
    text.parse().ok().or_else(others)
}

/// Returns the date that a file's name starts with, as in Jekyll, and the rest of the name.
pub fn in_file_name(stem: &str) -> Option<(&str, &str)> {
    let (date, rest) = stem.split_at_checked("2024-03-01".len())?;
    let rest = rest.strip_prefix(['-', '_'])?;
    date.parse::<Date>().is_ok().then_some((date, rest))
}

fn bad(field: &str, text: &str) -> FieldDiagnostic {
    FieldDiagnostic::new(
        field,
        format!("{text:?} is not a valid time"),
        "write it as in 2025-02-18 or 2025-02-18T13:40:00-08:00",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        jiff::tz::TimeZoneDatabase::bundled()
            .get("America/Los_Angeles")
            .unwrap()
    }

    #[test]
    fn dates_are_written_in_many_ways() {
        for (text, time) in [
            ("2024-03-01T10:00:00Z", "2024-03-01T10:00:00Z"),
            ("2024-03-01T10:00:00-05:00", "2024-03-01T15:00:00Z"),
            ("2024-03-01 10:00:00 -0500", "2024-03-01T15:00:00Z"),
            ("2024-03-01 10:00 +0100", "2024-03-01T09:00:00Z"),
            ("Fri, 01 Mar 2024 10:00:00 +0000", "2024-03-01T10:00:00Z"),
            ("2024-03-01", "2024-03-01T08:00:00Z"),
            ("2024-03-01T10:00:00", "2024-03-01T18:00:00Z"),
            ("2024-03-01 10:00", "2024-03-01T18:00:00Z"),
            ("Mar 01 2024", "2024-03-01T08:00:00Z"),
            ("March 1, 2024", "2024-03-01T08:00:00Z"),
            (" 1 March 2024 ", "2024-03-01T08:00:00Z"),
            // The night when clocks go forward.
            ("2025-03-09 02:30", "2025-03-09T10:30:00Z"),
        ] {
            let expected: Timestamp = time.parse().unwrap();
            assert_eq!(read("date", text, &zone()), Ok(expected), "{text}");
        }
        for bad in [
            "",
            "yesterday",
            "2024-13-01",
            "2024",
            "01/03/2024",
            "0000-00-00",
        ] {
            assert_eq!(read("date", bad, &zone()).unwrap_err().field, "date");
        }
    }

    #[test]
    fn without_an_offset_an_embargo_ends_late_and_a_story_expires_early() {
        let moment = |text, caution| read_with_caution("x", text, caution).unwrap().to_string();
        for caution in [Caution::Latest, Caution::Earliest] {
            assert_eq!(
                moment("2024-03-01T10:00:00Z", caution),
                "2024-03-01T10:00:00Z"
            );
        }
        assert_eq!(
            moment("2024-03-01", Caution::Latest),
            "2024-03-01T12:00:00Z"
        );
        assert_eq!(
            moment("2024-03-01 10:00", Caution::Earliest),
            "2024-02-29T20:00:00Z"
        );
        assert_eq!(
            read_with_caution("x", "soon", Caution::Latest)
                .unwrap_err()
                .field,
            "x"
        );
    }

    #[test]
    fn a_file_name_can_start_with_the_date() {
        assert_eq!(in_file_name("2024-03-01-a-b"), Some(("2024-03-01", "a-b")));
        assert_eq!(in_file_name("2024-13-01-a"), None);
        assert_eq!(in_file_name("2024-03-01"), None);
        assert_eq!(in_file_name("2024-03-0é-a"), None);
        assert_eq!(in_file_name("a"), None);
    }
}
