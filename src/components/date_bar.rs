//! The date bar with today's date in the newspaper's time zone: `Today: March 28, 2025`.

use crate::{
    browser::{self, clock},
    data::Newspaper,
    messages,
};
use frontpage_model::LocalTime;
use leptos::prelude::*;

/// The longest time between two looks at the clock, in milliseconds. A single timer until midnight
/// would be late, because timers stop while the device sleeps.
const RECHECK_MS: u32 = 30 * 60 * 1000;

/// Shows today's date by the device's clock, and the next one from midnight on. Nothing moves when
/// the date changes.
///
/// The prerendered front page has the date of its newest story until the app has started, since
/// every publish renews that page. Other pages have no date until then: it would soon be wrong.
#[component]
pub fn DateBar(
    /// When the newest story on screen was published.
    newest: Option<LocalTime>,
) -> impl IntoView {
    let Newspaper { site } = expect_context();
    let today = RwSignal::new(None);
    let update = move || {
        let (day, left) = clock::day_in(&site.get_untracked().time_zone)?;
        if today.get_untracked() != Some(day) {
            today.set(Some(day));
        }
        Some(left)
    };
    // Start once the time zone is known.
    Effect::new(move |running: Option<bool>| {
        site.track();
        if update().is_none() || running == Some(true) {
            return running.unwrap_or_default();
        }
        browser::intent::on_return(move || {
            update();
        });
        leptos::task::spawn_local(async move {
            while let Some(left) = update() {
                // Look a second after midnight, so that rounding never makes it too early.
                let pause = RECHECK_MS.min(left + 1000);
                browser::timer::wait(pause).await;
            }
        });
        true
    });
    let day = move || today.get().or_else(|| newest.map(LocalTime::day));
    view! {
        <div class="date-bar">
            {move || {
                day().map(|day| {
                    messages::today(view! { <time datetime=day.to_string()>{day.text()}</time> })
                })
            }}
        </div>
    }
}
