//! The session history: which entry is on screen.

/// Takes scroll restoration over from the browser: on a way back it would scroll before the data
/// is there.
pub fn take_over_scrolling() {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = entry() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// Gives it back: the mode stays with the entry (HTML §7.4.1.1), and a published page that is
/// loaded again is whole long before the app is there.
pub fn hand_back_scrolling() {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = entry() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Auto);
    }
}

/// The key of the present entry. An entry without one is given one.
pub fn key() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        let Some(history) = entry() else { return 0 };
        if let Some(key) = history.state().ok().and_then(|state| state.as_f64()) {
            return key as u64;
        }
        // a thousand to each millisecond: no two entries of a tab get the same one
        let key = js_sys::Date::now() * 1000.0 + (js_sys::Math::random() * 1000.0).floor();
        let _ = history.replace_state(&key.into(), "");
        key as u64
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// Adds an entry for a page below the site's origin: its path, its query without `?`, its fragment
/// with `#`.
pub fn push(path: &str, search: &str, hash: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = entry() {
        let mark = if search.is_empty() { "" } else { "?" };
        let address = [path, mark, search, hash].concat();
        // a browser refuses it to a page that adds a hundred within seconds
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (path, search, hash);
}

/// Writes `path` into the address bar in place of another spelling of it. Query and fragment stay,
/// and so does the history entry with its state.
pub fn correct_path(path: &str) {
    #[cfg(target_arch = "wasm32")]
    if super::document::pathname() != path
        && let Some(history) = entry()
        && let Some(location) = web_sys::window().map(|window| window.location())
    {
        let search = location.search().unwrap_or_default();
        let hash = location.hash().unwrap_or_default();
        let state = history.state().unwrap_or_default();
        // A browser that refuses leaves the other spelling, which names the page too.
        let address = [path, &search, &hash].concat();
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = path;
}

#[cfg(target_arch = "wasm32")]
fn entry() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}
