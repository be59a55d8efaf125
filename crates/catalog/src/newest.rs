//! The newest of several moments.

use frontpage_model::LocalTime;

/// The newest of several moments.
pub fn newest(times: impl IntoIterator<Item = LocalTime>) -> Option<LocalTime> {
    times.into_iter().max_by_key(|time| time.order())
}
