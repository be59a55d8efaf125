//! Signs of what the reader is about to do: follow a link, leave, come back.

use super::document;

/// Calls `enter` with the path of each link of this origin that the pointer, a finger or the focus
/// enters, and with `None` when it enters something else. For the life of the page.
pub fn on_link(enter: impl Fn(Option<String>) + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::{JsCast, closure::Closure};
        let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let link = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|element| element.closest("a[href]").ok().flatten())
                .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
            let here = web_sys::window().and_then(|w| w.location().origin().ok());
            let link = link.filter(|link| here.is_some_and(|origin| origin == link.origin()));
            enter(link.map(|link| link.pathname()));
        });
        if let Some(document) = web_sys::window().and_then(|w| w.document()) {
            for event in ["pointerover", "touchstart", "focusin"] {
                let _ = document
                    .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            }
        }
        listener.forget();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = enter;
}

/// Calls `leave` when the page is hidden or left. Hidden may be the last that it hears of it: a
/// phone ends a tab in the background without another word. The event that tells of it also tells
/// that the page is shown again: what `leave` does then is for [`on_return`] to undo, which has to
/// come after it.
pub fn on_leave(leave: impl Fn() + 'static) {
    on_window(&["pagehide", "visibilitychange"], Box::new(leave));
}

/// Calls `back` when the page is looked at again, out of the browser's memory too.
pub fn on_return(back: impl Fn() + 'static) {
    let show = move || {
        if !document::is_hidden() {
            back();
        }
    };
    on_window(&["focus", "pageshow", "visibilitychange"], Box::new(show));
}

/// Calls `call` at each of `events`, for the life of the page.
#[cfg(target_arch = "wasm32")]
fn on_window(events: &[&str], call: Box<dyn Fn()>) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let listener = Closure::wrap(call);
    if let Some(window) = web_sys::window() {
        for event in events {
            let _ =
                window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    }
    listener.forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn on_window(_: &[&str], _: Box<dyn Fn()>) {}
