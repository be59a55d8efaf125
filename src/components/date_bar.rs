//! Today's date in the newspaper's time zone: `Today: March 28, 2025`.

use crate::{
    browser::{self, clock, elements},
    data::Newspaper,
    messages,
    view::static_view,
};
use frontpage_model::Day;
use leptos::prelude::*;

/// The longest time between two looks at the clock, in milliseconds. A single timer until midnight
/// would be late, because timers stop while the device sleeps.
const RECHECK_MS: u32 = 30 * 60 * 1000;

/// Keeps today's date in the date bar, by the device's clock, and the next one from midnight on.
/// Nothing moves when the date changes.
///
/// The script of the published page has written the first date already
/// (`crates/hosting/src/today.js`). A browser that does not know the time zone keeps the date of the
/// edition.
pub fn keep_today(Newspaper { site }: Newspaper) {
    let today = RwSignal::new(None);
    let update = move || {
        let (day, left) = clock::day_in(&site.get_untracked().time_zone)?;
        if today.get_untracked() != Some(day) {
            today.set(Some(day));
        }
        Some(left)
    };
    // Start once the time zone is known. The masthead is built again when it is, so the date is
    // written again, too.
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
    Effect::new(move |_| {
        site.track();
        if let Some(day) = today.get() {
            write(day);
        }
    });
}

fn write(day: Day) {
    let date = static_view! { <time datetime=day.to_string()>{day.text()}</time> };
    elements::update_children(".date-bar", messages::today(date));
}
