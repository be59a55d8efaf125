//! What a host needs to know about the files: types, caching, security, compression; and a
//! server that behaves like one.
//!
//! [`policy`](policy()) is the one table. `_headers`, the configurations for nginx and Caddy, the
//! preview and the deploy are derived from it.

pub mod policy;

pub use policy::{Cache, Policy, policy};
