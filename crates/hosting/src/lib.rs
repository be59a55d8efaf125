//! Hosting: the types, caching, security headers and precompression of the site's files.
//!
//! [`policy`](policy()) is the only source for types and caching. `_headers`, the configurations
//! for Apache, nginx and Caddy, the preview and the deploy are derived from it.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod apache;
pub mod caddy;
pub mod combination;
pub mod csp;
pub mod headers_file;
pub mod look_script;
pub mod lookup;
pub mod nginx;
pub mod page_script;
pub mod policy;
pub mod precompression;
pub mod redirects;
pub mod rules;
pub mod security;
pub mod style;

pub use apache::{HTACCESS, htaccess};
pub use caddy::{CADDY_PATHS, CADDY_QUERIES, caddyfile};
pub use csp::content_security_policy;
pub use headers_file::{HeadersError, HeadersFile, HostingOptions, headers_file};
pub use look_script::look_script;
pub use nginx::{NGINX_MAP, nginx_config};
pub use page_script::page_script;
pub use policy::{Cache, Policy, policy};
pub use precompression::{compression_effort, compression_fingerprint};
pub use redirects::{Redirect, RedirectRules};
pub use rules::HeaderRules;
pub use security::security_headers;
pub use style::HostedStyle;
