//! Converts the times of an item to the newspaper's time zone.

use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_model::LocalTime;
use jiff::{Timestamp, tz::TimeZone};

/// Parses a time in RFC 3339, with or without fractions of a second.
pub fn moment(field: &str, text: &str) -> Result<Timestamp, FieldDiagnostic> {
    text.trim().parse().map_err(|_| {
        FieldDiagnostic::new(
            field,
            format!("{text:?} is not a valid time"),
            "use RFC 3339 with an offset, as in 2025-02-18T13:40:00-08:00",
        )
    })
}

/// Returns the local time of `moment` in the newspaper's time zone.
pub fn local(
    field: &str,
    moment: Timestamp,
    zone: &TimeZone,
) -> Result<LocalTime, FieldDiagnostic> {
    let text = moment
        .to_zoned_datetime(zone.clone())
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string();
    LocalTime::parse(&text).map_err(|_| {
        FieldDiagnostic::new(field, format!("{text} is out of range"), "check the year")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_converted_to_the_newspapers_time_zone() {
        let zone = jiff::tz::TimeZoneDatabase::bundled()
            .get("America/Los_Angeles")
            .unwrap();
        for (text, local_text) in [
            ("2025-02-18T21:40:00Z", "2025-02-18T13:40:00-08:00"),
            ("2025-02-18T21:40:00.999Z", "2025-02-18T13:40:00-08:00"),
            // The night when clocks go forward, and the hour that happens twice.
            ("2025-03-09T02:30:00-08:00", "2025-03-09T03:30:00-07:00"),
            ("2025-11-02T01:30:00-08:00", "2025-11-02T01:30:00-08:00"),
            ("2025-11-02T01:30:00-07:00", "2025-11-02T01:30:00-07:00"),
            // Tomorrow in Tokyo is still today in Los Angeles.
            ("2025-03-01T05:00:00+09:00", "2025-02-28T12:00:00-08:00"),
        ] {
            let moment = moment("x", text).unwrap();
            assert_eq!(local("x", moment, &zone).unwrap().to_string(), local_text);
        }
        for bad in [
            "",
            "yesterday",
            "2025-02-30T00:00:00Z",
            "2025-02-18T13:40:00",
            "2025-02-18",
        ] {
            let finding = moment("firstCreated", bad).unwrap_err();
            assert_eq!(finding.field, "firstCreated");
        }
    }
}
