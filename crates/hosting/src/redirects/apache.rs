//! Rules for Apache's `.htaccess`.

use super::Redirect;
use std::fmt::Write;

/// The number of redirects in `.htaccess`. Apache reads the whole file for every request.
pub const APACHE_RULES: usize = 2000;

/// Returns the rules for the first [`APACHE_RULES`] redirects from addresses below the base path. Apache
/// reads the file only for requests to its folder.
pub fn apache_rules(redirects: &[Redirect], base: &str) -> String {
    let mut text = String::new();
    let below = redirects.iter().filter_map(|redirect| {
        let path = redirect.bare_path().strip_prefix(base)?;
        let is_below = path.is_empty() || path.starts_with('/');
        is_below.then(|| (path.trim_start_matches('/'), redirect))
    });
    for (path, redirect) in below.take(APACHE_RULES) {
        let mut flags = "R=301,L";
        if !redirect.from.query().is_empty() {
            let query = escaped(redirect.from.query());
            writeln!(text, "RewriteCond %{{QUERY_STRING}} (?:^|&){query}(?:&|$)").ok();
            flags = "R=301,L,QSD";
        }
        let slash = if path.is_empty() { "" } else { "/?" };
        let (path, to) = (escaped(path), &redirect.to);
        writeln!(text, "RewriteRule ^{path}{slash}$ {to} [{flags}]").ok();
    }
    text
}

/// Escapes what means something in a regular expression.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '.' | '+' | '(' | ')') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
