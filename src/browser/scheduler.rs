//! Splits the app's startup into separate tasks, so that the browser can handle taps and scrolling
//! between them, even on a slow phone.

#[cfg(target_arch = "wasm32")]
use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_futures::spawn_local;

/// Sets the executor that starts each future in a task of its own until the first page is on
/// screen, and immediately after that.
pub fn install() {
    #[cfg(target_arch = "wasm32")]
    // This fails if another app in the document has set an executor. That one works as well.
    let _ = Executor::init_custom_executor(TaskExecutor);
}

/// Runs `task` soon, separately from the task that is running now.
pub fn spawn_task(task: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let task = wasm_bindgen::closure::Closure::once_into_js(task);
        let task = wasm_bindgen::JsCast::unchecked_ref(&task);
        // This could only fail because of arguments for the callback, and there are none.
        let _ = window.set_timeout_with_callback(task);
    }
    #[cfg(not(target_arch = "wasm32"))]
    task();
}

#[cfg(target_arch = "wasm32")]
struct TaskExecutor;

#[cfg(target_arch = "wasm32")]
impl CustomExecutor for TaskExecutor {
    // Never called: a browser's page has one thread.
    fn spawn(&self, _: PinnedFuture<()>) {}

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        if super::document::is_ready() {
            spawn_local(future);
        } else {
            spawn_task(|| spawn_local(future));
        }
    }

    fn poll_local(&self) {}
}
