//! From the browser's address to a page of the site and back, below the path where it is hosted.
//!
//! The addresses themselves are [`Route`] in the model; here is only what stands before them.

use frontpage_model::Route;

/// The path below which the site is hosted, without a trailing slash: `/paper`, or empty.
#[cfg(target_arch = "wasm32")]
pub fn base() -> &'static str {
    static BASE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    BASE.get_or_init(|| clean(&crate::browser::document::base_path()))
}

/// The path below which the site is hosted, without a trailing slash: `/paper`, or empty.
#[cfg(not(target_arch = "wasm32"))]
pub fn base() -> &'static str {
    native::BASE.get()
}

/// Has what this thread renders hosted below a path. Natively only: a browser reads it from the
/// document. Each path that differs from the one before is kept for ever: a publish has one.
#[cfg(not(target_arch = "wasm32"))]
pub fn host_below(base: &str) {
    let base = clean(base);
    if base != native::BASE.get() {
        native::BASE.set(base.leak());
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use core::cell::Cell;

    thread_local! {
        pub static BASE: Cell<&'static str> = const { Cell::new("") };
    }
}

fn clean(base: &str) -> String {
    let base = base.trim_end_matches('/');
    if base.starts_with('/') && !base.starts_with("//") {
        base.into()
    } else {
        String::new()
    }
}

/// The page at the browser's `pathname`; none where there can be no page.
pub fn read(pathname: &str) -> Option<Route> {
    below(base(), pathname).and_then(Route::parse)
}

/// What of `pathname` lies below `base`.
fn below<'a>(base: &str, pathname: &'a str) -> Option<&'a str> {
    match pathname.strip_prefix(base)? {
        "" => Some("/"),
        rest if rest.starts_with('/') => Some(rest),
        _ => None,
    }
}

/// The address of a page, for `href`.
pub fn href(route: &Route) -> String {
    file(&route.to_string())
}

/// The address of a file of the site, from its path below the base.
pub fn file(path: &str) -> String {
    format!("{}{path}", base())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_below_the_base_is_ours() {
        assert_eq!(below("", "/world"), Some("/world"));
        assert_eq!(below("/paper", "/paper/world"), Some("/world"));
        assert_eq!(below("/paper", "/paper"), Some("/"));
        assert_eq!(below("/paper", "/papers"), None);
        assert_eq!(below("/paper", "/world"), None);
    }

    #[test]
    fn a_base_is_a_path_or_nothing() {
        assert_eq!(clean("/paper/"), "/paper");
        assert_eq!(clean("/"), "");
        assert_eq!(clean(""), "");
        assert_eq!(clean("//evil.example"), "");
        assert_eq!(clean("https://evil.example"), "");
    }
}
