//! Pages that start with a shared prefix decompress to the original.

use crate::decompress::decompress;
use frontpage_compression::shared_prefix::MIN_LENGTH;
use frontpage_compression::{CompressionSettings, Effort, SharedPrefix, brotli_size};
use proptest::prelude::*;

fn page() -> CompressionSettings {
    Effort::Page.settings()
}

fn beginning(text: &[u8]) -> SharedPrefix {
    let best = CompressionSettings {
        window: page().window,
        ..Effort::Asset.settings()
    };
    SharedPrefix::new(text, best).unwrap()
}

/// Returns something like a stylesheet.
fn style() -> Vec<u8> {
    let rule = |n| {
        format!(
            ".name-{n}{{margin-inline:{n}px;color:var(--ink-{})}}\n",
            n % 7
        )
    };
    (0..200).map(rule).collect::<String>().into_bytes()
}

fn assert_round_trip(text: &[u8], rest: &[u8]) {
    let whole = [text, rest].concat();
    let packed = beginning(text).with_rest(rest, &page()).unwrap();
    let (br, gz) = decompress(&packed);
    assert!(br == whole, "brotli, {} bytes after the prefix", rest.len());
    assert!(gz == whole, "gzip, {} bytes after the prefix", rest.len());
}

#[test]
fn pages_of_any_length_decompress_to_the_original() {
    let style = style();
    for length in [1, 2, 3, 100, 65_535, 65_536, 65_537, 300_000, 1_000_000] {
        let line = |n| format!("<p class=\"name-{n}\">The time of the people, line {n}.</p>\n");
        let rest: String = (0..=length / 40).map(line).collect();
        assert_round_trip(&style, &rest.as_bytes()[..length]);
    }
    // A prefix that is longer than the window.
    let long = style.repeat(60);
    assert!(long.len() > 1 << page().window);
    assert_round_trip(&long, &style);
}

#[test]
fn the_rest_refers_to_the_prefix_and_to_the_brotli_dictionary() {
    let (style, page) = (style(), page());
    let beginning = beginning(&style);
    let least = beginning.with_rest(b"\n", &page).unwrap();
    let again = beginning.with_rest(&style, &page).unwrap();
    assert!(again.br.len() < least.br.len() + 40);
    assert!(again.gz.len() < least.gz.len() * 5 / 4);
    // Words in Brotli's dictionary (RFC 7932, appendix A) that are not in the style.
    let words = "The time of the government, and information about the university of the \
                 people in the world; international business, after the development";
    let words = words.as_bytes();
    let alone = brotli_size(words, &page);
    let own = beginning.with_rest(words, &page).unwrap().br.len() - least.br.len();
    assert!(own < alone + 5, "{own} bytes, and {alone} alone");
}

#[test]
fn only_a_long_prefix_is_used_and_only_for_pages_that_start_with_it() {
    let style = style();
    let best = Effort::Asset.settings();
    assert!(SharedPrefix::new(&style[..MIN_LENGTH - 1], best).is_none());
    let beginning = beginning(&style);
    assert_eq!(
        beginning.rest(&[&style, &b"more"[..]].concat()),
        Some(&b"more"[..])
    );
    assert_eq!(beginning.rest(&style[1..]), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_page_decompresses_to_the_original(
        text in proptest::collection::vec(any::<u8>(), MIN_LENGTH..4 * MIN_LENGTH),
        rest in "[ -~]{1,400}|\\PC{1,200}",
        times in 1_usize..200,
    ) {
        assert_round_trip(&text, rest.repeat(times).as_bytes());
    }
}
