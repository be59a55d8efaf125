//! The style sheets: one file for each component goes in, a few small ones come out.

use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
};
use std::path::Path;

/// The sheets that come out, by name: what an article needs at first sight, what the other pages
/// and the app need beside it, and paper.
pub const SHEETS: [&str; 3] = ["main", "later", "print"];

/// Reads a style sheet with everything it imports, and gives the one minified sheet.
///
/// # Errors
/// What is wrong in which sheet: a missing import, a syntax error with file, line and column.
pub fn bundle(entry: &Path) -> Result<String, String> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| format!("{}: {error}", entry.display()))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| error.to_string())?;
    let options = PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    };
    sheet
        .to_css(options)
        .map(|css| css.code)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_small_sheet_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "@layer a, b; @import \"one.css\" layer(b);").unwrap();
        std::fs::write(folder.path().join("one.css"), ".x {\n  color: red;\n}\n").unwrap();
        assert_eq!(
            bundle(&main).as_deref(),
            Ok("@layer a;@layer b{.x{color:red}}")
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        std::fs::write(&main, "@import \"missing.css\";").unwrap();
        let error = bundle(&main).unwrap_err();
        assert!(
            error.contains("missing.css") || error.contains("main.css"),
            "{error}"
        );
    }
}
