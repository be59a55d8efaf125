//! Today's date in the newspaper's time zone, which links to the editions: `Today: March 28, 2025`.

use crate::{
    browser::{self, clock, elements},
    data::Newspaper,
    effect::effect,
    messages, route,
    view::static_view,
};
use frontpage_model::Day;
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc};

/// The longest time between two looks at the clock, in milliseconds. A single timer until midnight
/// would be late, because timers stop while the device sleeps.
const RECHECK_MS: u32 = 30 * 60 * 1000;

/// Keeps today's date in the date bar up to date by the device's clock, also past midnight. Nothing moves
/// when the date changes.
///
/// The script of the published page has already written the first date
/// (`crates/hosting/src/page_script.js`). A browser that does not know the time zone keeps the date of the
/// edition.
pub fn keep_today(Newspaper { site }: Newspaper) {
    let written = Rc::new(Cell::new(None));
    let mut is_running = false;
    effect(move || {
        // The masthead is built again when the newspaper's data has loaded, so write the date again.
        site.track();
        written.set(None);
        let written = Rc::clone(&written);
        let update = move || {
            let (day, left) = clock::day_in(&site.get_untracked().time_zone)?;
            if written.replace(Some(day)) != Some(day) {
                write(day);
            }
            Some(left)
        };
        // Start once the time zone is known.
        if update().is_none() || is_running {
            return;
        }
        is_running = true;
        let updating = update.clone();
        browser::intent::on_return(move || {
            updating();
        });
        leptos::task::spawn_local(async move {
            while let Some(left) = update() {
                // Check a second after midnight, so that rounding never makes the check too early.
                let pause = RECHECK_MS.min(left + 1000);
                browser::timer::wait(pause).await;
            }
        });
    });
}

fn write(day: Day) {
    let date = static_view! { <time datetime=day.to_string()>{day.text()}</time> };
    let href = route::file("/edition");
    let link = static_view! { <a href=href>{messages::around(messages::TODAY, date)}</a> };
    elements::update_children(".date-bar", link);
}
