//! The editions: the front page of each day as it was at the end of that day, and the calendars in which
//! readers find them.
//!
//! Nothing about an edition is stored. It follows from the dates of the stories that are published now, by
//! the rules of today's front page, so that a withdrawn story is in no edition either
//! (`docs/adr/0027-editions.md`).

use crate::Archive;
use crate::front::FrontPlaces;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use frontpage_blocks::calendar;
use frontpage_ingest::story::Story;
use frontpage_model::{
    Block, Day, Front, Inline, Item, List, Month, Period, Table, Text, Year, messages,
};

/// A day on which stories were published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct EditionDay {
    day: Day,
    /// The index of its newest story. Stories from this index on are from this day or from earlier days.
    start: u32,
}

/// The days with an edition.
#[derive(Debug, Default)]
pub struct Editions {
    /// In ascending order, each once.
    days: Vec<EditionDay>,
    /// The months of these days, in ascending order.
    months: Vec<Month>,
}

impl Editions {
    /// Finds the days of the stories, which are sorted newest first.
    pub fn of(stories: &[&Story]) -> Self {
        let mut editions = Self::default();
        let places: Vec<(u32, &&Story)> = (0..).zip(stories).collect();
        for (start, story) in places.into_iter().rev() {
            let day = story.published.day();
            match editions.days.last_mut() {
                // In a zone that has crossed the date line, a later story can have an earlier day. It
                // belongs to the edition of the later day.
                Some(last) if day <= last.day => last.start = start,
                Some(_) | None => editions.days.push(EditionDay { day, start }),
            }
        }
        editions.months = editions.days.iter().map(|day| Month::of(day.day)).collect();
        editions.months.dedup();
        editions
    }

    /// Returns the number of editions.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Returns the day of the edition at an index.
    pub fn day(&self, place: u32) -> Day {
        self.days[place as usize].day
    }

    fn has_day(&self, day: Day) -> bool {
        self.days
            .binary_search_by_key(&day, |edition| edition.day)
            .is_ok()
    }

    /// Whether a period has a page. All time always has one, because the date bar leads there.
    pub fn has_page(&self, period: Period) -> bool {
        match period {
            Period::All => true,
            Period::Year(year) => self.months.iter().any(|month| month.year() == year),
            Period::Month(month) => self.months.binary_search(&month).is_ok(),
            Period::Day(day) => self.has_day(day),
        }
    }

    /// Returns the periods that have a calendar.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods = vec![Period::All];
        periods.extend(self.years().into_iter().map(Period::Year));
        periods.extend(self.months.iter().copied().map(Period::Month));
        periods
    }

    fn years(&self) -> Vec<Year> {
        let mut years: Vec<Year> = self.months.iter().map(|month| month.year()).collect();
        years.dedup();
        years
    }

    /// Returns the calendars of the same length that come before and after one.
    fn around(&self, period: Period) -> (Option<Period>, Option<Period>) {
        fn neighbors<T: Copy + Ord>(all: &[T], own: T) -> (Option<T>, Option<T>) {
            let place = all.partition_point(|other| *other < own);
            let earlier = place.checked_sub(1).and_then(|place| all.get(place));
            let later = all[place..].iter().find(|other| **other > own);
            (earlier.copied(), later.copied())
        }
        match period {
            Period::All | Period::Day(_) => (None, None),
            Period::Year(year) => {
                let (earlier, later) = neighbors(&self.years(), year);
                (earlier.map(Period::Year), later.map(Period::Year))
            }
            Period::Month(month) => {
                let (earlier, later) = neighbors(&self.months, month);
                (earlier.map(Period::Month), later.map(Period::Month))
            }
        }
    }
}

impl Archive<'_> {
    /// Returns the days of the editions before and after the one at an index.
    fn days_around(&self, place: u32) -> (Option<Day>, Option<Day>) {
        let place = place as usize;
        let day = |place: usize| self.editions.days.get(place).map(|edition| edition.day);
        (place.checked_sub(1).and_then(day), day(place + 1))
    }

    fn places_of_edition(&self, place: u32) -> FrontPlaces {
        let start = self.editions.days[place as usize].start as usize;
        // The picks in `site.toml` are those of today.
        self.front_places_from(start, Vec::new())
    }

    /// Returns the edition at an index.
    pub(crate) fn edition(&self, place: u32) -> Front {
        let (earlier, later) = self.days_around(place);
        let period = Period::Day(self.editions.day(place));
        let links = Front::links_around(period, earlier.map(Period::Day), later.map(Period::Day));
        Front {
            name: period.title(),
            blocks: vec![Block::List(links)],
            ..self.front_of(&self.places_of_edition(place))
        }
    }

    /// Returns the fingerprint of an edition: of the cards it shows, and of its neighbors. Another story
    /// leaves it as it is.
    pub(crate) fn key_of_edition(&self, place: u32) -> Fingerprint {
        let (earlier, later) = self.days_around(place);
        let text = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        let places = self.places_of_edition(place);
        let cards = |mut mix: FingerprintBuilder, places: &[usize]| {
            mix = mix.number(Some(places.len() as u64));
            for at in places {
                mix = mix.bytes(&self.stories[*at].card);
            }
            mix
        };
        let mix = FingerprintBuilder::new("edition")
            .bytes(&self.program_fingerprint)
            .text(&self.editions.day(place).to_string())
            .text(&text(earlier))
            .text(&text(later));
        let mut mix = cards(mix, &places.top);
        for (section, places) in &places.strips {
            mix = mix.text(section.slug.as_str()).text(&section.name);
            mix = cards(mix, places);
        }
        mix.key()
    }

    /// Returns the calendar of a period, which is not a day.
    pub(crate) fn calendar(&self, period: Period) -> Front {
        let editions = &self.editions;
        let latest = editions.months.last();
        let (earlier, later) = editions.around(period);
        let calendars = |in_period: &dyn Fn(Month) -> bool| {
            let months = editions.months.iter().copied();
            let months = months.filter(|month| in_period(*month));
            let tables = months.map(|month| calendar(editions.table(month, period)));
            tables.collect::<Vec<Block>>()
        };
        let mut blocks = match period {
            Period::All => calendars(&|month| Some(&month) == latest),
            Period::Year(year) => calendars(&|month| month.year() == year),
            Period::Month(own) => calendars(&|month| month == own),
            Period::Day(_) => Vec::new(),
        };
        match period {
            Period::All => {
                let mut list = editions.years_with_months();
                list.items.extend(self.links_to_section_years());
                blocks.push(Block::List(list));
            }
            Period::Month(own) => blocks.push(Block::List(self.lead_stories(own))),
            Period::Year(_) | Period::Day(_) => {}
        }
        let links = Front::links_around(period, earlier, later);
        if !links.items.is_empty() {
            blocks.insert(0, Block::List(links));
        }
        Front {
            name: period.title(),
            blocks,
            ..Front::default()
        }
    }

    /// Returns the editions of a month with their lead stories, the latest first.
    fn lead_stories(&self, month: Month) -> List {
        let days = self.editions.days.iter();
        let days = days.filter(|edition| Month::of(edition.day) == month).rev();
        let items = days.map(|edition| {
            let period = Period::Day(edition.day);
            let day = Inline::Strong(vec![Inline::Text(period.name())]);
            let mut text = vec![day, Inline::Text(" ".into())];
            text.extend(self.lead_from(edition.start as usize).map(|lead| {
                let lead = self.stories[lead];
                let lang = lead.lang.as_deref().unwrap_or(&self.config.lang);
                self.in_own_language(&lead.headline, lang)
            }));
            item(vec![Front::link_to(period, text)])
        });
        List {
            ordered: false,
            items: items.collect(),
        }
    }
}

fn item(text: Text) -> Item {
    let lists = Vec::new();
    Item { text, lists }
}

impl Editions {
    /// Returns the calendar of a month. `shown_in` is the period of its page.
    fn table(&self, month: Month, shown_in: Period) -> Table {
        let own = Period::Month(month);
        let caption = match shown_in {
            Period::All => Front::named_link(own, own.name()),
            Period::Year(_) => Front::named_link(own, messages::month_name(month.number())),
            Period::Month(_) | Period::Day(_) => Inline::Text(own.name()),
        };
        Front::month(month, caption, |day| self.has_day(day))
    }

    /// Returns the years, the latest first, each with its months.
    fn years_with_months(&self) -> List {
        let mut years = self.years();
        years.reverse();
        let mut items: Vec<Item> = Vec::new();
        for year in years {
            let months = self.months.iter().filter(|month| month.year() == year);
            let months = months.map(|month| {
                let name = messages::month_name(month.number());
                item(vec![Front::named_link(Period::Month(*month), name)])
            });
            let months = List {
                ordered: false,
                items: months.collect(),
            };
            let period = Period::Year(year);
            items.push(Item {
                text: vec![Front::named_link(period, period.name())],
                lists: vec![months],
            });
        }
        if items.is_empty() {
            items.push(item(vec![Inline::Text(
                messages::NOTHING_PUBLISHED.text().into(),
            )]));
        }
        List {
            ordered: false,
            items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::Route;

    fn day(text: &str) -> Day {
        Day::parse(text, '-').expect("a day")
    }

    fn period(text: &str) -> Period {
        match Route::parse(text) {
            Some(Route::Edition(path)) => path.period(),
            other => panic!("{other:?}"),
        }
    }

    fn path(period: Period) -> String {
        Route::edition(period).to_string()
    }

    fn editions(days: &[&str]) -> Editions {
        let days: Vec<EditionDay> = (0..)
            .zip(days)
            .map(|(start, text)| EditionDay {
                day: day(text),
                start,
            })
            .collect();
        let mut months: Vec<Month> = days.iter().map(|day| Month::of(day.day)).collect();
        months.dedup();
        Editions { days, months }
    }

    #[test]
    fn periods_without_editions_have_no_page_and_are_skipped() {
        let editions = editions(&["2023-12-31", "2025-02-01", "2025-02-28", "2025-04-01"]);
        let periods: Vec<String> = editions.periods().into_iter().map(path).collect();
        assert_eq!(
            periods,
            [
                "/edition",
                "/edition/2023",
                "/edition/2025",
                "/edition/2023/12",
                "/edition/2025/02",
                "/edition/2025/04",
            ]
        );
        for text in &periods {
            assert!(editions.has_page(period(text)), "{text}");
        }
        for text in ["/edition/2024", "/edition/2025/03", "/edition/2023/01"] {
            assert!(!editions.has_page(period(text)), "{text}");
        }
        let around = |text| editions.around(period(text));
        assert_eq!(
            around("/edition/2025/02"),
            (
                Some(period("/edition/2023/12")),
                Some(period("/edition/2025/04"))
            )
        );
        assert_eq!(
            around("/edition/2025"),
            (Some(period("/edition/2023")), None)
        );
        assert_eq!(around("/edition"), (None, None));
        assert!(editions.has_day(day("2025-02-28")));
        assert!(!editions.has_day(day("2025-03-01")));
    }
}
