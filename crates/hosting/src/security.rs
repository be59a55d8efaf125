//! The security headers of all responses.

use super::csp::content_security_policy;
use super::style::HostedStyle;

/// The browser features that no page needs. Only known names are listed, because browsers log a
/// warning about others, such as Chromium on Linux about `web-share`. Sharing and copying are
/// allowed by default.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Returns the names and values of the headers. They are the same for every file, because a picture
/// that is opened in its own tab is a document too.
pub fn security_headers(
    style: &HostedStyle,
    picture_hosts: &[String],
    media_hosts: &[String],
) -> Vec<(&'static str, String)> {
    vec![
        (
            "Content-Security-Policy",
            content_security_policy(style, picture_hosts, media_hosts),
        ),
        ("X-Content-Type-Options", "nosniff".into()),
        // Other sites learn that a reader came from this newspaper, but not from which story.
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Permissions-Policy", PERMISSIONS.into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        // For browsers that do not support `frame-ancestors`.
        ("X-Frame-Options", "DENY".into()),
        // One year, for this host only. Whether subdomains are included or the domain is preloaded
        // is up to its owner.
        ("Strict-Transport-Security", "max-age=31536000".into()),
    ]
}
