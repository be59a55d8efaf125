//! What is around every page.

use crate::{
    components::{footer, interface_lang_of_page, masthead},
    messages,
    navigation::CurrentSection,
    view::{StaticView, static_view},
};
use frontpage_model::{Day, Site};

/// What only a published page has around it, and the app never builds.
#[derive(Default)]
pub struct PublishedShell<'a> {
    /// The day that the date bar shows until a script replaces it by today's date.
    pub edition: Option<Day>,
    /// The address of the search page, if the newspaper has one.
    pub search: Option<&'a str>,
    /// The footer's links to pages on which the app does not run.
    pub tools: Option<StaticView>,
}

/// Renders the body of a document: the masthead, `content`, the footer and the live region.
pub fn shell(
    site: &Site,
    current_section: Option<&CurrentSection>,
    published: PublishedShell<'_>,
    content: StaticView,
) -> StaticView {
    static_view! {
        // With `rel=external` the router leaves the link to the browser, which moves the focus, too.
        <a class="skip-link" href="#main" rel="external" lang=interface_lang_of_page()>{messages::SKIP_TO_NEWS}</a>
        {masthead(site, current_section, published.edition, published.search)}
        <main id="main" class="page" tabindex="-1">{content}</main>
        {footer(site, published.tools)}
        <div class="announcer unseen" role="status" aria-live="polite"></div>
    }
}
