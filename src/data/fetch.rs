//! Fetches a file over the network, with a time limit and retries.

use super::{LoadError, Response, TransportError, decode};
use core::{cell::Cell, future::Future, pin::pin};
use frontpage_model::Page;
use futures::future::{Either, select};
use std::rc::Rc;

/// The delays before the second and the third attempt, in milliseconds.
pub const BACKOFF_MS: [u32; 2] = [300, 900];

/// How many attempts a request has in all.
pub const ATTEMPTS: usize = BACKOFF_MS.len() + 1;

/// Sends requests and waits. The app uses the browser; tests use a fake.
pub trait Transport: Clone + 'static {
    /// Requests a file by its path from the site's root. `bypass_cache` bypasses the browser's
    /// HTTP cache. Dropping the future aborts the request.
    fn get(
        self,
        path: String,
        bypass_cache: bool,
    ) -> impl Future<Output = Result<Response, TransportError>> + 'static;
    /// Waits for `ms` milliseconds.
    fn wait(self, ms: u32) -> impl Future<Output = ()> + 'static;
    /// Waits for the style of laid-out blocks. It always ends.
    fn laid_out_style(self) -> impl Future<Output = ()> + 'static;
    /// The time limit of one attempt, in milliseconds.
    fn timeout_ms(&self) -> u32;
    /// The current time in milliseconds. The clock can be set back.
    fn now_ms(&self) -> f64;
}

/// Whether a failed request is retried. The flag can change while the request is under way.
pub type Retry = Rc<Cell<bool>>;

/// Fetches and decodes a file, with up to [`ATTEMPTS`] attempts as long as `retry` is set.
/// `bypass_cache` is passed to [`Transport::get`].
///
/// # Errors
/// The error of the last attempt.
pub async fn fetch<T: Transport>(
    transport: T,
    path: String,
    bypass_cache: bool,
    retry: Retry,
) -> Result<Page, LoadError> {
    let mut retries = 0;
    loop {
        let outcome = attempt(&transport, &path, bypass_cache).await;
        match (&outcome, BACKOFF_MS.get(retries)) {
            (Err(error), Some(pause)) if retry.get() && error.is_transient() => {
                transport.clone().wait(*pause).await;
                retries += 1;
            }
            _ => return outcome,
        }
    }
}

async fn attempt<T: Transport>(
    transport: &T,
    path: &str,
    bypass_cache: bool,
) -> Result<Page, LoadError> {
    let answer = pin!(transport.clone().get(path.into(), bypass_cache));
    let limit = pin!(transport.clone().wait(transport.timeout_ms()));
    let response = match select(answer, limit).await {
        Either::Left((response, _)) => response.map_err(LoadError::Unreachable)?,
        Either::Right(_) => return Err(LoadError::Unreachable(TransportError::Timeout)),
    };
    match response.status {
        404 | 410 => Err(LoadError::NotFound),
        200..=299 if response.is_html => Err(LoadError::NotFound),
        200..=299 => decode(path, &response.text),
        status => Err(LoadError::Status(status)),
    }
}
