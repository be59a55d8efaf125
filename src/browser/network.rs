//! The transport of the loader: the browser's requests and timers.

use crate::load::{Response, Transport, TransportError};

/// The default time limit of an attempt, in milliseconds. The page's head can set another one:
/// `<meta name="frontpage-timeout" content="…">`.
const TIMEOUT_MS: u32 = 10_000;

/// The browser's network. In native builds every request fails.
#[derive(Clone, Copy)]
pub struct Network {
    timeout_ms: u32,
}

impl Network {
    /// Creates a network with the time limit that the page's head sets, or the default one.
    pub fn new() -> Self {
        let stated = super::document::meta("frontpage-timeout").and_then(|ms| ms.parse().ok());
        Self {
            timeout_ms: stated.unwrap_or(TIMEOUT_MS),
        }
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Network {
    #[cfg(target_arch = "wasm32")]
    async fn get(self, path: String, bypass_cache: bool) -> Result<Response, TransportError> {
        use gloo_net::http::Request;
        use web_sys::RequestCache;
        let abort = AbortOnDrop(web_sys::AbortController::new().ok());
        let signal = abort.0.as_ref().map(web_sys::AbortController::signal);
        let cache = if bypass_cache {
            RequestCache::Reload
        } else {
            RequestCache::Default
        };
        let response = Request::get(&crate::route::file(&path))
            .cache(cache)
            .abort_signal(signal.as_ref())
            .send()
            .await
            .map_err(|_| TransportError::Network)?;
        let is_html = response
            .headers()
            .get("content-type")
            .is_some_and(|kind| kind.contains("text/html"));
        let text = response.text().await.map_err(|_| TransportError::Network)?;
        Ok(Response {
            status: response.status(),
            is_html,
            text,
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn get(self, _: String, _: bool) -> Result<Response, TransportError> {
        Err(TransportError::Network)
    }

    #[cfg(target_arch = "wasm32")]
    async fn wait(self, ms: u32) {
        let promise = js_sys::Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let ms = i32::try_from(ms).unwrap_or(i32::MAX);
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
            }
        });
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn wait(self, _: u32) {}

    fn timeout_ms(&self) -> u32 {
        self.timeout_ms
    }

    fn now_ms(&self) -> f64 {
        super::clock::now_ms()
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
