use super::*;
use crate::xml::tree::parse;
use std::path::Path;

fn read(xml: &str) -> WireItem {
    let profiles = Profiles::with_folder(Path::new("/nowhere")).unwrap();
    let root = parse(xml).unwrap();
    item(&root, profile(&profiles, &root))
}

fn article(content: &str) -> WireItem {
    read(&format!(
        "<nitf><body><body.content>{content}</body.content></body></nitf>"
    ))
}

#[test]
fn an_article_is_read_with_its_data() {
    let item = read(
        r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd"><nitf baselang="en-GB"><head><title>T</title>
<tobject tobject.type="Domestic"><tobject.subject tobject.subject.refnum="04011002"
 tobject.subject.type="Economy" tobject.subject.matter="Trade"/></tobject>
<docdata management-status="usable"><doc-id id-string="A1" regsrc="WIRE"/><urgency ed-urg="2"/>
<date.issue norm="20200203T040506Z"/><date.release norm="20200204T000000Z"/><date.expire norm="20210101"/>
<ed-msg info="SECRET one"/><key-list><keyword key="harbor"/></key-list><doc-scope scope="Coast"/>
<du-key key="k" version="2"/><doc.copyright holder="Wire" year="2020"/></docdata>
<pubdata date.publication="20200203"/><revision-history norm="20200203T050000Z"/></head>
<body><body.head><hedline><hl1>The harbor &amp; the sea</hl1><hl2>Below</hl2></hedline>
<note><body.content><p>SECRET two</p></body.content></note><rights>© Wire</rights>
<byline>By ANN EXAMPLE<byttl>Wire Writer</byttl></byline><distributor>The Wire</distributor>
<dateline><location>Bergen</location><story.date norm="20200203">3 February</story.date></dateline>
<abstract><p>In short.</p></abstract></body.head>
<body.content><p lede="true">Text.</p></body.content><body.end><tagline>SECRET three</tagline></body.end></body></nitf>"#,
    );
    assert_eq!(item.id, "WIRE:A1");
    assert_eq!(
        (item.headline.as_str(), item.summary.as_str()),
        ("The harbor & the sea", "In short.")
    );
    assert_eq!(item.byline, "By ANN EXAMPLE, Wire Writer");
    assert_eq!(
        (
            item.dateline.as_str(),
            item.language.as_str(),
            item.urgency.as_str()
        ),
        ("Bergen", "en-GB", "2")
    );
    assert_eq!(
        (item.published.as_str(), item.updated.as_str()),
        ("20200203T040506Z", "20200203T050000Z")
    );
    assert_eq!(item.embargo, Embargo::Until("20200204T000000Z".into()));
    assert_eq!(item.expires, "20210101");
    assert_eq!(item.tags, ["harbor", "Coast"]);
    assert_eq!(
        (item.rights.holder.as_str(), item.rights.notice.as_str()),
        ("Wire", "© Wire")
    );
    assert!(item.subjects[0].is_category && item.subjects[0].name == "Domestic");
    assert_eq!(
        (
            item.subjects[1].code.as_str(),
            item.subjects[1].name.as_str()
        ),
        ("04011002", "Trade")
    );
    assert_eq!(item.body, "<p>Text.</p>");
    assert!(!format!("{item:?}").contains("SECRET"));
}

#[test]
fn the_content_becomes_html() {
    for (nitf, expected) in [
        (
            "<block><p>A <person>B</person> &lt;c&gt; <em>d</em></p></block>",
            "<p>A B &lt;c&gt; <em>d</em></p>",
        ),
        ("<hl2>Next</hl2><p>x</p>", "<h2>Next</h2><p>x</p>"),
        (
            "<bq><block><p>q</p></block><credit>who</credit></bq>",
            "<blockquote><p>q</p><cite>who</cite></blockquote>",
        ),
        ("<ul><li>a</li></ul><hr/>", "<ul><li>a</li></ul><hr>"),
        (
            "<table><nitf-table-metadata><x>y</x></nitf-table-metadata><tr><td colspan=\"2\">1</td></tr></table>",
            "<table><tr><td colspan=\"2\">1</td></tr></table>",
        ),
        (
            "<p><a href=\"https://a.example/?a=1&amp;b=&quot;\">l</a></p>",
            "<p><a href=\"https://a.example/?a=1&amp;b=&quot;\">l</a></p>",
        ),
        (
            "<note><p>SECRET</p></note><p onclick=\"x\">y</p><script>z</script>",
            "<p>y</p>",
        ),
    ] {
        assert_eq!(article(nitf).body, expected, "{nitf}");
    }
}

#[test]
fn media_are_pictures_with_captions_and_credits() {
    let picture = |file: &str| {
        format!(
            "<media media-type=\"image\"><media-reference source=\"small-{file}\" width=\"10\" height=\"10\" \
             mime-type=\"image/jpeg\"/><media-reference source=\"{file}\" width=\"100\" height=\"100\" \
             mime-type=\"image/jpeg\" alternate-text=\"Alt\"/><media-caption><p>Cap &amp; tion</p></media-caption>\
             <media-producer>Ann</media-producer></media>"
        )
    };
    let video = "<media media-type=\"video\"><media-reference source=\"v.mp4\" mime-type=\"video/mp4\"/></media>";
    let item = article(
        &[
            picture("a.jpg"),
            "<p>x</p>".into(),
            picture("b.jpg"),
            video.into(),
        ]
        .concat(),
    );
    assert_eq!(item.pictures.len(), 1);
    let lead = &item.pictures[0];
    assert_eq!(
        (lead.url.as_str(), lead.alt.as_str(), lead.credit.as_str()),
        ("a.jpg", "Alt", "Ann")
    );
    assert_eq!(lead.caption, "Cap &amp; tion");
    assert!(
        item.body
            .starts_with("<p>x</p><figure><img src=\"b.jpg\" alt=\"Alt\">"),
        "{}",
        item.body
    );
    assert!(
        item.body
            .contains("<figcaption>Cap &amp; tion Ann</figcaption>"),
        "{}",
        item.body
    );
    assert_eq!(item.left_out, ["media: video"]);
}

#[test]
fn versions_of_an_article_are_one_story_where_the_profile_says_so() {
    let number = |id: &str, source: &str| {
        let xml = format!(
            "<nitf><head><docdata><doc-id id-string=\"{id}\" regsrc=\"{source}\"/></docdata></head></nitf>"
        );
        read(&xml).id
    };
    assert_eq!(number("NTBabc_00", "NTB"), number("NTBabc_12", "NTB"));
    assert_eq!(number("a_1", "WIRE"), "WIRE:a_1");
    assert_eq!(
        number("urn:newsml:a.example:1", "WIRE"),
        "urn:newsml:a.example:1"
    );
    assert_eq!(number("", "WIRE"), "");
}
