//! Tests of the edition as a file.

use super::edition::{newsroom, options};
use super::newsroom::{Newsroom, bytes};
use frontpage_pipeline::run;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;

/// A newsroom that publishes the file.
fn room() -> Newsroom {
    let room = newsroom();
    let settings = std::fs::read_to_string(room.path("content/site.toml")).unwrap();
    room.write("content/site.toml", format!("epub = true\n{settings}"));
    room
}

fn book(room: &Newsroom) -> Vec<u8> {
    std::fs::read(room.path("out/edition.epub")).unwrap()
}

/// Returns the files in the book.
fn parts(book: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let names = 0..archive.len();
    names
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Returns the path of a chapter's story, whose address is the last in the chapter.
fn path(chapter: &[u8]) -> String {
    let chapter = String::from_utf8(chapter.to_vec()).unwrap();
    let address = chapter.split("https://").last().unwrap();
    let address = address.split('<').next().unwrap();
    address[address.find('/').unwrap()..].to_owned()
}

#[test]
fn the_file_has_a_chapter_for_each_story_of_the_front_page() {
    let room = room();
    run(&options(&room)).unwrap();
    let files = bytes(&room.path("out"));
    let front: Value = serde_json::from_slice(&files["index.json"]).unwrap();
    let text = front.to_string();
    let parts = parts(&book(&room));
    let chapters: Vec<&Vec<u8>> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("EPUB/story-"))
        .map(|(_, bytes)| bytes)
        .collect();
    assert!(chapters.len() > 5, "{}", chapters.len());
    for chapter in &chapters {
        let path = path(chapter);
        assert!(text.contains(&path), "{path} is not on the front page");
    }
    // The stories have one picture in common, and it is the published file.
    let pictures: Vec<&String> = parts.keys().filter(|name| name.ends_with(".jpg")).collect();
    assert_eq!(pictures.len(), 1, "{pictures:?}");
    let published = pictures[0].replace("EPUB/pictures", "media");
    assert_eq!(parts[pictures[0]], files[&published]);
    // The file is compressed already.
    assert!(!files.contains_key("edition.epub.br"));
}

#[test]
fn the_file_is_the_same_until_a_story_changes() {
    let first = room();
    run(&options(&first)).unwrap();
    let before = book(&first);
    let second = room();
    run(&options(&second)).unwrap();
    assert!(book(&second) == before, "two newsrooms, two files");
    assert_eq!(run(&options(&first)).unwrap().produced, 0);

    let address = path(&parts(&before)["EPUB/story-001.xhtml"]);
    let slug = address.rsplit('/').next().unwrap();
    let path = format!("content/stories/{slug}.json");
    let item = std::fs::read_to_string(first.path(&path)).unwrap();
    let mut item: Value = serde_json::from_str(&item).unwrap();
    item["headlines"] = json!([{ "role": "main", "value": "A corrected & mended headline" }]);
    first.write(&path, item.to_string());
    run(&options(&first)).unwrap();
    let parts = parts(&book(&first));
    let contents = String::from_utf8_lossy(&parts["EPUB/nav.xhtml"]);
    assert!(
        contents.contains("A corrected &amp; mended headline"),
        "{contents}"
    );
}

#[test]
fn only_newspapers_that_ask_for_it_have_the_file_and_links_to_it() {
    let room = room();
    let file = "content/site.toml";
    let settings = std::fs::read_to_string(room.path(file)).unwrap();
    let settings = settings.replace("offline = false", "offline = true");
    room.write(file, &settings);
    run(&options(&room)).unwrap();
    let link = "/edition.epub";
    let page = String::from_utf8(bytes(&room.path("out"))["saved.html"].clone()).unwrap();
    assert!(page.contains(link), "{page}");
    let front = String::from_utf8(bytes(&room.path("out"))["index.html"].clone()).unwrap();
    assert!(front.contains(link), "{front}");
    let headers = String::from_utf8(bytes(&room.path("out"))["_headers"].clone()).unwrap();
    for path in ["/edition.epub", "/today.json"] {
        let rule = format!("{path}\n  Cache-Control: public, max-age=60\n");
        assert!(headers.contains(&rule), "{path}: {headers}");
    }

    room.write(file, settings.replace("epub = true\n", ""));
    run(&options(&room)).unwrap();
    let files = bytes(&room.path("out"));
    assert!(!files.contains_key("edition.epub"));
    let front = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(!front.contains(link), "{front}");
    let page = String::from_utf8(files["saved.html"].clone()).unwrap();
    assert!(!page.contains(link), "{page}");
}

#[test]
fn a_newspaper_without_stories_has_no_file() {
    let room = Newsroom::new();
    super::edition::app(&room, "red");
    let file = "content/site.toml";
    let settings = std::fs::read_to_string(room.path(file)).unwrap();
    room.write(file, format!("epub = true\n{settings}"));
    run(&options(&room)).unwrap();
    assert!(!room.path("out/edition.epub").exists());
}

#[test]
fn a_file_of_the_publisher_gives_way_to_it() {
    let room = room();
    room.write("public/edition.epub", "the publisher's own");
    let outcome = run(&options(&room)).unwrap();
    assert!(book(&room).starts_with(b"PK"));
    let problems = format!("{:?}", outcome.report.diagnostics);
    assert!(problems.contains("edition.epub"), "{problems}");
}
