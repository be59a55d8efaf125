//! The page of the screen, and its Content-Security-Policy.

use crate::backend;
use crate::reply::Reply;
use frontpage_base::config::Config;
use frontpage_base::csp_source::csp_source;

/// The script that starts the content management system with the settings.
pub const START: &str = include_str!("start.js");

/// Where the browser finds the packages that the system imports by name. It loads most of them when
/// they are used. Maps and the drawing on them are left out, because no field of a story uses them.
const IMPORTS: &str = r#"{"imports":{
"@sveltia/cms":"/admin/cms/@sveltia/cms/npm/index.js",
"exifr/dist/lite.esm.mjs":"/admin/cms/exifr/dist/lite.esm.mjs",
"immutable":"/admin/cms/immutable/dist/immutable.es.js",
"svgo/browser":"/admin/cms/svgo/dist/svgo.browser.js",
"turndown/lib/turndown.browser.es.js":"/admin/cms/turndown/lib/turndown.browser.es.js"
}}"#;

/// Returns the page. Of `site.toml`, it contains only what the policy needs.
pub fn page(config: &Config) -> Reply {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>Stories</title>\n\
         <script type=\"importmap\">{IMPORTS}</script>\n\
         <script type=\"module\" src=\"/admin/start.js\"></script>\n\
         <noscript>The editor's screen needs JavaScript.</noscript>\n"
    );
    let mut reply = Reply::new(200, "text/html; charset=utf-8", page.into());
    reply
        .headers
        .push(("content-security-policy", policy(config)));
    reply
}

/// Returns the policy: no other host but the git host, no inline script but the import map, and no
/// frame. The system writes styles while it runs, and compresses pictures with WebAssembly.
fn policy(config: &Config) -> String {
    let host = config.admin.as_ref().map(backend::origin);
    let host = host.map(|origin| format!(" {origin}")).unwrap_or_default();
    let import_map = csp_source(IMPORTS);
    format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         script-src 'self' 'wasm-unsafe-eval' {import_map}; style-src 'self' 'unsafe-inline'; \
         font-src 'self'; img-src 'self' blob: data:; media-src 'self' blob: data:; manifest-src blob:; \
         connect-src 'self' blob: data:{host}; worker-src 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::config;

    #[test]
    fn the_policy_names_no_other_host_but_the_git_host() {
        let hosts = |config: &Config| {
            let policy = policy(config);
            let sources = policy.split([' ', ';']);
            let hosts = sources.filter(|source| source.contains("//") || source.contains('*'));
            hosts.map(str::to_owned).collect::<Vec<_>>()
        };
        assert!(hosts(&config("")).is_empty());
        let with = |kind: &str| format!("[admin]\nbackend = \"{kind}\"\nrepository = \"a/b\"\n");
        assert_eq!(hosts(&config(&with("github"))), ["https://api.github.com"]);
        assert_eq!(hosts(&config(&with("gitlab"))), ["https://gitlab.com"]);
        let own = with("gitea") + "address = \"https://git.example:3000/\"";
        assert_eq!(hosts(&config(&own)), ["https://git.example:3000"]);
    }

    #[test]
    fn the_page_has_no_inline_script_but_the_import_map() {
        let reply = page(&config(""));
        let text = String::from_utf8(reply.body.clone()).unwrap();
        assert_eq!(text.matches("<script").count(), 2);
        let policy = reply.header("content-security-policy").unwrap();
        let script = policy
            .split("; ")
            .find(|part| part.starts_with("script-src"));
        assert!(!script.unwrap().contains("'unsafe-inline'"), "{policy}");
        assert!(!policy.contains("'unsafe-eval'"), "{policy}");
        let imports: serde_json::Value = serde_json::from_str(IMPORTS).unwrap();
        assert!(imports["imports"].is_object());
    }
}
