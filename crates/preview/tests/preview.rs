//! Tests of `press preview` over a real socket.

use frontpage_compression::compress;
use frontpage_hosting::{
    Cache, HostedStyle, HostingOptions, compression_effort, headers_file, policy, security_headers,
};
use frontpage_model::popular_path;
use frontpage_preview::{BackgroundPreview, Options, PreviewError, start};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;

/// A published folder and its preview server.
struct Site {
    folder: tempfile::TempDir,
    preview: BackgroundPreview,
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "the header {name} is sent twice");
        value
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Reads one response. `head` means that the request was HEAD, so the response has no body.
    fn read(stream: &mut impl BufRead, head: bool) -> Self {
        let mut line = || {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            line.trim_end().to_owned()
        };
        let status = line().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = std::iter::from_fn(|| {
            let line = line();
            let (name, value) = line.split_once(": ")?;
            Some((name.to_lowercase(), value.to_owned()))
        })
        .collect();
        let mut answer = Self {
            status,
            headers,
            body: Vec::new(),
        };
        let length = answer
            .header("content-length")
            .map_or(0, |n| n.parse().unwrap());
        if !head && status != 304 {
            answer.body.resize(length, 0);
            stream.read_exact(&mut answer.body).unwrap();
        }
        answer
    }
}

fn page(title: &str) -> String {
    let text = "<p>A story that goes on for a while, and then some.</p>\n".repeat(40);
    format!("<!doctype html><title>{title}</title>\n{text}")
}

/// Returns 1000 bytes that stand in for a picture. Each byte depends on its position, so that
/// ranges can be told apart.
fn picture() -> Vec<u8> {
    (0..1000_u32).map(|n| (n % 251) as u8).collect()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let file = folder.join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let compressed = compression_effort(name).and_then(|effort| compress(bytes, effort, &[]));
    if let Some(compressed) = compressed {
        std::fs::write(folder.join(format!("{name}.br")), compressed.br).unwrap();
        std::fs::write(folder.join(format!("{name}.gz")), compressed.gz).unwrap();
    }
}

const FILES: [(&str, &str); 12] = [
    ("index.html", "Front"),
    ("index.json", "{}"),
    ("world.html", "World"),
    ("world.json", "{}"),
    ("world/2.html", "World 2"),
    ("2025/02/18/a-story.html", "Story"),
    ("404.html", "Not found"),
    ("popular.json", "{}"),
    ("feed.xml", "<rss/>"),
    ("robots.txt", "User-agent: *"),
    ("assets/app-1f3a_bg.wasm", "wasm"),
    ("assets/main-1f3a.css", "a{}"),
];

fn style() -> HostedStyle {
    HostedStyle::Linked("/assets/main-1f3a.css".into())
}

fn site(base: &str) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    for (name, text) in FILES {
        let text = if name.ends_with(".html") {
            page(text)
        } else {
            text.to_owned()
        };
        put(&root, name, text.as_bytes());
    }
    put(&root, "media/harbour-480.webp", &picture());
    std::fs::write(folder.path().join("secret.html"), "secret").unwrap();
    let style = style();
    let hosting = HostingOptions {
        base,
        style: &style,
        picture_hosts: &[],
        media_hosts: &[],
        redirects: 0,
    };
    let names = FILES.map(|(name, _)| match name.split_once('/') {
        Some((first, _)) => format!("{first}/"),
        None => name.to_owned(),
    });
    let names = names.iter().map(String::as_str).chain(["media/"]);
    put(
        &root,
        "_headers",
        headers_file(&hosting, names).unwrap().text.as_bytes(),
    );
    let preview = start(Options {
        site: root,
        address: (Ipv4Addr::LOCALHOST, 0).into(),
        base: base.to_owned(),
        admin: None,
    })
    .unwrap();
    Site { folder, preview }
}

impl Site {
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(self.preview.address).unwrap();
        let headers: String = headers
            .iter()
            .map(|(n, v)| format!("{n}: {v}\r\n"))
            .collect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        Answer::read(&mut BufReader::new(stream), method == "HEAD")
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        put(&self.folder.path().join("site"), name, bytes);
    }
}

#[test]
fn each_kind_of_file_is_served_with_its_headers() {
    let site = site("");
    for (path, file) in [
        ("/", "index.html"),
        ("/world", "world.html"),
        ("/world/2", "world/2.html"),
        ("/2025/02/18/a-story", "2025/02/18/a-story.html"),
        ("/world?utm_source=x", "world.html"),
        ("/index.json", "index.json"),
        ("/popular.json", "popular.json"),
        ("/feed.xml", "feed.xml"),
        ("/robots.txt", "robots.txt"),
        ("/assets/app-1f3a_bg.wasm", "assets/app-1f3a_bg.wasm"),
        ("/assets/main-1f3a.css", "assets/main-1f3a.css"),
        ("/media/harbour-480.webp", "media/harbour-480.webp"),
    ] {
        let answer = site.get(path);
        let bytes = std::fs::read(site.folder.path().join("site").join(file)).unwrap();
        let policy = policy(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, bytes, "{path}");
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
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            policy.cross_origin_resource_policy,
            "{path}"
        );
        assert_eq!(
            answer.header("vary").is_some(),
            policy.is_precompressed,
            "{path}"
        );
        assert_eq!(answer.header("accept-ranges"), Some("bytes"), "{path}");
        assert!(answer.header("last-modified").is_some(), "{path}");
        for (name, value) in security_headers(&style(), &[], &[]) {
            assert_eq!(
                answer.header(&name.to_lowercase()),
                Some(value.as_str()),
                "{path}"
            );
        }
    }
    assert_eq!(
        site.get(&popular_path()).header("cache-control"),
        Some(Cache::Minute.header())
    );
    let link = "</assets/main-1f3a.css>; rel=preload; as=style";
    assert_eq!(site.get("/").header("link"), Some(link));
    assert_eq!(site.get("/media/harbour-480.webp").header("link"), None);
}

#[test]
fn other_addresses_of_a_page_redirect_to_it() {
    let site = site("");
    for (path, to) in [
        ("/world/", "/world"),
        ("/world.html", "/world"),
        ("/index.html", "/"),
        ("/index", "/"),
        ("/world/2/?a=b", "/world/2?a=b"),
    ] {
        let answer = site.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, Some(to)),
            "{path}"
        );
        assert!(answer.body.is_empty());
    }
}

#[test]
fn a_missing_page_gets_the_404_page_and_a_missing_file_plain_text() {
    let site = site("");
    for path in [
        "/nowhere",
        "/world/3",
        "/2025/02/18/",
        "/assets",
        "/404",
        "/404/",
    ] {
        let answer = site.get(path);
        // An address of the error page with a slash redirects to the one without it.
        if answer.status == 308 {
            assert_eq!(answer.header("location"), Some("/404"));
            continue;
        }
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.text(), page("Not found"), "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(answer.header("content-security-policy").is_some());
    }
    for path in [
        "/assets/gone-1f3a.js",
        "/nowhere.json",
        "/media/gone-480.webp",
        "/world.html.br",
    ] {
        let answer = site.get(path);
        assert_eq!(
            (answer.status, answer.text()),
            (404, "Not found\n"),
            "{path}"
        );
        assert_eq!(
            answer.header("content-type"),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}

#[test]
fn a_conditional_or_range_request_for_a_missing_page_is_404() {
    let site = site("");
    let tag = site.get("/world").header("etag").unwrap().to_owned();
    for header in [
        ("If-None-Match", "*"),
        ("If-Match", &tag),
        ("Range", "bytes=0-9"),
    ] {
        let answer = site.ask("GET", "/nowhere", &[header]);
        assert_eq!(
            (answer.status, answer.text()),
            (404, page("Not found").as_str())
        );
    }
}

#[test]
fn nothing_outside_the_site_is_served() {
    let site = site("");
    site.put(".htaccess", b"secret");
    for path in [
        "/../secret",
        "/../secret.html",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/%2e%2e%2fsecret.html",
        "/world/../../secret",
        "/..%5csecret",
        "/..\\secret",
        "/%00",
        "/world%00",
        "/world%00.html",
        "/_headers",
        "/.htaccess",
        "//secret",
        "/%ff",
        "/world%0d%0aX-Injected:%20yes/",
    ] {
        let answer = site.get(path);
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.text().contains("secret"), "{path}");
        assert_eq!(answer.header("x-injected"), None);
    }
}

#[test]
fn precompressed_copies_are_served_by_accept_encoding() {
    let site = site("");
    let plain = site.get("/world");
    for (accepts, encoding) in [
        ("br", Some("br")),
        ("gzip", Some("gzip")),
        ("gzip, deflate, br, zstd", Some("br")),
        ("gzip;q=1.0, br;q=0.5", Some("gzip")),
        ("br;q=0, gzip", Some("gzip")),
        ("identity", None),
        ("br;q=0", None),
        ("", None),
    ] {
        let answer = site.ask("GET", "/world", &[("Accept-Encoding", accepts)]);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-encoding"), encoding, "{accepts:?}");
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
        assert_eq!(answer.header("content-type"), plain.header("content-type"));
        let ending = match encoding {
            Some("br") => ".br",
            Some(_) => ".gz",
            None => "",
        };
        let file = site.folder.path().join(format!("site/world.html{ending}"));
        assert_eq!(answer.body, std::fs::read(file).unwrap());
        let same = answer.header("etag") == plain.header("etag");
        assert_eq!(
            same,
            encoding.is_none(),
            "each compressed copy must have its own ETag"
        );
    }
    let missing = site.ask("GET", "/nowhere", &[("Accept-Encoding", "br")]);
    assert_eq!(
        (missing.status, missing.header("content-encoding")),
        (404, Some("br"))
    );
    let tiny = site.ask("GET", "/index.json", &[("Accept-Encoding", "br")]);
    assert_eq!((tiny.text(), tiny.header("content-encoding")), ("{}", None));
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let site = site("");
    for accepts in ["br", "gzip", "identity"] {
        let encoding = ("Accept-Encoding", accepts);
        let first = site.ask("GET", "/world", &[encoding]);
        let tag = first.header("etag").unwrap();
        assert!(tag.starts_with('"'), "not a strong ETag: {tag}");
        let again = site.ask("GET", "/world", &[encoding, ("If-None-Match", tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0));
        for name in ["etag", "cache-control", "vary"] {
            assert_eq!(again.header(name), first.header(name), "{name}");
        }
        let since = first.header("last-modified").unwrap();
        let again = site.ask("GET", "/world", &[encoding, ("If-Modified-Since", since)]);
        assert_eq!(again.status, 304);
    }
    let other = site.ask("GET", "/world", &[("If-None-Match", "\"other\"")]);
    assert_eq!(other.status, 200);
    let failed = site.ask("GET", "/world", &[("If-Match", "\"other\"")]);
    assert_eq!(failed.status, 412);
}

#[test]
fn range_requests_return_parts_of_a_file() {
    let site = site("");
    let path = "/media/harbour-480.webp";
    let whole = picture();
    for (range, part, content_range) in [
        ("bytes=0-99", 0..100, "bytes 0-99/1000"),
        ("bytes=990-", 990..1000, "bytes 990-999/1000"),
        ("bytes=-5", 995..1000, "bytes 995-999/1000"),
        ("bytes=500-5000", 500..1000, "bytes 500-999/1000"),
    ] {
        let answer = site.ask("GET", path, &[("Range", range)]);
        assert_eq!(answer.status, 206, "{range}");
        assert_eq!(answer.header("content-range"), Some(content_range));
        assert_eq!(answer.header("content-type"), Some("image/webp"));
        assert_eq!(answer.body, whole[part], "{range}");
    }
    let answer = site.ask("GET", path, &[("Range", "bytes=1000-")]);
    assert_eq!(
        (answer.status, answer.header("content-range")),
        (416, Some("bytes */1000"))
    );
    for unsupported in ["bytes=0-1,5-6", "lines=1-2"] {
        let answer = site.ask("GET", path, &[("Range", unsupported)]);
        assert_eq!(
            (answer.status, answer.body.len()),
            (200, 1000),
            "{unsupported}"
        );
    }
    // A part of another version of the file would not fit to what the client has.
    let first = site.get(path);
    let changed = first.header("last-modified").unwrap();
    for (condition, status, length) in [
        (changed, 206, 10),
        ("\"other\"", 200, 1000),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200, 1000),
    ] {
        let condition = [("Range", "bytes=0-9"), ("If-Range", condition)];
        let answer = site.ask("GET", path, &condition);
        assert_eq!(
            (answer.status, answer.body.len()),
            (status, length),
            "{condition:?}"
        );
    }
}

#[test]
fn a_head_request_has_the_same_headers_and_no_body() {
    let site = site("");
    for path in [
        "/",
        "/world",
        "/nowhere",
        "/media/harbour-480.webp",
        "/world/",
    ] {
        let mut get = site.get(path);
        let mut head = site.ask("HEAD", path, &[]);
        assert_eq!(head.status, get.status, "{path}");
        for answer in [&mut get, &mut head] {
            answer.headers.retain(|(name, _)| name != "date");
            answer.headers.sort();
        }
        assert_eq!(head.headers, get.headers, "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = site.ask(method, "/world", &[]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("GET, HEAD"))
        );
    }
}

#[test]
fn newly_published_files_are_served_at_once() {
    let site = site("");
    let before = site.get("/world");
    site.put("world.html", page("New world").as_bytes());
    site.put("us.html", page("U.S.").as_bytes());
    let tag = before.header("etag").unwrap();
    let after = site.ask("GET", "/world", &[("If-None-Match", tag)]);
    assert_eq!(
        (after.status, after.text()),
        (200, page("New world").as_str())
    );
    assert_eq!(site.get("/us").status, 200);
    // No rule in `_headers` covers the new file yet, so it gets the host's default.
    assert_eq!(
        site.get("/us").header("cache-control"),
        Some("public, max-age=0, must-revalidate")
    );
    std::fs::remove_file(site.folder.path().join("site/us.html")).unwrap();
    assert_eq!(site.get("/us").status, 404);
}

#[test]
fn a_site_is_served_under_its_base_path() {
    let site = site("/paper");
    assert!(site.preview.url.ends_with("/paper/"));
    assert_eq!(site.get("/paper/").text(), page("Front"));
    assert_eq!(site.get("/paper/world").text(), page("World"));
    let asset = site.get("/paper/assets/main-1f3a.css");
    assert_eq!(
        asset.header("cache-control"),
        Some(Cache::Immutable.header())
    );
    for (path, to) in [("/paper", "/paper/"), ("/paper/world/", "/paper/world")] {
        let answer = site.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, Some(to)),
            "{path}"
        );
    }
    for path in ["/", "/world", "/paperworld", "/paper/../secret"] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_connection_serves_several_requests() {
    let site = site("");
    let mut stream = BufReader::new(TcpStream::connect(site.preview.address).unwrap());
    for (path, title) in [
        ("/", "Front"),
        ("/world", "World"),
        ("/nowhere", "Not found"),
    ] {
        write!(stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        assert_eq!(Answer::read(&mut stream, false).text(), page(title));
    }
}

#[test]
fn the_preview_stops_despite_open_connections() {
    let site = site("");
    let mut stream = TcpStream::connect(site.preview.address).unwrap();
    let address = site.preview.address;
    drop(site);
    assert_eq!(stream.read(&mut [0; 1]).unwrap_or_default(), 0);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn startup_errors_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let options = |site: &Path, base: &str, address| Options {
        site: site.to_owned(),
        address,
        base: base.to_owned(),
        admin: None,
    };
    let free = (Ipv4Addr::LOCALHOST, 0).into();
    let missing = start(options(&folder.path().join("none"), "", free));
    assert!(matches!(missing, Err(PreviewError::Folder(_))));
    for base in ["paper", "/paper/", "/"] {
        let wrong = start(options(folder.path(), base, free));
        assert!(matches!(wrong, Err(PreviewError::Base(_))), "{base}");
    }
    let first = start(options(folder.path(), "", free)).unwrap();
    let second = start(options(folder.path(), "", first.address));
    assert!(second.unwrap_err().to_string().contains("--port"));
}

#[test]
fn former_addresses_lead_to_stories() {
    let site = site("");
    assert_eq!(site.get("/2019/03/falls/").status, 404);
    site.put(
        "_redirects",
        b"# mine\n/mine/* /world 301\n/yours/* /:splat 301\n/2019/03/falls/ /world 301\n/ p=12 /world/2 301!\n",
    );
    for (path, to) in [
        ("/2019/03/falls/", "/world"),
        ("/2019/03/falls?utm_source=x", "/world"),
        ("/?p=12", "/world/2"),
    ] {
        let answer = site.get(path);
        let found = (answer.status, answer.header("location"));
        assert_eq!(found, (301, Some(to)), "{path}");
    }
    assert_eq!(site.get("/").status, 200);
    assert_eq!(site.get("/?p=13").status, 200);
    assert_eq!(site.get("/mine/a").header("location"), Some("/world"));
    // A rule that the preview does not understand leads nowhere.
    assert_eq!(site.get("/yours/a").status, 404);
}
