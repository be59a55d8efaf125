//! Source expressions of a Content-Security-Policy.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Returns the source expression that allows an inline script or style with this content:
/// `'sha256-…'` (CSP 3 §2.3.1, *hash-source*).
pub fn csp_source(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::csp_source;

    #[test]
    fn the_hash_is_that_of_other_programs() {
        // echo -n 'a{}' | openssl dgst -sha256 -binary | base64
        let known = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert_eq!(csp_source("a{}"), known);
    }
}
