//! The session history: scroll restoration, keys of entries, and addresses.

/// Turns the browser's scroll restoration off: on a step back it would scroll before the page is
/// loaded.
pub fn disable_scroll_restoration() {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = session_history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// Turns the browser's scroll restoration back on. The mode is stored with the history entry (HTML
/// §7.4.1.1), and when that entry is loaded again, the prerendered page is complete long before the
/// app has started.
pub fn enable_scroll_restoration() {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = session_history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Auto);
    }
}

/// Returns the key of the current history entry, and assigns one if it has none.
///
/// The state of an entry is its key, or an object with it: what a part adds to the history, such as a
/// picture in full screen, has the key of the page below it.
pub fn entry_key() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        let Some(history) = session_history() else {
            return 0;
        };
        let state = history.state().unwrap_or_default();
        let of_part = || js_sys::Reflect::get(&state, &"key".into()).ok()?.as_f64();
        if let Some(key) = state.as_f64().or_else(of_part) {
            return key as u64;
        }
        // A thousand keys for each millisecond, so that no two entries of a tab share one.
        let key = js_sys::Date::now() * 1000.0 + (js_sys::Math::random() * 1000.0).floor();
        let _ = history.replace_state(&key.into(), "");
        key as u64
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// Adds a history entry for a page of this origin. `search` is the query without `?`, `hash` the
/// fragment with `#`.
pub fn push(path: &str, search: &str, hash: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = session_history() {
        let mark = if search.is_empty() { "" } else { "?" };
        let address = [path, mark, search, hash].concat();
        // Browsers refuse this to a page that adds a hundred entries within seconds.
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (path, search, hash);
}

/// Replaces the path in the address bar with `path`, its canonical spelling. Keeps the query, the
/// fragment and the history entry with its state.
pub fn correct_path(path: &str) {
    #[cfg(target_arch = "wasm32")]
    if super::document::pathname() != path
        && let Some(history) = session_history()
        && let Some(location) = web_sys::window().map(|window| window.location())
    {
        let search = location.search().unwrap_or_default();
        let hash = location.hash().unwrap_or_default();
        let state = history.state().unwrap_or_default();
        // If the browser refuses, the other spelling stays, and it names the page too.
        let address = [path, &search, &hash].concat();
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = path;
}

#[cfg(target_arch = "wasm32")]
fn session_history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}
