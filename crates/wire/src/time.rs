//! Reads times as agencies write them: RFC 3339, the basic format of ISO 8601 (`20210516T090004Z`), and
//! dates alone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// The years that a story can be from. Other systems write a year such as 0 or 1 for "no date".
const YEARS: std::ops::RangeInclusive<i16> = 1600..=9000;

/// Reads a time. `zone` is the time zone of times without one. Returns `None` if the text is not a time, or
/// is one that no story can have.
pub fn read(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    let time = text
        .parse::<Timestamp>()
        .ok()
        .or_else(|| with_offset(text))
        .or_else(|| zone.to_timestamp(civil(text)?).ok())?;
    let year = TimeZone::UTC.to_datetime(time).year();
    YEARS.contains(&year).then_some(time)
}

fn civil(text: &str) -> Option<DateTime> {
    let date = || Some(text.parse::<Date>().ok()?.to_datetime(Time::midnight()));
    text.parse().ok().or_else(date)
}

/// Reads a time with an offset that [`Timestamp`] does not know: `+0100` after a time, which is common.
fn with_offset(text: &str) -> Option<Timestamp> {
    const FORMATS: [&str; 4] = [
        "%Y-%m-%dT%H:%M:%S%.f%z",
        "%Y%m%dT%H%M%S%z",
        "%Y-%m-%d %H:%M:%S%z",
        "%Y%m%dT%H%M%S%:z",
    ];
    let formats = FORMATS.iter();
    formats
        .filter_map(|format| Timestamp::strptime(format, text).ok())
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_agencies_write_them() {
        let oslo = jiff::tz::TimeZoneDatabase::bundled()
            .get("Europe/Oslo")
            .unwrap();
        for (text, expected) in [
            ("2019-05-10T16:02:28+02:00", "2019-05-10T14:02:28Z"),
            ("2017-08-24T04:38:34+0000", "2017-08-24T04:38:34Z"),
            ("2018-03-01T18:34:39.924Z", "2018-03-01T18:34:39.924Z"),
            ("20151014T043001+0100", "2015-10-14T03:30:01Z"),
            ("20151210T191044Z", "2015-12-10T19:10:44Z"),
            ("20210516T090004", "2021-05-16T07:00:04Z"),
            ("2021-05-16T09:00:04", "2021-05-16T07:00:04Z"),
            ("\n 2021-05-16 ", "2021-05-15T22:00:00Z"),
            ("20210516", "2021-05-15T22:00:00Z"),
        ] {
            let time = read(text, &oslo).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "0000-00-00T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2021-02-30T00:00:00Z",
            "99999999999999999999",
        ] {
            assert_eq!(read(text, &oslo), None, "{text}");
        }
    }
}
