//! Hosting: the types, caching, security headers and compression of the site's files.
//!
//! [`policy`](policy()) is the only source for types and caching. `_headers`, the configurations
//! for Apache, nginx and Caddy, the preview and the deploy are derived from it.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod apache;
pub mod beginning;
pub mod caddy;
pub mod compress;
pub mod csp;
pub mod headers_file;
pub mod nginx;
pub mod packed;
pub mod policy;
pub mod rules;
pub mod security;
pub mod style;

pub use apache::{HTACCESS, htaccess};
pub use beginning::SharedPrefix;
pub use caddy::caddyfile;
pub use compress::{Effort, compress, compress_prefixes, compression_fingerprint};
pub use csp::content_security_policy;
pub use headers_file::{HeadersError, HeadersFile, HostingOptions, headers_file};
pub use nginx::nginx_config;
pub use packed::{CompressionSettings, Precompressed};
pub use policy::{Cache, Policy, policy};
pub use rules::HeaderRules;
pub use security::security_headers;
pub use style::HostedStyle;
