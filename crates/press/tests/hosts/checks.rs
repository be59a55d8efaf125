//! Checks of what every server must do when it is configured by press.

use crate::server::{Answer, Server};
use crate::site::page;
use frontpage_hosting::{Cache, HostedStyle, policy, security_headers};

impl Server<'_> {
    /// Checks that every file is served as [`policy`] says, and how all other requests are
    /// answered.
    pub fn check(&self) {
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
            ("/world/feed.xml", "world/feed.xml"),
            ("/world/feed.json", "world/feed.json"),
            ("/tag/mideast/feed.atom", "tag/mideast/feed.atom"),
            ("/tag/mideast/feed.json", "tag/mideast/feed.json"),
            ("/search", "search.html"),
            ("/tag", "tag.html"),
            ("/tag?sea+hills", "tag.html"),
            ("/tag/sea.bin", "tag/sea.bin"),
            // Few combinations of tags have a file.
            ("/tag/sea+hills", "tag/sea+hills.html"),
            ("/tag/sea+hills?a=b", "tag/sea+hills.html"),
            ("/tag/hills+sea", "tag.html"),
            ("/tag/sea~hills-2+x", "tag.html"),
            ("/tag/sea%2Bx", "tag.html"),
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
            ("/media/harbour.gif", "media/harbour.gif"),
            ("/media/harbour.mp4", "media/harbour.mp4"),
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
            assert_eq!(shared, policy.cross_origin_resource_policy, "{path}");
            let link = policy.is_page && matches!(self.hosting.style, HostedStyle::Linked(_));
            assert_eq!(answer.header("link").is_some(), link, "{path}");
            // A cache must keep compressed and plain copies apart.
            let varies = answer.header("vary");
            let expected = policy.is_precompressed.then_some("Accept-Encoding");
            assert_eq!(varies, expected, "{path}");
            self.check_security(&answer, path);
            for (accepts, ending) in [("br", ".br"), ("gzip", ".gz")] {
                if !policy.is_precompressed {
                    continue;
                }
                let compressed = self.get(
                    &format!("{base}{path}"),
                    &format!("Accept-Encoding: {accepts}\r\n"),
                );
                assert_eq!(
                    compressed.header("content-encoding"),
                    Some(accepts),
                    "{path}"
                );
                assert_eq!(compressed.header("vary"), Some("Accept-Encoding"), "{path}");
                assert_eq!(
                    compressed.header("content-type"),
                    Some(policy.content_type),
                    "{path}"
                );
                assert_eq!(
                    compressed.body,
                    self.file(&format!("{file}{ending}")),
                    "{path}"
                );
            }
        }
        self.check_missing(base);
        self.check_moved(base);
        self.check_conditions(base);
        self.check_ranges(base);
        self.check_methods(base);
        self.check_spellings(base);
    }

    fn check_security(&self, answer: &Answer, path: &str) {
        for (name, value) in security_headers(self.hosting.style, &[], &[]) {
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
        ] {
            let answer = self.get(&format!("{base}{path}"), "");
            // nginx answers a path that leads above the root with 400.
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
                (answer.status, answer.location()),
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
            let away = answer.location().is_some_and(|to| to.starts_with("//"));
            assert!(!away, "{path} redirects to another site");
        }
    }

    fn check_conditions(&self, base: &str) {
        let path = format!("{base}/world");
        let first = self.get(&path, "");
        let tag = first.header("etag").unwrap();
        let again = self.get(&path, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(again.header("cache-control"), Some(Cache::Fresh.header()));
    }

    /// Checks that a player gets the part of a video that it asks for (RFC 9110, section 14).
    fn check_ranges(&self, base: &str) {
        let path = format!("{base}/media/harbour.mp4");
        let whole = page("media/harbour.mp4").into_bytes();
        let length = whole.len();
        let tag = self.get(&path, "").header("etag").map(str::to_owned);
        for (range, start, end) in [
            ("0-", 0, length),
            ("0-9", 0, 10),
            ("100-199", 100, 200),
            ("-5", length - 5, length),
            // Players ask for more than there is.
            (&format!("7-{}", length * 2), 7, length),
        ] {
            for more in ["", "Accept-Encoding: gzip, deflate, br\r\n"] {
                let part = self.get(&path, &format!("Range: bytes={range}\r\n{more}"));
                assert_eq!(part.status, 206, "{range}");
                assert_eq!(part.body, whole[start..end], "{range}");
                for (name, expected) in [
                    (
                        "content-range",
                        Some(&*format!("bytes {start}-{}/{length}", end - 1)),
                    ),
                    ("content-type", Some("video/mp4")),
                    ("content-encoding", None),
                    ("cache-control", Some(Cache::Immutable.header())),
                    ("etag", tag.as_deref()),
                ] {
                    assert_eq!(part.header(name), expected, "{name} of {range}");
                }
                self.check_security(&part, &path);
            }
        }
        let beyond = self.get(&path, &format!("Range: bytes={length}-\r\n"));
        assert_eq!(beyond.status, 416);
        let size = format!("bytes */{length}");
        // Apache does not send this header.
        let said = beyond.header("content-range");
        assert!(said.is_none_or(|said| said == size), "{said:?}");
        // The file has changed since the browser got its part.
        let changed = self.get(&path, "Range: bytes=0-9\r\nIf-Range: \"another\"\r\n");
        assert_eq!((changed.status, changed.body.len()), (200, length));
    }

    /// Checks that only GET and HEAD are allowed; other methods get 405 (RFC 9110, section 15.5.6).
    fn check_methods(&self, base: &str) {
        for path in ["/", "/world", "/feed.xml", "/.well-known/atproto-did"] {
            let path = format!("{base}{path}");
            for method in ["POST", "PUT", "DELETE", "PATCH"] {
                let answer = self.ask(method, &path, "Content-Length: 0\r\n");
                assert_eq!(answer.status, 405, "{method} {path}");
            }
            let (get, head) = (self.get(&path, ""), self.ask("HEAD", &path, ""));
            assert_eq!(head.status, get.status, "{path}");
            assert_eq!(head.header("content-type"), get.header("content-type"));
            assert!(head.body.is_empty(), "{path}");
        }
    }

    /// Checks other spellings of addresses. Each one serves the page, redirects to the page's own
    /// address or is not found; it never causes a server error.
    fn check_spellings(&self, base: &str) {
        for (path, file) in [
            ("/%77orld", "world.html"),
            ("/world%2f2", "world/2.html"),
            ("//world", "world.html"),
            ("/world//2", "world/2.html"),
            ("/./world", "world.html"),
            ("/%2e%2e%2froot", ""),
            ("/%00", ""),
            ("/world%00", ""),
            ("/%ff", ""),
            ("/%", ""),
            ("/world%0a", ""),
            ("/WORLD", ""),
        ] {
            let answer = self.get(&format!("{base}{path}"), "");
            match answer.status {
                200 => assert_eq!(answer.body, page(file).as_bytes(), "{path}"),
                301 | 308 => {
                    let to = answer.location().unwrap();
                    assert_eq!(self.get(to, "").body, page(file).as_bytes(), "{path}");
                }
                status => assert!(matches!(status, 400 | 404), "{path}: {status}"),
            }
        }
    }
}
