//! Ctrl-C: the first one stops the deploy cleanly, the second one ends the process.

use tokio::sync::watch;

/// Listens for Ctrl-C during the whole deploy. Once a program has started to listen, the system no
/// longer ends it on Ctrl-C, so a Ctrl-C in a gap between two listeners would be lost.
#[derive(Clone, Debug)]
pub struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// Starts to listen.
    pub async fn listen() -> Self {
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            sender.send_replace(true);
            // This is safe: the next deploy finishes the work of a killed one, as it does of a
            // stopped one.
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        });
        // The task does not listen until it has run for the first time.
        tokio::task::yield_now().await;
        Self(receiver)
    }

    /// Waits for Ctrl-C. Returns at once if it was pressed before.
    pub async fn pressed(&self) {
        if self.0.clone().wait_for(|asked| *asked).await.is_err() {
            // Ctrl-C cannot be detected on this machine.
            std::future::pending::<()>().await;
        }
    }
}
