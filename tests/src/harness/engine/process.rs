//! Starts programs that belong to a browser, and kills them when they are no longer needed.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// A program and all its child processes, which are killed when this value is dropped.
pub(super) struct ProcessGroup(Child);

impl ProcessGroup {
    /// Starts a program and discards its output.
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        Self::start_with_output(command.stdout(Stdio::null()))
    }

    /// Starts a program, with the standard output that `command` sets.
    pub(super) fn start_with_output(command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            // A separate process group makes it possible to kill the children too.
            .process_group(0)
            .kill_on_drop(true)
            .spawn();
        let program = command.as_std().get_program().to_string_lossy();
        Ok(Self(
            child.with_context(|| format!("{program} cannot be started"))?,
        ))
    }

    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Sends a signal to the process group.
    pub(super) fn signal(&self, signal: rustix::process::Signal) {
        let group = self.0.id().and_then(|id| i32::try_from(id).ok());
        if let Some(group) = group.and_then(rustix::process::Pid::from_raw) {
            // Ignore errors: the program may have ended already.
            let _ = rustix::process::kill_process_group(group, signal);
        }
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.signal(rustix::process::Signal::KILL);
    }
}

/// Returns a port that is free at this moment.
pub(super) async fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    Ok(listener.local_addr()?.port())
}

/// Waits until `program` listens on `port`, for up to about ten seconds.
pub(super) async fn wait_for_port(port: u16, program: &Path) -> Result<()> {
    for _ in 0..500 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("{} does not listen on port {port}", program.display())
}
