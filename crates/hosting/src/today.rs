//! The one script inside a page: it writes today's date.

use frontpage_base::csp_source::csp_source;

const SOURCE: &str = include_str!("today.js");

/// Returns the content of the script element after the date bar. It is the same in all pages of all
/// newspapers; the time zone is in the date bar's `data-zone`.
pub fn today_script() -> String {
    let lines = SOURCE.lines().map(str::trim_start);
    lines.filter(|line| !line.starts_with("//")).collect()
}

/// Returns the source expression that allows the script in a Content-Security-Policy.
pub fn today_script_source() -> String {
    csp_source(&today_script())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_one_line_and_cannot_end_its_element() {
        let script = today_script();
        assert!(script.starts_with("{const bar"), "{script}");
        assert!(
            !script.contains(['\n', '<']) && !script.contains("//"),
            "{script}"
        );
    }
}
