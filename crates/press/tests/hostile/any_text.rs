//! A strategy that generates arbitrary text with many unusual characters.

use proptest::prelude::*;

/// Text that is easily mishandled: NUL and other control characters, marks of writing direction,
/// escaped halves of surrogate pairs, references beyond the range of Unicode, and letters of
/// several characters.
const HARD: [&str; 48] = [
    "\0",
    "\u{1}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{9f}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{61c}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{e0001}",
    "e\u{301}\u{301}\u{301}",
    "👩\u{200d}👧",
    "\\ud800",
    "\\udc00",
    "\\u0000",
    "&#xd800;",
    "&#0;",
    "&#x110000;",
    "%00%ff%c0%ae",
    "\u{130}",
];

/// Returns up to `most` characters or pieces of [`HARD`].
pub fn any_text(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(HARD.to_vec()).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..=most).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_text_includes_unusual_characters() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let texts: String = (0..200)
        .map(|_| any_text(40).new_tree(&mut runner).unwrap().current())
        .collect();
    for piece in ["\0", "\u{202e}", "\u{2067}", "\u{85}", "\\ud800", "&#0;"] {
        assert!(texts.contains(piece), "{piece:?} was never tried");
    }
}
