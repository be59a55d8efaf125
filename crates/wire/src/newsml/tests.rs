use super::*;
use crate::xml::tree::parse;
use std::path::Path;

fn news(guid: &str, class: &str, meta: &str, content: &str) -> String {
    format!(
        r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="3" xml:lang="de">
<itemMeta><itemClass qcode="ninat:{class}"/><provider qcode="nprov:WIRE"/>
<versionCreated>2020-02-03T05:00:00Z</versionCreated><firstCreated>2020-02-03T04:00:00Z</firstCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet>
</newsItem>"#
    )
}

fn read(xml: &str, related: &Related) -> WireItem {
    let profiles = Profiles::with_folder(Path::new("/nowhere")).unwrap();
    let root = parse(xml).unwrap();
    item(&root, profile(&profiles, &root), related)
}

fn alone(xml: &str) -> WireItem {
    read(xml, &Related::default())
}

const XHTML: &str = r#"<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>T</title><style>x</style></head><body><p>Text &amp; <b>more</b><Company>Co</Company></p></body></html></inlineXML>"#;

#[test]
fn an_item_is_read_with_its_data() {
    let meta = r#"<urgency>4</urgency><located literal="Bonn"/><creator><name>Ann Example</name></creator>
<creator literal="AE"/><creditline>WIRE/AE</creditline><language tag="en"/><keyword>Rivers</keyword>
<subject type="cpnat:abstract" qcode="wire:9"><name>Shipping</name><sameAs qcode="medtop:20000349"/></subject>
<subject type="cpnat:person" qcode="pers:1"><name>Somebody</name></subject><slugline>ships</slugline>
<headline role="hld:subHeadline">Second</headline><headline>First</headline><by>By Ann Example</by>
<description role="drol:caption">No</description><description role="drol:summary">In short.</description>
<digitalSourceType qcode="digsrctype:trainedAlgorithmicMedia"/>"#;
    let xml = news("urn:newsml:wire.example:1", "text", meta, XHTML).replace(
        "<itemMeta>",
        "<rightsInfo><copyrightHolder literal=\"Wire\"/><copyrightNotice>© Wire</copyrightNotice>\
         <usageTerms>Print only</usageTerms></rightsInfo><itemMeta><edNote>SECRET</edNote>\
         <embargoed>2020-02-04T00:00:00Z</embargoed>",
    );
    let item = alone(&xml);
    assert_eq!(
        (item.id.as_str(), item.kind.as_str()),
        ("urn:newsml:wire.example:1", "text")
    );
    assert_eq!(
        (item.headline.as_str(), item.summary.as_str()),
        ("First", "In short.")
    );
    assert_eq!(
        (item.byline.as_str(), item.dateline.as_str()),
        ("By Ann Example", "Bonn")
    );
    assert_eq!(item.authors, ["Ann Example"]);
    assert_eq!(
        (
            item.credit.as_str(),
            item.language.as_str(),
            item.urgency.as_str()
        ),
        ("WIRE/AE", "en", "4")
    );
    assert_eq!(item.subjects.len(), 1);
    assert_eq!(
        (
            item.subjects[0].code.as_str(),
            item.subjects[0].name.as_str()
        ),
        ("medtop:20000349", "Shipping")
    );
    assert_eq!(item.tags, ["Rivers"]);
    assert_eq!(item.embargo, Embargo::Until("2020-02-04T00:00:00Z".into()));
    assert_eq!(item.rights.usage_terms, "Print only");
    assert!(
        item.digital_source
            .clone()
            .unwrap()
            .uri
            .ends_with("/trainedAlgorithmicMedia")
    );
    assert_eq!(
        item.body.trim(),
        "<p>Text &amp; <b>more</b><company>Co</company></p>"
    );
    assert!(!format!("{item:?}").contains("SECRET"));
}

#[test]
fn the_text_is_found_in_every_form() {
    let nitf = "<inlineXML contenttype=\"application/nitf+xml\"><nitf><body><body.head><hedline><hl1>N</hl1></hedline>\
                </body.head><body.content><p>In NITF</p></body.content></body></nitf></inlineXML>";
    for (content, expected) in [
        (nitf, "<p>In NITF</p>"),
        (
            "<inlineData contenttype=\"text/plain\">one\n\ntwo &lt; 3</inlineData>",
            "<p>one</p>\n<p>two &lt; 3</p>\n",
        ),
        (
            "<inlineData contenttype=\"text/plain\"><![CDATA[<p>a</p>]]></inlineData>",
            "<p>a</p>",
        ),
        (
            "<inlineData contenttype=\"text/html\"><![CDATA[<i>a</i>]]></inlineData>",
            "<i>a</i>",
        ),
    ] {
        assert_eq!(alone(&news("a:1", "text", "", content)).body, expected);
    }
    assert_eq!(alone(&news("a:1", "text", "", nitf)).headline, "N");
    let sports = "<inlineXML><sports-content><player>A</player></sports-content></inlineXML>";
    let item = alone(&news("a:1", "text", "", sports));
    assert_eq!(
        (item.kind.as_str(), item.body.as_str()),
        ("sports-content", "")
    );
    let part = "<inlineXML><p>One</p><p>Two</p></inlineXML>";
    assert_eq!(
        alone(&news("a:1", "text", "", part)).body,
        "<p>One</p><p>Two</p>"
    );
    let remote = "<remoteContent contenttype=\"text/html\" href=\"https://a.example/1.html\"/>";
    assert_eq!(
        alone(&news("a:1", "text", "", remote))
            .body_elsewhere
            .unwrap(),
        "https://a.example/1.html"
    );
}

#[test]
fn an_embargo_without_a_time_has_no_end() {
    let xml = news("a:1", "text", "", XHTML);
    for embargoed in ["<embargoed/>", "<embargoed xsi:nil=\"true\"></embargoed>"] {
        let xml = xml.replace("<pubStatus", &format!("{embargoed}<pubStatus"));
        assert_eq!(alone(&xml).embargo, Embargo::WithoutEnd);
    }
}

fn package(guid: &str, members: &[&str]) -> String {
    let references: String = members
        .iter()
        .map(|guid| format!("<itemRef residref=\"{guid}\"/>"))
        .collect();
    format!(
        "<packageItem guid=\"{guid}\"><groupSet root=\"g\"><group id=\"g\">{references}<groupRef idref=\"g\"/></group>\
         </groupSet></packageItem>"
    )
}

#[test]
fn pictures_of_a_package_belong_to_its_only_text() {
    let picture = |guid: &str, status: &str| {
        let content = format!(
            "<remoteContent contenttype=\"image/jpeg\" href=\"{guid}-s.jpg\" width=\"1\" height=\"1\"/>\
             <remoteContent contenttype=\"image/jpeg\" href=\"{guid}.jpg\" width=\"9\" height=\"9\"/>"
        );
        let meta = "<creditline>Ann</creditline><description role=\"drol:caption\">A &amp; b</description>";
        news(guid, "picture", meta, &content).replace("stat:usable", status)
    };
    let mut related = Related::default();
    for xml in [
        // A package can name itself, and one that names it.
        package("p1", &["t1", "i1", "i2", "p1", "p2"]),
        package("p2", &["t1", "t2", "i3", "p1"]),
        picture("i1", "stat:usable"),
        picture("i2", "stat:canceled"),
        picture("i3", "stat:usable"),
        news("t1", "text", "", XHTML),
        news("t2", "text", "", XHTML),
    ] {
        related.add(&parse(&xml).unwrap());
    }
    let first = read(&news("t1", "text", "", XHTML), &related);
    assert_eq!(first.pictures.len(), 1);
    assert_eq!(
        (
            first.pictures[0].url.as_str(),
            first.pictures[0].credit.as_str()
        ),
        ("i1.jpg", "Ann")
    );
    assert_eq!(first.pictures[0].caption, "A &amp; b");
    let linked = news("t2", "text", "", XHTML).replace(
        "<pubStatus",
        "<link rel=\"irel:seeAlso\" residref=\"i3\"/><pubStatus",
    );
    assert_eq!(read(&linked, &related).pictures[0].url, "i3.jpg");
    assert!(
        read(&news("t2", "text", "", XHTML), &related)
            .pictures
            .is_empty()
    );
}
