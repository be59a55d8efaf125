//! The page of a tool. The app does not run on it; its script is in `src/tools/`.

use crate::{
    components::interface_lang_of_page,
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Period, Route, SectionRef, Site};

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

/// Renders the links to all stories, by section and by day.
pub fn archive(site: &Site) -> StaticView {
    let interface = interface_lang_of_page();
    let section = |section: &SectionRef| {
        let href = route::href(&Route::Section(section.slug.clone(), None));
        let slug = section.slug.to_string();
        static_view! { <li><a href=href data-section=slug>{section.name.clone()}</a></li> }
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
