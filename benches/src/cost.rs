//! What a command costs: processor time of it and of all that it started, and memory at its peak.

use std::{
    io,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use wait4::Wait4;

/// What a command cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// On the clock: with other work on the machine it says little.
    pub wall: Duration,
    /// Of all cores together, for the program itself.
    pub user: Duration,
    /// Of all cores together, for what the system did for it: mostly files.
    pub system: Duration,
    /// The most memory that the largest of its processes held, in bytes; or what this one holds,
    /// where that is more: a process begins as a copy of who started it.
    pub peak: u64,
}

impl Cost {
    /// User and system time.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

/// Runs a command line in a shell to its end. What it prints goes to stderr.
///
/// # Errors
/// When it cannot be started, or fails.
pub fn run(line: &str) -> io::Result<Cost> {
    let started = Instant::now();
    // exec: the shell becomes the program, which is then what is measured
    let child = Command::new("sh")
        .args(["-c", &format!("exec {line} >&2")])
        .stdin(Stdio::null())
        .spawn()?;
    let used = child.wait4()?;
    if !used.status.success() {
        return Err(io::Error::other(format!("{line}: {}", used.status)));
    }
    Ok(Cost {
        wall: started.elapsed(),
        user: used.rusage.utime,
        system: used.rusage.stime,
        peak: used.rusage.maxrss,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told() {
        assert!(run("false").is_err());
        assert!(run("true").is_ok_and(|cost| cost.peak > 100_000));
    }
}
