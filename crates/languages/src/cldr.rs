//! What CLDR says of a region: how it writes dates and times, which digits it has, and where weeks begin.

use icu_calendar::week::WeekInformation;
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{E, T, YM, YMD};
use icu_datetime::input::Time;
use icu_datetime::parts::{DAY, DAY_PERIOD, HOUR, MINUTE, MONTH, YEAR};
use icu_datetime::{FixedCalendarDateTimeFormatter as Formatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::BTreeMap;
use std::fmt;
use writeable::{Part, PartsWrite, Writeable};

/// Returns the lines of a region by the names of their messages. Lines for which CLDR has no data are
/// missing.
pub fn lines(locale: &Locale) -> BTreeMap<&'static str, String> {
    let mut lines = BTreeMap::new();
    if let Some(digits) = digits(locale) {
        lines.insert("digits", digits);
    }
    dates(locale, &mut lines);
    times(locale, &mut lines);
    if let Ok(week) = WeekInformation::try_new(locale.into()) {
        // Both count from Sunday, but ISO weeks have it as the seventh day.
        let first = week.first_weekday as u8 % 7;
        lines.insert("first-weekday", first.to_string());
    }
    lines
}

fn dates(locale: &Locale, lines: &mut BTreeMap<&'static str, String>) {
    let prefs = || locale.into();
    if let Ok(dates) = Formatter::<Gregorian, _>::try_new(prefs(), YMD::long()) {
        let months = (1..=12).filter_map(|month| {
            let parts = Parts::of(&dates.format(&Date::try_new_gregorian(2025, month, 28).ok()?));
            parts.text_of(MONTH)
        });
        lines.insert("months", months.collect::<Vec<_>>().join(","));
        if let Ok(day) = Date::try_new_gregorian(2025, 3, 28) {
            let parts = Parts::of(&dates.format(&day));
            let places = [(MONTH, "\u{1}"), (DAY, "\u{2}"), (YEAR, "\u{3}")];
            lines.insert("date", parts.pattern(&places));
        }
    }
    if let (Ok(months), Ok(day)) = (
        Formatter::<Gregorian, _>::try_new(prefs(), YM::long()),
        Date::try_new_gregorian(2025, 3, 28),
    ) {
        let parts = Parts::of(&months.format(&day));
        let places = [(MONTH, "\u{1}"), (YEAR, "\u{2}")];
        lines.insert("month-and-year", parts.pattern(&places));
    }
    if let Ok(weekdays) = Formatter::<Gregorian, _>::try_new(prefs(), E::short()) {
        // March 2, 2025 is a Sunday.
        let names = (2..9).filter_map(|day| {
            let day = Date::try_new_gregorian(2025, 3, day).ok()?;
            Some(Parts::of(&weekdays.format(&day)).text)
        });
        lines.insert("weekdays", names.collect::<Vec<_>>().join(","));
    }
}

fn times(locale: &Locale, lines: &mut BTreeMap<&'static str, String>) {
    let Ok(times) = NoCalendarFormatter::try_new(locale.into(), T::hm()) else {
        return;
    };
    for (id, hour) in [("time-am", 9), ("time-pm", 21)] {
        let Ok(time) = Time::try_new(hour, 5, 0, 0) else {
            continue;
        };
        let parts = Parts::of(&times.format(&time));
        // Find out whether the region has a 12-hour clock, and whether hours have two digits.
        let shown = parts.text_of(HOUR).unwrap_or_default().chars().count();
        let counts_to_12 = parts.text_of(DAY_PERIOD).is_some();
        let hour = match (counts_to_12, shown, hour) {
            (true, ..) => "\u{1}",
            (false, 1, 9) => "\u{3}",
            (false, 2, 9) => "\u{4}",
            // After noon, all hours have two digits.
            (false, ..) => "\u{3}",
        };
        lines.insert(id, parts.pattern(&[(HOUR, hour), (MINUTE, "\u{2}")]));
    }
}

/// Returns the ten digits of a region.
fn digits(locale: &Locale) -> Option<String> {
    let formatter = DecimalFormatter::try_new(locale.into(), Default::default()).ok()?;
    let digits = (0..10_u8).map(|digit| formatter.format(&digit.into()).to_string());
    Some(digits.collect::<Vec<_>>().join(","))
}

/// Returns the category of plurals of a number.
pub fn plural(locale: &Locale, number: u64) -> &'static str {
    PluralRules::try_new(locale.into(), Default::default())
        .map_or("other", |rules| category(rules.category_for(number)))
}

/// Returns the categories of plurals that a language has.
pub fn plurals(language: &str) -> Vec<&'static str> {
    let locale = crate::parse(language).unwrap_or(Locale::UNKNOWN);
    PluralRules::try_new((&locale).into(), Default::default()).map_or_else(
        |_| vec!["other"],
        |rules| rules.categories().map(category).collect(),
    )
}

fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// A formatted text with the places of its parts.
#[derive(Default)]
pub struct Parts {
    /// The text.
    pub text: String,
    places: Vec<(Part, std::ops::Range<usize>)>,
}

impl Parts {
    /// Formats something.
    pub fn of(formatted: &impl Writeable) -> Self {
        let mut parts = Self::default();
        // Writing into a string does not fail.
        let _ = formatted.write_to_parts(&mut parts);
        parts
    }

    fn place(&self, part: Part) -> Option<std::ops::Range<usize>> {
        let found = self.places.iter().find(|(own, _)| *own == part);
        found.map(|(_, place)| place.clone())
    }

    /// Returns the places of all parts of a kind.
    pub fn places_of(&self, part: Part) -> impl Iterator<Item = std::ops::Range<usize>> {
        let found = self.places.iter().filter(move |(own, _)| *own == part);
        found.map(|(_, place)| place.clone())
    }

    fn text_of(&self, part: Part) -> Option<String> {
        self.place(part).map(|place| self.text[place].to_owned())
    }

    /// Returns the text with other texts in the places of parts.
    fn pattern(&self, values: &[(Part, &str)]) -> String {
        let found = values.iter();
        let found = found.filter_map(|(part, value)| Some((self.place(*part)?, *value)));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        let mut pattern = self.text.clone();
        for (place, value) in found {
            pattern.replace_range(place, value);
        }
        pattern
    }
}

impl fmt::Write for Parts {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl PartsWrite for Parts {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let start = self.text.len();
        write(self)?;
        self.places.push((part, start..self.text.len()));
        Ok(())
    }
}
