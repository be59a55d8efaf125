//! `press preview`: serves a published folder as a CDN would.
//!
//! tower-http handles files, precompressed copies, conditional requests and ranges. URLs are looked
//! up as Cloudflare Pages does, and the headers come from the site's own `_headers`, so the preview
//! behaves like the published site. Nothing is cached in memory: each response comes from the
//! current state of the folder.
//!
//! On this machine it can also serve the editor's screen at `/admin/`, which is not part of the site.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod answer;
mod redirects;
mod screen;

use answer::{Site, answer};
use axum::Router;
use axum::serve::ListenerExt;
use frontpage_admin::Admin;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The options of the preview.
#[derive(Clone, Debug)]
pub struct Options {
    /// The published folder.
    pub site: PathBuf,
    /// The address to listen on; port 0 picks a free port.
    pub address: SocketAddr,
    /// The base path of the site: empty, or `/paper`.
    pub base: String,
    /// The editor's screen, which is served at `/admin/` whatever the base path is. Only on a loopback
    /// address.
    pub admin: Option<Admin>,
}

/// Why the preview does not start, or stops.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// The folder does not exist.
    #[error("{0}: no such folder; publish first (press build), or name it with --site")]
    Folder(String),
    /// The base path is invalid.
    #[error("--base {0:?}: write it as /paper, or leave it out")]
    Base(String),
    /// The address is in use, or does not belong to this machine.
    #[error("{address}: {source}; choose another with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The cause.
        source: io::Error,
    },
    /// The editor's screen would be served to other machines.
    #[error(
        "{0}: the editor's screen is for this machine only; listen on 127.0.0.1, or leave out --cms"
    )]
    Exposed(SocketAddr),
    /// The server failed.
    #[error(transparent)]
    Serve(#[from] io::Error),
}

/// How long running responses can take after a request to stop.
const GRACE: Duration = Duration::from_secs(3);

/// A server that is bound to its address but does not answer yet.
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    app: Router,
    /// The path of the page to open first.
    start: String,
}

impl Preview {
    /// Binds the address.
    ///
    /// # Errors
    /// [`PreviewError`] if the folder does not exist, the base path is invalid or the address is in
    /// use.
    pub async fn bind(options: Options) -> Result<Self, PreviewError> {
        let Options {
            site: folder,
            address,
            base,
            admin,
        } = options;
        if !folder.is_dir() {
            return Err(PreviewError::Folder(folder.display().to_string()));
        }
        if admin.is_some() {
            check_loopback(address)?;
        }
        if !(base.is_empty() || base.starts_with('/') && !base.ends_with('/')) {
            return Err(PreviewError::Base(base));
        }
        let start = format!("{base}/");
        let site = Arc::new(Site {
            folder,
            base,
            redirects: redirects::Redirects::default(),
            admin,
        });
        let app = Router::new().fallback(answer).with_state(site);
        Self::listen(address, app, start).await
    }

    /// Binds the address for the editor's screen alone.
    ///
    /// # Errors
    /// [`PreviewError`] if the address is in use, or belongs to other machines as well.
    pub async fn bind_admin(admin: Admin, address: SocketAddr) -> Result<Self, PreviewError> {
        check_loopback(address)?;
        let app = screen::router(Arc::new(admin));
        Self::listen(address, app, frontpage_admin::PATH.to_owned()).await
    }

    async fn listen(address: SocketAddr, app: Router, start: String) -> Result<Self, PreviewError> {
        let listen = |source| PreviewError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        Ok(Self {
            listener,
            address,
            app,
            start,
        })
    }

    /// Returns the address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the URL of the page to open first.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.start)
    }

    /// Serves until `stop` resolves, then lets running responses finish for up to three seconds.
    ///
    /// # Errors
    /// If the listener fails.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send) -> io::Result<()> {
        // Send small responses at once instead of waiting for more data.
        let listener = self
            .listener
            .tap_io(|stream| drop(stream.set_nodelay(true)));
        let (stopping, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, self.app)
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

/// Serves until Ctrl-C. Calls `ready` with the URL of the front page.
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

/// Serves the editor's screen alone until Ctrl-C. Calls `ready` with its URL.
///
/// # Errors
/// [`PreviewError`].
pub fn serve_admin(
    admin: Admin,
    address: SocketAddr,
    ready: impl FnOnce(&str),
) -> Result<(), PreviewError> {
    runtime()?.block_on(async {
        let preview = Preview::bind_admin(admin, address).await?;
        ready(&preview.url());
        preview
            .serve(async { drop(tokio::signal::ctrl_c().await) })
            .await?;
        Ok(())
    })
}

fn check_loopback(address: SocketAddr) -> Result<(), PreviewError> {
    if address.ip().is_loopback() {
        Ok(())
    } else {
        Err(PreviewError::Exposed(address))
    }
}

/// A preview that runs in its own thread, for tests and measurements. Dropping it stops the server.
#[derive(Debug)]
pub struct BackgroundPreview {
    /// The address that it listens on.
    pub address: SocketAddr,
    /// The URL of the front page.
    pub url: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a preview in its own thread. It accepts requests as soon as this returns.
///
/// # Errors
/// [`PreviewError`].
pub fn start(options: Options) -> Result<BackgroundPreview, PreviewError> {
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
    Ok(BackgroundPreview {
        address,
        url,
        stop: Some(stop),
        thread: Some(thread),
    })
}

impl Drop for BackgroundPreview {
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
