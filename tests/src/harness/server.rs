//! A server for the built site that behaves like a CDN, records requests and injects faults.

use super::fault::{Answer, Fault};
use super::wait::{Seen, wait_for};
use anyhow::Result;
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The servers of a test, with their addresses.
type Known = Arc<Mutex<Vec<(SocketAddr, Arc<State>)>>>;

tokio::task_local! {
    /// Every server of the running test, including those that the test starts itself.
    static OF_THIS_TEST: Known;
}

/// The requests to all servers of one test.
#[derive(Clone, Default)]
pub struct RequestLog(Known);

impl RequestLog {
    /// Runs a test, and records the requests to the servers that it starts.
    pub async fn of<T>(&self, test: impl Future<Output = T>) -> T {
        OF_THIS_TEST.scope(self.0.clone(), test).await
    }

    /// Returns one line for each request, grouped by server.
    pub fn lines(&self) -> String {
        let mut lines = String::new();
        for (address, state) in lock(&self.0).iter() {
            lines += &format!("http://{address}\n");
            for Request { path, ended, .. } in lock(&state.record).iter() {
                lines += &format!("  {ended:?} {path}\n");
            }
        }
        lines
    }
}

/// A server that belongs to one test, with its own port, faults and record of requests.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

struct State {
    dist: PathBuf,
    /// Whether the site is prerendered, with an HTML file for each address.
    published: bool,
    /// Whether other spellings of an address are answered with the same file.
    any_spelling: AtomicBool,
    /// The name and value of a header to set on every response.
    header: Mutex<Option<(&'static str, &'static str)>>,
    /// A path, and the content type to send for it.
    retyped: Mutex<Option<(&'static str, &'static str)>>,
    /// Markup to add to the head of every document.
    head: Mutex<String>,
    rules: Mutex<Vec<Rule>>,
    last_rule: AtomicU64,
    record: Mutex<Vec<Request>>,
    /// Changes when a rule is removed, to wake the responses that it held back.
    released: watch::Sender<u64>,
}

/// A fault for the paths that match a pattern.
struct Rule {
    id: u64,
    path: String,
    fault: Fault,
    used: usize,
}

/// A request that reached the server.
#[derive(Clone, Debug)]
pub struct Request {
    /// The path, without the query.
    pub path: String,
    /// All headers.
    pub headers: HeaderMap,
    /// When it arrived.
    pub at: Instant,
    /// How it ended.
    pub ended: RequestStatus,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestStatus {
    /// The response is not complete yet.
    Open,
    /// Answered with this status; 0 if the connection was dropped on purpose.
    Answered(u16),
    /// The browser disconnected before the response was complete.
    Aborted,
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

    /// Answers `path` with `fault` from now on. A `*` at the start or end of `path` matches
    /// anything. The newest matching rule applies.
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

/// Returns whether a path matches a pattern, which can have a `*` at its start or end.
fn fits(pattern: &str, path: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => path.ends_with(end),
        (_, Some(start)) => path.starts_with(start),
        _ => pattern == path,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Ignore poisoning: a panic in a test is reported elsewhere.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns whether a request is for a document, not for one of its resources.
fn is_document(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-dest") {
        Some(dest) => dest == "document",
        None => accepts_html(headers),
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept.is_some_and(|a| a.to_str().is_ok_and(|a| a.contains("text/html")))
}

/// Records how a request ended when it is dropped. `ended` starts as [`RequestStatus::Aborted`], which is
/// right if the browser disconnects.
struct Note {
    state: Arc<State>,
    index: usize,
    ended: RequestStatus,
}

impl Drop for Note {
    fn drop(&mut self) {
        if let Some(request) = lock(&self.state.record).get_mut(self.index) {
            request.ended = self.ended;
        }
    }
}

/// Answers a request.
async fn answer(
    state: Arc<State>,
    request: http::Request<Incoming>,
) -> io::Result<Response<Reply>> {
    let path = request.uri().path().to_owned();
    let mut note = {
        let mut record = lock(&state.record);
        record.push(Request {
            path: path.clone(),
            headers: request.headers().clone(),
            at: Instant::now(),
            ended: RequestStatus::Open,
        });
        Note {
            state: state.clone(),
            index: record.len() - 1,
            ended: RequestStatus::Aborted,
        }
    };
    let mut released = state.released.subscribe();
    let (rule, fault) = next_fault(&state, &path);
    if !fault.delay.is_zero() {
        tokio::time::sleep(fault.delay).await;
    }
    if fault.held {
        let there = || lock(&state.rules).iter().any(|r| Some(r.id) == rule);
        while there() && released.changed().await.is_ok() {}
    }
    let mut ends = Ends::Well;
    let (status, kind, body) = match fault.answer {
        Answer::Dropped => {
            note.ended = RequestStatus::Answered(0);
            return Err(io::Error::other("dropped on purpose"));
        }
        Answer::Status(code) => {
            let status = StatusCode::from_u16(code).map_err(io::Error::other)?;
            (status, "text/plain", Bytes::from_static(b"A fault.\n"))
        }
        Answer::NeverEnding => {
            ends = Ends::Never;
            (StatusCode::OK, kind_of(&path), Bytes::from_static(b"{"))
        }
        Answer::Body { text, kind } => {
            (StatusCode::OK, kind.unwrap_or(kind_of(&path)), text.into())
        }
        Answer::Bytes(bytes) => (StatusCode::OK, kind_of(&path), Bytes::from_static(bytes)),
        Answer::Truncated => {
            let (status, kind, body) = file(&state, &path, request.headers()).await;
            (status, kind, body.slice(..body.len() / 2))
        }
        Answer::Pieces => {
            ends = Ends::InPieces;
            file(&state, &path, request.headers()).await
        }
        Answer::Well => file(&state, &path, request.headers()).await,
    };
    let body = if request.method() == Method::HEAD {
        Bytes::new()
    } else {
        body
    };
    let lasting = path.starts_with("/media/") || path.starts_with("/assets/");
    let cache = if lasting && status.is_success() {
        "public, max-age=31536000, immutable"
    } else {
        // Do not cache, so that every fetch of the app is recorded.
        "no-cache"
    };
    if body.is_empty() {
        // hyper never polls an empty body, so record the end here.
        note.ended = RequestStatus::Answered(status.as_u16());
    }
    let retyped = *lock(&state.retyped);
    let kind = match retyped {
        Some((pattern, other)) if fits(pattern, &path) => other,
        _ => kind,
    };
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, cache)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Reply {
            data: Some(body),
            ends,
            pause: None,
            status: status.as_u16(),
            note,
        })
        .map_err(io::Error::other)?;
    if let Some((name, value)) = *lock(&state.header) {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// Returns the fault for a request, and the id of its rule, if there is one.
fn next_fault(state: &State, path: &str) -> (Option<u64>, Fault) {
    let mut rules = lock(&state.rules);
    let rule = rules.iter_mut().rev().find(|rule| {
        fits(&rule.path, path) && rule.fault.for_first.is_none_or(|times| rule.used < times)
    });
    match rule {
        Some(rule) => {
            rule.used += 1;
            (Some(rule.id), rule.fault.clone())
        }
        None => (None, Fault::normal()),
    }
}

/// Returns the normal response for a path: status, content type and body.
async fn file(state: &State, path: &str, headers: &HeaderMap) -> (StatusCode, &'static str, Bytes) {
    let plain = !path.split('/').any(|part| part.starts_with('.'));
    let usual = state.any_spelling.load(Ordering::Relaxed) && accepts_html(headers);
    let usual = usual.then(|| usual_spelling(path));
    let name = match usual.as_deref().unwrap_or(path) {
        "/" => "/index.html".to_owned(),
        path if state.published && !path.contains('.') => format!("{path}.html"),
        path => path.to_owned(),
    };
    if plain && let Ok(bytes) = tokio::fs::read(state.dist.join(&name[1..])).await {
        let bytes = if name.ends_with(".html") {
            with_head(state, bytes)
        } else {
            bytes
        };
        return (StatusCode::OK, kind_of(&name), bytes.into());
    }
    if state.published
        && let Ok(bytes) = tokio::fs::read(state.dist.join("404.html")).await
    {
        let kind = kind_of("/404.html");
        return (StatusCode::NOT_FOUND, kind, bytes.into());
    }
    let asset = kind_of(path) != UNKNOWN;
    if accepts_html(headers) && !asset {
        // Nothing is prerendered, so the app's shell serves every page.
        if let Ok(bytes) = tokio::fs::read(state.dist.join("index.html")).await {
            return (
                StatusCode::OK,
                kind_of("/index.html"),
                with_head(state, bytes).into(),
            );
        }
    }
    (
        StatusCode::NOT_FOUND,
        "text/plain",
        Bytes::from_static(b"Not found.\n"),
    )
}

/// Returns the canonical spelling of a path.
fn usual_spelling(path: &str) -> String {
    let decoded = percent_decode_str(path)
        .decode_utf8_lossy()
        .to_ascii_lowercase();
    let path = decoded.strip_suffix(".html").unwrap_or(&decoded);
    let path = path.strip_suffix("/index").unwrap_or(path);
    let segments: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    format!("/{}", segments.join("/"))
}

/// Inserts the test's markup into the head of a document.
fn with_head(state: &State, html: Vec<u8>) -> Vec<u8> {
    let markup = lock(&state.head).clone();
    let mut html = String::from_utf8_lossy(&html).into_owned();
    // Minified documents omit the `<head>` tag.
    let start = html.find("<meta").or_else(|| html.find("<title"));
    html.insert_str(start.unwrap_or_default(), &markup);
    html.into_bytes()
}

/// The content type of unknown files.
const UNKNOWN: &str = "application/octet-stream";

/// Returns the content type of a file.
fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => UNKNOWN,
    }
}

/// How a response body is sent.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Well,
    InPieces,
    Never,
}

/// The minimum size of a piece, in bytes. Each piece ends before a tag, since half a word at the
/// end of a line would cause a layout shift on any page.
const PIECE: usize = 1500;
/// The pause between pieces, in which a browser can paint.
const PAUSE: Duration = Duration::from_millis(40);

/// A response body that records whether the browser read it to the end.
struct Reply {
    data: Option<Bytes>,
    ends: Ends,
    pause: Option<Pin<Box<tokio::time::Sleep>>>,
    status: u16,
    note: Note,
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(pause) = &mut self.pause {
            task::ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        match (self.data.take(), self.ends) {
            (Some(mut data), Ends::InPieces) if data.len() > PIECE => {
                let tag = data[PIECE..].iter().position(|byte| *byte == b'<');
                let end = tag.map_or(data.len(), |tag| PIECE + tag);
                self.data = Some(data.split_off(end));
                self.pause = Some(Box::pin(tokio::time::sleep(PAUSE)));
                task::Poll::Ready(Some(Ok(Frame::data(data))))
            }
            (Some(data), ends) => {
                if ends != Ends::Never {
                    self.note.ended = RequestStatus::Answered(self.status);
                }
                task::Poll::Ready(Some(Ok(Frame::data(data))))
            }
            (None, Ends::Well | Ends::InPieces) => task::Poll::Ready(None),
            // Pending forever; dropped when the browser disconnects.
            (None, Ends::Never) => task::Poll::Pending,
        }
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        match (&self.data, self.ends) {
            (Some(data), Ends::Well | Ends::InPieces) => {
                hyper::body::SizeHint::with_exact(data.len() as u64)
            }
            _ => hyper::body::SizeHint::default(),
        }
    }
}
