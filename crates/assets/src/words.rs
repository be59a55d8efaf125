//! The words in scripts, which are English where they are written, in the language of the newspaper.
//!
//! A test compares the English words in the scripts with the catalog, so that none is left behind.

use frontpage_base::json;
use frontpage_languages::literals;
use frontpage_model::messages::{self, Message, Words};

/// Returns the words of a part by its name.
fn table(part: &str) -> &'static [(&'static str, Message)] {
    match part {
        "code" => &messages::CODE_WORDS,
        "follow" => &messages::FOLLOW_WORDS,
        "keys" => &messages::KEYS_WORDS,
        "listen" => &messages::LISTEN_WORDS,
        "ondemand" => &messages::ONDEMAND_WORDS,
        "pictures" => &messages::PICTURES_WORDS,
        "quote" => &messages::QUOTE_WORDS,
        "reading" => &messages::READING_WORDS,
        "saved" => &messages::SAVING_WORDS,
        _ => &[],
    }
}

/// Returns the script of a part in the language of the moment. `lang` is that of the newspaper, which has a
/// region for numbers and dates.
pub fn of_part(part: &str, mut script: String, lang: &str) -> String {
    let words = Words::current();
    if words == Words::ENGLISH {
        return script;
    }
    for (english, own) in literals(table(part), words, lang) {
        script = script.replace(&format!("\n{english},\n"), &format!("\n{own},\n"));
    }
    let language = messages::language();
    let script = script
        .replace("lang: 'en'", &format!("lang: '{language}'"))
        .replace("lang = 'en'", &format!("lang = '{language}'"));
    with_locale(script, lang)
}

/// Returns the script of a part or a tool with dates as a newspaper in the language `lang` writes them, and
/// in the direction of its language.
pub fn with_locale(script: String, lang: &str) -> String {
    if Words::current() == Words::ENGLISH {
        return script;
    }
    let direction = messages::direction().as_str();
    script
        .replace("'en-US'", &format!("'{lang}'"))
        .replace("dir: 'ltr'", &format!("dir: '{direction}'"))
}

/// Returns the start module in the language of the moment. In English the app has its words already.
pub fn of_start(script: String) -> String {
    let words = Words::current();
    if words == Words::ENGLISH {
        return script;
    }
    let script = [messages::EXTRAS_MISSING, messages::PART_MISSING]
        .into_iter()
        .fold(script, |script, message| {
            let english = Words::ENGLISH.speak(|| message.text());
            script.replace(&format!("'{english}'"), &json::to_string(&message.text()))
        });
    let lines = json::to_string(&words.of_app());
    format!("document.documentElement.dataset.words={lines};\n{script}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arabic<T>(say: impl FnOnce() -> T) -> T {
        frontpage_languages::of_newspaper("ar-JO").speak(say)
    }

    #[test]
    fn every_script_says_all_its_words_in_another_language() {
        for part in [
            "code", "follow", "keys", "listen", "ondemand", "pictures", "quote", "reading", "saved",
        ] {
            let path = format!("{}/../../src/parts/{part}.js", env!("CARGO_MANIFEST_DIR"));
            let script = std::fs::read_to_string(path).unwrap();
            let script = crate::parts::without_comments(&script);
            assert_eq!(of_part(part, script.clone(), "en-US"), script);
            let own = arabic(|| of_part(part, script, "ar-JO"));
            for (name, message) in table(part) {
                let english = message.text();
                let is_left = own.contains(&format!("{name}: '{english}'"));
                assert!(!is_left, "{part}: {name}: {english}");
                let said = arabic(|| message.text());
                let said = said.rsplit(['\u{1e}', '}']).next().unwrap();
                assert!(own.contains(said), "{part}: {name}: {said}");
            }
            assert!(!own.contains("'en'") && !own.contains("'en-US'"), "{part}");
        }
    }

    #[test]
    fn the_start_module_brings_the_words_of_the_app() {
        let start = include_str!("start.js").to_owned() + include_str!("parts.js");
        assert_eq!(of_start(start.clone()), start);
        let own = arabic(|| of_start(start));
        assert!(
            own.starts_with("document.documentElement.dataset.words=\"ar\\nrtl\\n"),
            "{own}"
        );
        assert!(own.contains("الصفحة الأولى"));
        assert!(!own.contains("Some extras") && !own.contains("This could not be loaded"));
    }
}
