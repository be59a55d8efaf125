use super::*;
use crate::xml::tree::parse;
use std::path::Path;

/// An item with these elements in its management and in its component.
fn news(management: &str, component: &str) -> String {
    format!(
        r#"<NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>
<DateId>20200203</DateId><NewsItemId>N7</NewsItemId><RevisionId Update="N" PreviousRevision="1">2</RevisionId>
<PublicIdentifier>urn:newsml:wire.example:20200203:N7:2N</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20200203T040000+0000</FirstCreated>
<ThisRevisionCreated>20200203T050000+0000</ThisRevisionCreated>{management}</NewsManagement>
<NewsComponent xml:lang="de">{component}</NewsComponent></NewsItem>"#
    )
}

const USABLE: &str = r#"<Status FormalName="Usable"/><Urgency FormalName="4"/>"#;

fn read(xml: &str) -> WireItem {
    let profiles = Profiles::with_folder(Path::new("/nowhere")).unwrap();
    let root = parse(xml).unwrap();
    item(&root, profile(&profiles, &root))
}

fn content(format: &str, data: &str) -> String {
    format!("<ContentItem>{format}<DataContent>{data}</DataContent></ContentItem>")
}

const NITF: &str = "<nitf><body><body.head><hedline><hl1>In the text</hl1></hedline></body.head>\
    <body.content><p>The <em>bridge</em> is open.</p></body.content></body></nitf>";

#[test]
fn an_item_is_read_with_its_data() {
    let lines = "<NewsLines><HeadLine>A bridge opens</HeadLine><ByLine>By Ann Example</ByLine>\
        <DateLine>OSLO, Feb 3, 2020 (WIRE) -</DateLine><CreditLine>WIRE</CreditLine>\
        <CopyrightLine>© Wire</CopyrightLine><KeywordLine>Bridges; Rivers</KeywordLine></NewsLines>";
    let metadata = r#"<RightsMetadata><UsageRights><UsageType>Print only</UsageType></UsageRights></RightsMetadata>
        <DescriptiveMetadata><Language FormalName="en"/><SubjectCode><SubjectMatter FormalName="04015001"/>
        <Subject FormalName="ECO"/></SubjectCode><Property FormalName="Keyword" Value="Oslo"/>
        <Property FormalName="Country" Value="NOR"/></DescriptiveMetadata>"#;
    let item = read(&news(
        USABLE,
        &format!("{lines}{metadata}{}", content("", NITF)),
    ));
    assert_eq!(item.id, "urn:newsml:wire.example:20200203:N7");
    assert_eq!(
        (item.kind.as_str(), item.status.as_str()),
        ("text", "usable")
    );
    assert_eq!(item.embargo, Embargo::None);
    assert_eq!(item.headline, "A bridge opens");
    assert_eq!(item.body.trim(), "<p>The <em>bridge</em> is open.</p>");
    assert_eq!(
        (item.byline.as_str(), item.dateline.as_str()),
        ("By Ann Example", "OSLO")
    );
    assert_eq!(
        (item.credit.as_str(), item.language.as_str()),
        ("WIRE", "en")
    );
    assert_eq!(item.rights.notice, "© Wire");
    assert_eq!(item.rights.usage_terms, "Print only");
    assert_eq!(item.urgency, "4");
    assert_eq!(item.tags, ["Bridges", "Rivers", "Oslo"]);
    let codes: Vec<_> = item
        .subjects
        .iter()
        .map(|s| (s.code.as_str(), s.scheme.as_str()))
        .collect();
    assert_eq!(codes, [("04015001", "IPTC"), ("ECO", "")]);
    assert_eq!(item.published, "20200203T040000+0000");
    assert_eq!(item.updated, "20200203T050000+0000");
}

#[test]
fn a_status_and_an_instruction_hide_an_item() {
    let with = |management: &str| {
        let item = read(&news(management, &content("", NITF)));
        (item.status, item.embargo)
    };
    assert_eq!(with(USABLE), ("usable".into(), Embargo::None));
    assert_eq!(with(r#"<Status FormalName="Canceled"/>"#).0, "canceled");
    let killed = format!(r#"{USABLE}<Instruction FormalName="Delete"/>"#);
    assert_eq!(with(&killed).0, "canceled");
    let embargoed = r#"<Status FormalName="Embargoed"/>"#;
    assert_eq!(with(embargoed), ("usable".into(), Embargo::WithoutEnd));
    let until = format!(
        r#"{embargoed}<StatusWillChange><FutureStatus FormalName="Usable"/>
        <DateAndTime>20200204T000000Z</DateAndTime></StatusWillChange>"#
    );
    let expected = Embargo::Until("20200204T000000Z".into());
    assert_eq!(with(&until), ("usable".into(), expected));
}

#[test]
fn the_body_is_composed_of_the_components_that_are_the_story() {
    let component = |role: &str, inner: &str| {
        format!(r#"<NewsComponent><Role FormalName="{role}"/>{inner}</NewsComponent>"#)
    };
    let lines = "<NewsLines><HeadLine>A bridge opens</HeadLine></NewsLines>";
    let html = "<html><head><title/></head><body><p>Text &amp; <b>more</b></p></body></html>";
    let parts = [
        lines.to_owned(),
        component("Title", &content("", "A bridge opens")),
        component("Lead", &content("", "First &lt;line&gt;.")),
        component(
            "Body",
            &(content("", html) + &content("", "The same again.")),
        ),
        component("SubHeadLine", &content("", "In short.")),
        component("Contact", &content("", "call 555")),
        component(
            "Body",
            &format!(
                "<NewsLines><HeadLine>Eine Brücke</HeadLine></NewsLines>{}",
                content("", "Auf Deutsch.")
            ),
        ),
    ];
    let item = read(&news(USABLE, &parts.concat()));
    let expected = "<p>First &lt;line&gt;.</p>\n<p>Text &amp; <b>more</b></p>";
    assert_eq!(item.body.trim(), expected);
    assert_eq!(item.left_out, ["text in the role Contact"]);
    assert_eq!(item.summary, "In short.");
    // If its lines have no headline, the headline of the text counts.
    assert_eq!(
        read(&news(USABLE, &content("", NITF))).headline,
        "In the text"
    );
}

#[test]
fn a_picture_is_its_largest_rendition() {
    let rendition = |href: &str, width: u32, height: u32| {
        format!(
            r#"<ContentItem Href="{href}"><MimeType FormalName="image/jpeg"/><Characteristics>
            <Property FormalName="Width" Value="{width}"/><Property FormalName="Height" Value="{height}"/>
            </Characteristics></ContentItem>"#
        )
    };
    let picture = format!(
        r#"<NewsComponent><Role FormalName="Photo"/><NewsLines><CreditLine>Wire/AE</CreditLine></NewsLines>
        <NewsComponent><Role FormalName="Caption"/>{}</NewsComponent>
        <NewsComponent><Role FormalName="Thumbnail"/>{}</NewsComponent>
        <NewsComponent>{}{}</NewsComponent></NewsComponent>"#,
        content("", "A bridge &amp; a boat"),
        rendition("thumb.jpg", 9000, 9000),
        rendition("small.jpg", 320, 200),
        rendition("large.jpg", 1600, 1000),
    );
    let item = read(&news(USABLE, &(content("", NITF) + &picture)));
    let [found] = &item.pictures[..] else {
        panic!("{:?}", item.pictures);
    };
    assert_eq!(found.url, "large.jpg");
    assert_eq!(found.size, Some((1600, 1000)));
    assert_eq!(
        (found.caption.as_str(), found.credit.as_str()),
        ("A bridge &amp; a boat", "Wire/AE")
    );
    // A picture without a text is not a story.
    assert_eq!(read(&news(USABLE, &picture)).kind, "picture");
}

#[test]
fn a_dateline_is_a_place() {
    for (dateline, expected) in [
        ("STOCKHOLM, Aug 29, 2014 (AFP) -", "STOCKHOLM"),
        ("Landquart GR", "Landquart GR"),
        ("Oslo (Wire) - ", "Oslo"),
        ("4/4/2018", ""),
        ("", ""),
    ] {
        assert_eq!(place(dateline), expected);
    }
}

#[test]
fn an_identifier_is_that_of_all_versions() {
    let with = |public: &str, revision: &str| {
        let xml = news(USABLE, "");
        let xml = xml.replace("urn:newsml:wire.example:20200203:N7:2N", public);
        id(&parse(&xml.replace(">2<", &format!(">{revision}<"))).unwrap())
    };
    let story = "urn:newsml:wire.example:20200203:N7";
    assert_eq!(with("urn:newsml:wire.example:20200203:N7:12", "12"), story);
    // Some agencies count in the identifier, and others write none that is valid.
    assert_eq!(with("urn:newsml:wire.example:20200203:N7-b:3", "2"), story);
    assert_eq!(with("urn:newsml:wire.example", "0"), story);
    let none = "<NewsItem><Identification><NewsIdentifier/></Identification></NewsItem>";
    assert_eq!(id(&parse(none).unwrap()), "");
}
