//! The Content-Security-Policy: what a page may load and run, without `unsafe-inline` and
//! `unsafe-eval`.

/// The Trusted Types policy of the app, a statement for the start of the module that starts it.
///
/// Leptos copies the markup of views that never change out of a `<template>`, whose `innerHTML` it
/// sets: a string of the program's own, never content. Under
/// `require-trusted-types-for 'script'` the browser asks this policy before; every other way from
/// a string to code stays shut, since it names none.
pub const TRUSTED_TYPES: &str = "self.trustedTypes?.createPolicy(\"default\",{createHTML:h=>\
/<(script|iframe|object|embed|base|meta|link)\\b|\\son\\w+\\s*=/i.test(h)?null:h});";

/// The directives, in the order in which they are written.
///
/// Left out on purpose: `strict-dynamic`, since iOS then refuses `wasm-unsafe-eval`;
/// `upgrade-insecure-requests`, since every address of a page is the site's own. No hash: no page
/// has a script in it that runs.
const DIRECTIVES: [&str; 11] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    // no page has a form; mail and share links are links
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

/// The value of `Content-Security-Policy`: the same for every release of every newspaper.
pub fn content_security_policy() -> String {
    DIRECTIVES.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_is_allowed() {
        let policy = content_security_policy();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
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
    }

    #[test]
    fn strings_become_code_nowhere() {
        let policy = content_security_policy();
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types default"));
        // the one name that is allowed is the one that the app makes
        assert!(TRUSTED_TYPES.contains("createPolicy(\"default\""));
    }
}
