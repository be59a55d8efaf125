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

use frontpage_hosting::{Cache, Hosting, Style, caddyfile, htaccess, security};
use site::styles;

#[test]
fn values_that_hold_quotes_of_the_policy_stay_whole() {
    for style in &styles() {
        let hosting = Hosting { base: "", style };
        for text in [
            frontpage_hosting::nginx(&hosting, "post.example", "/srv/site"),
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
