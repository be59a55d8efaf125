//! The publisher as a process of its own, with bounds on its memory and its time: one that goes
//! beyond dies, and the test with it.

use super::room::Newsroom;
use std::process::{Command, Stdio};

/// What it may take of the time, in seconds: one that takes longer is ended.
const PATIENCE_S: u64 = 60;
/// What `timeout` leaves with then.
const ENDED: i32 = 124;

/// Publishes with so much of the address space, in KiB, and so many threads where it matters; gives
/// what was said of each problem.
pub fn publish(room: &Newsroom, memory_kib: u64, threads: Option<u8>) -> String {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "ulimit -v {memory_kib}; exec timeout {PATIENCE_S} \"$@\""
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
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let longer = output.status.code() == Some(ENDED);
    assert!(!longer, "not done after {PATIENCE_S} s: {told}");
    assert!(output.status.success(), "{:?}: {told}", output.status);
    told
}
