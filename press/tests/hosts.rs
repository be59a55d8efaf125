//! The configurations for nginx and Caddy, in the servers themselves.
//!
//! `cargo test -p press --test hosts -- --ignored` needs `nginx` with brotli_static, and `caddy`,
//! on the PATH.

use press::host::{Cache, Effort, Hosting, Style, caddyfile, compress, nginx, policy, security};
use press::sheet::Sheet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// In the page, as is usual, and in files.
fn styles() -> [Style; 2] {
    let sheets = ["a{}", "b{}"].map(|css| Sheet::new("/a.css", css).hash());
    [
        Style::InPage(sheets.into()),
        Style::Linked("/assets/main-1f3a.css".into()),
    ]
}

/// Every address that a paper may have, with each style.
fn papers(check: impl Fn(Hosting<'_>)) {
    for style in &styles() {
        for base in ["", "/paper"] {
            check(Hosting { base, style });
        }
    }
}

struct Server<'a> {
    hosting: Hosting<'a>,
    port: u16,
    process: Child,
    folder: tempfile::TempDir,
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // gone already is fine too
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn page(title: &str) -> String {
    let text = "<p>A story that goes on for a while, and then some.</p>\n".repeat(40);
    format!("<!doctype html><title>{title}</title>\n{text}")
}

const FILES: [&str; 23] = [
    "index.html",
    "index.json",
    "world.html",
    "world.json",
    "world/2.html",
    "404.html",
    "popular.json",
    "feed.xml",
    "feed.json",
    "tag/mideast/feed.atom",
    // a publisher's own files
    "sw.js",
    "report.pdf",
    "fonts/serif.woff2",
    "strange.bin",
    ".well-known/security.txt",
    ".well-known/atproto-did",
    ".well-known/acme-challenge/a",
    ".well-known/.hidden",
    ".hidden",
    "_headers",
    "assets/app-1f3a_bg.wasm",
    "assets/main-1f3a.css",
    "media/harbour-480.webp",
];

fn put_site(folder: &Path, base: &str) {
    for name in FILES {
        let file = folder.join(base.trim_start_matches('/')).join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let text = page(name);
        std::fs::write(&file, &text).unwrap();
        if let Some(packed) =
            Effort::of(name).and_then(|effort| compress(text.as_bytes(), effort, &[]))
        {
            std::fs::write(format!("{}.br", file.display()), packed.br).unwrap();
            std::fs::write(format!("{}.gz", file.display()), packed.gz).unwrap();
        }
    }
}

fn run<'a>(hosting: Hosting<'a>, command: impl FnOnce(&Path, &str, u16) -> Command) -> Server<'a> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    put_site(&root, hosting.base);
    // nginx's workers are another user
    for path in [folder.path(), &root] {
        let mut rights = std::fs::metadata(path).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o755);
        std::fs::set_permissions(path, rights).unwrap();
    }
    let port = free_port();
    let mut command = command(folder.path(), &root.display().to_string(), port);
    let process = command.stdout(Stdio::null()).spawn().unwrap();
    let server = Server {
        hosting,
        port,
        process,
        folder,
    };
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it does not listen"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

/// The configuration with what a publisher edits in it, once each.
fn edited(config: String, edits: &[(&str, String)]) -> String {
    edits.iter().fold(config, |config, (from, to)| {
        assert_eq!(config.matches(from).count(), 1, "{from} in {config}");
        config.replace(from, to)
    })
}

fn run_nginx(hosting: Hosting<'_>) -> Server<'_> {
    run(hosting, |folder, root, port| {
        let has_ipv6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
        let ipv6 = if has_ipv6 {
            format!("listen [::1]:{port};")
        } else {
            String::new()
        };
        // the site lies elsewhere than the publisher thought
        let site = edited(
            nginx(&hosting, "localhost", "/srv/www/site"),
            &[
                ("listen 80;", format!("listen 127.0.0.1:{port};")),
                ("listen [::]:80;", ipv6),
                ("root /srv/www/site;", format!("root {root};")),
            ],
        );
        let dir = folder.display();
        let text = format!(
            "daemon off; master_process off; pid {dir}/pid; error_log {dir}/error.log;\n\
             include /etc/nginx/modules-enabled/*.conf;\n\
             events {{ }}\nhttp {{ access_log off;\n{site}}}\n"
        );
        let config = folder.join("nginx.conf");
        std::fs::write(&config, text).unwrap();
        let mut command = Command::new("nginx");
        command.args(["-e", "stderr", "-c"]).arg(config);
        command
    })
}

fn run_caddy(hosting: Hosting<'_>) -> Server<'_> {
    run(hosting, |folder, root, port| {
        let site = caddyfile(&hosting, &format!("http://127.0.0.1:{port}"), root);
        let config = folder.join("Caddyfile");
        std::fs::write(&config, format!("{{\n\tadmin off\n}}\n{site}")).unwrap();
        let mut command = Command::new("caddy");
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(config);
        command
            .env("HOME", folder)
            .env("XDG_DATA_HOME", folder)
            .env("XDG_CONFIG_HOME", folder)
            .stderr(Stdio::null());
        command
    })
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let mut found = self.headers.iter().filter(|(known, _)| *known == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} comes twice");
        value
    }
}

impl Server<'_> {
    fn get(&self, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        let mut stream = BufReader::new(stream);
        let mut line = || {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            line.trim_end().to_owned()
        };
        let status = line().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = std::iter::from_fn(|| {
            let line = line();
            let (name, value) = line.split_once(": ")?;
            Some((name.to_lowercase(), value.to_owned()))
        })
        .collect();
        let mut body = Vec::new();
        stream.read_to_end(&mut body).unwrap();
        Answer {
            status,
            headers,
            body,
        }
    }

    /// Everything that the table promises.
    fn check(&self) {
        let base = self.hosting.base;
        for (path, file) in [
            ("/", "index.html"),
            ("/world", "world.html"),
            ("/world/2?a=b", "world/2.html"),
            ("/index.json", "index.json"),
            ("/world.json", "world.json"),
            ("/popular.json", "popular.json"),
            ("/feed.xml", "feed.xml"),
            ("/feed.json", "feed.json"),
            ("/tag/mideast/feed.atom", "tag/mideast/feed.atom"),
            ("/sw.js", "sw.js"),
            ("/report.pdf", "report.pdf"),
            ("/fonts/serif.woff2", "fonts/serif.woff2"),
            ("/strange.bin", "strange.bin"),
            ("/.well-known/security.txt", ".well-known/security.txt"),
            ("/.well-known/atproto-did", ".well-known/atproto-did"),
            (
                "/.well-known/acme-challenge/a",
                ".well-known/acme-challenge/a",
            ),
            ("/assets/app-1f3a_bg.wasm", "assets/app-1f3a_bg.wasm"),
            ("/assets/main-1f3a.css", "assets/main-1f3a.css"),
            ("/media/harbour-480.webp", "media/harbour-480.webp"),
        ] {
            let answer = self.get(&format!("{base}{path}"), "");
            let policy = policy(path);
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.body, page(file).as_bytes(), "{path}");
            assert_eq!(
                answer.header("content-type"),
                Some(policy.content_type),
                "{path}"
            );
            assert_eq!(
                answer.header("cache-control"),
                Some(policy.cache.header()),
                "{path}"
            );
            let shared = answer.header("cross-origin-resource-policy");
            assert_eq!(shared, policy.shared_with, "{path}");
            let link = policy.page && matches!(self.hosting.style, Style::Linked(_));
            assert_eq!(answer.header("link").is_some(), link, "{path}");
            self.check_security(&answer, path);
            for (accepts, ending) in [("br", ".br"), ("gzip", ".gz")] {
                if !policy.compressed {
                    continue;
                }
                let packed = self.get(
                    &format!("{base}{path}"),
                    &format!("Accept-Encoding: {accepts}\r\n"),
                );
                assert_eq!(packed.header("content-encoding"), Some(accepts), "{path}");
                assert_eq!(packed.header("vary"), Some("Accept-Encoding"), "{path}");
                assert_eq!(
                    packed.header("content-type"),
                    Some(policy.content_type),
                    "{path}"
                );
                let copy = format!("root{base}/{file}{ending}");
                assert_eq!(
                    packed.body,
                    std::fs::read(self.folder.path().join(copy)).unwrap()
                );
            }
        }
        self.check_missing(base);
        self.check_moved(base);
        self.check_conditions(base);
    }

    fn check_security(&self, answer: &Answer, path: &str) {
        for (name, value) in security(self.hosting.style) {
            assert_eq!(
                answer.header(name),
                Some(value.as_str()),
                "{name} of {path}"
            );
        }
    }

    fn check_missing(&self, base: &str) {
        for path in [
            "/nowhere",
            "/nowhere/",
            "/nowhere.html",
            "/404",
            "/404.html",
            "/assets/gone-1f3a.js",
            "/gone.json",
            "/assets/",
            "/media",
            "/_headers",
            "/.hidden",
            "/.well-known/.hidden",
            "/.well-known/security.txt.br",
            "/.well-known/../_headers",
            "/world.html.br",
            "/world.html.gz",
            "/%2e%2e%2froot",
        ] {
            let answer = self.get(&format!("{base}{path}"), "");
            // nginx refuses a path that leads above the root
            assert!(
                matches!(answer.status, 400 | 404),
                "{path}: {}",
                answer.status
            );
            if answer.status == 404 {
                assert_eq!(answer.body, page("404.html").as_bytes(), "{path}");
                assert_eq!(
                    answer.header("content-type"),
                    Some("text/html; charset=utf-8"),
                    "{path}"
                );
                assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
                self.check_security(&answer, path);
            }
        }
    }

    fn check_moved(&self, base: &str) {
        for (path, to) in [
            ("/world/", "/world"),
            ("/world.html", "/world"),
            ("/world/2/?a=b", "/world/2?a=b"),
            ("/index.html", "/"),
            ("/index", "/"),
        ] {
            let answer = self.get(&format!("{base}{path}"), "");
            let to = format!("{base}{to}");
            assert_eq!(
                (answer.status, answer.header("location")),
                (308, Some(to.as_str())),
                "{path}"
            );
        }
        for path in [
            "/world%0d%0aX-Injected:%20yes/",
            "//example.org/",
            "//world/",
        ] {
            let answer = self.get(&format!("{base}{path}"), "");
            assert_eq!(answer.header("x-injected"), None);
            let away = answer
                .header("location")
                .is_some_and(|to| to.starts_with("//"));
            assert!(!away, "{path} leads to another site");
        }
    }

    fn check_conditions(&self, base: &str) {
        let path = format!("{base}/world");
        let first = self.get(&path, "");
        let tag = first.header("etag").unwrap();
        let again = self.get(&path, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(again.header("cache-control"), Some(Cache::Fresh.header()));
        let part = self.get(
            &format!("{base}/media/harbour-480.webp"),
            "Range: bytes=0-9\r\n",
        );
        assert_eq!((part.status, part.body.len()), (206, 10));
    }
}

#[test]
#[ignore = "needs nginx"]
fn nginx_serves_as_the_table_says() {
    papers(|hosting| run_nginx(hosting).check());
}

#[test]
#[ignore = "needs caddy"]
fn caddy_serves_as_the_table_says() {
    papers(|hosting| run_caddy(hosting).check());
}

#[test]
fn nginx_is_told_name_and_port_apart() {
    for (host, listen, name) in [
        ("post.example", "listen 80;", "server_name post.example;"),
        (
            "post.example:8080",
            "listen 8080;",
            "server_name post.example;",
        ),
        ("[::1]:8080", "listen 8080;", "server_name [::1];"),
        ("[::1]", "listen 80;", "server_name [::1];"),
    ] {
        let [style, _] = &styles();
        let text = nginx(&Hosting { base: "", style }, host, "/srv/site");
        let ipv6 = listen.replace("listen ", "listen [::]:");
        for line in [listen, name, &ipv6] {
            assert!(text.contains(line), "{line}: {text}");
        }
    }
}

#[test]
fn values_that_hold_quotes_of_the_policy_stay_whole() {
    for style in &styles() {
        let hosting = Hosting { base: "", style };
        for text in [
            nginx(&hosting, "post.example", "/srv/site"),
            caddyfile(&hosting, "post.example", "/srv/site"),
        ] {
            for (name, value) in security(style) {
                assert!(text.contains(&format!("{name} \"{value}\"")), "{name}");
            }
            assert!(text.contains("application/wasm"));
            assert!(text.contains(Cache::Immutable.header()));
            // no page asks for a sheet that it has in it
            assert_eq!(
                text.contains("rel=preload"),
                matches!(style, Style::Linked(_))
            );
        }
    }
}
