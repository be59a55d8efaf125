//! Tests of the editor's screen in the preview: for this machine only, with a policy of its own, and
//! not part of the site.

use frontpage_admin::Admin;
use frontpage_preview::{BackgroundPreview, Options, PreviewError, start};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;

const SITE: &str = r#"
    name = "Post"
    url = "https://post.example"
    lang = "en-US"
    time_zone = "America/Los_Angeles"
    sections = [{ slug = "world", name = "World" }]
"#;

/// The policy of the published pages.
const POLICY: &str = "default-src 'self'";

/// A newspaper with a published site, and a stand-in for the content management system.
fn paper() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (".git/HEAD", ""),
        ("content/site.toml", SITE),
        ("node_modules/@sveltia/cms/package.json", "{}"),
        ("node_modules/@sveltia/cms/npm/index.js", "export {};"),
        ("site/index.html", "Front"),
        ("site/404.html", "Not found"),
        (
            "site/_headers",
            &format!("/*\n  Content-Security-Policy: {POLICY}\n"),
        ),
    ] {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

fn screen(paper: &Path) -> Admin {
    Admin::open(&paper.join("content"), &paper.join("node_modules")).unwrap()
}

fn options(paper: &Path, admin: Option<Admin>) -> Options {
    Options {
        site: paper.join("site"),
        address: (Ipv4Addr::LOCALHOST, 0).into(),
        base: String::new(),
        admin,
    }
}

/// Returns the whole response, as the server sends it.
fn ask(preview: &BackgroundPreview, request: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(preview.address).unwrap();
    write!(
        stream,
        "{request} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"
    )
    .unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

fn has_status(response: &str, status: u16) -> bool {
    response.starts_with(&format!("HTTP/1.1 {status} "))
}

#[test]
fn the_screen_has_a_policy_of_its_own_and_the_site_keeps_its_policy() {
    let paper = paper();
    let preview = start(options(paper.path(), Some(screen(paper.path())))).unwrap();
    let host = format!("Host: {}\r\n", preview.address);
    let page = ask(&preview, "GET /admin/", &host);
    assert!(has_status(&page, 200), "{page}");
    assert!(
        page.contains("content-security-policy: default-src 'none'"),
        "{page}"
    );
    assert!(!page.contains(POLICY), "{page}");
    let front = ask(&preview, "GET /", &host);
    assert!(
        front.contains(&format!("content-security-policy: {POLICY}")),
        "{front}"
    );
    let file = ask(&preview, "GET /admin/cms/@sveltia/cms/npm/index.js", &host);
    assert!(
        has_status(&file, 200) && file.ends_with("export {};"),
        "{file}"
    );
    let post = ask(
        &preview,
        "POST /admin/",
        &format!("{host}Content-Length: 0\r\n"),
    );
    assert!(has_status(&post, 405), "{post}");
}

#[test]
fn without_the_system_the_preview_is_the_site_alone() {
    let paper = paper();
    let preview = start(options(paper.path(), None)).unwrap();
    for path in ["/admin/", "/admin", "/admin/config.json", "/admin/start.js"] {
        let response = ask(&preview, &format!("GET {path}"), "Host: localhost\r\n");
        assert!(has_status(&response, 404), "{path}: {response}");
    }
}

#[test]
fn the_screen_answers_to_the_names_of_this_machine_only() {
    let paper = paper();
    let preview = start(options(paper.path(), Some(screen(paper.path())))).unwrap();
    for (headers, status) in [
        ("Host: localhost:8000\r\n", 200),
        ("Host: post.example\r\n", 404),
        // As `trunk serve` passes it on.
        (
            "Host: 127.0.0.1\r\nX-Forwarded-Host: localhost:8080\r\n",
            200,
        ),
        (
            "Host: 127.0.0.1\r\nX-Forwarded-Host: 192.0.2.1:8080\r\n",
            404,
        ),
    ] {
        let response = ask(&preview, "GET /admin/config.json", headers);
        assert!(has_status(&response, status), "{headers}: {response}");
    }
}

#[test]
fn the_screen_is_never_served_to_other_machines() {
    let paper = paper();
    let exposed = Options {
        address: (Ipv4Addr::UNSPECIFIED, 0).into(),
        ..options(paper.path(), Some(screen(paper.path())))
    };
    let error = start(exposed).unwrap_err();
    assert!(matches!(error, PreviewError::Exposed(_)), "{error}");
}
