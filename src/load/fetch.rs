//! A request over the network: with a limit of time, and tried again where that may help.

use super::{Fault, LoadError, decode};
use core::{cell::Cell, future::Future, pin::pin};
use frontpage_model::Page;
use futures::future::{Either, select};
use std::rc::Rc;

/// What to wait before the second and the third try, in milliseconds.
pub const BACKOFF_MS: [u32; 2] = [300, 900];

/// How often a request is tried in all.
pub const ATTEMPTS: usize = BACKOFF_MS.len() + 1;

/// A complete answer.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Whether it calls itself HTML: a host's fallback page in place of data.
    pub is_html: bool,
    /// The body.
    pub text: String,
}

/// What can send a request and wait. The browser can; tests play it.
pub trait Transport: Clone + 'static {
    /// Asks for a file by its path from the site's root: where `anew`, past what the browser keeps
    /// of earlier answers. Dropping the future ends the request.
    fn get(self, path: String, anew: bool) -> impl Future<Output = Result<Reply, Fault>> + 'static;
    /// Waits.
    fn wait(self, ms: u32) -> impl Future<Output = ()> + 'static;
    /// How long a try may take, in milliseconds.
    fn timeout_ms(&self) -> u32;
    /// The time, in milliseconds: by a clock that may be set back.
    fn now_ms(&self) -> f64;
}

/// Whether a request that failed is tried again. It may change while the request is under way.
pub type Retry = Rc<Cell<bool>>;

/// Fetches and reads a file, with up to [`ATTEMPTS`] tries where `retry` says so; `anew` as in
/// [`Transport::get`].
///
/// # Errors
/// What the last try met.
pub async fn fetch<T: Transport>(
    transport: T,
    path: String,
    anew: bool,
    retry: Retry,
) -> Result<Page, LoadError> {
    let mut tries = 0;
    loop {
        let outcome = attempt(&transport, &path, anew).await;
        match (&outcome, BACKOFF_MS.get(tries)) {
            (Err(error), Some(pause)) if retry.get() && error.may_pass() => {
                transport.clone().wait(*pause).await;
                tries += 1;
            }
            _ => return outcome,
        }
    }
}

async fn attempt<T: Transport>(transport: &T, path: &str, anew: bool) -> Result<Page, LoadError> {
    let answer = pin!(transport.clone().get(path.into(), anew));
    let limit = pin!(transport.clone().wait(transport.timeout_ms()));
    let reply = match select(answer, limit).await {
        Either::Left((reply, _)) => reply.map_err(LoadError::Unreachable)?,
        Either::Right(_) => return Err(LoadError::Unreachable(Fault::Timeout)),
    };
    match reply.status {
        404 | 410 => Err(LoadError::NotFound),
        200..=299 if reply.is_html => Err(LoadError::NotFound),
        200..=299 => decode(path, &reply.text),
        status => Err(LoadError::Status(status)),
    }
}
