//! The Content-Security-Policy: what a page may load and run, without `unsafe-inline` and
//! `unsafe-eval`.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The Trusted Types policy of the app, a statement for the start of the inline module.
///
/// Leptos copies the markup of views that never change out of a `<template>`, whose `innerHTML` it
/// sets: a string of the program's own, never content. Under
/// `require-trusted-types-for 'script'` the browser asks this policy before; every other way from
/// a string to code stays shut, since it names none.
pub const TRUSTED_TYPES: &str = "self.trustedTypes?.createPolicy(\"default\",{createHTML:h=>\
/<(script|iframe|object|embed|base|meta|link)\\b|\\son\\w+\\s*=/i.test(h)?null:h});";

/// The value of `Content-Security-Policy` for pages whose inline module is `boot`.
///
/// Trusted Types are asked for only when the module begins with the app's policy
/// ([`TRUSTED_TYPES`]): without it the app could not show its next page.
///
/// Left out on purpose: `strict-dynamic`, since iOS then refuses `wasm-unsafe-eval`;
/// `upgrade-insecure-requests`, since every address of a page is the site's own.
pub fn content_security_policy(boot: &str) -> String {
    let hash = source_hash(boot);
    let mut directives = vec![
        "default-src 'none'".to_owned(),
        format!("script-src 'self' {hash} 'wasm-unsafe-eval'"),
        "style-src 'self'".to_owned(),
        "img-src 'self'".to_owned(),
        "connect-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        // the search; mail and share links are links, not forms
        "form-action 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "frame-ancestors 'none'".to_owned(),
    ];
    if boot.starts_with(TRUSTED_TYPES) {
        directives.push("require-trusted-types-for 'script'".to_owned());
        directives.push("trusted-types default".to_owned());
    }
    directives.join("; ")
}

/// The source expression that allows exactly this inline script (CSP 3, §6.7.3.3): its text is
/// everything between `<script …>` and `</script>`.
pub fn source_hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_others_computed() {
        // the example of CSP 3, §8.4; the others are FIPS 180-4's, in base64
        for (script, hash) in [
            (
                "alert('Hello, world.');",
                "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=",
            ),
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ] {
            assert_eq!(source_hash(script), format!("'sha256-{hash}'"));
        }
    }

    #[test]
    fn nothing_unsafe_is_allowed() {
        let policy = content_security_policy("boot();");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'sha256-"));
        for word in [
            "unsafe-inline",
            "'unsafe-eval'",
            "strict-dynamic",
            "*",
            "http",
            "data:",
        ] {
            assert!(!policy.contains(word), "{word} in {policy}");
        }
        assert!(policy.contains(&source_hash("boot();")));
        assert!(policy.contains("'wasm-unsafe-eval'"));
    }

    #[test]
    fn trusted_types_only_for_a_module_that_brings_the_policy() {
        assert!(!content_security_policy("boot();").contains("trusted"));
        let policy = content_security_policy(&format!("{TRUSTED_TYPES}boot();"));
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types default"));
    }
}
