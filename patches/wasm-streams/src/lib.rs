//! A stub of the `wasm-streams` crate with only the parts that `server_fn` refers to.
//!
//! Leptos depends on `server_fn`, which depends on `wasm-streams`. That crate exports three classes
//! to JavaScript, and exported code is never removed from the WebAssembly and its JavaScript glue,
//! even though no server function is ever called. A newspaper of static files has no server, so
//! nothing calls the code below; see `docs/decisions/small-webassembly.md`.

use core::pin::Pin;
use core::task::{Context, Poll};
use futures_core::Stream;
use wasm_bindgen::JsValue;

/// The browser's own stream type, under the name that `server_fn` expects.
pub mod readable {
    pub use web_sys::ReadableStream as Raw;
}

/// A browser stream that is held but never read.
#[derive(Debug)]
pub struct ReadableStream(readable::Raw);

impl ReadableStream {
    /// Wraps a browser stream.
    pub fn from_raw(raw: readable::Raw) -> Self {
        Self(raw)
    }

    /// Not supported.
    ///
    /// # Panics
    /// Always: a streamed request body needs a server function, and there are none.
    pub fn from_stream<St>(_: St) -> Self
    where
        St: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("no server function")
    }

    /// Returns the browser stream.
    pub fn into_raw(self) -> readable::Raw {
        self.0
    }

    /// Returns a stream that has ended.
    pub fn into_stream(self) -> Ended {
        Ended
    }
}

/// A stream that has ended.
#[derive(Debug)]
pub struct Ended;

impl Stream for Ended {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
