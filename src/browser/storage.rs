//! What lasts as long as the tab. Denied or full storage is as good as an empty one.

/// Reads a value.
pub fn get(key: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        tab()?.get_item(key).ok()?
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = key;
        None
    }
}

/// Keeps a value; tells whether it was kept.
pub fn set(key: &str, value: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        tab().is_some_and(|tab| tab.set_item(key, value).is_ok())
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (key, value);
        false
    }
}

#[cfg(target_arch = "wasm32")]
fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
