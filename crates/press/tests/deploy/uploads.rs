//! Tests of uploads: which files, in which order, and with which headers.

use super::server::Server;
use super::site::{Paper, STAGES, STYLE, all_keys, deploy, object, put};
use frontpage_deploy::{Encoding, HtmlKeys};

const FRESH: &str = "public, max-age=60, stale-while-revalidate=86400, stale-if-error=604800";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[test]
fn the_first_deploy_sends_everything_with_its_headers() {
    let (server, paper) = (Server::start(), Paper::new());
    let outcome = paper.deploy(&server);
    assert_eq!(outcome.sent.len(), all_keys().len());
    assert_eq!(server.uploaded_keys().len(), all_keys().len());
    for (key, content_type, cache_control, encoding) in [
        ("world", "text/html; charset=utf-8", FRESH, ""),
        ("world/2", "text/html; charset=utf-8", FRESH, ""),
        ("index.html", "text/html; charset=utf-8", FRESH, ""),
        ("world.json", "application/json", FRESH, ""),
        ("popular.json", "application/json", "public, max-age=60", ""),
        ("feed.xml", "application/rss+xml; charset=utf-8", FRESH, ""),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache", ""),
        ("media/fire-640.webp", "image/webp", IMMUTABLE, ""),
        ("assets/app-0123.wasm", "application/wasm", IMMUTABLE, "br"),
        (STYLE, "text/css; charset=utf-8", IMMUTABLE, "br"),
    ] {
        let uploaded = object(&server, key).expect(key);
        assert_eq!(uploaded.content_type, content_type, "{key}");
        assert_eq!(uploaded.cache_control, cache_control, "{key}");
        assert_eq!(uploaded.encoding, encoding, "{key}");
        let file = match key {
            "world" | "world/2" => format!("{key}.html"),
            _ => key.to_owned(),
        };
        let expected = match encoding {
            "br" => format!("brotli {file}"),
            _ => format!("the content of {file}"),
        };
        assert_eq!(uploaded.body, expected, "{key}");
    }
    for key in ["world.html", "world.json.br", "assets/main-0123.css.gz"] {
        assert_eq!(object(&server, key), None, "{key}");
    }
    let record = object(&server, ".press/deployed.json").unwrap();
    assert_eq!(record.cache_control, "private, no-store");
}

#[test]
fn each_stage_is_complete_before_the_next_begins() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    let mut puts = server.uploaded_keys().into_iter();
    for stage in STAGES {
        let mut sent: Vec<String> = puts.by_ref().take(stage.len()).collect();
        sent.sort();
        assert_eq!(sent, stage);
    }
    assert_eq!(puts.next(), None);
}

#[test]
fn a_second_deploy_writes_nothing_at_all() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    server.take_requests();
    assert_eq!(paper.deploy(&server).sent.len(), 0);
    let log = server.take_requests();
    assert!(log.iter().all(|seen| seen.method == "GET"), "{log:?}");
}

#[test]
fn one_change_is_one_upload_and_one_address_to_purge() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    server.take_requests();
    paper.change("world.html", "news");
    paper.change("world.html.br", "packed news");
    let list = tempfile::NamedTempFile::new().unwrap();
    let mut options = paper.options(&server);
    options.purge_list = Some(list.path().into());
    deploy(&options).unwrap();
    assert_eq!(server.uploaded_keys(), ["world"]);
    assert_eq!(object(&server, "world").unwrap().body, "news");
    let list = std::fs::read_to_string(list.path()).unwrap();
    assert_eq!(list, "https://example.org/paper/world\n");
}

#[test]
fn an_unwritable_purge_list_is_written_by_the_next_run() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    paper.change("world.html", "news");
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("purge.txt");
    std::fs::create_dir(&list).unwrap();
    let mut options = paper.options(&server);
    options.purge_list = Some(list.clone());
    let message = deploy(&options).unwrap_err().to_string();
    assert!(message.contains("run it again for the list"), "{message}");
    assert_eq!(object(&server, "world").unwrap().body, "news");
    std::fs::remove_dir(&list).unwrap();
    // The failed run has released its claim.
    assert_eq!(deploy(&options).unwrap().sent.len(), 0);
    let read = || std::fs::read_to_string(&list).unwrap();
    assert_eq!(read(), "https://example.org/paper/world\n");
    // Addresses that were in a purge list are not listed again.
    deploy(&options).unwrap();
    assert_eq!(read(), "");
}

#[test]
fn the_first_purge_list_has_pages_and_no_assets() {
    let (server, paper) = (Server::start(), Paper::new());
    let purge = paper.deploy(&server).purge;
    for address in ["/", "/world", "/world.json", "/feed.xml", "/404.html"] {
        let address = format!("https://example.org/paper{address}");
        assert!(purge.contains(&address), "{address} is not in {purge:?}");
    }
    assert!(purge.iter().all(|url| !url.contains("/assets/")));
}

#[test]
fn an_object_with_changed_headers_is_uploaded_again() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    server.take_requests();
    let mut options = paper.options(&server);
    options.encoding = Encoding::Gzip;
    deploy(&options).unwrap();
    // Every object except the picture, which has no precompressed copies.
    assert_eq!(server.uploaded_keys().len(), all_keys().len() - 1);
    let uploaded = object(&server, "world").unwrap();
    assert_eq!(
        (uploaded.encoding.as_str(), uploaded.body.as_str()),
        ("gzip", "gzip world.html")
    );

    options.encoding = Encoding::None;
    deploy(&options).unwrap();
    assert_eq!(object(&server, STYLE).unwrap().encoding, "");
}

#[test]
fn a_text_file_without_precompressed_copies_is_uploaded_plain() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.remove("assets/app-0123.js");
    paper.change("assets/app-0123.js", "tiny");
    paper.deploy(&server);
    let uploaded = object(&server, "assets/app-0123.js").unwrap();
    assert_eq!(
        (uploaded.encoding.as_str(), uploaded.body.as_str()),
        ("", "tiny")
    );
}

#[test]
fn with_a_prefix_every_object_is_below_it() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.url = "s3://paper/editions/la/".into();
    deploy(&options).unwrap();
    let puts = server.take_requests();
    let puts: Vec<_> = puts.iter().filter(|seen| seen.method == "PUT").collect();
    assert!(
        puts.iter().all(|seen| seen.key.starts_with("editions/la/")),
        "{puts:?}"
    );
    assert!(object(&server, "editions/la/world/2").is_some());
    assert!(object(&server, "editions/la/.press/deployed.json").is_some());
}

#[test]
fn the_record_can_be_stored_outside_the_site() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.url = "s3://paper/site".into();
    options.record = "/private/site.json".into();
    deploy(&options).unwrap();
    assert!(object(&server, "private/site.json").is_some());
    assert_eq!(object(&server, "site/.press/deployed.json"), None);
    assert_eq!(deploy(&options).unwrap().sent.len(), 0);
}

#[test]
fn pages_can_be_uploaded_under_both_keys() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.keys = Some(HtmlKeys::Both);
    deploy(&options).unwrap();
    assert_eq!(object(&server, "world"), object(&server, "world.html"));
    assert!(object(&server, "world").is_some());
}

#[test]
fn a_dry_run_prints_the_order_and_changes_nothing() {
    let (server, paper) = (Server::start(), Paper::new());
    put(&server, "world", "old");
    server.take_requests();
    let mut options = paper.options(&server);
    options.dry_run = true;
    options.delete = true;
    let summary = deploy(&options).unwrap().to_string();
    let log = server.take_requests();
    assert!(log.iter().all(|seen| seen.method == "GET"), "{log:?}");
    let lines: Vec<&str> = summary.lines().collect();
    let keys = lines
        .iter()
        .filter_map(|line| line.strip_prefix("put ")?.split(' ').next());
    assert!(keys.eq(all_keys()), "{summary}");
    let style = format!("put {STYLE} | text/css; charset=utf-8 | {IMMUTABLE} | br | 27 bytes");
    assert!(lines.contains(&style.as_str()), "{summary}");
    assert!(
        lines
            .last()
            .unwrap()
            .starts_with("25 of 25 objects would go up"),
        "{summary}"
    );
}

#[test]
fn a_deploy_to_a_folder_mirrors_the_site() {
    let (paper, folder) = (Paper::new(), tempfile::tempdir().unwrap());
    paper.change(".htaccess", "for Apache");
    let server = Server::start();
    let mut options = paper.options(&server);
    // A bucket has no use for Apache's `.htaccess`.
    let sent = deploy(&options).unwrap().sent;
    assert!(!format!("{sent:?}").contains("htaccess"), "{sent:?}");

    options.url = format!("file://{}", folder.path().join("www").display());
    deploy(&options).unwrap();
    let read = |path: &str| std::fs::read_to_string(folder.path().join("www").join(path)).unwrap();
    assert_eq!(read("world.html"), "the content of world.html");
    assert_eq!(read("world/2.html.br"), "brotli world/2.html");
    assert_eq!(read(".htaccess"), "for Apache");
    assert_eq!(deploy(&options).unwrap().sent.len(), 0);

    options.delete = true;
    paper.remove("world.html");
    let deleted = deploy(&options).unwrap().deleted;
    assert_eq!(deleted.len(), 3, "{deleted:?}");
    assert!(!folder.path().join("www/world.html").exists());
    assert!(folder.path().join("www/world/2.html").exists());
}

#[test]
fn a_large_file_is_uploaded_in_parts() {
    let (server, paper) = (Server::start(), Paper::new());
    let clip = "abcdefgh".repeat((20 << 20) / 8);
    paper.change("media/clip.mp4", &clip);
    paper.deploy(&server);
    let uploaded = object(&server, "media/clip.mp4").unwrap();
    assert_eq!(uploaded.content_type, "video/mp4");
    assert_eq!(uploaded.cache_control, IMMUTABLE);
    assert!(uploaded.body == clip, "{} bytes", uploaded.body.len());
    let log = server.take_requests();
    let sent = log.iter().filter(|seen| seen.method == "PUT");
    let parts = sent.filter(|seen| format!("{seen:?}").contains("clip.mp4"));
    assert_eq!(parts.count(), 2, "{log:?}");
    // Nothing has changed.
    assert_eq!(paper.deploy(&server).sent.len(), 0);
}
