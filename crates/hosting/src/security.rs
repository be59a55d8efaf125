//! The headers that every response carries for the reader's safety.

use super::csp::content_security_policy;
use super::style::Style;

/// What no page needs. Only names that browsers know: they complain of others in the console, as
/// Chromium on Linux does of `web-share`. Sharing and copying are a page's own by default.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Names and values. The same for every file: a picture
/// or a drawing that is opened on its own is a document too.
pub fn security(style: &Style) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", content_security_policy(style)),
        ("X-Content-Type-Options", "nosniff".into()),
        // other sites learn that a reader came from here, not from which story
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Permissions-Policy", PERMISSIONS.into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        // browsers without frame-ancestors
        ("X-Frame-Options", "DENY".into()),
        // a year for this host alone: its other names, and a browser's preload list, are for
        // whoever owns the domain to decide
        ("Strict-Transport-Security", "max-age=31536000".into()),
    ]
}
