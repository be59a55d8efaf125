//! Bundles the stylesheets of all components into a few small files.

use lightningcss::{
    rules::CssRule,
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet},
    targets::{Browsers, Features, Targets},
    traits::ToCss,
};
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

/// The names of the bundled stylesheets: `main` is in every page, the next ones are only in pages that need
/// them, and `print` is for printing.
pub const STYLESHEETS: [&str; 8] = [
    "main", "story", "blocks", "laid_out", "lists", "editions", "later", "print",
];

/// Bundles a stylesheet with its imports and returns the minified CSS, compiled to syntax that
/// `browsers` support. Syntax that cannot be compiled is kept.
///
/// If `browsers` lack `light-dark()`, the output uses the custom properties `--light` and `--dark`
/// for the current color scheme, so no token can have these names.
///
/// # Errors
/// A message with the file: a missing import, or a syntax error with line and column.
pub fn bundle(entry: &Path, browsers: Browsers) -> Result<String, String> {
    let targets = Targets {
        browsers: Some(browsers),
        // The few vendor prefixes that matter are written by hand; the compiler would add useless
        // ones.
        exclude: Features::VendorPrefixes,
        ..Targets::default()
    };
    let text = with_imports(entry, &mut Vec::new())?;
    let mut sheet = parse(&text, entry)?;
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
        // Shorten the compiler's two custom properties for light and dark, which every page
        // contains.
        .map(|css| css.code.replace("--lightningcss-", "--"))
        .map_err(|error| error.to_string())
}

/// Reads a stylesheet and puts the content of each imported file in the place of its `@import`. `importers`
/// are the files on the way to this one.
///
/// The bundler of lightningcss, which knows more kinds of imports, needs 25 more crates.
///
/// # Errors
/// A message with the file: it is missing, has a syntax error, imports itself, or has an import with a
/// condition.
fn with_imports(file: &Path, importers: &mut Vec<PathBuf>) -> Result<String, String> {
    let failed = |reason: &dyn Display| format!("{}: {reason}", file.display());
    if importers.iter().any(|importer| importer == file) {
        return Err(failed(&"imports itself: remove one of the imports"));
    }
    importers.push(file.to_owned());
    let text = fs::read_to_string(file).map_err(|error| failed(&error))?;
    let mut whole = String::new();
    for rule in &parse(&text, file)?.rules.0 {
        let CssRule::Import(import) = rule else {
            let rule = rule.to_css_string(PrinterOptions::default());
            whole.push_str(&rule.map_err(|error| failed(&error))?);
            whole.push('\n');
            continue;
        };
        let name = &*import.url;
        if import.supports.is_some() || !import.media.media_queries.is_empty() {
            let reason = format!("@import \"{name}\": move its condition into the imported file");
            return Err(failed(&reason));
        }
        let imported = with_imports(&file.with_file_name(name), importers)?;
        match &import.layer {
            None => whole.push_str(&imported),
            Some(None) => whole.push_str(&format!("@layer {{{imported}}}")),
            Some(Some(layer)) => {
                let layer = layer.to_css_string(PrinterOptions::default());
                let layer = layer.map_err(|error| failed(&error))?;
                whole.push_str(&format!("@layer {layer} {{{imported}}}"));
            }
        }
    }
    importers.pop();
    Ok(whole)
}

/// Parses a stylesheet. Errors name its file.
fn parse<'a>(text: &'a str, file: &Path) -> Result<StyleSheet<'a>, String> {
    StyleSheet::parse(text, ParserOptions::default())
        .map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supported() -> Browsers {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.browserslistrc");
        crate::browsers::read(&file).unwrap()
    }

    #[test]
    fn imports_are_bundled_into_one_minified_stylesheet() {
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
    fn an_error_names_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "@import \"missing.css\";").unwrap();
        let error = bundle(&main, supported()).unwrap_err();
        assert!(
            error.contains("missing.css") || error.contains("main.css"),
            "{error}"
        );
    }

    #[test]
    fn an_import_with_a_condition_or_of_itself_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(folder.path().join("one.css"), "@import \"main.css\";").unwrap();
        for (text, expected) in [
            ("@import \"one.css\";", "main.css: imports itself"),
            (
                "@import \"two.css\" print;",
                "two.css\": move its condition",
            ),
            (
                "@import \"two.css\" supports(color: red);",
                "two.css\": move its condition",
            ),
        ] {
            std::fs::write(&main, text).unwrap();
            let error = bundle(&main, supported()).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    /// Returns the stylesheets as published, by name.
    fn sheets() -> Vec<(&'static str, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style");
        let sheet = |name| {
            let entry = folder.join(name).with_extension("css");
            (name, bundle(&entry, supported()).unwrap())
        };
        STYLESHEETS.map(sheet).into()
    }

    #[test]
    fn stylesheets_use_no_syntax_that_supported_browsers_lack() {
        for (name, css) in sheets() {
            for (word, why) in [
                (
                    "light-dark(",
                    "Chrome 123, Firefox 120 and Safari 17.5 were the first",
                ),
                (":dir(", "Chrome 120 and Safari 16.4 were the first"),
                ("width<", "Safari 16.4 was the first with ranges"),
                ("width>", "Safari 16.4 was the first with ranges"),
                // The compiler turns `width < 40rem` into this; write `not all and (min-width: …)`.
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
    fn only_rules_that_can_be_skipped_use_has() {
        // Firefox before 121 does not support :has(), and skips a whole rule if it does not know
        // one of its selectors. So each :has() needs its own rule, and the page must be readable
        // without it.
        let fine = [
            ".masthead__sections:not(:has(+*)){visibility:hidden}",
            ".date-bar:not(:has(time)){visibility:hidden}",
            // Without scripts, these links lead to the share bar itself.
            r".share-bar li:has([href=\#share-bar]){display:none}",
        ];
        for (name, mut css) in sheets() {
            for rule in fine {
                css = css.replace(rule, "");
            }
            assert!(!css.contains(":has("), "{name}: {css}");
        }
    }
}
