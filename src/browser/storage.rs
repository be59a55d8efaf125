//! The tab's storage (sessionStorage). If access is denied, it behaves like an empty one.

/// Returns the stored value of a key.
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

/// Stores a value. Returns whether it was stored: storage can be denied or full.
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
