//! The entries of Caddy's maps.

use super::Redirect;
use std::fmt::Write;

/// Returns the entries of the maps in the Caddyfile, in a file of its own: they change with the
/// stories, and the Caddyfile does not. Caddy decodes the paths that it looks up.
pub fn caddy_map(redirects: &[Redirect]) -> String {
    let mut text = String::new();
    for redirect in redirects {
        let (from, to) = (redirect.bare_address(), &redirect.to);
        writeln!(text, "\"{from}\" \"{to}\"").ok();
    }
    text
}
