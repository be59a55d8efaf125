//! Runs changes of the page inside view transitions of the browser.

use core::future::Future;

/// Runs `change`, which changes the document, inside a view transition. Runs it without one if the
/// browser has none or the reader wants less motion.
pub async fn run<F>(change: F)
where
    F: Future<Output = ()> + 'static,
{
    #[cfg(target_arch = "wasm32")]
    {
        if let Some(start) = starter() {
            in_transition(&start, change).await;
            return;
        }
    }
    change.await;
}

/// Returns `document.startViewTransition` and the document. `None` if the browser has no view
/// transitions or the reader wants less motion.
#[cfg(target_arch = "wasm32")]
fn starter() -> Option<(js_sys::Function, web_sys::Document)> {
    use wasm_bindgen::JsCast;
    if super::preferences::prefers_reduced_motion() {
        return None;
    }
    let document = web_sys::window()?.document()?;
    let start = js_sys::Reflect::get(&document, &"startViewTransition".into()).ok()?;
    Some((start.dyn_into().ok()?, document))
}

#[cfg(target_arch = "wasm32")]
async fn in_transition<F>(start: &(js_sys::Function, web_sys::Document), change: F)
where
    F: Future<Output = ()> + 'static,
{
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::{JsFuture, future_to_promise};
    // The browser owns the callback, and calls it even if a later navigation dropped this future.
    let callback = Closure::once_into_js(move || -> JsValue {
        future_to_promise(async move {
            change.await;
            Ok(JsValue::UNDEFINED)
        })
        .into()
    });
    let (start, document) = start;
    let get = |object: &JsValue, name: &str| {
        js_sys::Reflect::get(object, &name.into())
            .ok()?
            .dyn_into::<js_sys::Promise>()
            .ok()
    };
    let Ok(transition) = start.call1(document, &callback) else {
        return;
    };
    // Both promises are rejected if a later navigation skips this transition. The change itself is
    // made all the same.
    if let Some(ready) = get(&transition, "ready") {
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(ready).await;
        });
    }
    if let Some(updated) = get(&transition, "updateCallbackDone") {
        let _ = JsFuture::from(updated).await;
    }
}
