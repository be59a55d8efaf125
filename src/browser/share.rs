//! Ways to share a page: the device's share sheet, the clipboard and the printer.

/// Whether the device has a share sheet.
pub fn can_share() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        navigator().is_some_and(|n| js_sys::Reflect::has(&n, &"share".into()).unwrap_or(false))
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}

/// Opens the device's share sheet. A reader who closes it without sharing is not an error.
pub fn share(title: &str, url: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        let data = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&data, &"title".into(), &title.into());
        let _ = js_sys::Reflect::set(&data, &"url".into(), &url.into());
        if let Some(promise) = navigator().and_then(|n| call(&n, "share", &data)) {
            leptos::task::spawn_local(async move {
                let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
            });
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (title, url);
}

/// Copies a text to the clipboard. Returns whether it was copied.
pub async fn copy(text: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        // There is no clipboard on a page that is not served over HTTPS.
        let clipboard = navigator()
            .and_then(|n| js_sys::Reflect::get(&n, &"clipboard".into()).ok())
            .filter(|clipboard| clipboard.is_object());
        match clipboard.and_then(|clipboard| call(&clipboard, "writeText", &text.into())) {
            Some(promise) => wasm_bindgen_futures::JsFuture::from(promise).await.is_ok(),
            None => false,
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = text;
        false
    }
}

/// Opens the print dialog.
pub fn print() {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

#[cfg(target_arch = "wasm32")]
fn navigator() -> Option<wasm_bindgen::JsValue> {
    web_sys::window().map(|window| window.navigator().into())
}

#[cfg(target_arch = "wasm32")]
fn call(
    object: &wasm_bindgen::JsValue,
    name: &str,
    argument: &wasm_bindgen::JsValue,
) -> Option<js_sys::Promise> {
    use wasm_bindgen::JsCast;
    js_sys::Reflect::get(object, &name.into())
        .ok()?
        .dyn_into::<js_sys::Function>()
        .ok()?
        .call1(object, argument)
        .ok()?
        .dyn_into()
        .ok()
}
