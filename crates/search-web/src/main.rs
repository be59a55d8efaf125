//! The search as WebAssembly, which the script of the search page (`src/tools/search.js`) loads. It makes
//! no requests and touches no page; the script does.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod engine;

/// An allocator that is smaller than the one of std and as fast: every operation takes constant time.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {}
