//! Makes lists, including nested ones.

use super::block::{Node, Walker};
use frontpage_model::{Block, Item, List};
use scraper::node::Element;

/// The maximum nesting of lists. Deeper lists become lines of their item.
const MAX_DEPTH: usize = 8;

impl Walker<'_> {
    pub(super) fn list(&mut self, node: Node<'_>, element: &Element) {
        self.flush();
        if let Some(list) = self.list_of(node, element) {
            self.push(Block::List(list));
        }
    }

    fn list_of(&mut self, node: Node<'_>, element: &Element) -> Option<List> {
        let ordered = element.name() == "ol";
        if ordered && (element.attr("start").is_some() || element.attr("reversed").is_some()) {
            self.degrade("<ol> with its own count");
        }
        self.list_depth += 1;
        let mut items: Vec<Item> = Vec::new();
        for child in node.children() {
            let Some(element) = child.value().as_element() else {
                // Text between items is invalid HTML, but browsers show it.
                let text = self.flat_node(child);
                push(&mut items, text, Vec::new());
                continue;
            };
            if is_list(element) && self.list_depth < MAX_DEPTH {
                // This is invalid too, but common. The list belongs to the item before it.
                if let Some(list) = self.list_of(child, element) {
                    match items.last_mut() {
                        Some(item) => item.lists.push(list),
                        None => push(&mut items, Vec::new(), vec![list]),
                    }
                }
                continue;
            }
            let mut inner = Vec::new();
            if self.list_depth < MAX_DEPTH {
                collect_lists(child, 0, &mut inner);
            } else if !super::block::find(child, &["ul", "ol", "menu", "dir"]).is_empty() {
                self.degrade("list nested too deep");
            }
            self.skip.extend(inner.iter().map(|(node, _)| node.id()));
            let text = if element.name() == "li" {
                self.flat_marked(child, element)
            } else {
                self.flat_node(child)
            };
            let lists = inner
                .into_iter()
                .filter_map(|(node, element)| self.list_of(node, element))
                .collect();
            push(&mut items, text, lists);
        }
        self.list_depth -= 1;
        (!items.is_empty()).then_some(List { ordered, items })
    }
}

fn push(items: &mut Vec<Item>, text: frontpage_model::Text, lists: Vec<List>) {
    if !text.is_empty() || !lists.is_empty() {
        items.push(Item { text, lists });
    }
}

fn is_list(element: &Element) -> bool {
    matches!(element.name(), "ul" | "ol" | "menu" | "dir")
}

/// Collects the lists in an item that are not inside another list.
fn collect_lists<'t>(node: Node<'t>, depth: usize, out: &mut Vec<(Node<'t>, &'t Element)>) {
    // Ignore lists that are buried deeper than any real markup.
    if depth > 20 {
        return;
    }
    for child in node.children() {
        match child.value().as_element() {
            Some(element) if is_list(element) => out.push((child, element)),
            Some(element) if element.name() != "table" => collect_lists(child, depth + 1, out),
            _ => {}
        }
    }
}
