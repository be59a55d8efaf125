//! Queries, from the stories to the results.

use crate::library::{Library, archive, story};
use frontpage_search::{Day, FileKind, Language, Order, ReadError};

#[test]
fn all_words_have_to_be_there_and_the_last_may_be_half_typed() {
    let library = Library::of(&[
        story("/a", 1, "Harbor wall mended", "The council paid."),
        story("/b", 2, "Council elections", "A wall, and no water."),
        story("/c", 3, "Elected", "Harbor and council."),
    ]);
    assert_eq!(library.paths("harbor wall"), ["/a"]);
    assert_eq!(library.paths("wall"), ["/a", "/b"]);
    assert_eq!(library.paths("council elec"), ["/b", "/c"]);
    assert_eq!(library.paths("electio"), ["/c", "/b"]);
    assert_eq!(library.paths("zebra"), [""; 0]);
    assert_eq!(library.ask("harbor").total, 2);
}

#[test]
fn headlines_rank_first_and_newest_first_is_by_time() {
    let library = Library::of(&[
        story("/a", 1, "Harbor", "Nothing."),
        story(
            "/b",
            2,
            "Nothing",
            "The harbor, the harbor, and the harbor.",
        ),
        story("/c", 3, "Nothing", "A harbor."),
    ]);
    assert_eq!(library.paths("harbor"), ["/a", "/b", "/c"]);
    let (found, _) = library.answer(&mut library.searcher(), "harbor", Order::Newest);
    let paths: Vec<&str> = found
        .hits
        .iter()
        .map(|hit| hit.card.path.as_str())
        .collect();
    assert_eq!(paths, ["/c", "/b", "/a"]);
}

#[test]
fn phrases_are_words_beside_each_other() {
    let library = Library::of(&[
        story("/a", 1, "One", "They mended the harbor wall again."),
        story("/b", 2, "Two", "They mended the wall of the harbor."),
        story("/c", 3, "Three", "The harbor. Walls again."),
    ]);
    assert_eq!(library.paths("\"harbor wall\""), ["/c", "/a"]);
    assert_eq!(library.paths("\"mended the harbor wall\""), ["/a"]);
    assert_eq!(library.paths("\"wall harbor\""), [""; 0]);
    // Without quotes, the order of the words only ranks.
    assert_eq!(library.paths("mended harbor wall").len(), 2);
}

#[test]
fn filters_limit_what_is_found() {
    let mut documents = [
        story("/a", 20_175, "Fire", ""),
        story("/b", 20_176, "Fire", ""),
        story("/c", 20_177, "Fire", ""),
    ];
    documents[0].section = "world".to_owned();
    documents[1].tags = vec!["mideast".to_owned(), "crime".to_owned()];
    documents[2].authors = vec!["world-desk".to_owned()];
    let library = Library::of(&documents);
    assert_eq!(library.paths("fire section:world"), ["/a"]);
    assert_eq!(library.paths("tag:mideast tag:crime"), ["/b"]);
    assert_eq!(library.paths("author:\"World Desk\" fire"), ["/c"]);
    assert_eq!(library.paths("fire after:2025-03-29"), ["/c", "/b"]);
    assert_eq!(library.paths("fire before:2025-03-29"), ["/a"]);
    assert_eq!(library.paths("section:nowhere"), [""; 0]);
    assert_eq!(Day::parse("2025-03-29"), Some(Day(20_176)));
}

#[test]
fn spanish_and_arabic_are_found_as_readers_type_them() {
    let mut spanish = story("/es", 1, "La inundación en Cañete", "El niño corrió.");
    spanish.language = Language::Spanish;
    let mut arabic = story("/ar", 2, "إضراب في المدرسة", "على الطاولة كِتَابٌ");
    arabic.language = Language::Arabic;
    let library = Library::of(&[spanish, arabic, story("/en", 3, "A school", "Books.")]);
    for query in [
        "inundacion",
        "inundación ",
        "INUNDACIONES canete",
        "niño ",
        "nino",
    ] {
        assert_eq!(library.paths(query), ["/es"], "{query}");
    }
    for query in ["اضراب", "المدرسه", "مدرسة ", "كـتاب ", "علي"] {
        assert_eq!(library.paths(query), ["/ar"], "{query}");
    }
    assert_eq!(library.paths("school"), ["/en"]);
}

#[test]
fn an_error_of_one_letter_is_forgiven() {
    let library = Library::of(&[
        story("/a", 1, "Governor Castellanos resigns", "Nothing else."),
        story("/b", 2, "The lighthouse", "Nothing else."),
    ]);
    for query in [
        "castelanos ",
        "castellanoss ",
        "xastellanos ",
        "casetllanos ",
        "governor castellamos",
    ] {
        let found = library.ask(query);
        assert_eq!(found.hits.len(), 1, "{query}");
        assert_eq!(found.hits[0].card.path, "/a", "{query}");
        assert_eq!(found.corrections[0].used, "castellanos", "{query}");
    }
    // Two errors are another word, and short words are not guessed.
    assert!(library.ask("kastelanos ").hits.is_empty());
    assert!(library.ask("thx ").hits.is_empty());
}

#[test]
fn a_query_is_two_round_trips() {
    let library = Library::of(&archive(2_000));
    assert_eq!(library.index.manifest.stories(), 2_000);
    for query in [
        "harbor",
        "council case",
        "\"harbor wall of\" w1234",
        "w77 section:us",
        "coun",
    ] {
        let mut searcher = library.searcher();
        let (found, trips) = library.answer(&mut searcher, query, Order::Best);
        assert!(trips <= 2, "{query}: {trips} round trips");
        assert!(!found.hits.is_empty(), "{query}");
        // Nothing is fetched twice.
        let (again, trips) = library.answer(&mut searcher, query, Order::Best);
        assert_eq!((again, trips), (found, 0), "{query}");
    }
    let mut searcher = library.searcher();
    let (found, trips) = library.answer(&mut searcher, "witnesz ", Order::Best);
    assert_eq!(found.total, 2_000);
    // The word, words like it, the other word, and the cards.
    assert!((3..=4).contains(&trips), "{trips} round trips");
}

#[test]
fn every_story_is_found_by_what_only_it_has() {
    let library = Library::of(&archive(1_500));
    for n in (0..1_500).step_by(37) {
        assert_eq!(library.paths(&format!("w{n} ")), [format!("/{n}")]);
        let phrase = format!("\"witness w{n} spoke of\"");
        assert_eq!(library.paths(&phrase), [format!("/{n}")], "{phrase}");
    }
}

#[test]
fn the_same_stories_give_the_same_bytes() {
    let mut shuffled = archive(700);
    let library = Library::of(&shuffled);
    shuffled.reverse();
    let again = Library::of(&shuffled);
    assert!(library.files == again.files);
    assert_eq!(library.index.manifest.write(), again.index.manifest.write());
}

#[test]
fn hostile_queries_find_nothing_and_do_no_harm() {
    let library = Library::of(&archive(300));
    let long = "x".repeat(10_000);
    let words = "zzz ".repeat(2_500);
    for query in [
        "",
        " ",
        "\u{202e}\u{200f}",
        "🙂🙂🙂",
        "<script>alert(1)</script>",
        "\"",
        "section:",
        "\0\0",
        "\u{1}sus",
        &long,
        &words,
        "“””«»",
        "tag:\u{202e}",
        "(((((",
        "%00%ff",
        "q q q q q q q q q",
    ] {
        let found = library.ask(query);
        assert!(found.hits.is_empty(), "{query:?} found {:?}", found.hits);
    }
    assert!(!library.ask("c").hits.is_empty());
}

#[test]
fn files_that_are_bad_are_reported_and_the_rest_is_found() {
    let library = Library::of(&archive(1_000));
    let (good, _) = library.answer(&mut library.searcher(), "harbor wall", Order::Best);
    assert_eq!(good.hits.len(), 10);
    type Break = fn(&mut Vec<u8>);
    let breaks: [Break; 5] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.clear(),
        |bytes| *bytes = b"<!doctype html><title>404</title>".to_vec(),
        |bytes| bytes[6] ^= 1,
        |bytes| *bytes.last_mut().unwrap() ^= 0x40,
    ];
    for kind in [FileKind::Terms, FileKind::Phrases, FileKind::Cards] {
        for damage in breaks {
            let mut broken = Library::of(&archive(1_000));
            let of_kind = broken
                .files
                .iter_mut()
                .filter(|(name, _)| name.kind == kind);
            for (_, bytes) in of_kind {
                damage(bytes);
            }
            let (found, trips) = broken.answer(&mut broken.searcher(), "harbor wall", Order::Best);
            assert!(trips <= 2);
            assert!(!found.unreadable.is_empty(), "{kind:?}");
            match kind {
                // Without the pairs, stories rank without them.
                FileKind::Phrases => assert_eq!(found.hits.len(), 10),
                _ => assert!(found.hits.is_empty(), "{kind:?}"),
            }
        }
    }
    // A file that is missing can be asked for again.
    let mut searcher = library.searcher();
    let missing = Library {
        files: Default::default(),
        ..Library::of(&archive(1_000))
    };
    let (found, _) = missing.answer(&mut searcher, "harbor wall", Order::Best);
    assert!(
        found
            .unreadable
            .iter()
            .all(|(_, error)| *error == ReadError::Missing)
    );
    searcher.retry();
    let (found, _) = library.answer(&mut searcher, "harbor wall", Order::Best);
    assert_eq!(found, good);
}

#[test]
fn files_of_two_releases_are_not_mixed() {
    let old = Library::of(&archive(400));
    let mut documents = archive(400);
    documents[399].card.headline = "Another headline".to_owned();
    let new = Library::of(&documents);
    let mut searcher = new.searcher();
    let query = frontpage_search::Query::parse("another headline");
    let frontpage_search::Step::Fetch(names) = searcher.step(&query, Order::Best, 0..10) else {
        panic!("nothing to fetch");
    };
    let stale: Vec<_> = names
        .iter()
        .filter_map(|name| {
            let same = |old: &&frontpage_search::FileName| {
                old.kind == name.kind && old.number == name.number && old.tier != name.tier
            };
            old.files.keys().find(same).map(|old| (*name, *old))
        })
        .collect();
    assert!(!stale.is_empty());
    for (name, old_name) in stale {
        assert_eq!(
            searcher.give(name, Some(&old.files[&old_name])),
            Err(ReadError::Foreign)
        );
    }
}
