//! The months of the sections: for each section and month, a page with the headlines of its stories, and the
//! links that lead there.
//!
//! Like an edition, such a page follows from the dates of the stories that are published now
//! (`docs/adr/0037-section-months.md`).

use crate::Archive;
use crate::lists::List as StoryList;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use frontpage_ingest::story::Story;
use frontpage_model::{
    Block, Front, Href, Inline, Item, LinkText, List, ListingKind, Month, Period, Route, Slug,
    Span, Text, Year, messages,
};
use std::ops::Range;

/// A month with the stories of a section in it.
#[derive(Clone, Debug)]
struct SectionMonth {
    month: Month,
    /// The places of its stories in the list of the section, newest first.
    stories: Range<usize>,
}

/// The months of a section in which it has stories, in ascending order.
#[derive(Debug, Default)]
pub struct SectionMonths(Vec<SectionMonth>);

impl SectionMonths {
    /// Finds the months of each list. Only lists of sections have months.
    pub fn of_lists(lists: &[StoryList<'_>], stories: &[&Story]) -> Vec<Self> {
        let of_list = |list: &StoryList<'_>| match list.kind {
            ListingKind::Section => Self::of(list, stories),
            ListingKind::Tag | ListingKind::Author => Self::default(),
        };
        lists.iter().map(of_list).collect()
    }

    fn of(list: &StoryList<'_>, stories: &[&Story]) -> Self {
        let mut months: Vec<SectionMonth> = Vec::new();
        for (place, at) in list.stories.iter().enumerate().rev() {
            let month = Month::of(stories[*at as usize].published.day());
            match months.last_mut() {
                // In a zone that has crossed the date line, a later story can have an earlier day.
                Some(last) if month <= last.month => last.stories.start = place,
                Some(_) | None => months.push(SectionMonth {
                    month,
                    stories: place..place + 1,
                }),
            }
        }
        Self(months)
    }

    /// Returns the number of months.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn find(&self, month: Month) -> Option<usize> {
        self.0.binary_search_by_key(&month, |own| own.month).ok()
    }

    /// Returns the month before the one at an index, and the one after it.
    fn around(&self, index: usize) -> [Option<Month>; 2] {
        let month = |index: usize| self.0.get(index).map(|own| own.month);
        [index.checked_sub(1).and_then(month), month(index + 1)]
    }

    fn of_year(&self, year: Year) -> impl Iterator<Item = Month> {
        let months = self.0.iter().map(|own| own.month);
        months.filter(move |month| month.year() == year)
    }
}

/// A section with the years in which it has stories.
#[derive(Clone, Debug)]
pub struct SectionYears<'a> {
    /// The name in the URL.
    pub slug: &'a Slug,
    /// The name as readers see it.
    pub name: &'a str,
    /// The years, the latest first, each with the page of its latest month.
    pub years: Vec<(Year, Route)>,
}

impl<'a> Archive<'a> {
    /// Returns the sections with their years, in the order of `site.toml`.
    pub fn section_years(&self) -> Vec<SectionYears<'a>> {
        let sections = self.lists.iter().zip(&self.section_months);
        let sections = sections.filter(|(list, _)| list.kind == ListingKind::Section);
        let years = |(list, months): (&StoryList<'a>, &SectionMonths)| {
            let mut years: Vec<(Year, Route)> = Vec::new();
            for own in months.0.iter().rev() {
                let year = own.month.year();
                if years.last().is_none_or(|(last, _)| *last != year) {
                    years.push((year, Route::section_month(list.slug, own.month)));
                }
            }
            SectionYears {
                slug: list.slug,
                name: list.name,
                years,
            }
        };
        sections.map(years).collect()
    }

    /// Returns the items of a list of the sections, with links to their years.
    pub(crate) fn links_to_section_years(&self) -> Vec<Item> {
        let sections = self.section_years().into_iter();
        let sections = sections.filter(|section| !section.years.is_empty());
        let items = sections.map(|section| {
            let name = self.in_own_language(section.name, &self.config.lang);
            let years = section.years.into_iter();
            // The name of the section is in each link, which screen readers also list alone.
            let text =
                |year| messages::SECTION_MONTH.fill(&[section.name, &Period::Year(year).name()]);
            let years = years.map(|(year, route)| item(vec![link(route, &text(year))], None));
            let route = Route::Section(section.slug.clone(), None);
            let years = list(years.collect());
            item(vec![link_to(route, vec![name])], Some(years))
        });
        items.collect()
    }

    /// Whether a section has a page for a month.
    pub(crate) fn has_section_month(&self, section: &Slug, month: Month) -> bool {
        let mut lists = self.lists.iter().zip(&self.section_months);
        lists.any(|(list, months)| {
            list.kind == ListingKind::Section
                && list.slug == section
                && months.find(month).is_some()
        })
    }

    /// Returns the route of a month of the list at an index.
    pub(crate) fn route_of_section_month(&self, place: u32, index: usize) -> Route {
        let place = place as usize;
        let month = self.section_months[place].0[index].month;
        Route::section_month(self.lists[place].slug, month)
    }

    /// Returns the page of a month of the list at an index.
    pub(crate) fn section_month(&self, place: u32, index: usize) -> Front {
        let place = place as usize;
        let (section, months) = (&self.lists[place], &self.section_months[place]);
        let own = &months.0[index];
        let month = own.month;
        let to = |month: Month, name: &str| link(Route::section_month(section.slug, month), name);
        let [earlier, later] = months.around(index);
        let near = |month: Option<Month>, words: messages::Message| {
            month.map(|month| to(month, &words.fill(&[&Period::Month(month).name()])))
        };
        let around = [
            Some(link_to(
                Route::Section(section.slug.clone(), None),
                vec![self.in_own_language(section.name, &self.config.lang)],
            )),
            Some(Front::named_link(
                Period::Month(month),
                Period::Month(month).title(),
            )),
            near(earlier, messages::PREVIOUS),
            near(later, messages::NEXT),
        ];
        let around = around.into_iter().flatten();
        let around = around.map(|link| item(vec![link], None));
        let stories = section.stories[own.stories.clone()].iter();
        let stories = stories.map(|at| self.dated_link(self.stories[*at as usize]));
        let mut blocks = vec![
            Block::List(list(around.collect())),
            Block::List(list(stories.collect())),
        ];
        let year = month.year();
        let of_year = months.of_year(year).map(|other| {
            let name = messages::month_name(other.number());
            let name = if other == month {
                Inline::Text(name.into())
            } else {
                to(other, name)
            };
            item(vec![name], None)
        });
        let of_year: Vec<Item> = of_year.collect();
        if of_year.len() > 1 {
            let name = Inline::Text(Period::Year(year).name());
            let year = item(vec![name], Some(list(of_year)));
            blocks.push(Block::List(list(vec![year])));
        }
        Front {
            name: messages::SECTION_MONTH.fill(&[section.name, &Period::Month(month).name()]),
            blocks,
            ..Front::default()
        }
    }

    /// Returns the fingerprint of such a page: of the stories it lists, and of the months it links to. Another
    /// story leaves it as it is.
    pub(crate) fn key_of_section_month(&self, place: u32, index: usize) -> Fingerprint {
        let place = place as usize;
        let (section, months) = (&self.lists[place], &self.section_months[place]);
        let own = &months.0[index];
        let name = |month: Month| Period::Month(month).name();
        let mut mix = FingerprintBuilder::new("section month")
            .bytes(&self.program_fingerprint)
            .text(&self.config.lang)
            .text(section.slug.as_str())
            .text(section.name)
            .text(&name(own.month));
        for month in months.around(index) {
            mix = mix.text(&month.map(name).unwrap_or_default());
        }
        for month in months.of_year(own.month.year()) {
            mix = mix.text(&name(month));
        }
        mix = mix.number(Some(own.stories.len() as u64));
        for at in &section.stories[own.stories.clone()] {
            mix = mix.bytes(&self.stories[*at as usize].card);
        }
        mix.key()
    }

    /// Returns a link to a story with its day.
    fn dated_link(&self, story: &Story) -> Item {
        let day = Inline::Strong(vec![Inline::Text(story.published.day().text())]);
        let lang = story.lang.as_deref().unwrap_or(&self.config.lang);
        let headline = self.in_own_language(&story.headline, lang);
        let text = vec![day, Inline::Text(" ".into()), headline];
        item(vec![link_to(story.url.clone(), text)], None)
    }

    /// Returns a text in a language among words of the interface.
    pub(crate) fn in_own_language(&self, text: &str, lang: &str) -> Inline {
        let words = Inline::Text(text.to_owned());
        let language = lang.split('-').next().unwrap_or_default();
        if language.eq_ignore_ascii_case(messages::language()) {
            return words;
        }
        Inline::Span(Span {
            lang: Some(lang.to_owned()),
            dir: Some(frontpage_base::config::direction(lang)),
            text: vec![words],
        })
    }
}

fn link(route: Route, name: &str) -> Inline {
    link_to(route, vec![Inline::Text(name.to_owned())])
}

fn link_to(route: Route, text: Text) -> Inline {
    let href = Href::Internal(route);
    Inline::Link(LinkText { href, text })
}

fn item(text: Text, inner: Option<List>) -> Item {
    let lists = inner.into_iter().collect();
    Item { text, lists }
}

fn list(items: Vec<Item>) -> List {
    let ordered = false;
    List { ordered, items }
}
