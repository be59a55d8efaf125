//! Dates and times, as the current language writes them.

use super::words::piece;
use super::{DATE, DATE_AND_TIME, DIGITS, MONTH_AND_YEAR, MONTHS, TIME_AM, TIME_PM};

/// Returns a date: `March 28, 2025`. `month` is 1 to 12.
pub fn date(year: u16, month: u8, day: u8) -> String {
    DATE.fill(&[month_name(month), &number(day.into()), &number(year.into())])
}

/// Returns a month of a year: `March 2025`. `month` is 1 to 12.
pub fn month_and_year(year: u16, month: u8) -> String {
    MONTH_AND_YEAR.fill(&[month_name(month), &number(year.into())])
}

/// Returns the name of a month, 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    piece(MONTHS.text(), ',', usize::from(month).wrapping_sub(1))
}

/// Returns a time of day: `1:40 p.m.`. `hour` is 0 to 23.
pub fn time_of_day(hour: u8, minute: u8) -> String {
    let pattern = if hour < 12 { TIME_AM } else { TIME_PM };
    let hour12 = if hour.is_multiple_of(12) {
        12
    } else {
        hour % 12
    };
    pattern.fill(&[
        &number(hour12.into()),
        &digits(minute.into(), 2),
        &number(hour.into()),
        &digits(hour.into(), 2),
    ])
}

/// Returns a date and a time with the label of the time zone: `March 28, 2025, 1:40 p.m. PT`. The
/// label can be empty.
pub fn date_and_time(date: &str, time: &str, zone: &str) -> String {
    let text = DATE_AND_TIME.fill(&[date, time, zone]);
    text.trim_end().to_owned()
}

/// Returns a number in the digits of the current language.
pub fn number(value: u32) -> String {
    digits(value, 1)
}

/// Returns a number with at least `count` digits.
#[inline(never)]
fn digits(value: u32, count: u8) -> String {
    let mut text = if value > 9 || count > 1 {
        digits(value / 10, count.saturating_sub(1))
    } else {
        String::new()
    };
    text.push_str(piece(DIGITS.text(), ',', (value % 10) as usize));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_newspapers_write_them() {
        for (hour, minute, text) in [
            (0, 5, "12:05 a.m."),
            (9, 0, "9:00 a.m."),
            (12, 59, "12:59 p.m."),
            (13, 40, "1:40 p.m."),
        ] {
            assert_eq!(time_of_day(hour, minute), text);
        }
        assert_eq!(date(2025, 3, 28), "March 28, 2025");
        assert_eq!(month_and_year(2025, 12), "December 2025");
        let day = date(2025, 3, 28);
        assert_eq!(date_and_time(&day, "1 p.m.", ""), "March 28, 2025, 1 p.m.");
    }
}
