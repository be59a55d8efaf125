//! Programs that a browser needs beside it, and their end.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// A program and what it has started: one group, which ends when this value goes.
pub(super) struct Group(Child);

impl Group {
    /// Starts a program; nothing of what it says is heard.
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        Self::start_heard(command.stdout(Stdio::null()))
    }

    /// Starts a program whose output goes where `command` says.
    pub(super) fn start_heard(command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            // a group of its own: its children end with it, whatever happens here
            .process_group(0)
            .kill_on_drop(true)
            .spawn();
        let program = command.as_std().get_program().to_string_lossy();
        Ok(Self(
            child.with_context(|| format!("{program} does not start"))?,
        ))
    }

    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Tells the program's group something.
    pub(super) fn signal(&self, signal: rustix::process::Signal) {
        let group = self.0.id().and_then(|id| i32::try_from(id).ok());
        if let Some(group) = group.and_then(rustix::process::Pid::from_raw) {
            // it may have ended by itself
            let _ = rustix::process::kill_process_group(group, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.signal(rustix::process::Signal::KILL);
    }
}

/// A port that is free until somebody takes it, a moment later.
pub(super) async fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    Ok(listener.local_addr()?.port())
}

/// Waits until somebody listens on `port`.
pub(super) async fn wait_for_port(port: u16, program: &Path) -> Result<()> {
    for _ in 0..500 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("{} does not answer on port {port}", program.display())
}
