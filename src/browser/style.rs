//! The stylesheets that the start module loads.

/// Waits for the style of laid-out blocks, which the start module (`crates/assets/src/start.js`) requests when it is
/// first needed. A developer's site has no start module, because its style is complete.
pub async fn laid_out() {
    #[cfg(target_arch = "wasm32")]
    if let Ok(style) = js_sys::Reflect::get(&js_sys::global(), &"laidOut".into()) {
        let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&style)).await;
    }
}
