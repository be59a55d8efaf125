//! The script inside a page after the date bar: it writes today's date, and on a slow connection it requests the app's
//! WebAssembly early.

use frontpage_base::csp_source::csp_source;
use frontpage_model::messages;

const SOURCE: &str = include_str!("page_script.js");

/// The words of the script in English: the date, and what stands before it.
const DATE_IN_ENGLISH: &str = "'January,February,March,April,May,June,July,August,September,October,November,December'.split(',')[m - 1] + ` ${+x}, ${y}`";
const TODAY_IN_ENGLISH: &str = "'Today: ', t";

/// Returns the content of the script element after the date bar, in the current language. It is the
/// same in all pages of all newspapers and releases in a language: the time zone is in the date bar's
/// `data-zone`, and the address of the WebAssembly in the script element's `data-wasm`.
pub fn page_script() -> String {
    let script = in_page(SOURCE);
    if messages::language() == "en" {
        return script;
    }
    let today = literal(messages::TODAY.text()).replace('\u{1}', "',t,'");
    script
        .replace(&in_page(DATE_IN_ENGLISH), &date())
        .replace(&in_page(TODAY_IN_ENGLISH), &today)
}

/// Returns the expression for a date in the current language.
fn date() -> String {
    let months = literal(messages::MONTHS.text());
    let date = literal(messages::DATE.text())
        .replace('\u{1}', &format!("'+{months}.split(',')[m-1]+'"))
        .replace('\u{2}', "'+ +x+'")
        .replace('\u{3}', "'+y+'");
    match messages::number(1_234_567_890).as_str() {
        "1234567890" => date,
        digits => {
            let digits = literal(digits);
            format!("({date}).replace(/[0-9]/g,digit=>{digits}[(+digit+9)%10])")
        }
    }
}

/// Returns a JavaScript string literal. Nothing in `words` can end the string or the script element.
fn literal(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", words.replace('<', "\\x3c"))
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
    fn another_language_has_its_own_date() {
        let mut lines: Vec<String> = (0..messages::NAMES.len()).map(|_| String::new()).collect();
        for (message, text) in [
            (messages::LANGUAGE, "x"),
            (messages::DIGITS, "0,1,2,3,4,5,6,7,8,9"),
            (messages::MONTHS, "a'a,b,<c"),
            (messages::DATE, "\u{2} de \u{1} de \u{3}"),
            (messages::TODAY, "Hoy: \u{1}!"),
        ] {
            lines[message.number()] = text.to_owned();
        }
        let spanish = messages::Words::from(lines.join("\n"));
        let script = spanish.speak(page_script);
        assert!(
            script.contains(r"t.append(''+ +x+' de '+'a\'a,b,\x3cc'.split(',')[m-1]+' de '+y+'')"),
            "{script}"
        );
        assert!(
            script.contains("replaceChildren('Hoy: ',t,'!')"),
            "{script}"
        );
        assert!(!script.contains("January") && !script.contains("Today"));

        lines[messages::DIGITS.number()] = "٠,١,٢,٣,٤,٥,٦,٧,٨,٩".to_owned();
        let arabic = messages::Words::from(lines.join("\n"));
        let script = arabic.speak(page_script);
        assert!(
            script.contains("replace(/[0-9]/g,digit=>'١٢٣٤٥٦٧٨٩٠'[(+digit+9)%10])"),
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
