//! The specimens, one file for each kind of component.

mod blocks;
mod cards;
mod frame;
mod laid_out;
mod notices;
mod pages;
mod story;

use crate::specimen::Group;

/// Returns all groups, in the order of the gallery.
pub fn groups() -> impl Iterator<Item = &'static Group> {
    [
        frame::GROUPS,
        cards::GROUPS,
        story::GROUPS,
        blocks::GROUPS,
        laid_out::GROUPS,
        notices::GROUPS,
        pages::GROUPS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Files of components that are no specimens of their own, each with the reason.
    const PARTS: [(&str, &str); 9] = [
        (
            "components/button",
            "shown by components/share_bar and pages/notice",
        ),
        ("components/date", "a `<time>` without style"),
        ("components/interface", "attributes, not a component"),
        (
            "components/picture",
            "shown by components/figure and components/card",
        ),
        ("pages/content", "chooses among the pages"),
        ("pages/live_rails", "loads what components/rail shows"),
        ("pages/tool", "a place that its script fills"),
        (
            "pages/privacy",
            "words and figures, below the place of a tool",
        ),
        (
            "pages/shell",
            "the masthead, a page and the footer, which are shown here",
        ),
    ];

    #[test]
    fn every_component_and_page_is_in_the_gallery() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src");
        let shown: BTreeSet<&str> = groups().map(|group| group.file).collect();
        let mut found = BTreeSet::new();
        for folder in ["components", "pages"] {
            for entry in std::fs::read_dir(source.join(folder)).unwrap() {
                let file = entry.unwrap().file_name().into_string().unwrap();
                let name = file.strip_suffix(".rs").unwrap_or(&file);
                if name != "mod" {
                    found.insert(format!("{folder}/{name}"));
                }
            }
        }
        let parts = PARTS.map(|(file, _)| file);
        for file in &found {
            let file = file.as_str();
            assert!(
                shown.contains(file) != parts.contains(&file),
                "src/{file}.rs: add specimens in crates/gallery/src/specimens, or list it in PARTS"
            );
        }
        for file in shown.iter().chain(&parts) {
            assert!(found.contains(*file), "src/{file}.rs does not exist");
        }
    }

    #[test]
    fn names_are_unique_and_every_state_is_named() {
        let names: BTreeSet<&str> = groups().map(|group| group.name).collect();
        assert_eq!(names.len(), groups().count());
        for group in groups() {
            let states: BTreeSet<&str> = group.specimens.iter().map(|s| s.state).collect();
            assert_eq!(states.len(), group.specimens.len(), "{}", group.name);
            assert!(!states.is_empty(), "{}", group.name);
        }
    }
}
