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

/// Returns a script as it is in pages: one line, without comments, and without the spaces that JavaScript does not
/// need. The scripts have no regular expressions, which may contain spaces and quotation marks.
pub(crate) fn in_page(source: &str) -> String {
    let lines = source.lines().map(str::trim_start);
    let line: String = lines.filter(|line| !line.starts_with("//")).collect();
    let mut script = String::with_capacity(line.len());
    let mut open_quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (open_quote, character) {
            (Some(quote), _) if quote == character => open_quote = None,
            (None, '\'' | '"' | '`') => open_quote = Some(character),
            (None, ' ') => {
                let (before, after) = (script.chars().next_back(), characters.peek().copied());
                if !before
                    .zip(after)
                    .is_some_and(|(before, after)| needs_space(before, after))
                {
                    continue;
                }
            }
            _ => {}
        }
        script.push(character);
    }
    script
}

/// Whether JavaScript reads two characters differently without a space between them: `let d`, `a + +b`.
fn needs_space(before: char, after: char) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
    (is_word(before) && is_word(after)) || (before == after && matches!(before, '+' | '-'))
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
        assert!(
            script.starts_with("{const d=document,{wasm}=d.currentScript"),
            "{script}"
        );
        assert!(
            !script.contains(['\n', '<']) && !script.contains("//"),
            "{script}"
        );
    }

    #[test]
    fn only_spaces_that_mean_something_are_kept() {
        let source = "{\n  // A comment.\n  const [a, b] = c ? 'x, y' : `${a} and ${b}`;\n  return a + +b - -a;\n}";
        assert_eq!(
            in_page(source),
            "{const[a,b]=c?'x, y':`${a} and ${b}`;return a+ +b- -a;}"
        );
    }
}
