//! Loads page data from the cache and from the network.

mod cache;
mod decode;
mod error;
mod fetch;
mod loader;
mod network;
mod newspaper;
mod prefetch;
mod prefetch_queue;

pub use crate::browser::network::{Response, TransportError};
pub use cache::{CACHED_PAGES, FRESH_MS, PageCache};
pub use decode::decode;
pub use error::LoadError;
pub use fetch::{ATTEMPTS, BACKOFF_MS, Retry, Transport, fetch};
pub use loader::{Loaded, Loader, SharedRequest};
pub use network::{Network, PageLoader};
pub use newspaper::Newspaper;
pub use prefetch::prefetch_on_intent;
pub use prefetch_queue::{CONCURRENT_PREFETCHES, PrefetchQueue};
