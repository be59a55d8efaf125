//! Events that show what the reader is about to do: follow a link, leave, come back.

use super::document;

/// Calls `enter` whenever the pointer, a finger or the focus enters an element: with the path of a
/// link to this origin, or with `None` for anything else. Listens as long as the document lives.
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

/// Calls `leave` when the page is hidden or left.
///
/// Being hidden can be the last event: phones kill tabs in the background without another one.
/// `visibilitychange` also fires when the page is shown again, so `leave` runs then, too. Register
/// the [`on_return`] that undoes its effect afterwards, so that it runs second.
pub fn on_leave(leave: impl Fn() + 'static) {
    on_window(&["pagehide", "visibilitychange"], Box::new(leave));
}

/// Calls `back` when the page is visible again, also when the browser restores it from its
/// back/forward cache.
pub fn on_return(back: impl Fn() + 'static) {
    let show = move || {
        if !document::is_hidden() {
            back();
        }
    };
    on_window(&["focus", "pageshow", "visibilitychange"], Box::new(show));
}

/// Calls `scrolled` whenever the page is scrolled.
pub fn on_scroll(scrolled: impl Fn() + 'static) {
    on_window(&["scroll"], Box::new(scrolled));
}

/// Calls `call` on each of the window's `events`, as long as the document lives.
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
