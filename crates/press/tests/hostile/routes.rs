//! Tests of the router with any text in the address bar.

use super::any_text::any_text;
use super::corpus;
use super::proptest_config::Target;
use frontpage_model::Route;
use proptest::prelude::*;

fn check(path: &str) {
    let Some(route) = Route::parse(path) else {
        return;
    };
    // A trailing slash is accepted, but not written.
    let written = route.to_string();
    assert_eq!(
        written.trim_end_matches('/'),
        path.trim_end_matches('/'),
        "{path:?}"
    );
    assert_eq!(Route::parse(&written).as_ref(), Some(&route), "{path:?}");
    // An address is also the name of a file.
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
        "{path:?}: the app reads another route"
    );
}

#[test]
fn corpus_addresses_are_read_as_their_file_names_say() {
    for (name, text) in corpus::files(Target::Routes, "txt") {
        let mut count = 0;
        for line in corpus::lines(&text) {
            // A line can be a JSON string, so that it can contain any character.
            let path: String = serde_json::from_str(line).unwrap_or_else(|_| line.to_owned());
            check(&path);
            let page = Route::parse(&path).is_some();
            assert_eq!(page, name == "pages", "{name}: {path:?}");
            count += 1;
        }
        assert!(count >= 10, "{name}: {count}");
    }
}

/// Returns another spelling of a page's address for which some host serves the page. `letters`
/// decides how each letter is written and whether a slash is doubled; `end` is appended.
fn spelling(page: &str, letters: &[u8], end: &str) -> String {
    let mut out = String::new();
    let mut choices = letters.iter().copied().cycle();
    for letter in page.chars() {
        match (letter, choices.next().unwrap_or_default() % 8) {
            ('/', 0) => out.push_str("//"),
            ('/', _) => out.push('/'),
            (letter, 0) => out.push_str(&format!("%{:02X}", u32::from(letter))),
            (letter, 1) => out.push_str(&format!("%{:02x}", u32::from(letter))),
            (letter, 2) => out.push(letter.to_ascii_uppercase()),
            (letter, _) => out.push(letter),
        }
    }
    out + end
}

const PAGES: [&str; 12] = [
    "/",
    "/world",
    "/world/2",
    "/2025/02/18/a-story",
    "/2025/02/18/index",
    "/tag/mideast",
    "/tag/mideast/3",
    "/author/world-desk",
    "/edition",
    "/edition/2025",
    "/edition/2025/03",
    "/edition/2025/03/28",
];

proptest! {
    #![proptest_config(Target::Routes.config())]

    #[test]
    fn any_spelling_that_a_host_accepts_is_read_as_the_page(
        page in prop::sample::select(PAGES.to_vec()),
        letters in prop::collection::vec(any::<u8>(), 1..40),
        end in prop::sample::select(vec!["", "/", "//", ".html", ".HTML", "/index.html", "/index"]),
    ) {
        // Without a name before it, `.html` would be a hidden file.
        prop_assume!(page != "/" || !end.starts_with('.'));
        let spelling = spelling(page, &letters, end);
        let route = frontpage::route::read(&spelling);
        let expected = Route::parse(page);
        prop_assert_eq!(route.as_ref(), expected.as_ref(), "{}", &spelling);
        prop_assert!(frontpage::route::is_same_page(&spelling, page), "{}", &spelling);
        // The address bar ends up with the page's own address.
        let own = route.map(|route| frontpage::route::href(&route));
        prop_assert_eq!(own.as_deref(), Some(page), "{}", &spelling);
    }

    #[test]
    fn no_spelling_of_an_address_without_a_page_is_a_page(
        page in prop::sample::select(vec![
            "/404", "/offline", "/assets/app", "/a/b/c", "/2025/02/30/a-story", "/world/0",
            "/media/harbor", "/tag", "/search", "/edition/2025/13", "/edition/2025/02/31",
            "/edition/0000/01/01", "/edition/20250", "/edition/2025/03/28/2",
        ]),
        letters in prop::collection::vec(any::<u8>(), 1..40),
        end in prop::sample::select(vec!["", "/", ".html"]),
    ) {
        let spelling = spelling(page, &letters, end);
        prop_assert_eq!(frontpage::route::read(&spelling), None, "{}", &spelling);
    }

    #[test]
    fn an_address_with_a_stray_character_is_not_a_page(
        page in prop::sample::select(PAGES.to_vec()),
        at in any::<prop::sample::Index>(),
        odd in "[^a-zA-Z0-9/.%-]{1,3}",
    ) {
        let (before, after) = page.split_at(at.index(page.len() + 1));
        let address = format!("{before}{odd}{after}");
        prop_assert_eq!(frontpage::route::read(&address), None, "{}", &address);
    }

    #[test]
    fn any_text_is_a_page_or_nothing(path in any_text(40)) {
        check(&path);
        check(&format!("/{path}"));
    }

    #[test]
    fn text_like_an_address_is_a_page_or_nothing(path in "(/[a-z0-9.%/-]{0,12}){0,6}") {
        check(&path);
    }

    #[test]
    fn an_address_with_text_inserted_is_a_page_or_nothing(
        page in prop::sample::select(vec![
            "/world", "/world/2", "/2025/02/18/a-story", "/tag/mideast/3", "/author/world-desk",
            "/edition/2025", "/edition/2025/03", "/edition/2025/03/28",
        ]),
        at in any::<prop::sample::Index>(),
        odd in any_text(3),
    ) {
        let (before, after) = page.split_at(at.index(page.len() + 1));
        check(&format!("{before}{odd}{after}"));
    }
}
