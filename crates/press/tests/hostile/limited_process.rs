//! Runs the publisher in a child process with limits on memory and time. Exceeding a limit kills
//! the process and fails the test.

use super::newsroom::Newsroom;
use std::process::{Command, Stdio};

/// The time limit in seconds.
const TIME_LIMIT_S: u64 = 60;
/// The exit code of `timeout` when the limit is exceeded.
const TIMED_OUT: i32 = 124;

/// Publishes with a limit on the address space in KiB and, if given, with this number of threads.
/// Returns the diagnostics that were printed.
pub fn publish(room: &Newsroom, memory_kib: u64, threads: Option<u8>) -> String {
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
        .stdin(Stdio::null());
    if let Some(threads) = threads {
        command.env("RAYON_NUM_THREADS", threads.to_string());
    }
    let output = command.output().unwrap();
    let diagnostics = String::from_utf8_lossy(&output.stderr).into_owned();
    let timed_out = output.status.code() == Some(TIMED_OUT);
    assert!(
        !timed_out,
        "press did not finish within {TIME_LIMIT_S} s: {diagnostics}"
    );
    assert!(
        output.status.success(),
        "{:?}: {diagnostics}",
        output.status
    );
    diagnostics
}
