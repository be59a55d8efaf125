//! The entries of nginx's maps.

use super::Redirect;
use std::fmt::Write;

/// Returns the entries of the maps in the configuration, in a file of its own: they change with the
/// stories, and the configuration does not. nginx decodes the paths that it looks up.
pub fn nginx_map(redirects: &[Redirect]) -> String {
    let mut text = String::new();
    for redirect in redirects {
        let (from, to) = (redirect.bare_address(), &redirect.to);
        writeln!(text, "\"{from}\" \"{to}\";").ok();
    }
    text
}
