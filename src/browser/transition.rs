//! Turning the page with the browser's view transition.

use core::future::Future;

/// Runs `change`, which alters the document, inside a view transition; plainly where the browser
/// has none or the reader has asked for less motion.
pub async fn turn<F>(change: F)
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

/// `document.startViewTransition`, where it is there and wanted.
#[cfg(target_arch = "wasm32")]
fn starter() -> Option<(js_sys::Function, web_sys::Document)> {
    use wasm_bindgen::JsCast;
    if super::reader_wishes::less_motion() {
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
    // it belongs to the browser, which calls it also when a later turn has dropped this one
    let callback = Closure::once_into_js(move || -> JsValue {
        future_to_promise(async move {
            change.await;
            Ok(JsValue::UNDEFINED)
        })
        .into()
    });
    let (start, document) = start;
    let get = |of: &JsValue, name: &str| {
        js_sys::Reflect::get(of, &name.into())
            .ok()?
            .dyn_into::<js_sys::Promise>()
            .ok()
    };
    let Ok(transition) = start.call1(document, &callback) else {
        return;
    };
    // both are rejected when a later turn overtakes this one; the change itself is made all the same
    if let Some(ready) = get(&transition, "ready") {
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(ready).await;
        });
    }
    if let Some(done) = get(&transition, "updateCallbackDone") {
        let _ = JsFuture::from(done).await;
    }
}
