//! The Content-Security-Policy: what a page may load and run, without `unsafe-inline` and
//! `unsafe-eval`.

use super::style::Style;

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
/// `upgrade-insecure-requests`, since every address of a page is the site's own. No hash for a
/// script: no page has one in it that runs.
const DIRECTIVES: [&str; 11] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    STYLE,
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

/// Goes before the hashes of the style that stands in pages.
const STYLE: &str = "style-src 'self'";

/// The value of `Content-Security-Policy`. With linked style sheets it is the same for every
/// release of every newspaper.
pub fn content_security_policy(style: &Style) -> String {
    let policy = DIRECTIVES.join("; ");
    match style {
        Style::InPage(hashes) => policy.replace(STYLE, &format!("{STYLE} {}", hashes.join(" "))),
        Style::Linked(_) => policy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_base::sheet::Sheet;

    fn styles() -> [Style; 2] {
        let hashes = ["a{}", "b{}"].map(|css| Sheet::new("/a.css", css).hash());
        [
            Style::InPage(hashes.into()),
            Style::Linked("/assets/main-1f3a.css".into()),
        ]
    }

    #[test]
    fn nothing_unsafe_is_allowed() {
        for style in styles() {
            let policy = content_security_policy(&style);
            let start =
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
            assert!(policy.starts_with(start), "{policy}");
            for word in [
                "unsafe-inline",
                "'unsafe-eval'",
                "unsafe-hashes",
                "strict-dynamic",
                "*",
                "http",
                "data:",
            ] {
                assert!(!policy.contains(word), "{word} in {policy}");
            }
        }
    }

    #[test]
    fn style_in_the_page_is_known_by_its_hash() {
        let [in_page, linked] = styles().map(|style| content_security_policy(&style));
        let (_, style) = in_page.split_once("; style-src 'self' ").unwrap();
        let (hashes, _) = style.split_once("; img-src").unwrap();
        let known = hashes.split(' ').all(|hash| hash.starts_with("'sha256-"));
        assert!(known && hashes.split(' ').count() == 2, "{hashes}");
        // nothing of one release's in it
        assert!(linked.contains("; style-src 'self'; img-src"));
        assert!(!linked.contains("sha256"));
    }

    #[test]
    fn strings_become_code_nowhere() {
        let [policy, _] = styles().map(|style| content_security_policy(&style));
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types default"));
        // the one name that is allowed is the one that the app makes
        assert!(TRUSTED_TYPES.contains("createPolicy(\"default\""));
    }
}
