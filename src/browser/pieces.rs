//! The app's first work in pieces, each a task of its own: between them a reader can tap and
//! scroll, also on a slow phone.

#[cfg(target_arch = "wasm32")]
use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_futures::spawn_local;

/// Has all futures started in a task of their own until the first page is on screen, and at once
/// from then on.
pub fn begin() {
    #[cfg(target_arch = "wasm32")]
    // set already where two apps share a page: that one is as good
    let _ = Executor::init_custom_executor(Pieces);
}

/// Runs a piece of work in a task of its own, soon.
pub fn next(piece: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let piece = wasm_bindgen::closure::Closure::once_into_js(piece);
        let piece = wasm_bindgen::JsCast::unchecked_ref(&piece);
        // it fails only with arguments that cannot be passed on, and there are none
        let _ = window.set_timeout_with_callback(piece);
    }
    #[cfg(not(target_arch = "wasm32"))]
    piece();
}

#[cfg(target_arch = "wasm32")]
struct Pieces;

#[cfg(target_arch = "wasm32")]
impl CustomExecutor for Pieces {
    // a browser's page has one thread
    fn spawn(&self, _: PinnedFuture<()>) {}

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        if super::document::is_ready() {
            spawn_local(future);
        } else {
            next(|| spawn_local(future));
        }
    }

    fn poll_local(&self) {}
}
