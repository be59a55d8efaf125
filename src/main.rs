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
        browser::{document, pieces},
        opening::Opening,
    };
    console_error_panic_hook::set_once();
    pieces::begin();
    pieces::next(|| {
        let opening = Opening::of_document();
        pieces::next(|| {
            if opening.prerendered {
                leptos::mount::hydrate_body(move || app(opening));
            } else {
                document::clear();
                leptos::mount::mount_to_body(move || app(opening));
            }
        });
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the reader's app: it runs in a browser. Start it with `./dev serve`.");
    std::process::exit(2);
}
