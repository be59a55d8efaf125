//! Tests that run real servers with the configurations that press writes.
//!
//! `scripts/hosts.sh` provides the servers and runs
//! `cargo test -p press --test hosts -- --ignored`. Each server is found by an environment variable
//! or on the PATH: `NGINX` (with its modules in `NGINX_MODULES`), `CADDY`, `APACHE` (with its
//! modules in `APACHE_MODULES`) and `WRANGLER`.
#![allow(missing_docs)]

mod apache;
mod caddy;
mod checks;
mod cloudflare;
mod former;
mod nginx;
mod server;
mod site;

use frontpage_hosting::{
    Cache, HostedStyle, HostingOptions, caddyfile, htaccess, security_headers,
};
use site::styles;

#[test]
fn header_values_with_quotes_stay_intact() {
    for style in &styles() {
        let hosting = HostingOptions {
            base: "",
            style,
            picture_hosts: &[],
            media_hosts: &[],
            redirects: 0,
        };
        for text in [
            frontpage_hosting::nginx_config(&hosting, "post.example", "/srv/site"),
            caddyfile(&hosting, "post.example", "/srv/site"),
            htaccess(&hosting, &[], &[]),
        ] {
            for (name, value) in security_headers(style, &[], &[]) {
                assert!(text.contains(&format!("{name} \"{value}\"")), "{name}");
            }
            assert!(text.contains("application/wasm"));
            assert!(text.contains(Cache::Immutable.header()));
            // A page that contains its stylesheet does not preload it.
            assert_eq!(
                text.contains("rel=preload"),
                matches!(style, HostedStyle::Linked(_))
            );
        }
    }
}
