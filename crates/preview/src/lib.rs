//! `press preview`: serves a published folder the way a CDN would.
//!
//! Files, packed copies, conditions and ranges are the library's work (tower-http); addresses are
//! found as Cloudflare Pages finds them, and headers come from the site's own `_headers`, so that
//! what is looked at here is what will be served there. Nothing is kept in memory and nothing is
//! watched: each answer is what lies in the folder now.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod answer;
mod place;

use answer::{Site, answer};
use axum::Router;
use axum::serve::ListenerExt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The published folder.
    pub site: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// The path that the site is hosted below: empty, or `/paper`.
    pub base: String,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// There is no such folder.
    #[error("{0}: no such folder; publish first (press build), or name it with --site")]
    Folder(String),
    /// The base path is none.
    #[error("--base {0:?}: write it as /paper, or leave it out")]
    Base(String),
    /// The address is taken, or not this machine's.
    #[error("{address}: {source}; choose another with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The server could not go on.
    #[error(transparent)]
    Serve(#[from] io::Error),
}

/// How long open answers may take after the end was asked for.
const GRACE: Duration = Duration::from_secs(3);

/// A server that has its address and does not answer yet.
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
}

impl Preview {
    /// Takes the address.
    ///
    /// # Errors
    /// [`PreviewError`] where there is no folder, or the address is taken.
    pub async fn bind(options: Options) -> Result<Self, PreviewError> {
        let Options {
            site: folder,
            address,
            base,
        } = options;
        if !folder.is_dir() {
            return Err(PreviewError::Folder(folder.display().to_string()));
        }
        if !(base.is_empty() || base.starts_with('/') && !base.ends_with('/')) {
            return Err(PreviewError::Base(base));
        }
        let listen = |source| PreviewError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let site = Arc::new(Site { folder, base });
        Ok(Self {
            listener,
            address,
            site,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The front page's address.
    pub fn url(&self) -> String {
        format!("http://{}{}/", self.address, self.site.base)
    }

    /// Answers until `stop`; what is under way then may end.
    ///
    /// # Errors
    /// When the system takes the listener away.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send) -> io::Result<()> {
        let app = Router::new().fallback(answer).with_state(self.site);
        // a small answer must not wait for the next one
        let listener = self
            .listener
            .tap_io(|stream| drop(stream.set_nodelay(true)));
        let (stopping, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, app)
            .with_graceful_shutdown(async move { drop(stopped.await) })
            .into_future();
        let late = async move {
            stop.await;
            drop(stopping);
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            ended = serving => ended,
            () = late => Ok(()),
        }
    }
}

/// Serves until Ctrl-C; `ready` is told the front page's address.
///
/// # Errors
/// [`PreviewError`].
pub fn serve(options: Options, ready: impl FnOnce(&str)) -> Result<(), PreviewError> {
    runtime()?.block_on(async {
        let preview = Preview::bind(options).await?;
        ready(&preview.url());
        preview
            .serve(async { drop(tokio::signal::ctrl_c().await) })
            .await?;
        Ok(())
    })
}

/// A preview in a thread of its own, for tests and measurements; it ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The front page's address.
    pub url: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a preview in a thread of its own; it answers as soon as this returns.
///
/// # Errors
/// [`PreviewError`].
pub fn start(options: Options) -> Result<Running, PreviewError> {
    let runtime = runtime()?;
    let preview = runtime.block_on(Preview::bind(options))?;
    let (stop, stopped) = oneshot::channel::<()>();
    let (address, url) = (preview.address(), preview.url());
    let thread = std::thread::spawn(move || {
        let ended = runtime.block_on(preview.serve(async { drop(stopped.await) }));
        if let Err(error) = ended {
            eprintln!("press preview: {error}");
        }
    });
    Ok(Running {
        address,
        url,
        stop: Some(stop),
        thread: Some(thread),
    })
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}
