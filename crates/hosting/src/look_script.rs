//! The script in the head of a page: it applies what the reader chose on the page of settings.

use crate::page_script::in_page;
use frontpage_base::csp_source::csp_source;

const SOURCE: &str = include_str!("look_script.js");

/// Returns the content of the script element after the stylesheets in the head. It is the same in all
/// pages of all newspapers and releases. What it applies is in `localStorage`, which only pages of the
/// same site can write.
pub fn look_script() -> String {
    in_page(SOURCE)
}

/// Returns the source expression that allows the script in a Content-Security-Policy.
pub fn look_script_source() -> String {
    csp_source(&look_script())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_one_line_and_cannot_end_its_element() {
        let script = look_script();
        assert!(script.starts_with("{let d=document"), "{script}");
        assert!(
            !script.contains(['\n', '<']) && !script.contains("//"),
            "{script}"
        );
    }
}
