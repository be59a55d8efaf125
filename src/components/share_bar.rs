//! The share bar, *Share This*: links that work without script, and buttons for what the device can
//! do.

use super::mount_button;
use crate::{
    browser::{elements, percent, share},
    messages,
    navigation::Announcer,
    route,
    view::{StaticView, static_view},
};
use leptos::prelude::on_cleanup;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters to escape in a query: all but `unreserved` of RFC 3986 §2.3.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a share bar shows besides its links.
#[derive(Clone, Debug, Default)]
pub struct ShareBarState {
    /// Whether the device has a share sheet, for the *Share…* button.
    pub can_share: bool,
    /// What the reader is told after copying the link; empty before.
    pub message: String,
    /// Whether the story is in another language than the newspaper, and the interface has words in that
    /// language. Then the bar contains its messages, because the app on a published page only has the
    /// newspaper's words.
    pub has_words: bool,
}

/// Renders the share bar of a story. Each service is a plain link, and nothing is loaded from it.
///
/// `can_save` says whether readers can keep stories on their device. Then there is a link that saves the
/// story (`src/parts/saved.js`). Without that part, the link leads to the list of saved stories.
///
/// Only the places of the buttons are rendered, because buttons do nothing before the app runs.
/// [`mount_share_buttons`] fills the places.
pub fn share_bar(
    address: &str,
    headline: &str,
    can_save: bool,
    state: ShareBarState,
) -> StaticView {
    let copied = state.has_words.then(|| messages::LINK_COPIED.text());
    let not_copied = state
        .has_words
        .then(|| messages::LINK_NOT_COPIED.fill(&[address]));
    let links = services(address, headline)
        .into_iter()
        .map(|(name, href)| {
            static_view! {
                <li><a href=href rel="noopener external" target="_blank">{name}</a></li>
            }
        })
        .collect::<StaticView>();
    let email = [MAILTO, &encode(headline), "&", BODY, &encode(address)].concat();
    let saved = can_save.then(|| static_view! { <li><a href=route::file("/saved") rel="external" data-part="saved">{messages::SAVE}</a></li> });
    // The place of the *Share…* button comes last, so that nothing moves if there is no such button.
    let no_sheet = (!state.can_share).then_some(NO_SHEET);
    static_view! {
        <section class="share-bar" aria-labelledby="share-bar">
            <h2 class="share-bar__name" id="share-bar">{messages::SHARE_THIS}</h2>
            <ul>
                <li><a href=email rel="external">{messages::EMAIL}</a></li>
                {links}
                {saved}
                // If their part is missing, these links lead to the share bar itself. Without scripts, they
                // are hidden.
                <li><a href="#share-bar" rel="external" data-part="listen">{messages::LISTEN}</a></li>
                <li><a href="#share-bar" rel="external" data-part="code">{messages::QR_CODE}</a></li>
                <li data-label=messages::COPY_LINK></li>
                <li data-label=messages::PRINT></li>
                <li class=no_sheet data-label=messages::SHARE></li>
            </ul>
            <p class="share-bar__told" data-copied=copied data-not-copied=not_copied>{state.message}</p>
        </section>
    }
}

/// The parts of the email link's address, before the headline and before the story's address.
const MAILTO: &str = "mailto:?subject=";
const BODY: &str = "body=";

/// The element that says whether the link was copied.
const MESSAGE: &str = ".share-bar__told";

/// The attributes of that element with the messages for success and failure, in a story in another language.
const COPIED: &str = "data-copied";
const NOT_COPIED: &str = "data-not-copied";

/// The places of the buttons, which are the last of the list.
const COPY: &str = ".share-bar li:nth-last-child(3)";
const PRINT: &str = ".share-bar li:nth-last-child(2)";
const SHARE: &str = ".share-bar li:last-child";

/// The class that hides the place of the *Share…* button.
const NO_SHEET: &str = "share-bar__no-sheet";

/// Mounts the buttons of the share bar on screen, if there is one. `announcer` announces whether the link
/// was copied.
pub fn mount_share_buttons(announcer: &Announcer) {
    let link = elements::attribute(".share-bar [href^=\"mailto:\"]", "href");
    let Some((headline, address)) = link.as_deref().and_then(shared_story) else {
        return;
    };
    // A published page keeps its elements while the reader is elsewhere.
    on_cleanup(|| elements::set_text(MESSAGE, ""));
    mount_button(PRINT, share::print);
    let (copied, announcer) = (address.clone(), announcer.clone());
    mount_button(COPY, move || {
        let (address, announcer) = (copied.clone(), announcer.clone());
        leptos::task::spawn_local(async move {
            let is_copied = share::copy(&address).await;
            let said = if is_copied { COPIED } else { NOT_COPIED };
            let outcome = elements::attribute(MESSAGE, said).unwrap_or_else(|| {
                let said = if is_copied {
                    messages::LINK_COPIED
                } else {
                    messages::LINK_NOT_COPIED
                };
                said.fill(&[&address])
            });
            announcer.announce(&outcome);
            elements::set_text(MESSAGE, &outcome);
        });
    });
    if share::can_share() {
        elements::set_attribute(&[".", NO_SHEET].concat(), "class", None);
        mount_button(SHARE, move || share::share(&headline, &address));
    }
}

/// Returns the headline and the address of the story that an email link shares. They are read from this
/// link because translators do not change it.
fn shared_story(email: &str) -> Option<(String, String)> {
    // No part of an address has `&` in its encoded form.
    let (headline, body) = email.strip_prefix(MAILTO)?.split_once('&')?;
    let address = body.strip_prefix(BODY)?;
    Some((percent::decode(headline)?, percent::decode(address)?))
}

/// Returns the name of each service and the address that shares the story there.
fn services(address: &str, headline: &str) -> Vec<(&'static str, String)> {
    let (url, text) = (encode(address), encode(headline));
    let both = encode(&format!("{headline} {address}"));
    vec![
        (
            "Facebook",
            format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
        ),
        (
            "X",
            format!("https://x.com/intent/post?url={url}&text={text}"),
        ),
        (
            "LinkedIn",
            format!("https://www.linkedin.com/sharing/share-offsite/?url={url}"),
        ),
        ("WhatsApp", format!("https://wa.me/?text={both}")),
        (
            "Reddit",
            format!("https://www.reddit.com/submit?url={url}&title={text}"),
        ),
        (
            "Bluesky",
            format!("https://bsky.app/intent/compose?text={both}"),
        ),
    ]
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_email_link_says_what_is_shared() {
        let (headline, address) = (
            "A & B: 50 % “off”&body=x",
            "https://post.example/2025/02/18/a",
        );
        let email = [MAILTO, &encode(headline), "&", BODY, &encode(address)].concat();
        assert_eq!(
            shared_story(&email),
            Some((headline.to_owned(), address.to_owned()))
        );
        assert_eq!(shared_story("mailto:somebody@post.example"), None);
    }

    #[test]
    fn headlines_are_escaped_in_addresses() {
        assert_eq!(
            encode("R&D: 50% “off”?"),
            "R%26D%3A%2050%25%20%E2%80%9Coff%E2%80%9D%3F"
        );
        for (name, href) in services("https://post.example/2025/02/18/a", "A & B") {
            assert!(
                href.contains("https%3A%2F%2Fpost.example%2F2025%2F02%2F18%2Fa"),
                "{name}"
            );
            assert!(!href.contains(' ') && !href.contains("A & B"), "{name}");
        }
    }
}
