//! Translates the words in scripts, which are written in English, into the language of the newspaper.
//!
//! A test compares the English words in the scripts with the catalog, so that no word stays untranslated.

use frontpage_base::json;
use frontpage_languages::literals;
use frontpage_model::messages::{self, Message, Words};
use std::collections::BTreeMap;

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

/// The parts that are used inside a story, and have their words in its language.
const IN_STORIES: [&str; 7] = [
    "code", "listen", "ondemand", "pictures", "quote", "reading", "saved",
];

/// The line of such a part's script that is replaced by the addresses of the words in other languages
/// (`src/modules/speaker.js`).
const NO_OTHERS: &str = "const OTHERS = {};";

/// Returns the words of the parts in `IN_STORIES` in every language except the current one, as JavaScript
/// modules by language.
pub fn of_other_stories() -> BTreeMap<&'static str, String> {
    let own = messages::language();
    let others = frontpage_languages::languages().filter(|language| *language != own);
    let tables = IN_STORIES.map(|part| (part, table(part)));
    let module = |language| {
        let words = frontpage_languages::of_newspaper(language);
        (
            language,
            words.speak(|| frontpage_languages::module(&tables)),
        )
    };
    others.map(module).collect()
}

/// Returns the script of a part in the current language. `lang` is the language of the newspaper, with its
/// region for numbers and dates. `others` are the addresses of the words in other languages.
pub fn of_part(part: &str, script: String, lang: &str, others: &BTreeMap<&str, String>) -> String {
    let others = format!("const OTHERS = {};", json::to_string(others));
    let mut script = script.replace(NO_OTHERS, &others);
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

/// Returns the script of a part or a tool with the locale `lang` for dates and lists, and with the direction
/// of the current language.
pub fn with_locale(script: String, lang: &str) -> String {
    if Words::current() == Words::ENGLISH {
        return script;
    }
    let direction = messages::direction().as_str();
    script
        .replace("'en-US'", &format!("'{lang}'"))
        // The locale that scripts use for lists in English.
        .replace("'en-GB'", &format!("'{lang}'"))
        .replace("dir: 'ltr'", &format!("dir: '{direction}'"))
}

/// Returns the start module in the current language. In English the app has its words already.
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

    /// Returns the script of a part as it is written, with what it imports.
    fn part(name: &str) -> String {
        let path = format!("{}/../../src/parts/{name}.js", env!("CARGO_MANIFEST_DIR"));
        crate::imports::read(path.as_ref()).unwrap()
    }

    fn arabic<T>(say: impl FnOnce() -> T) -> T {
        frontpage_languages::of_newspaper("ar-JO").speak(say)
    }

    #[test]
    fn every_script_says_all_its_words_in_another_language() {
        for part in [
            "code", "follow", "keys", "listen", "ondemand", "pictures", "quote", "reading", "saved",
        ] {
            let script = crate::parts::without_comments(&self::part(part));
            let none = BTreeMap::new();
            assert_eq!(of_part(part, script.clone(), "en-US", &none), script);
            let own = arabic(|| of_part(part, script, "ar-JO", &none));
            for (name, message) in table(part) {
                let english = message.text();
                let is_left = own.contains(&format!("{name}: '{english}'"));
                assert!(!is_left, "{part}: {name}: {english}");
                let said = arabic(|| message.text());
                let said = said.rsplit(char::is_control).next().unwrap();
                assert!(own.contains(said), "{part}: {name}: {said}");
            }
            for english in ["'en'", "'en-US'", "'en-GB'"] {
                assert!(!own.contains(english), "{part}: {english}");
            }
        }
    }

    #[test]
    fn parts_in_stories_find_their_words_in_other_languages() {
        let others = of_other_stories();
        assert_eq!(others.keys().collect::<Vec<_>>(), [&"ar", &"es"]);
        let in_arabic = arabic(of_other_stories);
        assert_eq!(in_arabic.keys().collect::<Vec<_>>(), [&"en", &"es"]);
        assert!(others["ar"].starts_with("export default l=>({\ncode:{code: '"));
        assert!(others["ar"].contains("few: `${minutes.toLocaleString(l)} دقائق قراءة`"));
        assert!(others["es"].contains("copied: 'Enlace copiado.'"));
        assert!(others["es"].contains("lang:l,dir:'ltr'}") && others["ar"].contains("dir:'rtl'}"));
        assert!(
            in_arabic["en"].contains("minutes: minutes => `${minutes.toLocaleString(l)} min read`")
        );
        let addresses = BTreeMap::from([("ar", "/assets/words-1.js".to_owned())]);
        for name in IN_STORIES {
            let script = of_part(name, part(name), "en-US", &addresses);
            let found = r#"const OTHERS = {"ar":"/assets/words-1.js"};"#;
            assert!(script.contains(found), "{name}");
            assert!(
                script.contains(&format!("speaker('{name}', words)")),
                "{name}"
            );
            for (word, message) in table(name) {
                assert!(
                    others["es"].contains(&format!("{word}: ")),
                    "{name}: {message:?}"
                );
            }
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
