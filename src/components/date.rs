//! Dates and times.

use crate::messages;
use frontpage_model::LocalTime;
use leptos::prelude::*;

/// Renders a date: `March 28, 2025`.
pub fn date(time: LocalTime) -> AnyView {
    view! { <time datetime=time.to_string()>{time.day().text()}</time> }.into_any()
}

/// Renders a date and time with the label of the time zone: `March 28, 2025, 1:40 p.m. PT`.
pub fn date_and_time(time: LocalTime, zone: &str) -> AnyView {
    let text = messages::date_and_time(&time.day().text(), &time.time_text(), zone);
    view! { <time datetime=time.to_string()>{text}</time> }.into_any()
}
