//! Loads page data from the seed in the page, from memory and from the network.

mod decode;
mod error;
mod fetch;
mod loader;
mod page_cache;
mod prefetch;

pub use decode::{decode, decode_seed};
pub use error::{LoadError, TransportError};
pub use fetch::{ATTEMPTS, BACKOFF_MS, Response, Retry, Transport, fetch};
pub use loader::{Loaded, Loader, SharedRequest};
pub use page_cache::{CACHED_PAGES, FRESH_MS, PageCache};
pub use prefetch::{CONCURRENT_PREFETCHES, PrefetchQueue};
