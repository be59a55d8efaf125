//! The transport of the app's loader: the browser's requests and timers.

use super::{Loader, Response, Transport, TransportError};
use crate::{
    browser::{clock, document, network, style, timer},
    route,
};
use core::future::Future;

/// The loader that the app uses: it sends its requests through the browser.
pub type PageLoader = Loader<Network>;

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
        let stated = document::meta("frontpage-timeout").and_then(|ms| ms.parse().ok());
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
    fn get(
        self,
        path: String,
        bypass_cache: bool,
    ) -> impl Future<Output = Result<Response, TransportError>> + 'static {
        network::get(route::file(&path), bypass_cache)
    }

    fn wait(self, ms: u32) -> impl Future<Output = ()> + 'static {
        timer::wait(ms)
    }

    fn laid_out_style(self) -> impl Future<Output = ()> + 'static {
        style::laid_out()
    }

    fn timeout_ms(&self) -> u32 {
        self.timeout_ms
    }

    fn now_ms(&self) -> f64 {
        clock::now_ms()
    }
}
