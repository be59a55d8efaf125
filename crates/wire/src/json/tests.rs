use super::*;
use frontpage_source::{ImportedStory, Visibility};
use serde_json::json;
use std::io::Write;

fn profiles() -> Profiles {
    Profiles::with_folder(Path::new("/nowhere")).unwrap()
}

fn open(text: &str) -> Option<JsonFile> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    JsonFile::open(file.path(), &profiles(), &TimeZone::UTC).unwrap()
}

fn entries(text: &str) -> Vec<Entry> {
    let mut source = open(text).expect("there are items in it");
    let raw = source.next(1000).unwrap();
    raw.into_iter()
        .map(|entry| source.converter().convert(entry))
        .collect()
}

fn story(item: &Value) -> ImportedStory {
    match entries(&item.to_string()).remove(0) {
        Entry::Story(story) => *story,
        other => panic!("no story: {other:?}"),
    }
}

#[test]
fn ninjs_1_is_read() {
    let story = story(&json!({
        "uri": "http://wire.example/a1", "type": "text", "versioncreated": "2020-02-03T04:05:06Z",
        "firstcreated": "2020-02-01T00:00:00+0000", "pubstatus": "usable", "urgency": 3, "language": "nb",
        "headline": "The bridge is open", "byline": "Ann Example", "located": "Oslo",
        "description_text": "Cars can cross.", "body_text": "plain", "body_xhtml": "<p>Rich &amp; good</p>",
        "subject": [{"code": "medtop:04000000", "name": "Economy"}, {"name": "Bridges", "code": "x"}],
        "copyrightholder": "Wire", "copyrightnotice": "© Wire", "usageterms": "Print only",
        "embargoed": "2020-02-04T00:00:00Z", "ednote": "SECRET", "expires": "2021-01-01T00:00:00Z",
        "associations": {"x": {"type": "picture", "by": "Bo", "description_text": "A bridge", "renditions": {
            "small": {"href": "s.jpg", "width": 10, "height": 10},
            "big": {"href": "b.jpg", "width": 100, "height": 100}}}, "none": null},
    }));
    assert_eq!(story.title, "The bridge is open");
    assert_eq!(story.summary, "Cars can cross.");
    assert_eq!(story.body, "<p>Rich &amp; good</p>");
    assert_eq!(story.by, "Ann Example");
    assert_eq!(
        (
            story.dateline.as_str(),
            story.language.as_str(),
            story.urgency
        ),
        ("Oslo", "nb", Some(3))
    );
    assert_eq!(story.published.unwrap().to_string(), "2020-02-01T00:00:00Z");
    assert_eq!(
        story.embargoed_until.unwrap().to_string(),
        "2020-02-04T00:00:00Z"
    );
    assert_eq!(story.expires.unwrap().to_string(), "2021-01-01T00:00:00Z");
    assert_eq!(story.categories[0].slug, "medtop:04000000");
    assert_eq!(story.tags, ["Bridges"]);
    assert_eq!(story.rights.usage_terms, "Print only");
    let lead = story.lead.clone().unwrap();
    assert_eq!(
        (
            lead.url.as_str(),
            lead.credit.as_str(),
            lead.caption.as_str()
        ),
        ("b.jpg", "Bo", "A bridge")
    );
    assert!(!format!("{story:?}").contains("SECRET"));
}

#[test]
fn ninjs_3_is_read() {
    let story = story(&json!({
        "uri": "http://wire.example/a1", "type": "text", "versionCreated": "2020-02-03T04:05:06Z",
        "headlines": [{"role": "short", "value": "S"}, {"role": "main", "value": "Main"}],
        "descriptions": [{"role": "caption", "value": "C"}, {"role": "summary", "value": "Sum"},
            {"role": "creditline", "value": "WIRE/ANN"}],
        "bodies": [{"role": "text", "contentType": "text/plain", "value": "plain"},
            {"role": "xhtml", "contentType": "text/html", "value": "<p>rich</p>"}],
        "by": "By Ann and Bo", "infoSources": [{"role": "author", "name": "Ann"}, {"role": "author", "name": "Zoe"}],
        "subjects": [{"uri": "http://cv.iptc.org/newscodes/mediatopic/20000892", "name": "Cycling"}],
        "digitalSourceType": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
        "associations": [{"name": "gallery", "type": "picture", "renditions": [{"href": "g.jpg"}]},
            {"name": "lead", "type": "picture", "renditions": [{"href": "l.jpg"}],
                "digitalSourceType": "digsrctype:compositeSynthetic"},
            {"name": "off", "type": "picture", "pubStatus": "canceled", "renditions": [{"href": "o.jpg"}]}],
    }));
    assert_eq!(
        (story.title.as_str(), story.summary.as_str()),
        ("Main", "Sum")
    );
    assert_eq!(story.credit, "WIRE/ANN");
    // Zoe is not in the byline, so she is not one of those who wrote it.
    assert_eq!(story.authors, ["Ann"]);
    assert_eq!(story.categories[0].above[0], "medtop:15000000");
    assert!(
        story
            .digital_source
            .unwrap()
            .uri
            .ends_with("/trainedAlgorithmicMedia")
    );
    let lead = story.lead.unwrap();
    assert_eq!(lead.url, "l.jpg");
    assert!(
        lead.digital_source
            .unwrap()
            .uri
            .ends_with("/compositeSynthetic")
    );
    assert!(
        story.body.starts_with("<p>rich</p>")
            && story.body.contains("g.jpg")
            && !story.body.contains("o.jpg")
    );
}

#[test]
fn nitf_in_json_is_read() {
    let nitf = "<nitf><body><body.content><p>In <em>NITF</em></p></body.content></body></nitf>";
    let story = story(
        &json!({"uri": "u:a", "type": "text", "versionCreated": "2020-02-03T04:05:06Z",
        "headlines": [{"value": "H"}],
        "bodies": [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": nitf}]}),
    );
    assert_eq!(story.body, "<p>In <em>NITF</em></p>");
}

#[test]
fn a_request_of_a_customer_is_no_part_of_the_identity() {
    let item = |uri: &str| {
        json!({"data": {"item": {"uri": uri, "type": "text", "versioncreated": "2020-02-03T04:05:06Z",
            "headline": "H", "body_html": "<p>x</p>", "provider": "AP"}}})
    };
    let one = story(&item("https://api.ap.example/content/1?qt=abc&et=1"));
    let two = story(&item("https://api.ap.example/content/1?qt=def&et=2"));
    assert_eq!(one.id, two.id);
    let named = story(&item("https://wire.example/?id=1"));
    assert_eq!(named.uri, "https://wire.example/?id=1");
}

#[test]
fn damaged_items_cost_no_others() {
    let good = "{\"uri\":\"u:a\",\"headline\":\"A\",\"body_text\":\"x\",\"versioncreated\":\"2020-02-03T04:05:06Z\"}";
    let deep = format!(
        "{{\"uri\":\"u:d\",\"x\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let text = format!("[{{\"uri\":\"u:b\",,\"pubstatus\":1}},{deep},{good},7,{{\"uri\":\"u:c\"");
    let results = entries(&text.replacen("[{", "[{\"versioncreated\":1,", 1));
    assert_eq!(results.len(), 5);
    let is_refused = |n: usize, reason: &str| match &results[n] {
        Entry::Refused(refusal) => assert!(refusal.reason.contains(reason), "{refusal:?}"),
        other => panic!("{other:?}"),
    };
    is_refused(0, "not valid JSON");
    is_refused(1, "recursion limit");
    assert!(matches!(&results[2], Entry::Story(_)));
    assert!(matches!(&results[3], Entry::NoStory(_)));
    is_refused(4, "may be cut off");
}

#[test]
fn texts_that_are_not_utf_8_are_refused() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"{\"uri\":\"u:a\",\"versioncreated\":\"\xff\xfe\"}")
        .unwrap();
    let mut source = JsonFile::open(file.path(), &profiles(), &TimeZone::UTC)
        .unwrap()
        .unwrap();
    let entry = source.next(1).unwrap().remove(0);
    assert!(matches!(
        source.converter().convert(entry),
        Entry::Refused(_)
    ));
}

#[test]
fn other_json_is_no_source() {
    for text in [
        "",
        "{}",
        "[]",
        "{",
        "7",
        "[{\"id\": 1, \"guid\": {\"rendered\": \"x\"}, \"content\": {\"rendered\": \"x\"}}]",
        "{\"guid\": \"x\"}",
    ] {
        assert!(open(text).is_none(), "{text}");
    }
}

#[test]
fn the_folder_is_of_the_agency_or_of_the_address() {
    let name = |item: Value| open(&item.to_string()).unwrap().name().to_owned();
    assert_eq!(
        name(json!({"uri": "urn:newsml:dpa.com:20090101:1", "headline": "x"})),
        "dpa"
    );
    assert_eq!(
        name(json!({"uri": "urn:8d19", "headline": "x", "copyrightholder": "ntb"})),
        "ntb"
    );
    assert_eq!(
        name(json!({"uri": "https://www.wire.example/1", "headline": "x"})),
        "www.wire.example"
    );
    assert_eq!(
        name(json!({"uri": "tag:wire.example,2020:1", "service": [{"code": "a"}]})),
        "wire.example"
    );
    assert_eq!(
        name(json!({"guid": "urn:newsml:localhost:2017:1", "headline": "x"})),
        "localhost"
    );
    assert_eq!(name(json!({"guid": "20170825", "headline": "x"})), "wire");
}

#[test]
fn profiles_decide_what_is_what() {
    let story = story(&json!({
        "uri": "http://tt.se/media/text/1", "type": "text", "versionCreated": "2020-02-03T04:05:06",
        "headlines": [{"role": "main", "value": "H"}], "descriptions": [{"role": "text", "value": "cut of"}],
        "genres": [{"literal": "INR", "name": "Inrikes", "uri": "http://tt.se/spec/sector/1.0/INR"}],
        "bodies": [{"role": "text", "contentType": "text/plain", "value": "H\nx"},
            {"role": "html5", "contentType": "text/html",
                "value": "<html><body><h1>H</h1><div class=\"dat\">TT</div><p>x</p><figure><img></figure></body></html>"}],
    }));
    assert_eq!(story.summary, "");
    assert_eq!(story.body, "<p>x</p>");
    assert_eq!(story.categories[0].slug, "tt:INR");
    // The agency's own time zone.
    assert_eq!(story.published.unwrap().to_string(), "2020-02-03T03:05:06Z");
    assert_eq!(story.visibility, Visibility::Public);
}
