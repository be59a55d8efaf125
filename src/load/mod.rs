//! Loads page data from the seed in the page, from memory and from the network.

mod decode;
mod error;
mod fetch;
mod loader;
mod memory;
mod prefetch;

pub use decode::{decode, decode_seed};
pub use error::{Fault, LoadError};
pub use fetch::{ATTEMPTS, BACKOFF_MS, Reply, Retry, Transport, fetch};
pub use loader::{Flight, Loaded, Loader};
pub use memory::{FRESH_MS, MEMORY_PAGES, Memory};
pub use prefetch::{PREFETCHES, Prefetch};
