//! The entry point of the app: hydrates a prerendered page, otherwise mounts a new one.

#![recursion_limit = "256"]

/// An allocator that is smaller than that of std and as fast: every operation takes constant time.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
fn main() {
    use frontpage::{
        app::app,
        browser::{document, scheduler},
        initial_state::InitialState,
    };
    console_error_panic_hook::set_once();
    scheduler::install();
    scheduler::spawn_task(|| {
        let initial_state = InitialState::from_document();
        scheduler::spawn_task(|| {
            if initial_state.prerendered {
                leptos::mount::hydrate_body(move || app(initial_state));
            } else {
                document::remove_prerendered();
                leptos::mount::mount_to_body(move || app(initial_state));
            }
        });
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the reader's app: it runs in a browser. Start it with `./dev serve`.");
    std::process::exit(2);
}
