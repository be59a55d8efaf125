//! Effects: code that runs again when a signal that it reads changes.

use leptos::prelude::Effect;

/// Runs `run` soon, and again whenever a signal changes that it read, until the current reactive
/// owner is cleaned up.
///
/// Every effect of the app goes through here, because Leptos's own function is compiled once more for
/// each closure, with all that runs it.
pub fn effect(run: impl FnMut() + 'static) {
    start(Box::new(run));
}

fn start(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}
