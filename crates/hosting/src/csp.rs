//! The Content-Security-Policy: what pages can load and run. It has neither `unsafe-inline` nor
//! `unsafe-eval`.

use super::{look_script::look_script_source, page_script::page_script_source, style::HostedStyle};

/// The app's Trusted Types policy, as a JavaScript statement that start.js begins with.
///
/// For views that never change, Leptos sets the `innerHTML` of a `<template>`, to a string from the
/// program and never from content. Under `require-trusted-types-for 'script'`, the browser passes
/// that string through this policy. The only script whose address is allowed is the service worker, which is
/// the site's own (`script-src 'self'`). All other ways to turn strings into code stay blocked,
/// because the policy does not define them.
pub const TRUSTED_TYPES: &str = "self.trustedTypes?.createPolicy(\"default\",{createHTML:h=>\
/<(script|iframe|object|embed|base|meta|link)\\b|\\son\\w+\\s*=/i.test(h)?null:h,\
createScriptURL:u=>/\\/sw\\.js$/.test(u)?u:null});";

/// The directives, in the order of the header.
///
/// `strict-dynamic` is left out because iOS then rejects `wasm-unsafe-eval`, and
/// `upgrade-insecure-requests` because pages only load files of their own site and of media hosts, whose
/// addresses start with `https`.
const DIRECTIVES: [&str; 12] = [
    "default-src 'none'",
    SCRIPT,
    STYLE,
    IMAGES,
    MEDIA,
    "connect-src 'self'",
    "manifest-src 'self'",
    // Pages have no forms; mail and sharing are plain links.
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

/// The directive for scripts. The hashes of the scripts inside pages are appended to it.
const SCRIPT: &str = "script-src 'self' 'wasm-unsafe-eval'";

/// The directive for images. The hosts that stories refer to for pictures are appended to it.
const IMAGES: &str = "img-src 'self'";

/// The directive for videos, audio recordings and their captions. The hosts that stories refer to for these
/// are appended to it.
const MEDIA: &str = "media-src 'self'";

/// The directive for styles. The hashes of inline styles are appended to it.
const STYLE: &str = "style-src 'self'";

/// Returns the value of `Content-Security-Policy`. With linked stylesheets, it only depends on
/// the hosts of pictures and recordings, so it is the same for every release.
pub fn content_security_policy(
    style: &HostedStyle,
    picture_hosts: &[String],
    media_hosts: &[String],
) -> String {
    let script = format!("{SCRIPT} {} {}", look_script_source(), page_script_source());
    let with_hosts = |directive: &str, hosts: &[String]| {
        let hosts = hosts.iter().map(|host| format!(" https://{host}"));
        hosts.fold(directive.to_owned(), |directive, host| directive + &host)
    };
    let policy = DIRECTIVES.join("; ");
    let policy = policy
        .replace(SCRIPT, &script)
        .replace(IMAGES, &with_hosts(IMAGES, picture_hosts))
        .replace(MEDIA, &with_hosts(MEDIA, media_hosts));
    match style {
        HostedStyle::InPage(hashes) => {
            policy.replace(STYLE, &format!("{STYLE} {}", hashes.join(" ")))
        }
        HostedStyle::Linked(_) => policy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_base::stylesheet::Stylesheet;

    fn styles() -> [HostedStyle; 2] {
        let hashes = ["a{}", "b{}"].map(|css| Stylesheet::new("/a.css", css).csp_source());
        [
            HostedStyle::InPage(hashes.into()),
            HostedStyle::Linked("/assets/main-1f3a.css".into()),
        ]
    }

    #[test]
    fn nothing_unsafe_is_allowed() {
        for style in styles() {
            let policy = content_security_policy(&style, &[], &[]);
            let start = format!(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {} {}; style-src 'self'",
                look_script_source(),
                page_script_source()
            );
            assert!(policy.starts_with(&start), "{policy}");
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
    fn inline_styles_are_allowed_by_their_hash() {
        let [in_page, linked] = styles().map(|style| content_security_policy(&style, &[], &[]));
        let (_, style) = in_page.split_once("; style-src 'self' ").unwrap();
        let (hashes, _) = style.split_once("; img-src").unwrap();
        let known = hashes.split(' ').all(|hash| hash.starts_with("'sha256-"));
        assert!(known && hashes.split(' ').count() == 2, "{hashes}");
        // It does not depend on the release.
        assert!(linked.contains("; style-src 'self'; img-src"));
        assert_eq!(
            linked.matches("sha256").count(),
            2,
            "only those of the scripts"
        );
    }

    #[test]
    fn pictures_can_come_from_the_hosts_that_are_named() {
        let [style, _] = styles();
        let hosts = ["media.example".into(), "b.example".into()];
        let policy = content_security_policy(&style, &hosts, &[]);
        let images = "; img-src 'self' https://media.example https://b.example; media-src 'self'; connect-src";
        assert!(policy.contains(images), "{policy}");
    }

    #[test]
    fn recordings_can_come_from_the_hosts_that_are_named_for_them_and_nothing_else_can() {
        let [style, _] = styles();
        let policy = content_security_policy(&style, &[], &["video.example".into()]);
        assert!(
            policy.contains("; media-src 'self' https://video.example; "),
            "{policy}"
        );
        assert_eq!(policy.matches("video.example").count(), 1, "{policy}");
    }

    #[test]
    fn only_the_trusted_types_policy_of_the_app_is_allowed() {
        let [policy, _] = styles().map(|style| content_security_policy(&style, &[], &[]));
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types default"));
        // The name that the header allows is the name of the app's policy.
        assert!(TRUSTED_TYPES.contains("createPolicy(\"default\""));
    }
}
