//! Measures what a command costs: the CPU time of the command and its child processes, and the peak memory.

use std::{
    io,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use wait4::Wait4;

/// The cost of running a command.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Elapsed time, which means little if the machine is busy with other work.
    pub wall: Duration,
    /// CPU time in the program itself, summed over all cores.
    pub user: Duration,
    /// CPU time in the kernel, mostly for files, summed over all cores.
    pub system: Duration,
    /// The peak memory of the largest of its processes, in bytes. It is never less than the memory
    /// of this process, because a child process starts as a copy of its parent.
    pub peak: u64,
}

impl Cost {
    /// Returns user and system time together.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

/// Runs a command line in a shell and waits for it. Its output goes to stderr.
///
/// # Errors
/// If the command cannot be started, or fails.
pub fn run(line: &str) -> io::Result<Cost> {
    let started = Instant::now();
    // With `exec`, the shell is replaced by the program, so only the program is measured.
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
    fn a_failed_command_is_an_error() {
        assert!(run("false").is_err());
        assert!(run("true").is_ok_and(|cost| cost.peak > 100_000));
    }
}
