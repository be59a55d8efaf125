//! The configurations that press writes, in the servers themselves.
//!
//! `scripts/hosts.sh` brings the servers and runs `cargo test -p press --test hosts -- --ignored`.
//! Each is named by a variable of the environment, or is on the PATH: `NGINX` (with its modules in
//! `NGINX_MODULES`), `CADDY`, `APACHE` (`APACHE_MODULES`), `WRANGLER`.
#![allow(missing_docs)]

mod apache;
mod caddy;
mod checks;
mod cloudflare;
mod nginx;
mod server;
mod site;

use press::host::{Cache, Hosting, Style, caddyfile, htaccess, security};
use site::styles;

#[test]
fn header_values_with_quotes_stay_intact() {
    for style in &styles() {
        let hosting = Hosting { base: "", style };
        for text in [
            press::host::nginx(&hosting, "post.example", "/srv/site"),
            caddyfile(&hosting, "post.example", "/srv/site"),
            htaccess(&hosting),
        ] {
            for (name, value) in security(style) {
                assert!(text.contains(&format!("{name} \"{value}\"")), "{name}");
            }
            assert!(text.contains("application/wasm"));
            assert!(text.contains(Cache::Immutable.header()));
            // no page asks for a sheet that it has in it
            assert_eq!(
                text.contains("rel=preload"),
                matches!(style, Style::Linked(_))
            );
        }
    }
}
