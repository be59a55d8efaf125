//! A server for the built site that behaves like a CDN, records requests and injects faults.

mod answer;
mod files;
mod reply;
mod request;
mod request_log;
mod state;

use super::fault::Fault;
use super::wait::{Seen, wait_for};
use answer::answer;
use anyhow::Result;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use request::{Request, is_document};
use request_log::OF_THIS_TEST;
use state::{Rule, State, fits, lock};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use request::RequestStatus;
pub use request_log::RequestLog;

/// A server that belongs to one test, with its own port, faults and record of requests.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Serves the built site on 127.0.0.1 and a free port.
    ///
    /// # Errors
    /// Returns an error if no port is free.
    pub async fn start(dist: &Path) -> Result<Self> {
        Self::new(dist, false).await
    }

    /// Serves a published site, with an HTML file for each address and `404.html` for all others.
    ///
    /// # Errors
    /// Returns an error if no port is free.
    pub async fn published(site: &Path) -> Result<Self> {
        Self::new(site, true).await
    }

    async fn new(dist: &Path, published: bool) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            dist: dist.to_owned(),
            published,
            any_spelling: AtomicBool::new(false),
            header: Mutex::default(),
            retyped: Mutex::default(),
            head: Mutex::default(),
            rules: Mutex::default(),
            last_rule: AtomicU64::new(0),
            record: Mutex::default(),
            released: watch::Sender::new(0),
            painted: watch::Sender::new(0),
        });
        // This fails outside of a test, where nothing has to be recorded.
        let _ = OF_THIS_TEST.try_with(|servers| lock(servers).push((address, state.clone())));
        let shared = state.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move {
                    let service = service_fn(|request| answer(state.clone(), request));
                    // Ignore errors: the browser closed the connection, or a fault dropped it.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Ok(Self {
            address,
            state,
            accepting,
        })
    }

    /// Returns the origin, as `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// From now on, also answers other spellings of a page's address with the page, as some hosts
    /// do: percent-encoded letters, capitals, doubled slashes, `.html`, `index.html`.
    pub fn accept_any_spelling(&self) {
        self.state.any_spelling.store(true, Ordering::Relaxed);
    }

    /// Adds markup to the head of every document from now on.
    pub fn inject_into_head(&self, markup: &str) {
        lock(&self.state.head).push_str(markup);
    }

    /// Sets a header on every response from now on, replacing the usual value. `None` stops that.
    pub fn override_header(&self, name: &'static str, value: Option<&'static str>) {
        *lock(&self.state.header) = value.map(|value| (name, value));
    }

    /// Sends the content type `kind` for `path` from now on.
    pub fn override_content_type(&self, path: &'static str, kind: &'static str) {
        *lock(&self.state.retyped) = Some((path, kind));
    }

    /// Answers `path` with `fault` from now on. One `*` in `path` matches anything. The newest matching
    /// rule applies.
    pub fn inject_fault(&self, path: &str, fault: Fault) {
        let mut rules = lock(&self.state.rules);
        let id = self.state.last_rule.fetch_add(1, Ordering::Relaxed);
        rules.push(Rule {
            id,
            path: path.into(),
            fault,
            used: 0,
        });
    }

    /// Removes the faults of `path` (which must be the same pattern as in [`Self::inject_fault`]) and
    /// releases the responses that they hold back.
    pub fn clear_fault(&self, path: &str) {
        lock(&self.state.rules).retain(|rule| rule.path != path);
        self.state.released.send_modify(|n| *n += 1);
    }

    /// Returns all requests, in order.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state.record).clone()
    }

    /// Returns the requests for a path, in order. A `*` works as in [`Self::inject_fault`].
    pub fn requests_for(&self, path: &str) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| fits(path, &request.path));
        requests
    }

    /// Returns the number of requests for documents: loads, reloads, new tabs.
    pub fn document_request_count(&self) -> usize {
        let record = self.requests();
        record.iter().filter(|r| is_document(&r.headers)).count()
    }

    /// Clears the record of requests.
    pub fn clear_requests(&self) {
        lock(&self.state.record).clear();
    }

    /// Waits until `path` has been requested `n` times.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_for_requests(&self, path: &str, n: usize) -> Result<()> {
        wait_for(&format!("{n} requests for {path}"), || async {
            let count = self.requests_for(path).len();
            Ok(Seen::when(count >= n, || count.to_string()))
        })
        .await
    }

    /// Waits until the last request for `path` has ended like this.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_for_end(&self, path: &str, ended: RequestStatus) -> Result<()> {
        wait_for(&format!("{path} to be {ended:?}"), || async {
            let last = self.requests_for(path).pop();
            let last = last.map(|request| request.ended);
            Ok(Seen::when(last == Some(ended), || format!("{last:?}")))
        })
        .await
    }

    /// Waits until no request is open.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_until_idle(&self) -> Result<()> {
        wait_for("all requests to be answered", || async {
            let mut open = self.requests();
            open.retain(|request| request.ended == RequestStatus::Open);
            Ok(Seen::when(open.is_empty(), || {
                let paths: Vec<_> = open.iter().map(|r| r.path.as_str()).collect();
                paths.join(" ")
            }))
        })
        .await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
