use super::*;
use std::io::Write;

fn open(bytes: &[u8]) -> Option<XmlFile> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let profiles = Profiles::with_folder(Path::new("/nowhere")).unwrap();
    XmlFile::open(file.path(), &profiles, &TimeZone::UTC).unwrap()
}

fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut source = open(bytes).expect("the format is known");
    let raw = source.next(1000).unwrap();
    raw.into_iter()
        .map(|entry| source.converter().convert(entry))
        .collect()
}

fn nitf(text: &str) -> String {
    format!(
        "<nitf><head><docdata><doc-id id-string=\"a:1\"/><date.issue norm=\"20200203T040506Z\"/></docdata></head>\
         <body><body.head><hedline><hl1>{text}</hl1></hedline></body.head><body.content><p>x</p></body.content>\
         </body></nitf>"
    )
}

fn news(n: u32) -> String {
    format!(
        "<newsItem guid=\"urn:newsml:wire.example:{n}\"><itemMeta><itemClass qcode=\"ninat:text\"/>\
         <versionCreated>2020-02-03T05:00:00Z</versionCreated></itemMeta><contentMeta><headline>H</headline></contentMeta>\
         <contentSet><inlineData>text</inlineData></contentSet></newsItem>"
    )
}

#[test]
fn a_format_is_known_by_its_first_element() {
    for start in [
        "<nitf>",
        "<?xml version=\"1.0\"?>\n<!-- <a> -->\n<!DOCTYPE nitf SYSTEM \"x\">\n<nitf version='3'>",
        "\u{feff}<!DOCTYPE nitf [<!ENTITY a \"<x>\">]><n:nitf xmlns:n='x'>",
        "<newsMessage>",
        "<nar:newsItem >",
        "<NewsML Version=\"1.2\">",
    ] {
        assert!(open(start.as_bytes()).is_some(), "{start}");
    }
    for start in [
        "",
        "<rss>",
        "<html><nitf>",
        "nitf",
        "<?xml",
        "<!--<nitf>",
        "{\"a\": \"<nitf>\"}",
        "<NewsItem>",
    ] {
        assert!(open(start.as_bytes()).is_none(), "{start}");
    }
}

#[test]
fn a_text_is_decoded_as_it_says() {
    let title = |bytes: &[u8]| match entries(bytes).remove(0) {
        Entry::Story(story) => story.title,
        other => panic!("{other:?}"),
    };
    assert_eq!(title(nitf("é").as_bytes()), "é");
    let latin = [
        b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
        nitf("X").replace('X', "\u{1}").as_bytes(),
    ]
    .concat();
    let latin: Vec<u8> = latin
        .into_iter()
        .map(|byte| if byte == 1 { 0xe9 } else { byte })
        .collect();
    assert_eq!(title(&latin), "é");
    let wide: Vec<u8> = format!("\u{feff}{}", nitf("é"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(title(&wide), "é");
    // A wrong declaration costs nothing, and a byte that cannot be decoded costs only its character.
    let wrong = [
        b"<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        nitf("e").as_bytes(),
    ]
    .concat();
    assert_eq!(title(&wrong), "e");
    let broken: Vec<u8> = nitf("X")
        .bytes()
        .map(|byte| if byte == b'X' { 0xff } else { byte })
        .collect();
    assert_eq!(title(&broken), "\u{fffd}");
}

#[test]
fn a_message_is_split_into_its_items() {
    let message = format!(
        "<newsMessage><header><sent>x</sent></header><itemSet>{}<packageItem guid=\"p\"/>{}<conceptItem guid=\"c\">\
         </conceptItem></itemSet></newsMessage>",
        news(1),
        news(2)
    );
    let results = entries(message.as_bytes());
    assert_eq!(results.len(), 3);
    assert!(matches!(&results[0], Entry::Story(story) if story.uri.ends_with(":1")));
    assert!(matches!(&results[1], Entry::Story(story) if story.uri.ends_with(":2")));
    assert!(matches!(&results[2], Entry::NoStory(kind) if kind == "conceptItem"));
    assert_eq!(open(message.as_bytes()).unwrap().name(), "wire.example");
}

#[test]
fn damage_is_said_with_its_place() {
    let message = format!("<newsMessage><itemSet>{}", news(1));
    for (text, reason) in [
        (
            [message.as_str(), "<newsItem guid=\"b\"><itemMeta>"].concat(),
            "may be cut off",
        ),
        ([message.as_str(), "<newsItem <"].concat(), "not valid XML"),
        ("<nitf>".repeat(100_000), "deep"),
        ("<nitf><head>".to_owned(), "does not end"),
        ("<nitf></head></nitf>".to_owned(), "not valid XML"),
    ] {
        let last = entries(text.as_bytes()).pop().unwrap();
        assert!(
            matches!(&last, Entry::Refused(refusal) if refusal.reason.contains(reason)),
            "{reason}: {last:?}"
        );
    }
    let results = entries(message.as_bytes());
    assert!(
        matches!(&results[0], Entry::Story(_)),
        "what was whole is read"
    );
}

#[test]
fn an_article_without_an_identifier_is_known_by_its_file() {
    let text = nitf("x").replace("id-string=\"a:1\"", "");
    assert!(
        matches!(&entries(text.as_bytes())[0], Entry::Story(story) if story.uri.starts_with("urn:x-file:"))
    );
}
