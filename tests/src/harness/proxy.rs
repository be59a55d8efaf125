//! A proxy between a browser and the server, for WebKit, whose driver can do less than the others:
//! it records all requests, blocks those to other machines, and adds scripts to each page.

use super::browser::ConsoleLine;
use anyhow::Result;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header};
use http_body_util::{BodyExt, Either, Full};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::client::conn::http1::handshake;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The path to which pages post the lines of their console. It is not the address of any page.
const CONSOLE: &str = "/.console";

/// The script that posts each console line. The requests are synchronous, so that no line is late.
const TELL: &str = r"
    const tell = (level, text) => {
        const request = new XMLHttpRequest();
        request.open('POST', '/.console', false);
        try { request.send(`${level} ${text}`) } catch {}
    };
    for (const level of ['error', 'warn', 'info', 'log', 'debug']) {
        const say = console[level];
        console[level] = (...values) => {
            say.apply(console, values);
            tell(level, values.map(value => value?.stack ?? String(value)).join(' '));
        };
    }
    addEventListener('error', e => tell('error', `${e.message} ${e.filename}:${e.lineno}`));
    addEventListener('unhandledrejection', e => tell('error', `not caught: ${e.reason}`));
    addEventListener('securitypolicyviolation', e =>
        tell('error', `refused by ${e.violatedDirective}: ${e.blockedURI}`));
";

type Reply = Response<Either<Full<Bytes>, Passing>>;

/// The proxy of one browser.
pub(super) struct InterceptingProxy {
    port: u16,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

struct State {
    /// The scripts to add to each page.
    scripts: Mutex<String>,
    /// Console lines that were not taken yet.
    lines: Mutex<Vec<ConsoleLine>>,
    /// Requested URLs that were not taken yet.
    asked: Mutex<Vec<String>>,
}

impl InterceptingProxy {
    /// Starts a proxy on a free port.
    pub(super) async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(State {
            scripts: Mutex::new(TELL.into()),
            lines: Mutex::default(),
            asked: Mutex::default(),
        });
        let shared = state.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move {
                    let service = service_fn(|request| relay(state.clone(), request));
                    // Ignore errors: the browser closed the connection, or a fault dropped it.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Ok(Self {
            port,
            state,
            accepting,
        })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Runs a script in every document from now on, before the document's own scripts.
    pub(super) fn before_every_page(&self, script: &str) {
        // Put each script into a block, so that their names do not collide.
        lock(&self.state.scripts).push_str(&format!("\n{{ {script} }}"));
    }

    /// Takes the console lines since the last call.
    pub(super) fn console(&self) -> Vec<ConsoleLine> {
        std::mem::take(&mut lock(&self.state.lines))
    }

    /// Takes the requested URLs since the last call.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.state.asked))
    }
}

impl Drop for InterceptingProxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers a request of the browser.
async fn relay(state: Arc<State>, mut request: http::Request<Incoming>) -> Result<Reply> {
    let uri = request.uri().clone();
    if uri.path() == CONSOLE && request.method() == Method::POST {
        let body = request.into_body().collect().await?.to_bytes();
        let line = String::from_utf8_lossy(&body);
        let (level, text) = line.split_once(' ').unwrap_or_default();
        lock(&state.lines).push(ConsoleLine {
            error: level == "error",
            text: text.into(),
        });
        return Ok(Response::new(Either::Left(Full::default())));
    }
    lock(&state.asked).push(uri.to_string());
    if uri.host() != Some("127.0.0.1") || request.method() == Method::CONNECT {
        let mut refused = Response::new(Either::Left(Full::default()));
        *refused.status_mut() = StatusCode::FORBIDDEN;
        return Ok(refused);
    }
    let document = wants_document(request.headers());
    for name in [
        "proxy-connection",
        "connection",
        "keep-alive",
        "proxy-authorization",
    ] {
        request.headers_mut().remove(name);
    }
    if document {
        // Request the complete, uncompressed document, so that the scripts can be inserted.
        for name in [
            header::ACCEPT_ENCODING,
            header::IF_NONE_MATCH,
            header::IF_MODIFIED_SINCE,
        ] {
            request.headers_mut().remove(name);
        }
    }
    let response = ask(&uri, request).await?;
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        // Browsers report failed requests in their console too.
        lock(&state.lines).push(ConsoleLine {
            error: true,
            text: format!("{uri}: status {}", status.as_u16()),
        });
    }
    let kind = response.headers().get(header::CONTENT_TYPE);
    let html = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !(document && html) {
        return Ok(response.map(Either::Right));
    }
    let (mut parts, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    let body = with_script(&body, &lock(&state.scripts));
    parts.headers.remove(header::CONTENT_LENGTH);
    // A cached copy would contain outdated scripts.
    let never = HeaderValue::from_static("no-store");
    parts.headers.insert(header::CACHE_CONTROL, never);
    allow_script(&mut parts.headers)?;
    Ok(Response::from_parts(parts, Either::Left(body.into())))
}

/// Sends a request to the server on a separate connection, so that a connection that the server
/// drops affects no other request, and is closed when the browser aborts.
async fn ask(uri: &Uri, mut request: http::Request<Incoming>) -> Result<Response<Passing>> {
    let host = uri.authority().map_or("", |host| host.as_str());
    let stream = TcpStream::connect(host).await?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    let talking = Talking(tokio::spawn(async {
        // An error ends the response body, where it is noticed.
        let _ = connection.await;
    }));
    request.headers_mut().insert(header::HOST, host.parse()?);
    // A proxy gets absolute URLs, but a server expects only the path.
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    *request.uri_mut() = path.parse()?;
    let response = sender.send_request(request).await?;
    Ok(response.map(|body| Passing {
        body,
        _talking: talking,
    }))
}

/// The task of a connection; dropping it closes the connection.
struct Talking(JoinHandle<()>);

impl Drop for Talking {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A response body that is passed on, together with its connection.
struct Passing {
    body: Incoming,
    _talking: Talking,
}

impl Body for Passing {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> task::Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Returns whether a request is for a document.
fn wants_document(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept.is_some_and(|a| a.to_str().is_ok_and(|a| a.contains("text/html")))
}

/// Inserts a script at the start of a document's head.
fn with_script(html: &[u8], script: &str) -> Vec<u8> {
    let mut html = String::from_utf8_lossy(html).into_owned();
    // Minified documents omit the `<head>` tag.
    let start = html.find("<meta").or_else(|| html.find("<title"));
    let script =
        format!("<script nonce=\"relay\">document.currentScript.remove();{{{script}}}</script>");
    html.insert_str(start.unwrap_or_default(), &script);
    html.into_bytes()
}

/// Makes the page's Content-Security-Policy allow the inserted script.
fn allow_script(headers: &mut HeaderMap) -> Result<()> {
    let name = HeaderName::from_static("content-security-policy");
    let Some(policy) = headers.get(&name) else {
        return Ok(());
    };
    let policy = policy
        .to_str()?
        .replace("script-src ", "script-src 'nonce-relay' ");
    headers.insert(name, policy.parse()?);
    Ok(())
}
