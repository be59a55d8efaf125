//! What changes in the index when stories come, change and go.

use crate::library::{Library, archive};

/// Files of the index that a site would have: those of the tiers in the manifest.
fn needed(library: &Library) -> usize {
    let ids: Vec<_> = library
        .index
        .manifest
        .tiers
        .iter()
        .map(|tier| tier.id)
        .collect();
    library
        .files
        .keys()
        .filter(|name| ids.contains(&name.tier))
        .count()
}

#[test]
fn one_new_story_rewrites_few_files() {
    let documents = archive(3_000);
    let mut library = Library::of(&documents[..2_900]);
    for count in 2_901..2_930 {
        library.update(&documents[..count]);
        // With the manifest.
        assert!(
            library.written.len() < 40,
            "{} files",
            library.written.len()
        );
    }
    assert_eq!(library.index.manifest.stories(), 2_929);
    assert_eq!(library.paths("w2928 "), ["/2928"]);
    library.update(&documents[..2_929]);
    assert!(library.written.is_empty(), "nothing new, nothing written");
    assert!(needed(&library) < library.files.len());
}

#[test]
fn tiers_are_merged_as_the_archive_grows() {
    let documents = archive(3_000);
    let mut library = Library::of(&documents[..100]);
    for count in (200..=3_000).step_by(100) {
        library.update(&documents[..count]);
        let tiers = library.index.manifest.tiers.len();
        assert!(tiers <= 9, "{tiers} tiers of {count} stories");
    }
    assert_eq!(library.index.manifest.stories(), 3_000);
    for n in (0..3_000).step_by(333) {
        assert_eq!(library.paths(&format!("w{n} ")), [format!("/{n}")]);
    }
}

#[test]
fn a_story_that_changes_or_goes_is_found_no_more_as_it_was() {
    let mut documents = archive(1_000);
    let mut library = Library::of(&documents);
    documents[10].body = vec!["Corrected: the witness was xylophone.".to_owned()];
    let gone = documents.remove(20);
    library.update(&documents);
    assert!(
        library.written.len() < 40,
        "{} files",
        library.written.len()
    );
    assert_eq!(library.paths("xylophone"), ["/10"]);
    assert_eq!(library.paths("w10 "), [""; 0]);
    assert_eq!(library.paths("w20 "), [""; 0]);
    assert_eq!(library.index.manifest.stories(), 999);
    // Its card is gone as well.
    let headline = format!("{}\t", gone.card.headline).into_bytes();
    let names: Vec<_> = library
        .index
        .manifest
        .tiers
        .iter()
        .flat_map(|tier| tier.files())
        .collect();
    let shows = |bytes: &[u8]| {
        bytes
            .windows(headline.len())
            .any(|part| part == headline.as_slice())
    };
    assert!(!names.iter().any(|name| shows(&library.files[name])));
    // It comes back.
    documents.push(gone);
    library.update(&documents);
    assert_eq!(library.paths("w20 "), ["/20"]);
    assert_eq!(library.index.manifest.stories(), 1_000);
}

#[test]
fn a_tier_without_all_its_files_is_built_again() {
    let documents = archive(500);
    let mut library = Library::of(&documents);
    let lost = *library.files.keys().next().unwrap();
    library.files.remove(&lost);
    let files = &library.files;
    library.index.retain_tiers(|name| files.contains_key(&name));
    assert!(library.index.manifest.stories() < 500);
    library.update(&documents);
    assert_eq!(library.index.manifest.stories(), 500);
    assert_eq!(library.paths("w20 "), ["/20"]);
    assert_eq!(library.paths("w499 "), ["/499"]);
}

#[test]
fn a_tier_that_lost_much_is_built_again() {
    let documents = archive(1_000);
    let mut library = Library::of(&documents);
    library.update(&documents[300..]);
    assert_eq!(library.index.manifest.stories(), 700);
    assert!(
        library
            .index
            .manifest
            .tiers
            .iter()
            .all(|tier| tier.withdrawn.is_empty())
    );
    assert_eq!(library.paths("w20 "), [""; 0]);
    assert_eq!(library.paths("w301 "), ["/301"]);
    library.update(&[]);
    assert_eq!(library.index.manifest.stories(), 0);
    assert!(library.ask("harbor").hits.is_empty());
}
