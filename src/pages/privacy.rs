//! The page that says what the site knows about its readers. The app does not run on it; its script shows
//! what is on the device, and erases it.

use crate::{
    components::interface_lang_of_page,
    messages::{self, Message},
    view::{StaticView, static_view},
};

/// The facts on the page.
#[derive(Clone, Copy, Debug)]
pub struct PrivacyFacts<'a> {
    /// The bytes of the front page as a host sends it.
    pub front: u64,
    /// The bytes of the app.
    pub app: u64,
    /// The number of files of the app.
    pub app_files: usize,
    /// The plural category of `app_files`, in the language of the page.
    pub plural: &'a str,
    /// The limit for the size of the app in every release, in bytes.
    pub app_limit: usize,
    /// The other hosts that pages load pictures from.
    pub picture_hosts: &'a str,
    /// The other hosts that videos and audio recordings come from.
    pub media_hosts: &'a str,
}

/// Returns a number of bytes as readers usually see it: `95 kB`.
fn bytes(bytes: u64) -> String {
    let number = u32::try_from(bytes.div_ceil(1000)).unwrap_or(u32::MAX);
    messages::BYTES.fill(&[&messages::number(number)])
}

/// Returns the size of several files: `95 kB in 4 files`. `plural` is the plural category of `files`.
fn bytes_in_files(size: u64, files: usize, plural: &str) -> String {
    let number = messages::number(files as u32);
    messages::BYTES_IN_FILES.fill_form(plural, &[&number, &bytes(size)])
}

/// Renders the text of the page, which is below the place that its script fills.
pub fn privacy(facts: PrivacyFacts<'_>) -> StaticView {
    let interface = interface_lang_of_page();
    let hosts = |hosts: &str, of: messages::Message| (!hosts.is_empty()).then(|| of.fill(&[hosts]));
    let others = [
        hosts(facts.picture_hosts, messages::ONLY_PICTURES_OF),
        hosts(facts.media_hosts, messages::ONLY_RECORDINGS_OF),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    let rows = [
        (messages::PRIVACY_FRONT, bytes(facts.front)),
        (
            messages::PRIVACY_APP,
            bytes_in_files(facts.app, facts.app_files, facts.plural),
        ),
        (
            messages::PRIVACY_OTHERS,
            if others.is_empty() {
                messages::number(0)
            } else {
                others.join("; ")
            },
        ),
        (messages::PRIVACY_COOKIES, messages::number(0)),
    ];
    let rows = rows.into_iter().map(|(name, value)| {
        static_view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> }
    });
    let section = |name: Message, paragraphs: &[String]| {
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
            {section(messages::PRIVACY_POPULAR, &[messages::PRIVACY_POPULAR_TEXT.text().to_owned()])}
            {section(messages::PRIVACY_HOST, &[messages::PRIVACY_HOST_TEXT.text().to_owned()])}
            {section(messages::PRIVACY_LIMITS, &[messages::PRIVACY_LIMITS_TEXT.fill(&[&bytes(facts.app_limit as u64)])])}
        </div>
    }
}
