//! The search as WebAssembly: the part `search` of the page (`src/parts/search.js`) loads it when a
//! reader uses it. It makes no requests and touches no page; the part does.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod engine;

/// An allocator that is smaller than that of std and as fast: every operation takes constant time.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {}
