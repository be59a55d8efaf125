//! Tests in Cloudflare's local server for Pages: how it reads `_headers`, finds pages and sets
//! content types.

use crate::server::{Answer, Server, program, start};
use crate::site::{for_each_site, names, page};
use frontpage_hosting::{HostedStyle, HostingOptions, headers_file, policy, security_headers};
use std::net::{Ipv4Addr, TcpListener};

/// The newest compatibility date that the pinned version of wrangler supports.
const DAY: &str = "2026-04-01";

/// Runs wrangler. `away` is set as its proxy, so that any request to another machine arrives there
/// and never gets a response.
fn run_cloudflare<'a>(hosting: HostingOptions<'a>, away: &TcpListener) -> Server<'a> {
    let away = format!("http://{}", away.local_addr().unwrap());
    start(hosting, |folder, root, port| {
        let headers = headers_file(&hosting, names().iter().map(String::as_str)).unwrap();
        std::fs::write(root.join("_headers"), headers.text).unwrap();
        let mut command = program("WRANGLER", "wrangler");
        command
            .args(["pages", "dev", "--ip", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .args(["--compatibility-date", DAY])
            .arg("--show-interactive-dev-session=false")
            .arg(root);
        command
            .current_dir(folder)
            .env("HOME", folder)
            .env("XDG_CONFIG_HOME", folder)
            .env("CI", "true")
            .env("NO_COLOR", "1")
            .env("WRANGLER_SEND_METRICS", "false")
            .env("WRANGLER_SEND_ERROR_REPORTS", "false")
            .env("WRANGLER_HIDE_BANNER", "true")
            .env("CLOUDFLARE_CF_FETCH_ENABLED", "false");
        for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
            command.env(proxy, &away);
        }
        for direct in ["NO_PROXY", "no_proxy"] {
            command.env(direct, "127.0.0.1,localhost");
        }
        command
    })
}

#[test]
#[ignore = "needs wrangler"]
fn cloudflare_follows_the_headers_file() {
    for_each_site(|hosting| {
        let away = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        away.set_nonblocking(true).unwrap();
        let server = run_cloudflare(hosting, &away);
        check_found(&server);
        check_missing(&server);
        check_moved(&server);
        assert!(
            server.log().contains("valid header rules"),
            "{}",
            server.log()
        );
        assert!(!server.log().contains("invalid"), "{}", server.log());
        assert!(away.accept().is_err(), "wrangler contacted another machine");
    });
}

/// Returns a content type without its parameters; of types with two names always the same one.
fn essence(kind: &str) -> &str {
    match kind.split(';').next().unwrap_or(kind).trim() {
        "application/javascript" => "text/javascript",
        "application/font-woff2" => "font/woff2",
        other => other,
    }
}

fn check_found(server: &Server<'_>) {
    let base = server.hosting.base;
    for (path, file) in [
        ("/", "index.html"),
        ("/world", "world.html"),
        ("/world/2?a=b", "world/2.html"),
        ("/search", "search.html"),
        ("/index.json", "index.json"),
        ("/world.json", "world.json"),
        ("/popular.json", "popular.json"),
        ("/feed.xml", "feed.xml"),
        ("/feed.json", "feed.json"),
        ("/world/feed.xml", "world/feed.xml"),
        ("/world/feed.json", "world/feed.json"),
        ("/tag/mideast/feed.atom", "tag/mideast/feed.atom"),
        ("/tag/mideast/feed.json", "tag/mideast/feed.json"),
        ("/sw.js", "sw.js"),
        ("/report.pdf", "report.pdf"),
        ("/fonts/serif.woff2", "fonts/serif.woff2"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
        ("/assets/app-1f3a_bg.wasm", "assets/app-1f3a_bg.wasm"),
        ("/assets/main-1f3a.css", "assets/main-1f3a.css"),
        ("/media/harbour-480.webp", "media/harbour-480.webp"),
    ] {
        let answer = server.get(&format!("{base}{path}"), "");
        let policy = policy(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, page(file).as_bytes(), "{path}");
        let kind = answer.header("content-type").unwrap_or_default();
        assert_eq!(essence(kind), essence(policy.content_type), "{path}");
        let cache = answer.header("cache-control");
        assert_eq!(cache, Some(policy.cache.header()), "{path}");
        let shared = answer.header("cross-origin-resource-policy");
        assert_eq!(shared, policy.cross_origin_resource_policy, "{path}");
        if policy.is_page {
            let linked = matches!(server.hosting.style, HostedStyle::Linked(_));
            assert_eq!(answer.header("link").is_some(), linked, "{path}");
        }
        check_security(server, &answer, path);
    }
}

fn check_security(server: &Server<'_>, answer: &Answer, path: &str) {
    for (name, value) in security_headers(server.hosting.style, &[], &[]) {
        assert_eq!(answer.header(name), Some(&*value), "{name} of {path}");
    }
}

fn check_missing(server: &Server<'_>) {
    let base = server.hosting.base;
    for path in [
        "/nowhere",
        "/nowhere/",
        "/nowhere.html",
        "/assets/gone-1f3a.js",
        "/media",
    ] {
        let answer = server.get(&format!("{base}{path}"), "");
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.body, page("404.html").as_bytes(), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        check_security(server, &answer, path);
    }
    for method in ["POST", "PUT", "DELETE"] {
        for path in ["/", "/world"] {
            let answer = server.ask(method, &format!("{base}{path}"), "Content-Length: 0\r\n");
            assert_eq!(answer.status, 405, "{method} {path}");
        }
    }
}

fn check_moved(server: &Server<'_>) {
    let base = server.hosting.base;
    for (path, to) in [
        ("/world/", "/world"),
        ("/world.html", "/world"),
        ("/world/2/?a=b", "/world/2?a=b"),
        ("/index.html", "/"),
    ] {
        let answer = server.get(&format!("{base}{path}"), "");
        let to = format!("{base}{to}");
        assert_eq!(
            (answer.status, answer.location()),
            (308, Some(&*to)),
            "{path}"
        );
    }
}
