//! Tests of hostile content: texts and links that try to run scripts.

mod harm;
mod page_data;
mod published;

use crate::harness::Test;

/// Returns the tests of all hostile content.
pub fn tests() -> Vec<Test> {
    [page_data::tests(), published::tests(), harm::tests()].concat()
}

/// Payloads that set `window.__pwned` if any of them runs.
const PAYLOADS: [&str; 6] = [
    "<script>window.__pwned = 1</script>",
    "<img src=x onerror='window.__pwned = 1'>",
    "\"><svg onload=\"window.__pwned = 1\">",
    "'><iframe srcdoc='<script>parent.__pwned = 1</script>'></iframe>",
    "</title><style>*{display:none}</style><a href=javascript:window.__pwned=1>x</a>",
    "${window.__pwned=1}{{constructor.constructor('window.__pwned=1')()}}\u{0}\u{2028}--><!--",
];
