//! The browser's way in: mounts the app.

#![recursion_limit = "256"]

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(frontpage::app::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the reader's app: it runs in a browser. Start it with `./dev serve`.");
    std::process::exit(2);
}
