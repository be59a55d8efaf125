//! The entries of Caddy's maps.

use super::Redirect;
use std::fmt::Write;

/// Returns the entries of the map of paths, in a file of its own: they change with the stories, and the
/// Caddyfile does not. Caddy decodes the paths that it looks up.
pub fn caddy_paths(redirects: &[Redirect]) -> String {
    entries(redirects, false)
}

/// Returns the entries of the map of paths with a query. This is a separate map, because Caddy compares all
/// entries of a map one after the other, and few requests have a query.
pub fn caddy_queries(redirects: &[Redirect]) -> String {
    entries(redirects, true)
}

fn entries(redirects: &[Redirect], has_query: bool) -> String {
    let mut text = String::new();
    for redirect in redirects {
        if redirect.from.query().is_empty() != has_query {
            let (from, to) = (redirect.bare_address(), &redirect.to);
            writeln!(text, "\"{from}\" \"{to}\"").ok();
        }
    }
    text
}
