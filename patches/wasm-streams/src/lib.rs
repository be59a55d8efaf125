//! In place of the crate of this name: what `server_fn` names of it.
//!
//! Leptos depends on `server_fn`, and `server_fn` on `wasm-streams`, whose three exported classes
//! stay in the WebAssembly and in the glue although no server function is ever called: whatever is
//! exported to JavaScript counts as used. A newspaper of files has no server, so nobody calls what
//! stands here; see `docs/adr/0005-small-webassembly.md`.

use core::pin::Pin;
use core::task::{Context, Poll};
use futures_core::Stream;
use wasm_bindgen::JsValue;

/// The browser's own stream, under the name that `server_fn` knows.
pub mod readable {
    pub use web_sys::ReadableStream as Raw;
}

/// A stream of the browser, held and never read.
#[derive(Debug)]
pub struct ReadableStream(readable::Raw);

impl ReadableStream {
    /// Holds a stream of the browser.
    pub fn from_raw(raw: readable::Raw) -> Self {
        Self(raw)
    }

    /// # Panics
    /// Always: a request with a streamed body needs a server function, and there is none.
    pub fn from_stream<St>(_: St) -> Self
    where
        St: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("no server function")
    }

    /// The stream of the browser.
    pub fn into_raw(self) -> readable::Raw {
        self.0
    }

    /// A stream that has ended.
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
