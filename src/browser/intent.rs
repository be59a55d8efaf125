//! Signs of what the reader is about to do: follow a link, leave, come back.

/// Calls `follow` with the path of each link of this origin that the pointer enters, a finger
/// touches, or the focus reaches. For the life of the page.
pub fn on_link(follow: impl Fn(String) + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::{JsCast, closure::Closure};
        let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let link = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|element| element.closest("a[href]").ok().flatten())
                .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
            let Some(link) = link else { return };
            let here = web_sys::window().map(|w| w.location());
            if here
                .and_then(|h| h.origin().ok())
                .is_some_and(|origin| origin == link.origin())
            {
                follow(link.pathname());
            }
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
    let _ = follow;
}

/// Calls `leave` when the page is hidden or left. Hidden may be the last that it hears of it: a
/// phone ends a tab in the background without another word.
pub fn on_leave(leave: impl Fn() + 'static) {
    on_window(&["pagehide", "visibilitychange"], leave);
}

/// Calls `back` when the page is looked at again, out of the browser's memory too.
pub fn on_return(back: impl Fn() + 'static) {
    on_window(&["focus", "pageshow"], back);
}

#[cfg(target_arch = "wasm32")]
fn on_window(events: &[&str], call: impl Fn() + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let listener = Closure::<dyn Fn()>::new(call);
    if let Some(window) = web_sys::window() {
        for event in events {
            let _ =
                window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    }
    listener.forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn on_window(_: &[&str], _: impl Fn() + 'static) {}
