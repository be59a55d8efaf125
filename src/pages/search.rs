//! The search page. The app does not run on it; its script is `src/tools/search.js`.

use crate::{
    components::interface_lang_of_page,
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Period, Route, SectionRef, Site};

/// What the script of the search page needs. Addresses have the base path.
#[derive(Clone, Copy, Debug)]
pub struct SearchSettings<'a> {
    /// The script of the engine.
    pub engine: &'a str,
    /// The engine's WebAssembly.
    pub wasm: &'a str,
    /// The manifest of the index.
    pub index: &'a str,
    /// The words of its interface, as a JSON object.
    pub words: &'a str,
}

/// Renders the search page: the place where its script builds the form, and the archive, which is there
/// without scripts too.
pub fn search(site: &Site, settings: SearchSettings<'_>) -> StaticView {
    let interface = interface_lang_of_page();
    let SearchSettings {
        engine,
        wasm,
        index,
        words,
    } = settings;
    let section = |section: &SectionRef| {
        let href = route::href(&Route::Section(section.slug.clone(), None));
        let slug = section.slug.to_string();
        static_view! { <li><a href=href data-section=slug>{section.name.clone()}</a></li> }
    };
    static_view! {
        <div class="search">
            <h1 tabindex="-1" lang=interface>{messages::SEARCH}</h1>
            <div class="search__place" lang=interface data-engine=engine.to_owned() data-wasm=wasm.to_owned() data-index=index.to_owned() data-words=words.to_owned()>
                <p>{messages::SEARCH_NEEDS_SCRIPT}</p>
            </div>
            <section class="search__archive">
                <h2 lang=interface>{messages::ARCHIVE}</h2>
                <ul>
                    {site.sections.iter().map(section).collect::<StaticView>()}
                    <li lang=interface><a href=route::href(&Route::edition(Period::All))>{messages::EDITIONS}</a></li>
                </ul>
            </section>
        </div>
    }
}
