//! Waiting for conditions instead of fixed times.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// The default time limit for a condition.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Polls `condition` until it holds, for up to ten seconds. `what` describes it in the error
/// message.
///
/// # Errors
/// Returns an error if the time is over, with what was seen last, or if polling fails.
pub async fn wait_for<F>(what: &str, condition: impl FnMut() -> F) -> Result<()>
where
    F: Future<Output = Result<Seen>>,
{
    wait_up_to(PATIENCE, what, condition).await
}

/// Like [`wait_for`] with another time limit, for cases in which the newspaper itself waits.
///
/// # Errors
/// Returns an error if the time is over, with what was seen last, or if polling fails.
pub async fn wait_up_to<F>(
    patience: Duration,
    what: &str,
    mut condition: impl FnMut() -> F,
) -> Result<()>
where
    F: Future<Output = Result<Seen>>,
{
    let start = Instant::now();
    loop {
        match condition().await? {
            Seen::Yes => return Ok(()),
            Seen::No(last) if start.elapsed() > patience => {
                bail!(
                    "waited {} s for {what}; last seen: {last}",
                    patience.as_secs()
                )
            }
            Seen::No(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// The result of polling a condition.
pub enum Seen {
    /// It holds.
    Yes,
    /// It does not hold yet; the text says what was seen instead.
    No(String),
}

impl Seen {
    /// Returns `Yes` if `holds`, and otherwise `No` with the text of `instead`.
    pub fn when(holds: bool, instead: impl FnOnce() -> String) -> Self {
        if holds {
            Self::Yes
        } else {
            Self::No(instead())
        }
    }
}
