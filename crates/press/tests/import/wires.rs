//! Tests that what agencies deliver becomes stories, and that what they say is obeyed.

use super::export::{Newsroom, summary};
use serde_json::{Value, json};
use std::process::Output;

/// A text that the importer must never write anywhere.
const SECRET: &str = "hold until the minister has called";

/// A story of an agency in ninjs 3.
fn item(number: u32, version: u32) -> Value {
    json!({
        "uri": format!("urn:newsml:wire.example:{number}"), "type": "text", "pubStatus": "usable",
        "firstCreated": "2025-02-03T00:00:00Z", "versionCreated": format!("2025-02-03T0{version}:05:06Z"),
        "edNote": SECRET, "language": "en-US",
        "headlines": [{"role": "main", "value": format!("Story {number}, version {version}")}],
        "bodies": [{"role": "html", "contentType": "text/html", "value": "<p>The <b>river</b> rose.</p>"}],
        "by": "By Ann Example", "located": "Bergen",
        "subjects": [{"uri": "http://cv.iptc.org/newscodes/mediatopic/20000349", "name": "shipping"}],
        "descriptions": [{"role": "creditline", "value": "Wire/Example"}],
        "copyrightHolder": "Wire", "copyrightNotice": "© Wire", "usageTerms": "Print and web",
    })
}

const NITF: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<nitf><head><docdata><doc-id id-string="N1" regsrc="WIRE"/><date.issue norm="20250203T040506Z"/>
<ed-msg info="hold until the minister has called"/></docdata></head><body><body.head>
<hedline><hl1>An article in NITF</hl1></hedline><rights>© Wire</rights><dateline><location>Oslo</location></dateline>
</body.head><body.content><p>The bridge is <em>open</em> &amp; free.</p><hl2>Next</hl2>
<note><p>hold until the minister has called</p></note><table><tr><th>Day</th></tr><tr><td>1</td></tr></table>
</body.content></body></nitf>"#;

const NEWSML: &str = r#"<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<packageItem guid="urn:newsml:wire.example:p"><groupSet root="g"><group id="g">
<itemRef residref="urn:newsml:wire.example:g1"/><itemRef residref="urn:newsml:wire.example:i1"/></group></groupSet>
</packageItem><newsItem guid="urn:newsml:wire.example:g1" version="1"><itemMeta><itemClass qcode="ninat:text"/>
<versionCreated>2025-02-03T05:00:00Z</versionCreated><pubStatus qcode="stat:usable"/>
<edNote>hold until the minister has called</edNote></itemMeta><contentMeta><headline>An item in G2</headline>
<creditline>Wire</creditline></contentMeta><contentSet><inlineXML><html><body><p>The road is closed.</p></body></html>
</inlineXML></contentSet></newsItem><newsItem guid="urn:newsml:wire.example:i1"><itemMeta>
<itemClass qcode="ninat:picture"/><pubStatus qcode="stat:usable"/></itemMeta><contentSet>
<remoteContent contenttype="image/jpeg" href="https://wire.example/i1.jpg"/></contentSet></newsItem></itemSet></newsMessage>"#;

impl Newsroom {
    fn import_wires(&self, files: &[(&str, String)]) -> String {
        for (name, text) in files {
            self.write(&format!("wires/{name}"), text);
        }
        summary(&self.run("wires", &[]))
    }

    fn run(&self, source: &str, arguments: &[&str]) -> Output {
        self.command(source).args(arguments).output().unwrap()
    }

    /// Returns the imported items by their URIs.
    fn items(&self) -> Vec<Value> {
        let mut files = self.imported();
        files.retain(|name, _| name.ends_with(".json"));
        let items = files.values();
        let items = items.map(|bytes| serde_json::from_slice(bytes).unwrap());
        let mut items: Vec<Value> = items.collect();
        items.sort_by_key(|item| item["uri"].to_string());
        items
    }
}

#[test]
fn items_of_all_formats_are_imported_and_published() {
    let room = Newsroom::new();
    let summary = room.import_wires(&[
        ("a.json", item(1, 1).to_string()),
        ("b.jsonl", format!("{}\n{}\n", item(2, 1), item(3, 1))),
        (
            "c.json",
            json!({"total": 1, "items": [item(4, 1)]}).to_string(),
        ),
        ("d.xml", NITF.into()),
        ("e.xml", NEWSML.into()),
    ]);
    assert!(summary.starts_with("stories: 6 new"), "{summary}");
    assert!(summary.contains("packageItem 1, picture 1"), "{summary}");
    let items = room.items();
    let first = items
        .iter()
        .find(|item| item["uri"] == "urn:newsml:wire.example:1")
        .unwrap();
    assert_eq!(first["copyrightHolder"], "Wire");
    assert_eq!(first["usageTerms"], "Print and web");
    assert_eq!(first["by"], "By Ann Example");
    assert_eq!(first["located"], "Bergen");

    let outcome = super::published::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let page = wire_page(&room, "2025/02/02/story-1-version-1");
    let page = page.to_string();
    for part in [
        "\"credit\":\"Wire/Example\"",
        "\"dateline\":\"Bergen\"",
        "By Ann Example",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let nitf = wire_page(&room, "2025/02/02/an-article-in-nitf");
    let nitf = nitf.to_string();
    for part in ["\"credit\":\"© Wire\"", "The bridge is ", "Next", "Day"] {
        assert!(nitf.contains(part), "{part} is missing in {nitf}");
    }
    wire_page(&room, "2025/02/02/an-item-in-g2");
}

#[test]
fn notes_to_editors_are_nowhere_in_the_content() {
    let room = Newsroom::new();
    room.import_wires(&[
        ("a.json", item(1, 1).to_string()),
        ("d.xml", NITF.into()),
        ("e.xml", NEWSML.into()),
    ]);
    let imported = room.imported();
    assert_eq!(imported.len(), 3);
    for (name, bytes) in imported {
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            !text.contains(SECRET) && !text.contains("edNote"),
            "{name}: {text}"
        );
    }
}

#[test]
fn a_canceled_item_is_withheld_in_whichever_order_its_versions_come() {
    let canceled = |version: u32| {
        json!({"uri": "urn:newsml:wire.example:1", "pubStatus": "canceled", "type": "text",
            "versionCreated": format!("2025-02-03T0{version}:05:06Z")})
    };
    let status = |room: &Newsroom| room.items()[0]["pubStatus"].clone();
    // The cancellation is in the file after the story, in the one before it, or in the same file.
    for files in [
        [
            ("1.json", item(1, 1).to_string()),
            ("2.json", canceled(2).to_string()),
        ],
        [
            ("1.json", canceled(2).to_string()),
            ("2.json", item(1, 1).to_string()),
        ],
        [
            ("1.json", json!([item(1, 1), canceled(2)]).to_string()),
            ("2.json", item(2, 1).to_string()),
        ],
        [
            ("1.json", json!([canceled(2), item(1, 1)]).to_string()),
            ("2.json", item(2, 1).to_string()),
        ],
    ] {
        let room = Newsroom::new();
        let first = room.import_wires(&files);
        assert_eq!(status(&room), "withheld", "{first}");
        assert!(first.contains("canceled 1"), "{first}");
        let before = room.imported();
        let second = room.import_wires(&files);
        assert_eq!(
            before,
            room.imported(),
            "a second import changes nothing: {second}"
        );
    }
    // A newer version that is usable undoes the cancellation.
    let room = Newsroom::new();
    room.import_wires(&[
        ("1.json", canceled(2).to_string()),
        ("2.json", item(1, 3).to_string()),
    ]);
    assert_eq!(status(&room), "usable");
}

#[test]
fn a_canceled_item_is_found_in_the_folder_of_another_source() {
    let room = Newsroom::new();
    let mut usable = item(1, 1);
    usable["uri"] = json!("urn:1");
    usable["copyrightHolder"] = json!("NTB");
    room.import_wires(&[("1.json", usable.to_string())]);
    assert!(
        room.imported().keys().all(|name| name.starts_with("ntb/")),
        "{:?}",
        room.imported().keys()
    );
    let canceled =
        json!({"uri": "urn:1", "pubStatus": "canceled", "versionCreated": "2025-02-03T09:00:00Z"});
    let summary = room.import_wires(&[("2.json", canceled.to_string())]);
    assert!(summary.contains("1 withdrawn"), "{summary}");
    assert_eq!(room.items().len(), 1);
}

#[test]
fn a_correction_keeps_the_address_of_a_story() {
    let room = Newsroom::new();
    room.import_wires(&[("1.json", item(1, 1).to_string())]);
    let mut correction = item(1, 2);
    correction["firstCreated"] = json!("2025-02-09T00:00:00Z");
    let summary = room.import_wires(&[("1.json", correction.to_string())]);
    assert!(summary.contains("1 updated"), "{summary}");
    super::published::publish(&room);
    let page = wire_page(&room, "2025/02/02/story-1-version-1");
    let page = page.to_string();
    assert!(page.contains("Story 1, version 2"), "{page}");
    // The older version, which comes again, changes nothing.
    let summary = room.import_wires(&[("1.json", item(1, 1).to_string())]);
    assert!(summary.contains("1 unchanged"), "{summary}");
}

#[test]
fn an_embargo_is_obeyed() {
    let room = Newsroom::new();
    let (mut later, mut unclear, mut without_end) = (item(1, 1), item(2, 1), NEWSML.to_owned());
    later["embargoedUntil"] = json!("2025-04-01T00:00:00Z");
    unclear["embargoedUntil"] = json!("tonight");
    without_end = without_end.replace("<edNote>", "<embargoed/><edNote>");
    let summary = room.import_wires(&[
        ("1.json", later.to_string()),
        ("2.json", unclear.to_string()),
        ("3.xml", without_end),
    ]);
    assert!(
        summary.starts_with("stories: 1 new") && summary.contains(" 1 refused"),
        "{summary}"
    );
    assert!(summary.contains("embargoed without an end 1"), "{summary}");
    assert!(
        room.read("report.txt")
            .contains("its embargo \"tonight\" is no time")
    );
    // The publishing of these tests is in March.
    super::published::publish(&room);
    assert!(!room.exists("out/2025/02/02/story-1-version-1.html"));
}

#[test]
fn a_plan_names_the_topics_and_proposes_the_section() {
    let room = Newsroom::new();
    let site = room.read("content/site.toml");
    room.write(
        "content/site.toml",
        site.replace(
            "sections = [",
            "sections = [{ slug = \"economy\", name = \"Money\" }, ",
        ),
    );
    room.write("wires/a.json", item(1, 1).to_string());
    let output = room.run("wires", &["--plan"]);
    assert!(output.status.success(), "{output:?}");
    let plan = room.read("content/import.toml");
    let plan: toml::Table = toml::from_str(&plan).unwrap();
    let rule = &plan["categories"]["medtop:20000349"];
    assert_eq!(rule["name"].as_str(), Some("shipping"));
    assert_eq!(rule["section"].as_str(), Some("economy"));
}

#[test]
fn a_profile_of_the_publisher_is_used() {
    let room = Newsroom::new();
    let profile = "name = \"Wire\"\nfolder = \"our-wire\"\n[[recognized_by]]\nfield = \"uri\"\n\
                   starts_with = \"urn:newsml:wire.example:\"\n[fields]\nheadline = [\"extra.web_title\"]\n";
    room.write("content/profiles/wire.toml", profile);
    let mut item = item(1, 1);
    item["extra"] = json!({"webTitle": "For the web"});
    room.import_wires(&[("1.json", item.to_string())]);
    assert_eq!(room.items()[0]["headlines"][0]["value"], "For the web");
    assert!(
        room.imported()
            .keys()
            .all(|name| name.starts_with("our-wire/"))
    );
    room.write("content/profiles/wire.toml", "folder = 1");
    let output = room.run("wires", &[]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && errors.contains("wire.toml"),
        "{errors}"
    );
}

#[test]
fn one_strange_file_in_a_folder_costs_no_other() {
    let room = Newsroom::new();
    let bomb = "<!DOCTYPE nitf [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let summary = room.import_wires(&[
        ("1.json", item(1, 1).to_string()),
        ("2.json", item(2, 1).to_string()[..300].to_owned()),
        ("3.json", "{\"name\": \"package\"}".into()),
        ("4.xml", "<nitf>".repeat(100_000)),
        (
            "5.xml",
            [
                bomb,
                &NITF[NITF.find("<nitf>").unwrap()..].replace("open", "&b;"),
            ]
            .concat(),
        ),
        ("6.xml", "<other/>".into()),
        ("7.xml", NITF[..400].into()),
        (
            "8.json",
            item(3, 1).to_string().replace("2025-02-03", "0000-00-00"),
        ),
    ]);
    assert!(summary.starts_with("stories: 2 new"), "{summary}");
    assert!(summary.contains(" 6 refused"), "{summary}");
    let report = room.read("report.txt");
    for reason in [
        "3.json: is neither a WordPress export",
        "6.xml: is neither a WordPress export",
        "may be cut off",
        "200 deep",
        "no valid date",
    ] {
        assert!(report.contains(reason), "{reason} is missing in {report}");
    }
    assert!(
        room.items()
            .iter()
            .any(|item| item["bodies"].to_string().contains("&amp;b;")),
        "nothing expands"
    );
}

#[test]
fn readers_see_that_a_machine_made_a_text() {
    let room = Newsroom::new();
    let mut made = item(1, 1);
    made["digitalSourceType"] =
        json!({"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"});
    let mut by_hand = item(2, 1);
    by_hand["digitalSourceType"] = json!({"literal": "digitalCreation"});
    room.import_wires(&[
        ("1.json", made.to_string()),
        ("2.json", by_hand.to_string()),
    ]);
    super::published::publish(&room);
    let page = |name: &str| wire_page(&room, name).to_string();
    let made = page("2025/02/02/story-1-version-1");
    assert!(
        made.contains("\"origin\":\"Text generated by AI\""),
        "{made}"
    );
    assert!(!page("2025/02/02/story-2-version-1").contains("origin"));
}

#[test]
fn files_of_a_gigabyte_are_refused_in_little_memory_and_the_next_is_read() {
    let room = Newsroom::new();
    std::fs::create_dir_all(room.path("wires")).unwrap();
    // Sparse files: the rest is zeros, which are text to a reader.
    for (name, size, start) in [
        ("1.xml", 1 << 30, "<nitf><head><title>".to_owned()),
        ("2.xml", 1 << 30, "<newsItem ".to_owned()),
        // Every byte of JSON is read, which takes its time without optimization.
        ("3.json", 64 << 20, format!("[{},{{\"uri\":\"", item(1, 1))),
    ] {
        let mut file = std::fs::File::create(room.path(&format!("wires/{name}"))).unwrap();
        std::io::Write::write_all(&mut file, start.as_bytes()).unwrap();
        file.set_len(size).unwrap();
    }
    room.write("wires/4.json", item(2, 1).to_string());
    let summary = super::bounded::import_within(&room, "wires", 500);
    assert!(summary.starts_with("stories: 2 new"), "{summary}");
    assert!(summary.contains(" 3 refused"), "{summary}");
    let report = room.read("report.txt");
    assert!(report.contains("it is larger than 32 MiB"), "{report}");
}

/// Returns the published data of a story of a wire. `start` is its address without the part of the URI's
/// fingerprint at the end.
fn wire_page(room: &Newsroom, start: &str) -> Value {
    let (folder, name) = start.rsplit_once('/').unwrap();
    let files = std::fs::read_dir(room.path(&format!("out/{folder}"))).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut pages = names.filter_map(|file| {
        let (page, ending) = file.rsplit_once('.')?;
        let (words, fingerprint) = page.rsplit_once('-')?;
        (ending == "json" && words == name && fingerprint.len() == 4).then(|| page.to_owned())
    });
    let page = pages
        .next()
        .unwrap_or_else(|| panic!("{start} is not published"));
    super::published::page(room, &format!("{folder}/{page}"))
}

#[test]
fn pictures_beside_an_item_are_copied_and_those_on_a_media_host_stay() {
    let room = Newsroom::new();
    let site = std::fs::read_to_string(room.path("content/site.toml")).unwrap();
    let site = format!("picture_hosts = [\"media.example\"]\n{site}");
    room.write("content/site.toml", &site);
    let mut png = std::io::Cursor::new(Vec::new());
    let drawn = image::RgbImage::from_pixel(60, 40, image::Rgb([9, 99, 9]));
    drawn.write_to(&mut png, image::ImageFormat::Png).unwrap();
    room.write("wires/day/flood.png", png.into_inner());
    let media = "<media media-type=\"image\"><media-reference mime-type=\"image/png\" source=\"flood.png\"/>\
                 <media-caption>The flood.</media-caption></media>";
    let text = NITF.replace("<p>The bridge", &format!("{media}<p>The bridge"));
    room.write("wires/day/1.xml", text);
    let message = NEWSML.replace(
        "href=\"https://wire.example/i1.jpg\"",
        "href=\"https://media.example/i1.jpg\" width=\"1200\" height=\"800\"",
    );
    room.write("wires/day/2.xml", message);
    let output = summary(&room.run("wires/day", &[]));
    assert!(output.contains("2 new"), "{output}");
    let lead = |headline: &str| {
        let items = room.items();
        let mut items = items.iter();
        let item = items.find(|item| item["headlines"][0]["value"] == headline);
        item.unwrap()["associations"][0]["renditions"][0].clone()
    };
    let beside = lead("An article in NITF")["href"].clone();
    let beside = beside.as_str().unwrap();
    assert!(beside.contains("/media/files/"), "{beside}");
    assert!(room.path("content").join(beside).is_file(), "{beside}");
    let expected = json!({"href": "https://media.example/i1.jpg", "width": 1200, "height": 800});
    assert_eq!(lead("An item in G2"), expected);
}
