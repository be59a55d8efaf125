//! `Today: March 28, 2025`: today in the newspaper's time zone.

use crate::{
    browser::{self, clock},
    load::Transport,
    navigate::{Navigator, Screen},
};
use frontpage_model::{LocalTime, Page};
use leptos::prelude::*;

/// Looked at again after this long at the latest, in milliseconds: timers sleep with the device.
const RECHECK_MS: u32 = 30 * 60 * 1000;

/// The day in the newspaper's time zone, as the device's clock says, and the next one at midnight.
/// Before the app is there the front page, which each publish renews, has the day of its newest
/// story; on other pages that day would be untrue. Nothing moves when it changes.
#[component]
pub fn DateBar() -> impl IntoView {
    let Navigator { site, screen, .. } = expect_context();
    let today = RwSignal::new(None);
    let look = move || {
        let (day, left) = clock::day_in(&site.get_untracked().time_zone)?;
        if today.get_untracked() != Some(day) {
            today.set(Some(day));
        }
        Some(left)
    };
    // starts once the time zone is known
    Effect::new(move |running: Option<bool>| {
        site.track();
        if look().is_none() || running == Some(true) {
            return running.unwrap_or_default();
        }
        browser::intent::on_return(move || {
            look();
        });
        leptos::task::spawn_local(async move {
            while let Some(left) = look() {
                // a second past midnight, so that no rounding lands before it
                let pause = RECHECK_MS.min(left + 1000);
                browser::network::Network::new().wait(pause).await;
            }
        });
        true
    });
    let told = screen.with_untracked(|screen| match screen {
        Screen::Shown(shown) => match shown.content.as_deref() {
            Ok(Page::Front(front)) => front.newest(),
            _ => None,
        },
        _ => None,
    });
    let day = move || today.get().or_else(|| told.map(LocalTime::day));
    view! {
        <div class="date-bar">
            {move || {
                day().map(|day| {
                    view! {
                        "Today: "
                        <time datetime=day.to_string()>{day.text()}</time>
                    }
                })
            }}
        </div>
    }
}
