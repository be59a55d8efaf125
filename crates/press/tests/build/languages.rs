//! Tests of newspapers whose interface is not in English, and of stories in another language.

use super::edition::{newsroom, out, publish};
use super::newsroom::{Newsroom, SITE};
use frontpage_base::csp_source::csp_source;
use frontpage_model::messages::{self, Words};
use serde_json::json;

/// A newsroom of a newspaper in a language, with all that a newspaper can have.
fn newspaper(lang: &str) -> Newsroom {
    let room = newsroom();
    let site = SITE.replace("en-US", lang).replace("= false", "= true");
    room.write("content/site.toml", format!("epub = true\n{site}"));
    room
}

/// Returns English texts that could only come from the interface: the parts between the values of each
/// message, if they are too long to occur by accident.
fn english() -> Vec<&'static str> {
    let lines = Words::ENGLISH.all().split('\n');
    let pieces = lines.flat_map(|line| line.split(|c: char| c.is_control()));
    pieces
        .map(str::trim)
        .filter(|piece| piece.len() > 8 && piece.contains(' '))
        .collect()
}

#[test]
fn no_file_of_a_newspaper_has_a_word_in_the_wrong_language() {
    let english = english();
    assert!(english.len() > 150, "{}", english.len());
    for lang in ["es-MX", "ar-JO"] {
        let room = newspaper(lang);
        publish(&room);
        let mut read = 0;
        for (name, bytes) in out(&room) {
            // Compressed files and the scripts of the stub are not read.
            let is_text = ["html", "json", "xml", "atom", "webmanifest"]
                .iter()
                .any(|ending| name.ends_with(ending));
            if !is_text {
                continue;
            }
            read += 1;
            let text = String::from_utf8_lossy(&bytes);
            let found = english.iter().find(|piece| text.contains(**piece));
            assert_eq!(found, None, "{lang}: {name}");
        }
        assert!(read > 100, "{lang}: {read}");
    }
}

#[test]
fn an_arabic_newspaper_is_arabic() {
    let room = newspaper("ar-JO");
    publish(&room);
    let files = out(&room);
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    let story = text("2025/01/04/s-3.html");
    for words in [
        "شارك",
        "الأكثر قراءة",
        "٤ كانون الثاني ٢٠٢٥، ١٢:٠٠ م",
        "انتقل إلى الأخبار",
    ] {
        assert!(story.contains(words), "{words}");
    }
    // The fixture's stories are in the newspaper's language, so nothing is marked.
    assert!(!story.contains("lang=\"en\""));
    assert!(text("404.html").contains("<title>الصفحة غير موجودة — The Post</title>"));
    assert!(text("edition/2025/01.html").contains("أعداد كانون الثاني ٢٠٢٥"));
    assert!(text("search.html").contains("many.few"));
    let start = files.keys().find(|name| name.starts_with("assets/start-"));
    let start = text(start.expect("a start module"));
    assert!(start.contains("dataset.words=\"ar\\nrtl\\n"), "{start}");

    // The policy allows the script that writes the date.
    let (_, script) = story.split_once("</header><script data-wasm=").unwrap();
    let script = script
        .split_once('>')
        .unwrap()
        .1
        .split_once("</script>")
        .unwrap()
        .0;
    assert!(
        script.contains("كانون الثاني") && script.contains("اليوم: "),
        "{script}"
    );
    let source = csp_source(script);
    assert!(text("_headers").contains(&source), "{source}");
}

#[test]
fn a_story_in_another_language_has_its_words() {
    let room = newsroom();
    room.story("bathat", 30, json!({"language": "ar-JO"}));
    room.story("botschaft", 30, json!({"language": "de"}));
    publish(&room);
    let files = out(&room);
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    let page = text("2025/01/30/bathat.html");
    let (before, story) = page.split_once("<article ").unwrap();
    let (story, after) = story.split_once("</article>").unwrap();
    assert!(before.contains("Skip to the news") && after.contains("Popular"));
    assert!(
        story.contains("شارك") && story.contains("٣٠ كانون الثاني ٢٠٢٥"),
        "{story}"
    );
    assert!(!story.contains("Share This"), "{story}");
    // What is said after a click is in the story's language, too.
    assert!(
        story.contains(r#"<p class="share-bar__told" data-copied="نُسخ الرابط."#),
        "{story}"
    );

    let data: serde_json::Value = serde_json::from_str(&text("2025/01/30/bathat.json")).unwrap();
    let words = data["page"]["article"]["words"].as_str().expect("words");
    assert_eq!(words.split('\n').count(), messages::STORY_LINES);
    assert!(text("feed.json").contains("bathat"));

    // German has no catalog: the words are the newspaper's, and marked.
    let german = text("2025/01/30/botschaft.html");
    assert!(
        german.contains(r#"<div lang="en"><section class="share-bar""#),
        "{german}"
    );
    let data: serde_json::Value = serde_json::from_str(&text("2025/01/30/botschaft.json")).unwrap();
    assert_eq!(data["page"]["article"].get("words"), None);
}

#[test]
fn an_english_story_in_an_arabic_newspaper_is_english() {
    let room = newspaper("ar-JO");
    room.story("post", 30, json!({"language": "en-US"}));
    publish(&room);
    let files = out(&room);
    let page = String::from_utf8_lossy(&files["2025/01/30/post.html"]).into_owned();
    let (_, story) = page.split_once("<article ").unwrap();
    let (story, after) = story.split_once("</article>").unwrap();
    assert!(
        story.contains("Share This") && story.contains("January 30, 2025"),
        "{story}"
    );
    assert!(after.contains("الأكثر قراءة"), "{after}");
    assert!(
        story.contains(r#"<p class="share-bar__told" data-copied="Link copied.""#),
        "{story}"
    );
}
