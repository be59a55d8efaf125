//! Tests of videos, audio recordings and the podcast.

use super::edition;
use super::newsroom::{Newsroom, SITE};
use serde_json::{Value, json};
use std::path::Path;

const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\nWaves.\n";

/// Returns a clip that the tests of the media crate use.
fn clip(name: &str) -> Vec<u8> {
    let clips = Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/clips");
    std::fs::read(clips.join(name)).unwrap()
}

/// Creates a newsroom with clips and a story with this body.
fn newsroom(site: &str, body: &str) -> Newsroom {
    let room = Newsroom::new();
    edition::app(&room, "red");
    room.write("content/site.toml", format!("{site}\n{SITE}"));
    for name in ["waves.mp4", "waves.webm", "tone.mp3", "tone.ogg"] {
        room.write(&format!("content/media/{name}"), clip(name));
    }
    room.write("content/media/waves.vtt", CAPTIONS);
    room.picture("poster.png", [20, 90, 160]);
    story(&room, body);
    room
}

fn story(room: &Newsroom, body: &str) {
    let body = json!([{"role": "main", "contentType": "text/html", "value": body}]);
    let tag = json!([
        {"rel": "section", "literal": "world"},
        {"rel": "tag", "name": "Tides", "literal": "tides"},
    ]);
    room.story("first", 5, json!({"bodies": body, "subjects": tag}));
}

const BODY: &str = "<p>Text.</p>\
    <figure><video poster='media/poster.png' title='Waves'>\
    <source src='media/waves.webm'><source src='media/waves.mp4'>\
    <track kind=captions src='media/waves.vtt' srclang=en label=English></video>\
    <figcaption>The waves. <small>Photo desk</small></figcaption>\
    <details><summary>Transcript</summary><p>Only waves are heard.</p></details></figure>\
    <audio src='media/tone.mp3'></audio>";

fn text(room: &Newsroom, name: &str) -> String {
    String::from_utf8(std::fs::read(room.path(&format!("out/{name}"))).unwrap()).unwrap()
}

/// Returns the paths of the published files with an extension.
fn published(room: &Newsroom, extension: &str) -> Vec<String> {
    let files = edition::out(room).into_keys();
    let end = format!(".{extension}");
    files
        .filter(|name| name.starts_with("media/") && name.ends_with(&end))
        .collect()
}

#[test]
fn recordings_are_copied_and_every_reader_finds_them() {
    let room = newsroom("", BODY);
    let outcome = edition::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let [mp4, webm, mp3, vtt] = ["mp4", "webm", "mp3", "vtt"].map(|extension| {
        let mut files = published(&room, extension);
        assert_eq!(files.len(), 1, "{extension}: {files:?}");
        files.remove(0)
    });
    for (path, original) in [
        (&mp4, "waves.mp4"),
        (&webm, "waves.webm"),
        (&mp3, "tone.mp3"),
    ] {
        let copy = std::fs::read(room.path(&format!("out/{path}"))).unwrap();
        assert!(copy == clip(original), "{path}");
        for packed in ["br", "gz"] {
            assert!(!room.has(&format!("{path}.{packed}")), "{path}.{packed}");
        }
    }
    assert_eq!(text(&room, &vtt), CAPTIONS);
    // What no story refers to is not published.
    assert_eq!(published(&room, "ogg"), [""; 0]);

    let view = room.page("2025/01/05/first.json")["page"]["article"]["body"].to_string();
    for part in [
        "\"preload\":\"none\"",
        "\"width\":\"480\"",
        &format!("/{webm}"),
        "Only waves",
    ] {
        assert!(view.contains(part), "{part} is not in {view}");
    }
    let page = text(&room, "2025/01/05/first.html");
    for part in [
        format!("<source src=\"/{webm}\" type=\"video/webm\">"),
        format!("<track kind=\"captions\" src=\"/{vtt}\" srclang=\"en\" label=\"English\">"),
        "<summary>Transcript</summary>".into(),
        format!("<meta property=\"og:video\" content=\"https://post.example/{webm}\">"),
        "<meta property=\"og:video:type\" content=\"video/webm\">".into(),
        format!("<meta property=\"og:audio\" content=\"https://post.example/{mp3}\">"),
        "\"@type\":\"VideoObject\"".into(),
        format!("\"contentUrl\":\"https://post.example/{mp3}\""),
        "\"duration\":\"PT4S\"".into(),
        "\"transcript\":\"Only waves are heard.\"".into(),
    ] {
        assert!(page.contains(&part), "{part} is not in {page}");
    }
    let bytes = clip("waves.webm").len();
    let rss = text(&room, "feed.xml");
    let enclosure = format!(
        "<enclosure url=\"https://post.example/{webm}\" length=\"{bytes}\" type=\"video/webm\"/>"
    );
    assert!(rss.contains(&enclosure), "{rss}");
    assert!(rss.contains("medium=\"audio\" duration=\"5\""), "{rss}");
    let attachments = room.page("feed.json")["items"][0]["attachments"].clone();
    assert_eq!(
        attachments.as_array().map(Vec::len),
        Some(3),
        "{attachments}"
    );
    let sitemap = text(&room, "sitemaps/2025-01.xml");
    for part in [
        "<video:title>Waves</video:title>",
        "<video:description>The waves.</video:description>",
        "<video:duration>4</video:duration>",
        &format!("<video:content_loc>https://post.example/{webm}</video:content_loc>"),
    ] {
        assert!(sitemap.contains(part), "{part} is not in {sitemap}");
    }
    assert!(text(&room, "_headers").contains("; media-src 'self'; "));
}

#[test]
fn an_unchanged_recording_is_not_read_again_and_a_changed_one_is_published() {
    let room = newsroom("", BODY);
    for name in ["waves.mp4", "waves.webm", "tone.mp3", "waves.vtt"] {
        room.wait_until_settled(&format!("content/media/{name}"));
    }
    edition::publish(&room);
    let before = published(&room, "mp3");
    let outcome = edition::publish(&room);
    assert_eq!(outcome.produced, 0);
    let mut changed = clip("tone.mp3");
    changed.extend([0; 64]);
    room.write("content/media/tone.mp3", changed);
    edition::publish(&room);
    let after = published(&room, "mp3");
    assert_eq!(after.len(), 1, "{after:?}");
    assert_ne!(before, after);
    let page = text(&room, "2025/01/05/first.html");
    assert!(page.contains(&after[0]), "{page}");
    // When no story has the recordings any more, they are removed from the site.
    story(&room, "<p>Text.</p>");
    edition::publish(&room);
    assert_eq!(published(&room, "mp3"), [""; 0]);
    assert_eq!(published(&room, "mp4"), [""; 0]);
}

#[test]
fn bad_recordings_are_named_with_file_and_field_and_left_out() {
    let video = |inside: &str| format!("<p>Text.</p><video src='media/waves.mp4'>{inside}</video>");
    let alone = |src: &str| format!("<p>Text.</p><video src='{src}'></video>");
    let is_published = "media/waves.mp4";
    for (body, reason, kept) in [
        (
            video("<track src='media/bad.vtt'>"),
            "is not WebVTT",
            is_published,
        ),
        (
            "<p>Text.</p><video src='media/waves.mp4' poster='media/none.png'></video>".into(),
            "the poster \"media/none.png\" is not there",
            is_published,
        ),
        (
            "<p>Text.</p><video src='media/waves.mp4' width=NaN></video>".into(),
            "the width \"NaN\" of a video is no number of pixels",
            is_published,
        ),
        (alone("file:///etc/passwd"), "media_hosts", ""),
        (alone("https://unknown.example/a.mp4"), "does not name", ""),
        (alone("media/page.mp4"), "is text or HTML", ""),
        (
            alone("media/huge.mp4"),
            "has 40 GB, over the 4 GB allowed",
            "",
        ),
        (alone("../secret.mp4"), "is outside the content folder", ""),
        (alone("media/tone.mp3"), "only sound", ""),
    ] {
        let room = newsroom("media_hosts = [\"video.example\"]", &body);
        room.write(
            "content/media/bad.vtt",
            "1\n00:00:01,000 --> 00:00:02,000\nNo\n",
        );
        room.write(
            "content/media/page.mp4",
            "<!doctype html><title>Not found</title>",
        );
        // A file with a hole takes no space.
        let huge = std::fs::File::create(room.path("content/media/huge.mp4")).unwrap();
        huge.set_len(40 << 30).unwrap();
        let outcome = edition::publish(&room);
        let [diagnostic] = &outcome.report.diagnostics[..] else {
            panic!("{body}: {:?}", outcome.report);
        };
        let message = diagnostic.to_string();
        let place = "warning: stories/first.json: bodies[0].value: ";
        assert!(
            message.starts_with(place) && message.contains(reason),
            "{message}"
        );
        let page = text(&room, "2025/01/05/first.html");
        assert_eq!(page.contains("<video"), !kept.is_empty(), "{body}");
        assert!(page.contains("Text."), "{body}");
    }
}

#[test]
fn recordings_of_ninjs_come_first_or_last() {
    let room = newsroom("media_hosts = [\"video.example\"]", "");
    let audio = json!({
        "type": "audio", "headlines": [{"value": "A tone"}],
        "bodies": [{"role": "transcript", "value": "Only a tone is heard."}],
        "renditions": [{"href": "media/tone.mp3", "contentType": "audio/mpeg", "duration": 5.04}],
    });
    let video = json!({
        "type": "video", "name": "lead", "by": "Ann",
        "renditions": [
            {"href": "https://video.example/a", "contentType": "video/mp4", "width": 640, "height": 360},
            {"href": "media/poster.png", "contentType": "image/png"},
        ],
    });
    let bad = json!({
        "type": "audio",
        "renditions": [{"href": "media/tone.mp3", "contentType": "audio/mpeg", "duration": "NaN"}],
    });
    room.story("first", 5, json!({"associations": [audio, video, bad]}));
    let outcome = edition::publish(&room);
    let [diagnostic] = &outcome.report.diagnostics[..] else {
        panic!("{:?}", outcome.report);
    };
    let message = diagnostic.to_string();
    let field = "stories/first.json: associations[2].renditions[0].href: ";
    assert!(
        message.contains(field) && message.contains("NaN seconds"),
        "{message}"
    );
    let article = &room.page("2025/01/05/first.json")["page"]["article"];
    assert_eq!(article["lead"], Value::Null);
    let body = article["body"].as_array().unwrap();
    let names: Vec<&Value> = body
        .iter()
        .map(|block| &block["view"][0]["el"]["c"][0]["el"]["n"])
        .collect();
    assert_eq!(
        names,
        [&json!("video"), &Value::Null, &json!("audio")],
        "{body:?}"
    );
    let policy = "; media-src 'self' https://video.example; ";
    assert!(text(&room, "_headers").contains(policy));
    // The poster is a picture of the story.
    assert!(room.page("index.json")["page"]["front"]["top"][0]["image"]["key"].is_string());
}

#[test]
fn the_stories_of_a_tag_with_audio_are_a_podcast() {
    let site = "podcast = { title = 'The Tide Table', tag = 'tides', description = 'On the sea.', \
                email = 'podcast@post.example', category = 'News', image = '/podcast.jpg' }";
    let room = newsroom(site, BODY);
    let tag = json!([
        {"rel": "section", "literal": "us"},
        {"rel": "tag", "name": "Tides", "literal": "tides"},
    ]);
    room.story("silent", 6, json!({"subjects": tag}));
    let outcome = edition::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let feed = text(&room, "podcast.xml");
    assert_eq!(feed.matches("<item>").count(), 1, "{feed}");
    let bytes = clip("tone.mp3").len();
    for part in [
        "<title>The Tide Table</title>".to_owned(),
        "<link>https://post.example/tag/tides</link>".into(),
        "<itunes:email>podcast@post.example</itunes:email>".into(),
        "<itunes:image href=\"https://post.example/podcast.jpg\"/>".into(),
        "<itunes:category text=\"News\"/>".into(),
        "<itunes:explicit>false</itunes:explicit>".into(),
        "<podcast:medium>podcast</podcast:medium>".into(),
        format!("length=\"{bytes}\" type=\"audio/mpeg\"/>"),
        "<itunes:duration>5</itunes:duration>".into(),
    ] {
        assert!(feed.contains(&part), "{part} is not in {feed}");
    }
    let headers = text(&room, "_headers");
    assert!(headers.contains("/podcast.xml\n"), "{headers}");
    let listing = text(&room, "tag/tides.html");
    let link = "title=\"The Tide Table\" href=\"/podcast.xml\">";
    assert!(listing.contains(link), "{listing}");
    assert!(!text(&room, "world.html").contains("podcast.xml"));
}

#[test]
fn chapters_of_an_episode_are_those_of_its_track() {
    let podcast = "podcast = { title = 'The Tide Table', tag = 'tides', description = 'On the sea.', \
                   email = 'podcast@post.example', category = 'News', image = '/podcast.jpg' }";
    let chapters = |name: &str| {
        format!(
            "<p>Text.</p><audio src='media/tone.mp3'>\
             <track kind=chapters src='media/{name}.vtt' srclang=en></audio>"
        )
    };
    let body = chapters("parts");
    let room = newsroom(podcast, &body);
    let parts = "WEBVTT\n\n00:00.000 --> 00:02.500\nThe <i>ebb</i>\n\n\
                 00:02.500 --> 00:05.000\nThe flood\n";
    room.write("content/media/parts.vtt", parts);
    let outcome = edition::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let files = published(&room, "json");
    let [file] = &files[..] else {
        panic!("{files:?}");
    };
    let expected = json!({"version": "1.2.0", "chapters": [
        {"startTime": 0.0, "title": "The ebb"}, {"startTime": 2.5, "title": "The flood"},
    ]});
    assert_eq!(room.page(file), expected);
    let feed = text(&room, "podcast.xml");
    let element = format!(
        "<podcast:chapters url=\"https://post.example/{file}\" type=\"application/json+chapters\"/>"
    );
    assert!(feed.contains(&element), "{feed}");

    // Captions without titles are not chapters; the episode is published without them.
    room.write(
        "content/media/untitled.vtt",
        "WEBVTT\n\n00:00.000 --> 00:02.500\n<v Ann></v>\n",
    );
    story(&room, &chapters("untitled"));
    let outcome = edition::publish(&room);
    let [diagnostic] = &outcome.report.diagnostics[..] else {
        panic!("{:?}", outcome.report);
    };
    let message = diagnostic.to_string();
    assert!(message.contains("has no chapter with a title"), "{message}");
    assert!(!text(&room, "podcast.xml").contains("podcast:chapters"));

    // A newspaper without a podcast needs no chapters in this form.
    let room = newsroom("", &body);
    room.write("content/media/parts.vtt", parts);
    edition::publish(&room);
    assert_eq!(published(&room, "json"), [""; 0]);
    assert!(text(&room, "2025/01/05/first.html").contains("kind=\"chapters\""));
}
