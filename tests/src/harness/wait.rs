//! Waiting for a condition, never for a length of time.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// How long a condition may take to come true.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Asks `condition` again and again until it holds; after ten seconds fails with `what` was
/// waited for and with what was last seen.
///
/// # Errors
/// Returns an error if the time is over, or when asking fails.
pub async fn wait_for<F>(what: &str, condition: impl FnMut() -> F) -> Result<()>
where
    F: Future<Output = Result<Seen>>,
{
    wait_longer(PATIENCE, what, condition).await
}

/// The same with another patience: for what the newspaper itself waits for.
///
/// # Errors
/// Returns an error if the time is over, or when asking fails.
pub async fn wait_longer<F>(
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

/// The answer to one look at a condition.
pub enum Seen {
    /// It holds.
    Yes,
    /// It does not hold yet; this is there instead.
    No(String),
}

impl Seen {
    /// `Yes` when `holds`, else what `instead` says.
    pub fn when(holds: bool, instead: impl FnOnce() -> String) -> Self {
        if holds {
            Self::Yes
        } else {
            Self::No(instead())
        }
    }
}
