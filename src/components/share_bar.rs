//! The share bar, *Share This*: links that work without script, and buttons for what the device can
//! do.

use crate::{browser::share, messages, navigation::Announcer};
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters to escape in a query: all but `unreserved` of RFC 3986 §2.3.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What changes in a share bar after it was rendered.
#[derive(Clone, Copy)]
pub struct ShareBarState {
    /// Whether the device has a share sheet, for the *Share…* button.
    pub can_share: RwSignal<bool>,
    /// What the reader is told after copying the link. Empty at first.
    pub message: RwSignal<String>,
}

impl ShareBarState {
    /// Creates the state before the app has looked at the device.
    pub fn new() -> Self {
        Self {
            can_share: RwSignal::new(false),
            message: RwSignal::new(String::new()),
        }
    }
}

impl Default for ShareBarState {
    fn default() -> Self {
        Self::new()
    }
}

/// The share bar of a story. Each service is a plain link, and nothing is loaded from it.
///
/// A published page comes without the buttons (`crates/render/src/lib.rs`).
/// `crates/assets/src/start.js` adds them before the app hydrates the page.
#[component]
pub fn ShareBar(
    /// The address of the story's page.
    address: String,
    /// Its headline.
    headline: String,
    /// Says whether the link was copied.
    announcer: Announcer,
    /// What changes in it.
    state: ShareBarState,
) -> impl IntoView {
    let links = services(&address, &headline)
        .into_iter()
        .map(|(name, href)| {
            view! {
                <li>
                    <a href=href rel="noopener external" target="_blank">
                        {name}
                    </a>
                </li>
            }
        })
        .collect_view();
    let email = format!(
        "mailto:?subject={}&body={}",
        encode(&headline),
        encode(&address)
    );
    // The *Share…* button comes last and is invisible at first, so that nothing moves when it shows.
    let ShareBarState { can_share, message } = state;
    Effect::new(move |_| can_share.set(share::can_share()));
    let open = {
        let address = address.clone();
        move |_| share::share(&headline, &address)
    };
    let copy = move |_| {
        let address = address.clone();
        leptos::task::spawn_local(async move {
            let outcome = if share::copy(&address).await {
                messages::LINK_COPIED.into()
            } else {
                messages::link_not_copied(&address)
            };
            announcer.announce(&outcome);
            message.set(outcome);
        });
    };
    view! {
        <section class="share-bar" aria-labelledby="share-bar">
            <h2 class="share-bar__name" id="share-bar">"Share This"</h2>
            <ul>
                <li>
                    <a href=email rel="external">{messages::EMAIL}</a>
                </li>
                {links}
                <li>
                    <button type="button" on:click=copy>{messages::COPY_LINK}</button>
                </li>
                <li>
                    <button type="button" on:click=|_| share::print()>{messages::PRINT}</button>
                </li>
                <li class:share-bar__no-sheet=move || !can_share.get()>
                    <button type="button" on:click=open>{messages::SHARE}</button>
                </li>
            </ul>
            <p class="share-bar__told">{message}</p>
        </section>
    }
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
