//! Runs the publisher in a child process with limits on memory and time. Exceeding a limit kills
//! the process and fails the test.

use super::newsroom::Newsroom;
use std::io::Read;
use std::process::{Command, Stdio};
use wait4::Wait4;

/// The time limit in seconds.
const TIME_LIMIT_S: u64 = 60;
/// The exit code of `timeout` when the limit is exceeded.
const TIMED_OUT: i32 = 124;

/// The diagnostics of a publish, and the memory that it used.
pub struct Published {
    /// The diagnostics that were printed.
    pub diagnostics: String,
    /// The peak resident memory of the publisher in bytes. It is at least what this test
    /// program used before it started the publisher, because a child process starts as a copy of it.
    pub peak: u64,
}

/// Publishes with a limit on the address space in KiB and, if given, with this number of threads.
pub fn publish(room: &Newsroom, memory_kib: u64, threads: Option<u8>) -> Published {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "ulimit -v {memory_kib}; exec timeout {TIME_LIMIT_S} \"$@\""
        ))
        .arg("sh")
        .arg(env!("CARGO_BIN_EXE_press"))
        .args(["build", "--now", "2025-03-29T00:00:00Z"])
        .args(["--content".into(), room.path("content")])
        .args(["--out".into(), room.path("out")])
        .args(["--cache".into(), room.path("cache")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    if let Some(threads) = threads {
        command.env("RAYON_NUM_THREADS", threads.to_string());
    }
    let mut child = command.spawn().unwrap();
    let mut printed = Vec::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_end(&mut printed).unwrap();
    let used = child.wait4().unwrap();
    let diagnostics = String::from_utf8_lossy(&printed).into_owned();
    let timed_out = used.status.code() == Some(TIMED_OUT);
    assert!(
        !timed_out,
        "press did not finish within {TIME_LIMIT_S} s: {diagnostics}"
    );
    assert!(used.status.success(), "{:?}: {diagnostics}", used.status);
    Published {
        diagnostics,
        peak: used.rusage.maxrss,
    }
}
