//! The style sheets: one file for each component goes in, a few small ones come out.

use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Features, Targets},
};
use std::path::Path;

/// The sheets that come out, by name: what an article needs at first sight, what the other pages
/// and the app need beside it, and paper.
pub const SHEETS: [&str; 3] = ["main", "later", "print"];

/// Reads a style sheet with everything it imports, and gives the one minified sheet, in words that
/// `browsers` and newer ones understand. What cannot be said in older words stays as it is. Where
/// `light-dark()` is too new, `--light` and `--dark` say which scheme is on: no token may be called so.
///
/// # Errors
/// What is wrong in which sheet: a missing import, a syntax error with file, line and column.
pub fn bundle(entry: &Path, browsers: Browsers) -> Result<String, String> {
    let targets = Targets {
        browsers: Some(browsers),
        // The few that are needed are written by hand; the compiler knows more than do anything.
        exclude: Features::VendorPrefixes,
        ..Targets::default()
    };
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| format!("{}: {error}", entry.display()))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| error.to_string())?;
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    sheet
        .to_css(options)
        // Its two properties for light and dark, of which each page has some, in fewer letters.
        .map(|css| css.code.replace("--lightningcss-", "--"))
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supported() -> Browsers {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.browserslistrc");
        crate::browsers::read(&file).unwrap()
    }

    #[test]
    fn one_small_sheet_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "@layer a, b; @import \"one.css\" layer(b);").unwrap();
        std::fs::write(folder.path().join("one.css"), ".x {\n  color: red;\n}\n").unwrap();
        assert_eq!(
            bundle(&main, supported()).as_deref(),
            Ok("@layer a;@layer b{.x{color:red}}")
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "@import \"missing.css\";").unwrap();
        let error = bundle(&main, supported()).unwrap_err();
        assert!(
            error.contains("missing.css") || error.contains("main.css"),
            "{error}"
        );
    }

    /// The sheets as they are published.
    fn sheets() -> Vec<(&'static str, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style");
        let sheet = |name| {
            let entry = folder.join(name).with_extension("css");
            (name, bundle(&entry, supported()).unwrap())
        };
        SHEETS.map(sheet).into()
    }

    #[test]
    fn the_sheets_are_in_words_that_supported_browsers_know() {
        for (name, css) in sheets() {
            for (word, why) in [
                (
                    "light-dark(",
                    "Chrome 123, Firefox 120 and Safari 17.5 were the first",
                ),
                (":dir(", "Chrome 120 and Safari 16.4 were the first"),
                ("width<", "Safari 16.4 was the first with ranges"),
                ("width>", "Safari 16.4 was the first with ranges"),
                // What the compiler makes of `width < 40rem`: write `not all and (min-width: …)`.
                (
                    "not (",
                    "Safari 16.4 was the first with not before a bracket",
                ),
            ] {
                assert!(!css.contains(word), "{name}: {word} in {css}: {why}");
            }
        }
    }

    #[test]
    fn a_rule_with_a_selector_that_is_too_new_is_one_that_can_be_missed() {
        // Firefox before 121 has no :has(). It passes over a whole rule of which it does not know one
        // selector: each has to be alone, and one that makes nothing unreadable.
        let fine = [
            ".masthead__sections:not(:has(+*)){visibility:hidden}",
            ".date-bar:not(:has(time)){visibility:hidden}",
        ];
        for (name, mut css) in sheets() {
            for rule in fine {
                css = css.replace(rule, "");
            }
            assert!(!css.contains(":has("), "{name}: {css}");
        }
    }
}
