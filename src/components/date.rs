//! Dates and times.

use crate::{
    messages,
    view::{StaticView, static_view},
};
use frontpage_model::LocalTime;

/// Renders a date: `March 28, 2025`.
pub fn date(time: LocalTime) -> StaticView {
    static_view! { <time datetime=time.to_string()>{time.day().text()}</time> }
}

/// Renders a date and time with the label of the time zone: `March 28, 2025, 1:40 p.m. PT`.
pub fn date_and_time(time: LocalTime, zone: &str) -> StaticView {
    let text = messages::date_and_time(&time.day().text(), &time.time_text(), zone);
    static_view! { <time datetime=time.to_string()>{text}</time> }
}
