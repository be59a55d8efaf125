//! Makes footnotes: numbered across the story, with links there and back.

use super::block::{Node, Walker, find, has_class};
use super::figure::static_block;
use ego_tree::NodeId;
use frontpage_model::{Note, Notes, StaticBlock};
use scraper::node::Element;
use std::collections::{HashMap, HashSet};

/// The classes of a list of footnotes, or of what is around it, as content systems and converters of
/// Markdown name them.
const CLASSES: [&str; 5] = [
    "footnotes",
    "wp-block-footnotes",
    "footnote-list",
    "endnotes",
    "notes",
];

/// The footnotes of a story, found before the walk.
#[derive(Debug, Default)]
pub struct FoundNotes {
    /// The lists of notes, or what is around them.
    containers: HashSet<NodeId>,
    /// The notes in the order of their numbers.
    notes: Vec<FoundNote>,
    /// The index of each note.
    index: HashMap<NodeId, usize>,
    /// The links that refer to a note, each with the index of the note and the number of the link among the
    /// links to that note, counted from 1.
    references: HashMap<NodeId, (usize, usize)>,
    /// The links from a note back to the text, and marks of notes in notes.
    dropped: HashSet<NodeId>,
    /// Notes that refer to notes: the numbers of both.
    cycles: Vec<(usize, usize)>,
}

#[derive(Debug, Default)]
struct FoundNote {
    references: usize,
    text: Vec<frontpage_model::Block>,
}

impl FoundNotes {
    /// Returns the index of a note, which gets the next number if it has none.
    fn index_of(&mut self, note: NodeId) -> usize {
        *self.index.entry(note).or_insert_with(|| {
            self.notes.push(FoundNote::default());
            self.notes.len() - 1
        })
    }
}

fn is_container(element: &Element) -> bool {
    has_class(element, &CLASSES) || element.attr("role") == Some("doc-endnotes")
}

/// Returns the `id` that a link in the same document leads to.
fn target(element: &Element) -> Option<&str> {
    element.attr("href")?.trim().strip_prefix('#')
}

/// Finds the footnotes of a body.
pub fn find_notes<'t>(root: Node<'t>) -> FoundNotes {
    let mut found = FoundNotes::default();
    let mut by_id: HashMap<&str, NodeId> = HashMap::new();
    let mut in_order = Vec::new();
    let mut items = HashSet::new();
    let with_elements = |node: Node<'t>| {
        node.descendants()
            .filter_map(|node| Some((node, node.value().as_element()?)))
    };
    for (container, _) in with_elements(root).filter(|(_, element)| is_container(element)) {
        for (item, element) in with_elements(container).filter(|(_, e)| e.name() == "li") {
            let is_inside = || item.ancestors().any(|around| items.contains(&around.id()));
            if let Some(id) = element.attr("id")
                && !by_id.contains_key(id)
                && !is_inside()
            {
                by_id.insert(id, item.id());
                items.insert(item.id());
                in_order.push(item.id());
                found.containers.insert(container.id());
            }
        }
    }
    if by_id.is_empty() {
        return found;
    }
    let mut inner = Vec::new();
    for (link, element) in with_elements(root).filter(|(_, element)| element.name() == "a") {
        let note = target(element).and_then(|id| by_id.get(id));
        let mut around = link.ancestors().map(|ancestor| ancestor.id());
        let inside = around.find(|ancestor| items.contains(ancestor));
        match (note, inside) {
            (Some(note), None) => {
                let at = found.index_of(*note);
                found.notes[at].references += 1;
                let place = found.notes[at].references;
                found.references.insert(link.id(), (at, place));
            }
            (Some(note), Some(from)) => {
                found.dropped.insert(link.id());
                inner.push((from, *note));
            }
            (None, Some(_)) if target(element).is_some() => {
                found.dropped.insert(link.id());
            }
            (None, _) => {}
        }
    }
    // Notes that nothing refers to come last.
    for note in in_order {
        found.index_of(note);
    }
    for (from, to) in inner {
        let numbers = (found.index_of(from) + 1, found.index_of(to) + 1);
        found.cycles.push(numbers);
    }
    found
}

impl Walker<'_> {
    /// Reports the footnotes that refer to other footnotes. The marks in them are left out, because a reader
    /// who follows one could not find the way back to the text.
    pub(super) fn report_cycles(&mut self) {
        for (from, to) in std::mem::take(&mut self.notes.cycles) {
            self.warn(
                format!("footnote {from} refers to footnote {to}"),
                "refer to footnotes only in the text; until then that mark is left out",
            );
        }
    }

    /// Puts the mark of a footnote in the text if the node is one: a link to a note, or the superscript
    /// around such a link. Returns whether the node is one.
    pub(super) fn note_reference(&mut self, node: Node<'_>, element: &Element) -> bool {
        let link = match element.name() {
            "a" => Some(node.id()),
            "sup" => find(node, &["a"]).first().map(|(link, _)| link.id()),
            _ => None,
        };
        let Some(link) = link else { return false };
        if self.notes.dropped.contains(&link) {
            return true;
        }
        let Some((note, place)) = self.notes.references.get(&link).copied() else {
            return false;
        };
        if self.in_link() {
            self.degrade("footnote within a link");
        } else {
            self.inline(Notes::reference(note + 1, place));
        }
        true
    }

    /// Takes the notes out of the node if it is a container of notes. They come at the end of the story.
    /// Returns whether the node is one.
    pub(super) fn take_notes(&mut self, node: Node<'_>) -> bool {
        if !self.notes.containers.contains(&node.id()) {
            return false;
        }
        self.flush();
        let mut others = Vec::new();
        for inner in node.descendants() {
            if let Some(at) = self.notes.index.get(&inner.id()).copied() {
                let blocks = self.inner_blocks(inner);
                self.notes.notes[at].text = self.flow(blocks, &mut others);
            }
        }
        for block in others {
            self.push(block);
        }
        true
    }

    /// Puts the notes at the end of the story.
    pub(super) fn end_with_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes.notes).into_iter();
        let notes: Vec<Note> = notes
            .map(
                |FoundNote {
                     references, text, ..
                 }| Note { text, references },
            )
            .collect();
        if !notes.is_empty() {
            self.push(static_block(StaticBlock::Notes(Notes { notes })));
        }
    }
}
