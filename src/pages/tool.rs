//! The page of a tool. The app does not run on it; its script is in `src/tools/`.

use crate::{
    components::{date, interface_lang_of_page, kicker},
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Card, Period, Route, SectionRef, Site, Slug, Year};
use std::collections::BTreeMap;

/// What the page of a tool shows, and what its script needs.
#[derive(Clone, Copy, Debug)]
pub struct ToolPage<'a> {
    /// The tool's name, which is the class of the page.
    pub name: &'a str,
    /// The headline.
    pub headline: &'a str,
    /// What the page says where scripts do not run.
    pub without_script: &'a str,
    /// What its script needs, as a JSON object. Addresses in it have the base path.
    pub settings: &'a str,
    /// The words of its interface, as a JSON object.
    pub words: &'a str,
}

/// Renders the page of a tool: the place that its script fills, and `content`, which is there without
/// scripts too.
pub fn tool(page: ToolPage<'_>, content: StaticView) -> StaticView {
    let interface = interface_lang_of_page();
    let [headline, without_script, settings, words] = [
        page.headline,
        page.without_script,
        page.settings,
        page.words,
    ]
    .map(str::to_owned);
    static_view! {
        <div class=format!("tool {}", page.name)>
            <h1 tabindex="-1" lang=interface>{headline}</h1>
            <div class="tool__place" lang=interface data-settings=settings data-words=words>
                <p>{without_script}</p>
            </div>
            {content}
        </div>
    }
}

/// The years of each section, the latest first, each with the page of its latest month.
pub type YearsOfSections<'a> = BTreeMap<&'a Slug, Vec<(Year, Route)>>;

/// Renders the links to all stories, by section and month, and by day.
pub fn archive(site: &Site, years: &YearsOfSections<'_>) -> StaticView {
    let interface = interface_lang_of_page();
    let section = |section: &SectionRef| {
        let href = route::href(&Route::Section(section.slug.clone(), None));
        let slug = section.slug.to_string();
        let name = section.name.clone();
        // Every link says which section it leads to.
        let link = |(year, route): &(Year, Route)| {
            let (name, year) = (section.name.clone(), Period::Year(*year).name());
            static_view! { <li><a href=route::href(route)><span class="unseen">{name} " "</span>{year}</a></li> }
        };
        let years = years.get(&section.slug).filter(|years| !years.is_empty());
        let years = years.map(|years| {
            static_view! { <ul>{years.iter().map(link).collect::<StaticView>()}</ul> }
        });
        static_view! { <li><a href=href data-section=slug>{name}</a> {years}</li> }
    };
    static_view! {
        <section class="search__archive">
            <h2 lang=interface>{messages::ARCHIVE}</h2>
            <ul>
                {site.sections.iter().map(section).collect::<StaticView>()}
                <li lang=interface><a href=route::href(&Route::edition(Period::All))>{messages::EDITIONS}</a></li>
            </ul>
        </section>
    }
}

/// Renders the links to tags and to pairs of tags, each with its address below the base and its name.
pub fn topics(topics: &[(String, String)], pairs: &[(String, String)]) -> StaticView {
    let interface = interface_lang_of_page();
    let pairs = (!pairs.is_empty()).then(|| {
        static_view! {
            <h2 lang=interface>{messages::OFTEN_TOGETHER}</h2>
            {links(pairs)}
        }
    });
    static_view! {
        <section class="topics__all">
            {pairs}
            <h2 lang=interface>{messages::MOST_USED_TOPICS}</h2>
            {links(topics)}
        </section>
    }
}

/// Renders the newest stories of a pair of tags, and links to each of the two.
pub fn topic_pair(cards: &[Card], topics: &[(String, String)]) -> StaticView {
    let story = |story: &Card| {
        let dir = story.lang.is_some().then_some("auto");
        static_view! {
            <li class="tool__story">
                {kicker(&story.kicker)}
                <h3 lang=story.lang.clone() dir=dir><a href=route::href(&story.url)>{story.headline.clone()}</a></h3>
                <p class="tool__meta">{date(story.time)}</p>
            </li>
        }
    };
    static_view! {
        <h2 class="unseen" lang=interface_lang_of_page()>{messages::STORIES}</h2>
        <ol class="tool__stories">{cards.iter().map(story).collect::<StaticView>()}</ol>
        <div class="topics__all">{links(topics)}</div>
    }
}

fn links(links: &[(String, String)]) -> StaticView {
    let link = |(address, name): &(String, String)| {
        static_view! { <li><a href=route::file(address)>{name.clone()}</a></li> }
    };
    static_view! { <ul>{links.iter().map(link).collect::<StaticView>()}</ul> }
}
