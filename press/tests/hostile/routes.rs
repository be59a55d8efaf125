//! The router: whatever stands in the address bar.

use super::any_text::any_text;
use super::corpus;
use super::tries::Target;
use frontpage_model::Route;
use proptest::prelude::*;

fn check(path: &str) {
    let Some(route) = Route::parse(path) else {
        return;
    };
    // a trailing slash is forgiven, and not written
    let written = route.to_string();
    assert_eq!(
        written.trim_end_matches('/'),
        path.trim_end_matches('/'),
        "{path:?}"
    );
    assert_eq!(Route::parse(&written).as_ref(), Some(&route), "{path:?}");
    // an address is the name of a file too
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '/';
    assert!(
        written.chars().all(plain),
        "{path:?} is read as {written:?}"
    );
    assert!(
        written.starts_with('/') && !written.contains("//"),
        "{path:?}"
    );
    assert_eq!(
        frontpage::route::read(path),
        Some(route),
        "{path:?}: the app reads another one"
    );
}

#[test]
fn the_corpus_is_read_as_it_says() {
    for (name, text) in corpus::files(Target::Routes, "txt") {
        let mut count = 0;
        for line in corpus::lines(&text) {
            // as a string of JSON, so that anything can stand in it
            let path: String = serde_json::from_str(line).unwrap_or_else(|_| line.to_owned());
            check(&path);
            let page = Route::parse(&path).is_some();
            assert_eq!(page, name == "pages", "{name}: {path:?}");
            count += 1;
        }
        assert!(count >= 10, "{name}: {count}");
    }
}

proptest! {
    #![proptest_config(Target::Routes.tries())]

    #[test]
    fn any_text_is_a_page_or_none(path in any_text(40)) {
        check(&path);
        check(&format!("/{path}"));
    }

    #[test]
    fn what_looks_like_an_address_is_a_page_or_none(path in "(/[a-z0-9.%/-]{0,12}){0,6}") {
        check(&path);
    }

    #[test]
    fn an_address_with_something_in_it_is_a_page_or_none(
        page in prop::sample::select(vec![
            "/world", "/world/2", "/2025/02/18/a-story", "/tag/mideast/3", "/author/world-desk",
        ]),
        at in any::<prop::sample::Index>(),
        odd in any_text(3),
    ) {
        let (before, after) = page.split_at(at.index(page.len() + 1));
        check(&format!("{before}{odd}{after}"));
    }
}
