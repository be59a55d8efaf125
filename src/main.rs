//! The entry point of the app: adopts a published page, otherwise builds one.

#![recursion_limit = "256"]

/// An allocator that is smaller than that of std and as fast: every operation takes constant time.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
fn main() {
    use frontpage::{
        adoption::published_page,
        app::app,
        browser::{document, elements, scheduler},
        messages::Words,
    };
    console_error_panic_hook::set_once();
    // In a newspaper that is not in English, the start module sets this attribute.
    if let Some(words) = elements::attribute("html", "data-words") {
        Words::from(words).begin();
    }
    scheduler::install();
    scheduler::spawn_task(|| {
        let published = published_page();
        scheduler::spawn_task(|| {
            if published.is_none() {
                document::remove_prerendered();
            }
            leptos::mount::mount_to_body(move || app(published));
        });
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the reader's app: it runs in a browser. Start it with `./dev serve`.");
    std::process::exit(2);
}
