//! Tests that videos and audio recordings are imported if their files are delivered, and become links
//! otherwise.

use super::export::{Newsroom, Post, export, summary};
use super::published::{page, publish};
use serde_json::{Value, json};
use std::path::Path;

/// Returns a clip that the tests of the media crate use.
fn clip(name: &str) -> Vec<u8> {
    let clips = Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/clips");
    std::fs::read(clips.join(name)).unwrap()
}

const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\nWaves.\n";

#[test]
fn recordings_of_wordpress_come_from_the_media_folder() {
    let room = Newsroom::new();
    for name in ["waves.mp4", "tone.mp3"] {
        room.write(&format!("uploads/2019/03/{name}"), clip(name));
    }
    room.write("uploads/2019/03/waves.vtt", CAPTIONS);
    let base = "https://old.example/wp-content/uploads/2019/03";
    let post = Post {
        body: format!(
            "<!-- wp:video --><figure class=\"wp-block-video\"><video controls src=\"{base}/waves.mp4\">\
             <track kind=\"captions\" src=\"{base}/waves.vtt\" srclang=\"en\"></video>\
             <figcaption>The sea</figcaption></figure><!-- /wp:video -->\n\n\
             [audio mp3=\"{base}/tone.mp3\"][/audio]\n\n[video mp4=\"{base}/gone.mp4\"][/video]\n\nLast."
        ),
        ..Post::new(7)
    };
    room.write("export.xml", export([&post]));
    let mut command = room.command("export.xml");
    let output = command
        .args(["--media".into(), room.path("uploads")])
        .output()
        .unwrap();
    let summary = summary(&output);
    assert!(
        summary.contains("videos and audio recordings that were not found: 1"),
        "{summary}"
    );
    let report = room.read("report.txt");
    let note =
        format!("the recording {base}/gone.mp4 is missing: it is neither in the media folder");
    assert!(report.contains(&note), "{report}");

    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let page = page(&room, "2019/03/11/post-7").to_string();
    for part in [
        r#""n":"video""#,
        r#""n":"track""#,
        r#""n":"audio""#,
        "The sea",
        "embed-card",
        &format!("{base}/gone.mp4"),
        "Last.",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!page.contains(&format!("{base}/waves")), "{page}");
}

#[test]
fn a_host_that_the_newspaper_names_keeps_its_recordings() {
    let room = Newsroom::new();
    let site = room.read("content/site.toml");
    let site = format!("media_hosts = [\"video.example\"]\n{site}");
    room.write("content/site.toml", site);
    let post = Post {
        body: "<video src=\"https://video.example/a.mp4\" width=\"640\" height=\"360\"></video>\n\nText."
            .into(),
        ..Post::new(7)
    };
    let summary = room.import(&export([&post]));
    assert!(!summary.contains("not found"), "{summary}");
    publish(&room);
    let page = page(&room, "2019/03/11/post-7").to_string();
    assert!(
        page.contains(r#""src":"https://video.example/a.mp4""#),
        "{page}"
    );
}

fn ninjs() -> Value {
    json!({
        "uri": "urn:newsml:wire.example:1", "type": "text", "pubStatus": "usable",
        "versionCreated": "2025-02-03T05:00:00Z", "language": "en-US",
        "headlines": [{"role": "main", "value": "In ninjs"}],
        "bodies": [{"role": "html", "contentType": "text/html", "value": "<p>The river rose.</p>"}],
        "associations": [
            {"type": "audio", "renditions": [{"href": "https://wire.example/tone.mp3", "contentType": "audio/mpeg"}]},
            {"type": "video", "name": "lead", "headlines": [{"value": "The river"}], "by": "Ann",
             "descriptions": [{"role": "caption", "value": "It rises."}],
             "renditions": [
                {"href": "waves.mp4", "contentType": "video/mp4", "width": 480, "height": 270, "duration": 4000},
                {"href": "not-delivered.mp4", "contentType": "video/mp4", "width": 240, "height": 135},
                {"href": "waves.vtt", "contentType": "text/vtt"},
             ]},
            {"type": "video", "renditions": [{"href": "tape.mpg", "contentType": "video/mpeg"}]},
            {"type": "video", "pubStatus": "canceled",
             "renditions": [{"href": "waves.mp4", "contentType": "video/mp4"}]},
        ],
    })
}

const NEWSML: &str = r#"<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:wire.example:g1" version="1"><itemMeta><itemClass qcode="ninat:text"/>
<versionCreated>2025-02-03T05:00:00Z</versionCreated><pubStatus qcode="stat:usable"/>
<link rel="irel:seeAlso" residref="urn:newsml:wire.example:v1"/></itemMeta>
<contentMeta><headline>In NewsML-G2</headline></contentMeta>
<contentSet><inlineXML><html><body><p>The road is closed.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:wire.example:v1"><itemMeta><itemClass qcode="ninat:video"/>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><creditline>Wire</creditline>
<headline>The road</headline><description role="drol:caption">It is closed.</description></contentMeta>
<contentSet><remoteContent contenttype="video/webm" href="waves.webm" width="480" height="270"/></contentSet>
</newsItem></itemSet></newsMessage>"#;

const NEWSML1: &str = r#"<NewsML><NewsEnvelope><DateAndTime>20250203T050000+0000</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20250203</DateId>
<NewsItemId>N7</NewsItemId><RevisionId Update="N" PreviousRevision="0">1</RevisionId>
<PublicIdentifier>urn:newsml:wire.example:20250203:N7:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20250203T040000+0000</FirstCreated>
<ThisRevisionCreated>20250203T050000+0000</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent xml:lang="en"><NewsLines><HeadLine>In NewsML 1</HeadLine></NewsLines>
<ContentItem><DataContent>The bridge is open.</DataContent></ContentItem>
<NewsComponent><Role FormalName="Audio"/><NewsLines><CreditLine>Wire</CreditLine></NewsLines>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>A tone.</DataContent></ContentItem></NewsComponent>
<ContentItem Href="tone.mp3"><MimeType FormalName="audio/mpeg"/></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"#;

#[test]
fn recordings_of_agencies_come_from_beside_the_item() {
    let room = Newsroom::new();
    for name in ["waves.mp4", "waves.webm", "tone.mp3"] {
        room.write(&format!("wires/{name}"), clip(name));
    }
    room.write("wires/waves.vtt", CAPTIONS);
    room.write("wires/1.json", ninjs().to_string());
    room.write("wires/2.xml", NEWSML);
    room.write("wires/3.xml", NEWSML1);
    let output = summary(&room.command("wires").output().unwrap());
    assert!(output.contains("3 new"), "{output}");
    assert!(
        output.contains("video that browsers do not play 1"),
        "{output}"
    );
    let report = room.read("report.txt");
    let note = "the recording https://wire.example/tone.mp3 is missing";
    assert!(report.contains(note), "{report}");
    assert!(!report.contains("not-delivered"), "{report}");

    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let published = |headline: &str, parts: &[&str]| {
        let files = walkdir::WalkDir::new(room.path("out/2025")).into_iter();
        let files = files.filter_map(Result::ok);
        let mut pages = files
            .filter(|file| file.path().extension().is_some_and(|end| end == "json"))
            .map(|file| std::fs::read_to_string(file.path()).unwrap());
        let page = pages.find(|page| page.contains(&format!("\"headline\":\"{headline}\"")));
        let page = page.unwrap_or_else(|| panic!("{headline} is not published"));
        for part in parts {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        page
    };
    let page = published(
        "In ninjs",
        &[
            r#""n":"video""#,
            r#""aria-label":"The river""#,
            "It rises.",
            r#""n":"track""#,
            "https://wire.example/tone.mp3",
            "embed-card",
            "Ann",
        ],
    );
    // The lead comes before the text, and a canceled recording is left out.
    assert!(page.find("video").unwrap() < page.find("The river rose").unwrap());
    assert_eq!(page.matches(r#""n":"video""#).count(), 1, "{page}");
    published(
        "In NewsML-G2",
        &[r#""n":"video""#, ".webm", "It is closed.", "Wire"],
    );
    published(
        "In NewsML 1",
        &[r#""n":"audio""#, ".mp3", "A tone.", "Wire"],
    );
    // A second import copies and changes nothing.
    let output = summary(&room.command("wires").output().unwrap());
    assert!(output.contains("3 unchanged"), "{output}");
}
