//! Tests of whole pages.

use super::*;
use std::io::Write;

fn file(text: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text).unwrap();
    file
}

fn open(html: &[u8], address: Option<&str>) -> (String, Entry) {
    let file = file(html);
    assert!(is_page(file.path()).unwrap());
    let address = address.map(|address| address.parse().unwrap());
    let mut page = WebPage::open(file.path(), address.as_ref(), &TimeZone::UTC).unwrap();
    let entry = page.next(64).unwrap().remove(0);
    assert!(page.next(64).unwrap().is_empty());
    (page.name().to_owned(), page.converter().convert(entry))
}

fn page(head: &str) -> String {
    let sentence =
        "The lake rose by a hand after two days of rain, and the mill had to close its gates. ";
    let text = format!("<p>{}</p>", sentence.repeat(4)).repeat(6);
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Rain - Paper</title>{head}</head>\
         <body><nav><a href=/>Home</a><a href=/world>World</a></nav><article><h1>Rain</h1>{text}\
         <p><a href='/more'>More on the mill</a></p></article>\
         <footer>All rights reserved. <a href=/imprint>Imprint</a></footer></body></html>"
    )
}

#[test]
fn a_page_becomes_a_draft_with_its_text_alone() {
    let head = "<meta property='article:published_time' content='2019-03-11T10:00:00Z'>\
                <meta property='article:section' content='World'>";
    let address = "https://old.example/2019/rain-on-the-lake.html";
    let (name, entry) = open(page(head).as_bytes(), Some(address));
    let Entry::Story(story) = entry else {
        panic!("no story: {entry:?}");
    };
    assert_eq!(name, "old.example");
    assert_eq!(story.visibility, Visibility::Draft);
    assert!(story.title.starts_with("Rain"), "{}", story.title);
    assert_eq!(story.slug, "rain-on-the-lake");
    assert_eq!(story.uri, address);
    assert_eq!(story.categories[0].name, "World");
    assert!(story.body.contains("rose by a hand"));
    assert!(
        !story.body.contains("Imprint") && !story.body.contains("Home"),
        "{}",
        story.body
    );
    assert!(story.left_out.is_empty());
}

#[test]
fn structured_data_counts_before_open_graph() {
    let head = "<meta property='og:title' content='Other'><script type='application/ld+json'>\n\
                {\"@type\": \"Article\", \"headline\": \"Rain\", \"datePublished\": \"2019-03-11T06:00\"}\n\
                </script>";
    let (_, entry) = open(page(head).as_bytes(), Some("https://old.example/a"));
    let Entry::Story(story) = entry else {
        panic!("no story");
    };
    assert_eq!(story.title, "Rain");
    assert_eq!(story.published.unwrap().to_string(), "2019-03-11T06:00:00Z");
}

#[test]
fn a_saved_page_says_where_it_is_from() {
    let head = "<link rel=canonical href='https://old.example/rain'>";
    let (name, entry) = open(page(head).as_bytes(), None);
    assert_eq!(name, "old.example");
    assert!(matches!(entry, Entry::Story(_)));
    let (name, entry) = open(page("").as_bytes(), None);
    assert_eq!(name, "page");
    assert!(matches!(entry, Entry::Refused(_)));
}

#[test]
fn a_page_without_an_article_is_refused() {
    let html = "<html><body></body></html>";
    let (_, entry) = open(html.as_bytes(), Some("https://old.example/"));
    assert!(matches!(entry, Entry::Refused(_)), "{entry:?}");
    let deep = format!("<html>{}", "<div>".repeat(200_000));
    let (_, entry) = open(deep.as_bytes(), Some("https://old.example/"));
    assert!(matches!(entry, Entry::Refused(_)));
}

#[test]
fn pages_are_decoded_as_they_say() {
    let html = page("").replace("charset=utf-8", "charset=windows-1252");
    let html = html.replace("The lake", "The caf\u{e9}");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&html);
    let (_, entry) = open(&bytes, Some("https://old.example/a"));
    let Entry::Story(story) = entry else {
        panic!("no story");
    };
    assert!(story.body.contains("The caf\u{e9}"));
}

#[test]
fn other_formats_are_no_pages() {
    for text in ["<rss><html>", "{\"a\": \"<html>\"}", "", "text <html>"] {
        let is_page = is_page(file(text.as_bytes()).path()).unwrap();
        // A feed that contains a page is asked for first.
        assert_eq!(is_page, text.starts_with('<'), "{text}");
    }
}
