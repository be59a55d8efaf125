//! How far an import is.

use std::fmt;
use std::time::Duration;

/// How far an import is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// How many entries are done.
    pub done: u64,
    /// How many there are, if that is known.
    pub total: Option<u64>,
    /// The time since the start.
    pub elapsed: Duration,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = self.done as f64 / self.elapsed.as_secs_f64().max(0.001);
        write!(f, "{}", self.done)?;
        if let Some(total) = self.total {
            write!(f, " of {total}")?;
        }
        write!(f, ", {rate:.0} per second")?;
        match self.total {
            Some(total) if rate > 0.0 => {
                let left = total.saturating_sub(self.done) as f64 / rate;
                write!(f, ", {left:.0} s left")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_says_how_long_it_will_take() {
        let progress = Progress {
            done: 500,
            total: Some(2000),
            elapsed: Duration::from_secs(2),
        };
        assert_eq!(
            progress.to_string(),
            "500 of 2000, 250 per second, 6 s left"
        );
        let unknown = Progress {
            total: None,
            ..progress
        };
        assert_eq!(unknown.to_string(), "500, 250 per second");
    }
}
