//! How long to leave a host alone.

use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The hosts that asked for patience, each with the time until which nothing is sent to it.
#[derive(Default)]
pub struct Pauses(Mutex<HashMap<String, Instant>>);

impl Pauses {
    /// Returns how long to wait before the next request to a host.
    pub fn remaining(&self, host: &str) -> Duration {
        let pauses = self.0.lock().unwrap_or_else(|error| error.into_inner());
        let end = pauses.get(host);
        end.map_or(Duration::ZERO, |end| {
            end.saturating_duration_since(Instant::now())
        })
    }

    /// Leaves a host alone for some time.
    pub fn pause(&self, host: &str, time: Duration) {
        let end = Instant::now() + time;
        let mut pauses = self.0.lock().unwrap_or_else(|error| error.into_inner());
        let known = pauses.entry(host.to_owned()).or_insert(end);
        *known = end.max(*known);
    }
}

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds or a date.
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let date = jiff::fmt::rfc2822::parse(value.trim()).ok()?;
    let wait = date.timestamp().duration_since(now);
    Some(Duration::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2019-03-11T10:00:00Z".parse().unwrap();
        let read = |value: &str| retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!(read("120"), Some(120));
        assert_eq!(read("Mon, 11 Mar 2019 10:01:30 GMT"), Some(90));
        assert_eq!(read("Mon, 11 Mar 2019 09:00:00 GMT"), Some(0));
        assert_eq!(read("-5"), None);
        assert_eq!(read("soon"), None);
    }

    #[test]
    fn the_longest_pause_counts() {
        let pauses = Pauses::default();
        assert_eq!(pauses.remaining("a"), Duration::ZERO);
        pauses.pause("a", Duration::from_secs(100));
        pauses.pause("a", Duration::from_secs(1));
        assert!(pauses.remaining("a") > Duration::from_secs(90));
        assert_eq!(pauses.remaining("b"), Duration::ZERO);
    }
}
