//! Reads the dates of WordPress.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Reads a time that WordPress writes twice: in UTC, where drafts have zeros, and in the site's own
/// time zone.
pub fn read(utc: Option<&str>, local: Option<&str>, zone: &TimeZone) -> Option<Timestamp> {
    civil(utc)
        .and_then(|time| TimeZone::UTC.to_timestamp(time).ok())
        .or_else(|| zone.to_timestamp(civil(local)?).ok())
}

fn civil(text: Option<&str>) -> Option<DateTime> {
    let time: DateTime = text?.trim().parse().ok()?;
    // WordPress writes the year 0 for a date that it does not know.
    (time.year() > 0).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utc_counts_before_local_time() {
        let zone = TimeZone::fixed(jiff::tz::Offset::constant(-8));
        let time = |utc, local| read(Some(utc), Some(local), &zone).map(|time| time.to_string());
        let expected = |text: &str| Some(text.to_owned());
        assert_eq!(
            time("2019-03-11 11:46:53", "2019-03-11 03:46:53"),
            expected("2019-03-11T11:46:53Z")
        );
        assert_eq!(
            time("0000-00-00 00:00:00", "2019-03-11T03:46:53"),
            expected("2019-03-11T11:46:53Z")
        );
        assert_eq!(time("0000-00-00 00:00:00", "0000-00-00 00:00:00"), None);
        assert_eq!(time("0000-01-01 00:00:00", ""), None);
        assert_eq!(read(None, None, &zone), None);
    }
}
