//! Fetches from hosts that nobody here controls: politely, bounded, and never from a private network.
//!
//! 1. **No request reaches a private network**, unless the source that the publisher named is there. A
//!    story can name any address, so addresses are checked after they are resolved, and again after each
//!    redirect.
//! 2. **Everything has an end.** Sizes, times, redirects and attempts are limited.
//! 3. **A host has to ask for patience only once.** After an answer 429 or 503, the request is repeated when
//!    `Retry-After` says so, and new requests to the same host wait until then.
//! 4. **Unchanged content is not sent again.** An answer's validators make the next request conditional.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

mod address;
mod client;
mod error;
mod pauses;
mod request;

pub use address::is_public;
pub use client::Client;
pub use error::FetchError;
pub use request::{Answer, Fetched, Request, Validators};
