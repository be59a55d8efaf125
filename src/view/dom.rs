//! Static views in a browser's document: building, changing, mounting.

use super::StaticView;
use leptos::{
    prelude::{Mountable, Render},
    tachys::renderer::{Rndr, types},
};

/// A static view in the document.
pub struct StaticViewState(Mounted);

/// The nodes of a static view.
enum Mounted {
    /// A comment that keeps the place of an empty view.
    Nothing(types::Node),
    /// A text or an element, and what it was made from.
    Node(StaticView, types::Node),
    /// One or more of these.
    List(Vec<Mounted>),
}

impl Render for StaticView {
    type State = StaticViewState;

    fn build(self) -> Self::State {
        StaticViewState(build(self))
    }

    fn rebuild(self, state: &mut Self::State) {
        rebuild(self, &mut state.0);
    }
}

#[inline(never)]
fn build(view: StaticView) -> Mounted {
    match view {
        StaticView::List(list) if list.is_empty() => {
            Mounted::Nothing(Rndr::create_placeholder().into())
        }
        StaticView::List(list) => Mounted::List(list.into_iter().map(build).collect()),
        StaticView::Text(_) | StaticView::Element(_) => {
            let node = create(&view, None);
            Mounted::Node(view, node)
        }
    }
}

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Creates the node of a text or an element, with everything in it. `namespace` is the namespace of the
/// parent element; `None` stands for HTML.
fn create(view: &StaticView, namespace: Option<&'static str>) -> types::Node {
    match view {
        StaticView::Text(text) => Rndr::create_text_node(text).into(),
        StaticView::Element(element) => {
            let namespace = namespace.or((element.name == "svg").then_some(SVG));
            let node = Rndr::create_element(element.name, namespace);
            for (name, value) in &element.attributes {
                Rndr::set_attribute(&node, name, value);
            }
            for child in &element.children {
                Rndr::insert_node(&node, &create(child, namespace), None);
            }
            node.into()
        }
        // A list is never inside an element: the builder adds its views one by one.
        StaticView::List(_) => Rndr::create_placeholder().into(),
    }
}

fn rebuild(view: StaticView, state: &mut Mounted) {
    match (view, state) {
        (StaticView::List(views), Mounted::List(states)) if views.len() == states.len() => {
            for (view, state) in views.into_iter().zip(states) {
                rebuild(view, state);
            }
        }
        (view, Mounted::Node(old, _)) if *old == view => {}
        (view, state) => {
            let mut new = build(view);
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
        }
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        match self {
            Self::Nothing(node) | Self::Node(_, node) => Rndr::remove(node),
            Self::List(states) => states.iter_mut().for_each(Self::unmount),
        }
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        match self {
            Self::Nothing(node) | Self::Node(_, node) => Rndr::insert_node(parent, node, marker),
            Self::List(states) => {
                for state in states {
                    state.mount(parent, marker);
                }
            }
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Nothing(node) | Self::Node(_, node) => node.insert_before_this(child),
            Self::List(states) => states
                .first()
                .is_some_and(|state| state.insert_before_this(child)),
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        // Only Leptos's attributes on components ask for these.
        Vec::new()
    }
}

impl Mountable for StaticViewState {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        self.0.elements()
    }
}

/// Changes the children of `parent` to `views`. Children that are equal already stay, even
/// if something else made them.
#[cfg(target_arch = "wasm32")]
pub fn update_children(parent: &types::Element, views: StaticView) {
    let mut list = Vec::new();
    views.add_to(&mut list);
    let mut next = parent.first_child();
    for view in list {
        let old = next.take();
        next = old.as_ref().and_then(|node| node.next_sibling());
        if old.as_ref().is_some_and(|node| is_equal(&view, node)) {
            continue;
        }
        build(view).mount(parent, old.as_ref());
        if let Some(node) = old {
            Rndr::remove(&node);
        }
    }
    while let Some(node) = next {
        next = node.next_sibling();
        Rndr::remove(&node);
    }
}

/// Whether a node is what a view makes. Attributes that only the node has do not count.
#[cfg(target_arch = "wasm32")]
fn is_equal(view: &StaticView, node: &types::Node) -> bool {
    use wasm_bindgen::JsCast;
    match view {
        StaticView::Text(text) => {
            node.node_type() == types::Node::TEXT_NODE
                && node.text_content().as_deref() == Some(&**text)
        }
        StaticView::Element(element) => {
            let Some(found) = node.dyn_ref::<types::Element>() else {
                return false;
            };
            let mut child = node.first_child();
            found.local_name() == element.name
                && element
                    .attributes
                    .iter()
                    .all(|(name, value)| found.get_attribute(name).as_deref() == Some(&**value))
                && element.children.iter().all(|view| {
                    let current = child.take();
                    child = current.as_ref().and_then(|node| node.next_sibling());
                    current.is_some_and(|node| is_equal(view, &node))
                })
                && child.is_none()
        }
        StaticView::List(_) => false,
    }
}
