//! Tests of the reader of Markdown: every file is either published or reported.

use super::any_text::any_text;
use super::corpus;
use super::newsroom::Newsroom;
use super::proptest_config::Target;
use frontpage_pipeline::Outcome;
use proptest::prelude::*;
use serde_json::json;

/// Publishes a Markdown file beside a good story, and checks that the good one's page is there.
fn publish(markdown: &str) -> Outcome {
    let room = Newsroom::new();
    room.story("good", 2, json!({}));
    room.write("content/world/odd.md", markdown);
    let outcome = room.build();
    assert!(
        room.has("2025/01/02/good.json"),
        "the good story is missing: {markdown}"
    );
    // The app can read all published data.
    for (name, (bytes, _)) in room.output_files() {
        if name.ends_with(".json") && !name.ends_with("feed.json") {
            let text = String::from_utf8(bytes).unwrap();
            let read = frontpage::data::decode(&format!("/{name}"), &text);
            assert!(read.is_ok(), "{name}: {read:?} from {markdown}");
        }
    }
    outcome
}

/// Returns what became of the file: it is published, published with a warning, refused, or only
/// counted, as drafts are.
fn result(outcome: &Outcome) -> &'static str {
    let mut diagnostics = outcome.report.diagnostics.iter();
    let is_named = diagnostics.any(|diagnostic| diagnostic.file.ends_with("odd.md"));
    match (outcome.stories, is_named) {
        (2, false) => "published",
        (2, true) => "warned",
        (_, true) => "refused",
        (_, false) => "counted",
    }
}

#[test]
fn corpus_files_are_handled_as_their_names_say() {
    let mut wrong = vec![];
    for (name, markdown) in corpus::files(Target::Markdown, "md") {
        let outcome = publish(&markdown);
        let result = result(&outcome);
        if Some(result) != name.split('-').next() {
            wrong.push(format!(
                "{name}: {result}: {:?}",
                outcome.report.diagnostics
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const STORY: &str = "---\ntitle: \"Rain\"\ndate: 2025-01-01\ntags: [a, b]\nimage: {src: a.png}\n\
    draft: false\n---\n\n# Rain\n\nIt *rained* [here](https://a.example \"b\").\n\n> | a | b |\n\
    |---|---|\n| 1 | 2[^1] |\n\n![a](b.png \"c\")\n\n<div>x</div>\n\n[^1]: {{< n >}}\n";

/// Pieces of syntax that open something.
const OPENING: [&str; 16] = [
    "---\n",
    "+++\n",
    "*a ",
    "&a ",
    "!!binary ",
    "<<: ",
    "- - - ",
    "> > > ",
    "[[[[",
    "`````\n",
    "<!--",
    "<![CDATA[",
    "{{%",
    "[^1]: ",
    "| a ",
    "\t\t",
];

proptest! {
    #![proptest_config(Target::Markdown.config())]

    #[test]
    fn a_file_with_text_inserted_is_published_or_reported(
        at in any::<prop::sample::Index>(),
        odd in any_text(4),
        opening in prop::sample::select(OPENING.to_vec()),
        repeats in 0..40_usize,
    ) {
        let (before, after) = STORY.split_at(at.index(STORY.len()));
        let outcome = publish(&format!("{before}{}{odd}{after}", opening.repeat(repeats)));
        // The text can make a draft of it, which is only counted.
        let is_counted = outcome.to_string().contains(" 1 ");
        prop_assert!(result(&outcome) != "counted" || is_counted, "{outcome}");
    }
}
