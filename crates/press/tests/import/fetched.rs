//! Tests of what is fetched: feeds, posts of a REST API, and pictures.

use super::export::{Newsroom, Post, export, summary};
use super::host::Host;
use serde_json::{Value, json};
use std::process::{Command, Output};

const FOLDER: &str = "content/imported/127-0-0-1";

/// Imports from addresses, with their pictures.
fn fetch(room: &Newsroom, sources: &[String]) -> Output {
    command(room).args(sources).output().unwrap()
}

fn command(room: &Newsroom) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    command
        .arg("import")
        .args(["--content".into(), room.path("content")])
        .args(["--report".into(), room.path("report.txt")]);
    command
}

/// Returns the only story, whatever its file is called.
fn only_story(room: &Newsroom) -> Value {
    let imported = room.imported();
    let mut stories = imported.iter().filter(|(name, _)| name.ends_with(".json"));
    let (_, bytes) = stories.next().expect("a story");
    assert_eq!(stories.next(), None);
    serde_json::from_slice(bytes).unwrap()
}

fn png() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::new(64, 48);
    picture
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

fn feed(host: &Host, text: &str) -> String {
    format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Paper</title><item>\
         <title>Rain</title><guid isPermaLink='false'>7</guid><link>{}</link>\
         <pubDate>Mon, 11 Mar 2019 10:00:00 GMT</pubDate><category>World</category>\
         <media:content url='{}' type='image/png' width='64'/>\
         <description>It rains.</description><content:encoded><![CDATA[<p>{text}</p>\
         <img src='/gone.png'><img src='/page'><p><a href='/more'>More</a></p>]]></content:encoded>\
         </item></channel></rss>",
        host.url("/rain"),
        host.url("/lead.png"),
    )
}

#[test]
fn a_feed_becomes_stories_with_their_pictures() {
    let (room, host) = (Newsroom::new(), Host::new());
    host.put("/feed", "application/rss+xml", feed(&host, "It rains."));
    host.put("/lead.png", "image/png", png());
    host.put("/page", "text/html", "<!doctype html><html><svg>");
    let said = summary(&fetch(&room, &[host.url("/feed")]));
    assert!(said.starts_with("stories: 1 new"), "{said}");
    assert!(said.contains("pictures that were not found: 2"), "{said}");
    let report = room.read("report.txt");
    assert!(
        report.contains("/gone.png is missing: the host answers 404"),
        "{report}"
    );
    assert!(
        report.contains("/page is missing: it is neither a PNG"),
        "{report}"
    );

    let story = only_story(&room);
    let lead = &story["associations"][0]["renditions"][0]["href"];
    let lead = format!("content/{}", lead.as_str().unwrap());
    assert_eq!(std::fs::read(room.path(&lead)).unwrap(), png());
    let body = story["bodies"][0]["value"].as_str().unwrap();
    let link = format!("<a href=\"{}\">", host.url("/more"));
    assert!(body.contains(&link), "{body}");
    assert_eq!(story["subjects"][0]["literal"], "world");

    // Pictures that are there already are not fetched again.
    host.requests();
    let said = summary(&fetch(&room, &[host.url("/feed")]));
    assert!(
        said.starts_with("stories: 0 new, 0 updated, 1 unchanged"),
        "{said}"
    );
    let requests = host.requests();
    assert!(
        !requests.contains(&"200 /lead.png".to_owned()),
        "{requests:?}"
    );
}

#[test]
fn a_feed_in_a_file_fetches_nothing_from_a_private_network() {
    let (room, host) = (Newsroom::new(), Host::new());
    host.put("/lead.png", "image/png", png());
    room.write("feed.xml", feed(&host, "It rains."));
    let file = room.path("feed.xml").display().to_string();
    summary(&fetch(&room, &[file]));
    let report = room.read("report.txt");
    assert!(
        report.contains("127.0.0.1 is in a private network"),
        "{report}"
    );
    assert_eq!(host.requests(), Vec::<String>::new());
}

#[test]
fn a_dry_run_fetches_no_picture() {
    let (room, host) = (Newsroom::new(), Host::new());
    host.put("/feed", "application/rss+xml", feed(&host, "It rains."));
    let output = command(&room)
        .arg("--dry-run")
        .arg(host.url("/feed"))
        .output();
    let said = summary(&output.unwrap());
    assert!(said.starts_with("stories: 1 new"), "{said}");
    assert_eq!(host.requests(), ["200 /feed"]);
    assert!(room.imported().is_empty());
}

/// Puts posts where the REST API has them. The host ignores the query, so all are on one page.
fn put_posts(host: &Host, ids: &[u64]) {
    let posts = ids.iter().map(|id| {
        json!({"id": id, "date_gmt": "2019-03-11T10:00:00", "modified_gmt": "2019-03-11T10:00:00",
            "type": "post", "link": host.url("/a"), "title": {"rendered": format!("Post {id}")},
            "content": {"rendered": "<p>It rains.</p>", "protected": false}})
    });
    let posts: Value = posts.collect();
    host.put(
        "/wp-json/wp/v2/posts",
        "application/json",
        posts.to_string(),
    );
}

#[test]
fn a_site_of_wordpress_is_found_by_its_front_page() {
    let (room, host) = (Newsroom::new(), Host::new());
    let page = "<html><head><link rel='https://api.w.org/' href='/wp-json/'></head></html>";
    host.put("/", "text/html; charset=utf-8", page);
    put_posts(&host, &[7, 8]);
    let said = summary(&fetch(&room, &[host.url("/")]));
    assert!(said.starts_with("stories: 2 new"), "{said}");
    assert!(room.exists(&format!("{FOLDER}/0/7.json")));
}

#[test]
fn a_page_is_a_draft_until_an_editor_publishes_it() {
    let (room, host) = (Newsroom::new(), Host::new());
    let text = "<p>The lake rose by a hand after two days of rain, and the mill had to close.</p>";
    let page = format!(
        "<!doctype html><html><head><title>Rain</title></head><body><article>{}\
         <img src='/lead.png'></article></body></html>",
        text.repeat(20)
    );
    host.put("/2019/rain", "text/html", page);
    host.put("/lead.png", "image/png", png());
    let sources = [host.url("/2019/rain")];
    let said = summary(&fetch(&room, &sources));
    assert!(said.starts_with("stories: 1 new"), "{said}");
    assert!(said.contains("sets pubStatus to usable: 1"), "{said}");
    assert_eq!(only_story(&room)["pubStatus"], "withheld");
    assert!(room.imported().keys().any(|name| name.ends_with(".png")));

    let said = summary(&fetch(&room, &sources));
    assert!(
        said.starts_with("stories: 0 new, 0 updated, 1 unchanged"),
        "{said}"
    );
    let imported = room.imported();
    let file = imported
        .keys()
        .find(|name| name.ends_with(".json"))
        .unwrap();
    let file = format!("content/imported/{file}");
    let edited = room.read(&file).replace("\"withheld\"", "\"usable\"");
    room.write(&file, &edited);
    let said = summary(&fetch(&room, &sources));
    assert!(said.contains(" 1 kept as an editor changed them"), "{said}");
    assert_eq!(only_story(&room)["pubStatus"], "usable");
}

#[test]
fn an_unknown_address_is_an_error_that_names_it() {
    let (room, host) = (Newsroom::new(), Host::new());
    host.put("/data", "application/json", "{}");
    for (path, expected) in [
        ("/data", "is neither a WordPress export"),
        ("/none", "cannot be fetched: the host answers 404"),
        ("/wp-json/", "the REST API is switched off"),
    ] {
        let output = fetch(&room, &[host.url(path)]);
        assert_eq!(output.status.code(), Some(1));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(expected), "{error}");
        assert!(
            error.contains(&format!("press: {}", host.url(""))),
            "{error}"
        );
    }
    let secret = fetch(&room, &["http://jane:secret@127.0.0.1/".to_owned()]);
    let error = String::from_utf8_lossy(&secret.stderr).into_owned();
    assert!(error.contains("FRONTPAGE_IMPORT_PASSWORD"), "{error}");
}

#[test]
fn a_bad_file_in_a_folder_costs_no_other() {
    let room = Newsroom::new();
    room.write("folder/a.json", "{}");
    room.write("folder/b.xml", export(&[Post::new(7)]));
    room.write("folder/c.xml", "<rss version='2.0'><channel><item>");
    let said = summary(&room.command("folder").output().unwrap());
    assert!(said.starts_with("stories: 1 new"), "{said}");
    assert!(said.contains("2 refused"), "{said}");
    let report = room.read("report.txt");
    assert!(report.contains("folder/a.json: is neither"), "{report}");
    assert!(
        report.contains("folder/c.xml: cannot be read: the feed is not valid"),
        "{report}"
    );
}
