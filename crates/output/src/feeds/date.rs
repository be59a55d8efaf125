//! Dates in the format of RSS. The other formats use [`LocalTime`]'s own format, which is valid as
//! RFC 3339, as a W3C date and as an XML `dateTime`.

use frontpage_model::LocalTime;
use jiff::Timestamp;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

/// Formats a time as in RFC 822, with a four-digit year, as RSS 2.0 requires:
/// `Tue, 18 Feb 2025 13:40:00 -0800`.
///
/// `None` if the date does not exist; a [`LocalTime`] is always a valid date.
pub fn rfc822(time: LocalTime) -> Option<String> {
    let text = time.to_string();
    let offset = Pieces::parse(&text).ok()?.to_numeric_offset()?;
    let moment: Timestamp = text.parse().ok()?;
    let zoned = moment.to_zoned_datetime(TimeZone::fixed(offset));
    // Not jiff's own RFC 2822 printer, which writes days below ten without a zero.
    Some(zoned.strftime("%a, %d %b %Y %H:%M:%S %z").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_formatted_as_rfc_822() {
        for (given, printed) in [
            (
                "2025-02-18T13:40:00-08:00",
                "Tue, 18 Feb 2025 13:40:00 -0800",
            ),
            (
                "2025-04-01T07:05:09+02:00",
                "Tue, 01 Apr 2025 07:05:09 +0200",
            ),
            ("2024-02-29T00:00:01Z", "Thu, 29 Feb 2024 00:00:01 +0000"),
            (
                "1999-12-31T23:59:59+05:45",
                "Fri, 31 Dec 1999 23:59:59 +0545",
            ),
        ] {
            let time = LocalTime::parse(given).unwrap();
            assert_eq!(rfc822(time).as_deref(), Some(printed));
        }
    }
}
