//! The reader's preferences, as set in the browser or the operating system.

/// Whether the reader wants to save data (`navigator.connection.saveData`). False if the browser
/// does not say; always true in native builds.
pub fn saves_data() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let get = |from: &wasm_bindgen::JsValue, name: &str| {
            js_sys::Reflect::get(from, &name.into())
                .ok()
                .filter(|v| !v.is_undefined())
        };
        web_sys::window()
            .and_then(|window| get(&window.navigator(), "connection"))
            .and_then(|connection| get(&connection, "saveData"))
            .and_then(|saves| saves.as_bool())
            .unwrap_or(false)
    }
    #[cfg(not(target_arch = "wasm32"))]
    true
}

/// Whether the reader wants less motion (`prefers-reduced-motion`). Always true in native builds.
pub fn prefers_reduced_motion() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|w| {
                w.match_media("(prefers-reduced-motion: reduce)")
                    .ok()
                    .flatten()
            })
            .is_some_and(|query| query.matches())
    }
    #[cfg(not(target_arch = "wasm32"))]
    true
}
