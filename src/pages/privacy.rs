//! The page that says what the site knows about its readers. The app does not run on it; its script shows
//! what is on the device, and erases it.

use crate::{
    components::interface_lang_of_page,
    messages,
    view::{StaticView, static_view},
};

/// What the page tells.
#[derive(Clone, Copy, Debug)]
pub struct PrivacyFacts<'a> {
    /// The bytes of the front page as a host sends it.
    pub front: u64,
    /// The bytes of the app.
    pub app: u64,
    /// The number of files of the app.
    pub app_files: usize,
    /// The most bytes that the app of any release has.
    pub app_limit: usize,
    /// The other hosts that pages load pictures from.
    pub picture_hosts: &'a [String],
    /// The other hosts that videos and audio recordings come from.
    pub media_hosts: &'a [String],
}

/// Renders what the page says below the place of its script.
pub fn privacy(facts: PrivacyFacts<'_>) -> StaticView {
    let interface = interface_lang_of_page();
    let hosts = |hosts: &[String], of: fn(&str) -> String| {
        (!hosts.is_empty()).then(|| of(&hosts.join(", ")))
    };
    let others = [
        hosts(facts.picture_hosts, messages::only_pictures_of),
        hosts(facts.media_hosts, messages::only_recordings_of),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    let rows = [
        (messages::PRIVACY_FRONT, messages::bytes(facts.front)),
        (
            messages::PRIVACY_APP,
            messages::bytes_in_files(facts.app, facts.app_files),
        ),
        (
            messages::PRIVACY_OTHERS,
            if others.is_empty() {
                "0".to_owned()
            } else {
                others.join("; ")
            },
        ),
        (messages::PRIVACY_COOKIES, "0".to_owned()),
    ];
    let rows = rows.into_iter().map(|(name, value)| {
        static_view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> }
    });
    let section = |name: &'static str, paragraphs: &[String]| {
        let paragraphs = paragraphs.iter();
        let paragraphs = paragraphs.map(|text| static_view! { <p>{text.clone()}</p> });
        static_view! {
            <section class="privacy__section">
                <h2>{name}</h2>
                {paragraphs.collect::<StaticView>()}
            </section>
        }
    };
    static_view! {
        <div class="privacy__text" lang=interface>
            <section class="privacy__section">
                <h2>{messages::PRIVACY_VISIT}</h2>
                <table class="privacy__figures"><tbody>{rows.collect::<StaticView>()}</tbody></table>
                <p>{messages::PRIVACY_POLICY}</p>
            </section>
            {section(messages::PRIVACY_POPULAR, &[messages::PRIVACY_POPULAR_TEXT.to_owned()])}
            {section(messages::PRIVACY_HOST, &[messages::PRIVACY_HOST_TEXT.to_owned()])}
            {section(messages::PRIVACY_LIMITS, &[messages::privacy_limits(facts.app_limit as u64)])}
        </div>
    }
}
