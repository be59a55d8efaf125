//! Ctrl-C: the first one ends the deploy in good order, the second one ends the process.

use tokio::sync::watch;

/// Listens for Ctrl-C through the whole of a deploy: the system's own way of dealing with it is
/// gone once anybody listens, so that a moment at which nobody did would swallow it.
#[derive(Clone, Debug)]
pub struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// Listens from now on.
    pub async fn listen() -> Self {
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            tell.send_replace(true);
            // the next deploy finishes a dead one as it does one that was stopped
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        });
        // until the task has run for the first time, it listens to nothing
        tokio::task::yield_now().await;
        Self(told)
    }

    /// Comes when somebody has pressed Ctrl-C, at once where that was before.
    pub async fn asked(&self) {
        if self.0.clone().wait_for(|asked| *asked).await.is_err() {
            // this machine cannot tell
            std::future::pending::<()>().await;
        }
    }
}
