//! The script inside a page after the date bar: it writes today's date, and on a slow connection it requests the app's
//! WebAssembly early.

use frontpage_base::csp_source::csp_source;

const SOURCE: &str = include_str!("page_script.js");

/// Returns the content of the script element after the date bar. It is the same in all pages of all
/// newspapers and releases: the time zone is in the date bar's `data-zone`, and the address of the
/// WebAssembly in the script element's `data-wasm`.
pub fn page_script() -> String {
    in_page(SOURCE)
}

/// Returns a script as it is in pages: one line, without comments.
pub(crate) fn in_page(source: &str) -> String {
    let lines = source.lines().map(str::trim_start);
    lines.filter(|line| !line.starts_with("//")).collect()
}

/// Returns the source expression that allows the script in a Content-Security-Policy.
pub fn page_script_source() -> String {
    csp_source(&page_script())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_one_line_and_cannot_end_its_element() {
        let script = page_script();
        assert!(script.starts_with("{const d = document"), "{script}");
        assert!(
            !script.contains(['\n', '<']) && !script.contains("//"),
            "{script}"
        );
    }
}
