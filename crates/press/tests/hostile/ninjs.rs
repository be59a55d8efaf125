//! Tests of the reader of items: every item is either published or reported.

use super::any_json::{changed, changes};
use super::corpus;
use super::newsroom::{Newsroom, lead, story};
use super::proptest_config::Target;
use frontpage_pipeline::Outcome;
use proptest::prelude::*;
use serde_json::json;

/// Publishes an item beside a good one, and checks that the good one's page is there.
fn publish(item: &str) -> (Newsroom, Outcome) {
    let room = Newsroom::new();
    room.story("good", 2, json!({}));
    room.write("content/stories/odd.json", item);
    let outcome = room.build();
    assert!(
        room.has("2025/01/02/good.json"),
        "the good story is missing: {item}"
    );
    // The app can read all published data.
    for (name, (bytes, _)) in room.output_files() {
        if name.ends_with(".json") && !name.ends_with("feed.json") {
            let text = String::from_utf8(bytes).unwrap();
            let read = frontpage::data::decode(&format!("/{name}"), &text);
            assert!(read.is_ok(), "{name}: {read:?} from {item}");
        }
    }
    (room, outcome)
}

fn find_diagnostic(outcome: &Outcome) -> Option<String> {
    let problems = outcome.report.diagnostics.iter();
    let mut about_item = problems.filter(|problem| problem.file.ends_with("odd.json"));
    about_item.next().map(ToString::to_string)
}

#[test]
fn corpus_items_are_handled_as_their_names_say() {
    let mut wrong = vec![];
    for (name, item) in corpus::files(Target::Ninjs, "json") {
        let (_, outcome) = publish(&item);
        let diagnostic = find_diagnostic(&outcome);
        let seen = match (outcome.stories, &diagnostic) {
            (2, None) => "published",
            (2, Some(_)) => "warned",
            (_, Some(_)) => "refused",
            (_, None) => "counted",
        };
        let says = name.split('-').next().unwrap_or_default();
        if seen != says {
            wrong.push(format!("{name}: {seen}: {diagnostic:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(Target::Ninjs.config())]

    #[test]
    fn any_item_is_published_or_reported(changes in changes()) {
        let mut item = story("odd", 1);
        item["associations"] = lead("media/none.png");
        let item = changed(item, changes);
        let (_, outcome) = publish(&item.to_string());
        // The name of the page comes from the item too, so count the stories.
        let published = outcome.stories == 2;
        // Embargoed and withdrawn items, and those that are not stories, are only counted.
        let counted = outcome.to_string().contains(" 1 ");
        let reported = find_diagnostic(&outcome).is_some();
        prop_assert!(reported || published || counted, "{item}: {outcome}");
    }

    #[test]
    fn an_item_with_text_inserted_is_published_or_reported(
        at in any::<prop::sample::Index>(),
        odd in super::any_text::any_text(3),
    ) {
        let item = story("odd", 1).to_string();
        let (before, after) = item.split_at(at.index(item.len()));
        let (_, outcome) = publish(&format!("{before}{odd}{after}"));
        let published = outcome.stories == 2;
        let counted = outcome.to_string().contains(" 1 ");
        let reported = find_diagnostic(&outcome).is_some();
        prop_assert!(reported || published || counted, "{outcome}");
    }
}
