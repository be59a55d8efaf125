//! What is around every page.

use crate::{
    components::{footer, interface_lang_of_page, masthead},
    messages,
    navigation::CurrentSection,
    view::{StaticView, static_view},
};
use frontpage_model::{Day, Site};

/// Renders the body of a document: the masthead, `content`, the footer and the live region. For
/// `edition`, see [`masthead`].
pub fn shell(
    site: &Site,
    current_section: Option<&CurrentSection>,
    edition: Option<Day>,
    content: StaticView,
) -> StaticView {
    static_view! {
        // With `rel=external` the router leaves the link to the browser, which moves the focus, too.
        <a class="skip-link" href="#main" rel="external" lang=interface_lang_of_page()>{messages::SKIP_TO_NEWS}</a>
        {masthead(site, current_section, edition)}
        <main id="main" class="page" tabindex="-1">{content}</main>
        {footer(site)}
        <div class="announcer unseen" role="status" aria-live="polite"></div>
    }
}
