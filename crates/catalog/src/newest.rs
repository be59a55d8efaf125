//! The latest of several times.

use frontpage_model::LocalTime;

/// Returns the latest of several times.
pub fn newest(times: impl IntoIterator<Item = LocalTime>) -> Option<LocalTime> {
    times.into_iter().max_by_key(|time| time.utc_seconds())
}
