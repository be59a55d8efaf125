//! HTTP requests.

/// A complete HTTP response.
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Whether its content type is HTML. A request for data then got the host's fallback page.
    pub is_html: bool,
    /// The body.
    pub text: String,
}

/// Why a single request got no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// There was no connection, or it broke.
    Network,
    /// There was no complete response within the time limit.
    Timeout,
}

/// Requests the file at `address`. `bypass_cache` bypasses the browser's HTTP cache. Dropping the
/// future aborts the request. In native builds every request fails.
///
/// # Errors
/// [`TransportError::Network`]; there is no time limit here.
pub async fn get(address: String, bypass_cache: bool) -> Result<Response, TransportError> {
    #[cfg(target_arch = "wasm32")]
    {
        use gloo_net::http::Request;
        use web_sys::RequestCache;
        let abort = AbortOnDrop(web_sys::AbortController::new().ok());
        let signal = abort.0.as_ref().map(web_sys::AbortController::signal);
        let cache = if bypass_cache {
            RequestCache::Reload
        } else {
            RequestCache::Default
        };
        let response = Request::get(&address)
            .cache(cache)
            .abort_signal(signal.as_ref())
            .send()
            .await
            .map_err(|_| TransportError::Network)?;
        let is_html = response
            .headers()
            .get("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        let text = response.text().await.map_err(|_| TransportError::Network)?;
        Ok(Response {
            status: response.status(),
            is_html,
            text,
        })
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (address, bypass_cache);
        Err(TransportError::Network)
    }
}

/// Aborts the request when the future that waits for it is dropped. Has no effect on a request
/// that is complete.
#[cfg(target_arch = "wasm32")]
struct AbortOnDrop(Option<web_sys::AbortController>);

#[cfg(target_arch = "wasm32")]
impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(abort) = &self.0 {
            abort.abort();
        }
    }
}
