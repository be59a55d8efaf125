//! Signs of what the reader is about to do: follow a link, leave, come back.

/// How long a pointer or the focus has to stay on a link before the reader seems to mean it, in
/// milliseconds: a pointer that only crosses a link is on it for less.
#[cfg(target_arch = "wasm32")]
const DWELL_MS: i32 = 65;

/// Calls `follow` with the path of each link of this origin on which the pointer or the focus stays
/// for [`DWELL_MS`], or that a finger touches. For the life of the page.
pub fn on_link(follow: impl Fn(String) + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use std::{cell::RefCell, rc::Rc};
        use wasm_bindgen::{JsCast, closure::Closure};
        // The link that the reader is on, by its path.
        let current = Rc::new(RefCell::new(None));
        let follow = Rc::new(follow);
        let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let link = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|element| element.closest("a[href]").ok().flatten())
                .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
            let Some(window) = web_sys::window() else {
                return;
            };
            let origin = window.location().origin().ok();
            let path = link
                .filter(|link| origin.is_some_and(|origin| origin == link.origin()))
                .map(|link| link.pathname());
            let is_touch = event.type_() == "touchstart";
            if current.replace(path.clone()) == path && !is_touch {
                return;
            }
            let Some(path) = path else { return };
            let (current, follow) = (current.clone(), follow.clone());
            let dwelt = Closure::once_into_js(move || {
                if current.borrow().as_ref() == Some(&path) {
                    follow(path);
                }
            });
            let wait = if is_touch { 0 } else { DWELL_MS };
            // It fails only with arguments that cannot be passed on, and there are none.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(dwelt.unchecked_ref(), wait);
        });
        if let Some(document) = web_sys::window().and_then(|w| w.document()) {
            // A pointer that leaves a link enters something else.
            for event in ["pointerover", "touchstart", "focusin"] {
                let _ = document
                    .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            }
        }
        listener.forget();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = follow;
}

/// Calls `leave` when the page is hidden or left. Hidden may be the last that it hears of it: a
/// phone ends a tab in the background without another word.
pub fn on_leave(leave: impl Fn() + 'static) {
    on_window(&["pagehide", "visibilitychange"], move |event| {
        if event == "pagehide" || super::document::is_hidden() {
            leave();
        }
    });
}

/// Calls `back` when the page is looked at again, out of the browser's memory too.
pub fn on_return(back: impl Fn() + 'static) {
    on_window(&["focus", "pageshow", "visibilitychange"], move |_| {
        if !super::document::is_hidden() {
            back();
        }
    });
}

/// Calls `call` with the name of each of `events`, for the life of the page.
#[cfg(target_arch = "wasm32")]
fn on_window(events: &[&str], call: impl Fn(&str) + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let listener =
        Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| call(&event.type_()));
    if let Some(window) = web_sys::window() {
        for event in events {
            let _ =
                window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    }
    listener.forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn on_window(_: &[&str], _: impl Fn(&str) + 'static) {}
