//! `_redirects`, for Netlify and Cloudflare Pages.

use super::Redirect;
use std::fmt::Write;

/// The number of rules with a fixed path that Cloudflare Pages reads.
pub const CLOUDFLARE_RULES: usize = 2000;

/// Returns the text of `_redirects`.
///
/// The rules with a query come last, and only Netlify reads them: Cloudflare Pages skips a line with
/// more than three words. They need the `!`, because Netlify prefers a file to a rule without it, and
/// the front page is a file.
///
/// Both hosts compare percent-encoded paths as they are, and WordPress writes them in lower case.
pub fn redirects_file(redirects: &[Redirect]) -> String {
    let mut paths = String::new();
    let mut queries = String::new();
    for redirect in redirects {
        let (path, to) = (redirect.from.encoded_path(), &redirect.to);
        if redirect.from.query().is_empty() {
            writeln!(paths, "{path} {to} 301").ok();
            let lower = with_lower_case_encoding(&path);
            if lower != path {
                writeln!(paths, "{lower} {to} 301").ok();
            }
            continue;
        }
        let parameters: Vec<&str> = redirect.from.query().split('&').collect();
        let has_value = |parameter: &&str| {
            let value = parameter.split_once('=');
            value.is_some_and(|(name, value)| !name.is_empty() && !value.is_empty())
        };
        if parameters.iter().all(has_value) {
            writeln!(queries, "{path} {} {to} 301!", parameters.join(" ")).ok();
        }
    }
    paths + &queries
}

fn with_lower_case_encoding(path: &str) -> String {
    let mut parts = path.split('%');
    let mut lower = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(part.len().min(2));
        lower.push('%');
        lower.push_str(&code.to_ascii_lowercase());
        lower.push_str(rest);
    }
    lower
}
