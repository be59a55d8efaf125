//! Maps addresses in the browser to pages of the site and back.
//!
//! [`Route`] in the model parses and prints the addresses themselves. This adds the base path,
//! below which a site can be hosted, and other spellings of the same address.

use crate::browser;
use frontpage_model::Route;
use std::borrow::Cow;

/// Returns the path below which the site is hosted, without a trailing slash: `/paper`, or empty.
#[cfg(target_arch = "wasm32")]
pub fn base() -> Cow<'static, str> {
    static BASE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    BASE.get_or_init(|| clean(&browser::document::base_path()))
        .into()
}

/// Returns the path below which the site is hosted, without a trailing slash: `/paper`, or empty.
/// It comes from the context that [`provide_base`] sets.
#[cfg(not(target_arch = "wasm32"))]
pub fn base() -> Cow<'static, str> {
    leptos::prelude::use_context::<native::Base>()
        .map_or_else(Cow::default, |native::Base(base)| Cow::Owned(base))
}

/// Sets the base path for everything that is rendered under the current reactive owner. Only in
/// native builds: a browser reads the path from the document.
#[cfg(not(target_arch = "wasm32"))]
pub fn provide_base(base: &str) {
    leptos::prelude::provide_context(native::Base(clean(base)));
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    #[derive(Clone)]
    pub struct Base(pub String);
}

fn clean(base: &str) -> String {
    let base = base.trim_end_matches('/');
    if base.starts_with('/') && !base.starts_with("//") {
        base.into()
    } else {
        String::new()
    }
}

/// Returns the page that `pathname`, the path of the address bar or of a link, names; `None` if no
/// page can have this address.
///
/// Starting, navigating and prefetching all use this function, so they agree on every address. It
/// accepts every spelling that some host answers with the page: percent-encoded letters (RFC 3986
/// §6.2.2.2), repeated slashes, a trailing slash, `.html` and `index.html`, and capitals. The app
/// itself only writes the spelling of [`href`].
pub fn read(pathname: &str) -> Option<Route> {
    read_below(&base(), pathname)
}

fn read_below(base: &str, pathname: &str) -> Option<Route> {
    let base = browser::percent::decode(base)?;
    let mut path = browser::percent::decode(pathname)?;
    let mut previous = None;
    path.retain(|letter| previous.replace(letter) != Some('/') || letter != '/');
    let path = match path.strip_prefix(&base)? {
        "" => "/",
        path => path,
    };
    let path = path.to_ascii_lowercase();
    let page = path.strip_suffix(".html").unwrap_or(&path);
    // Try the path as it is first: `index` can be a story's slug.
    Route::parse(page).or_else(|| Route::parse(page.strip_suffix("index")?))
}

/// Whether two addresses name the same page. Equal addresses do, even if they name no page.
pub fn is_same_page(first: &str, second: &str) -> bool {
    first == second || read(first).is_some_and(|route| read(second) == Some(route))
}

/// Whether the address bar shows the page at `pathname`.
pub fn is_in_address_bar(pathname: &str) -> bool {
    is_same_page(&browser::document::pathname(), pathname)
}

/// Returns the address of a page for `href`, with the base path.
pub fn href(route: &Route) -> String {
    file(&route.to_string())
}

/// Returns the address of a file of the site. `path` is its path below the base.
pub fn file(path: &str) -> String {
    [&*base(), path].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_below(base: &str, pathname: &str) -> Option<String> {
        read_below(base, pathname).map(|route| route.to_string())
    }

    #[test]
    fn only_addresses_below_the_base_are_ours() {
        assert_eq!(page_below("", "/world").as_deref(), Some("/world"));
        for (pathname, page) in [
            ("/paper/world", "/world"),
            ("/paper", "/"),
            ("/paper/", "/"),
            ("/p%61per//world.html", "/world"),
            ("/paper/index.html", "/"),
        ] {
            assert_eq!(page_below("/paper", pathname).as_deref(), Some(page));
        }
        assert_eq!(
            page_below("/d%C3%ADa", "/d%c3%ada/world").as_deref(),
            Some("/world")
        );
        for pathname in ["/papers", "/world", "/", "/paperworld", ""] {
            assert_eq!(page_below("/paper", pathname), None, "{pathname}");
        }
    }

    #[test]
    fn other_spellings_of_an_address_are_the_same_page() {
        for (pathname, page) in [
            ("/%77orld", "/world"),
            ("/wor%6Cd", "/world"),
            ("//world", "/world"),
            ("/world//", "/world"),
            ("/world/", "/world"),
            ("/world.html", "/world"),
            ("/World", "/world"),
            ("/world/2.html", "/world/2"),
            ("/world%2F2", "/world/2"),
            ("/world/index.html", "/world"),
            ("/index.html", "/"),
            ("/index", "/"),
            ("//", "/"),
            (
                "/2025//02/18/us-russia-missions",
                "/2025/02/18/us-russia-missions",
            ),
            (
                "/2025/02/18/us%2Drussia-missions",
                "/2025/02/18/us-russia-missions",
            ),
            ("/2025/02/18/index.html", "/2025/02/18/index"),
            ("/TAG/MidEast/", "/tag/mideast"),
        ] {
            assert_eq!(
                page_below("", pathname).as_deref(),
                Some(page),
                "{pathname}"
            );
            assert!(is_same_page(pathname, page), "{pathname}");
        }
    }

    #[test]
    fn addresses_that_cannot_be_a_page_name_none() {
        for pathname in [
            "/%00",
            "/world%00",
            "/%ff",
            "/%2577orld",
            "/world.html.html",
            "/world.json",
            "/404.html",
            "/offline.html",
            "/%e2%84%aa", // The Kelvin sign: its lower case in Unicode is an ASCII k.
        ] {
            assert_eq!(page_below("", pathname), None, "{pathname}");
            assert!(is_same_page(pathname, pathname));
            assert!(!is_same_page(pathname, "/world"));
        }
    }

    #[test]
    fn a_base_is_a_path_or_nothing() {
        assert_eq!(clean("/paper/"), "/paper");
        assert_eq!(clean("/"), "");
        assert_eq!(clean(""), "");
        assert_eq!(clean("//evil.example"), "");
        assert_eq!(clean("https://evil.example"), "");
    }

    #[test]
    fn hrefs_start_with_the_base_of_their_context() {
        let owner = leptos::prelude::Owner::new();
        let href = owner.with(|| {
            provide_base("/paper/");
            href(&Route::Front)
        });
        assert_eq!(href, "/paper/");
        assert_eq!(super::href(&Route::Front), "/");
    }
}
