//! Parts: features that are not in the app, and load when the reader uses them.
//!
//! A part is a module script, `name.js`, with an optional stylesheet, `name.css`. Elements with
//! `data-part="name"` use it. The loader (`parts.js`) calls the module's default export with the
//! element that the reader activated. CONTRIBUTING.md has the recipe.

use crate::imports;
use crate::style::bundle;
use frontpage_base::atomic::atomic;
use frontpage_base::files::Files;
use frontpage_base::json;
use lightningcss::targets::Browsers;
use std::collections::BTreeMap;
use std::path::Path;

/// The name of the folder with the parts, in Trunk's output and on a developer's site.
pub const FOLDER: &str = "parts";

/// The loader, without the list of parts.
const LOADER: &str = include_str!("parts.js");

/// The addresses of a part's files by the part's name: the script, then the stylesheet if it has one.
pub type PartAddresses = BTreeMap<String, Vec<String>>;

/// Reads the parts in a folder, as files by their names.
///
/// # Errors
/// A message with the file that cannot be read, or whose name is not made of lowercase letters.
pub fn read(folder: &Path) -> Result<Files, String> {
    let cannot =
        |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).map_err(|error| cannot(folder, &error))? {
        let path = entry.map_err(|error| cannot(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_part = match name.rsplit_once('.') {
            Some((stem, "js" | "css")) => {
                !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_lowercase())
            }
            _ => false,
        };
        if !is_part {
            return Err(cannot(
                &path,
                &"is not a file of a part; name it like pictures.js or pictures.css, in lowercase \
                  letters",
            ));
        }
        let bytes = std::fs::read(&path).map_err(|error| cannot(&path, &error))?;
        files.insert(name.into_owned(), bytes);
    }
    for name in files.keys().filter(|name| name.ends_with(".css")) {
        let script = name.replace(".css", ".js");
        if !files.contains_key(&script) {
            return Err(cannot(
                &folder.join(&script),
                &"is missing; a part is a script, and only its stylesheet is optional",
            ));
        }
    }
    Ok(files)
}

/// Writes the parts of a source folder for Trunk to copy, with what they import, bundled stylesheets and the
/// loader of a developer's site, `loader.js`.
///
/// # Errors
/// A message with the file.
pub fn prepare(source: &Path, target: &Path, browsers: Browsers) -> Result<(), String> {
    let mut files = read(source)?;
    if files.contains_key(LOADER_FILE) {
        let path = source.join(LOADER_FILE);
        return Err(format!(
            "{}: has the loader's name; rename the part",
            path.display()
        ));
    }
    let mut addresses = PartAddresses::new();
    for (name, bytes) in &mut files {
        let path = source.join(name);
        *bytes = if name.ends_with(".css") {
            bundle(&path, browsers)?.into_bytes()
        } else {
            imports::read(&path)?.into_bytes()
        };
        add_address(&mut addresses, name, format!("/{FOLDER}/{name}"));
    }
    files.insert(LOADER_FILE.into(), loader(&addresses).into_bytes());
    // Parts that were removed must not be published.
    for removed in names(target)
        .iter()
        .filter(|name| !files.contains_key(*name))
    {
        let path = target.join(removed);
        std::fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    for (name, bytes) in &files {
        let path = target.join(name);
        atomic(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Returns the names of the files in a folder, which need not exist.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// The loader's file on a developer's site. The published site has it in its start module.
pub const LOADER_FILE: &str = "loader.js";

/// Adds the address of a part's file.
pub fn add_address(addresses: &mut PartAddresses, file: &str, address: String) {
    let (name, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let of_part = addresses.entry(name.to_owned()).or_default();
    // The script comes first.
    let at = if extension == "js" { 0 } else { of_part.len() };
    of_part.insert(at, address);
}

/// Returns the script that loads parts when they are used. `addresses` are absolute paths.
pub fn loader(addresses: &PartAddresses) -> String {
    format!("const PARTS={};\n{LOADER}", json::to_string(addresses))
}

/// Removes the lines of a script that are comments, and the indentation.
pub fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("//")).collect();
    lines.join("\n")
}

/// Removes the line breaks of a script that mean nothing: those after a semicolon, a comma or an opening
/// bracket.
///
/// A line with `//` keeps its line break, because it can end with a comment. A script with a template
/// literal of several lines stays as it is.
pub fn without_line_breaks(script: &str) -> String {
    let has_long_literal = |line: &str| line.matches('`').count() % 2 == 1;
    if script.lines().any(has_long_literal) {
        return script.to_owned();
    }
    let mut joined = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        let is_complete = text.ends_with([';', ',', '{', '(', '[']) && !text.contains("//");
        joined.push_str(if is_complete { text } else { line });
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn supported() -> Browsers {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.browserslistrc");
        crate::browsers::read(&file).unwrap()
    }

    #[test]
    fn a_developers_site_has_the_parts_with_a_loader() {
        let source = folder(&[
            ("map.js", "export default () => {};"),
            ("map.css", ".map { color: red }"),
            ("quiz.js", "export default 1"),
        ]);
        let target = tempfile::tempdir().unwrap();
        prepare(source.path(), target.path(), supported()).unwrap();
        let read = |name: &str| std::fs::read_to_string(target.path().join(name)).unwrap();
        let loader = read("loader.js");
        assert!(
            loader.starts_with(
                r#"const PARTS={"map":["/parts/map.js","/parts/map.css"],"quiz":["/parts/quiz.js"]};"#
            ),
            "{loader}"
        );
        assert!(loader.contains("data-part"));
        assert_eq!(read("map.css"), ".map{color:red}");
        assert_eq!(read("quiz.js"), "export default 1");

        std::fs::remove_file(source.path().join("quiz.js")).unwrap();
        prepare(source.path(), target.path(), supported()).unwrap();
        let mut left = names(target.path());
        left.sort();
        assert_eq!(left, ["loader.js", "map.css", "map.js"]);

        std::fs::write(source.path().join("loader.js"), "").unwrap();
        let error = prepare(source.path(), target.path(), supported()).unwrap_err();
        assert!(error.contains("rename the part"), "{error}");
    }

    #[test]
    fn a_file_that_is_no_part_is_reported() {
        for (name, remedy) in [
            ("Map.js", "lowercase"),
            ("map-2.js", "lowercase"),
            ("map.ts", "lowercase"),
            ("map.css", "map.js: is missing"),
        ] {
            let source = folder(&[(name, "")]);
            let error = read(source.path()).unwrap_err();
            assert!(error.contains(name.split('.').next().unwrap()), "{error}");
            assert!(error.contains(remedy), "{error}");
        }
        let error = read(Path::new("no/such/folder")).unwrap_err();
        assert!(error.contains("no/such/folder"), "{error}");
    }

    #[test]
    fn comments_and_indentation_are_removed() {
        assert_eq!(
            without_comments("// a\nlet b;\n  // c\n  d('// e');\n"),
            "let b;\nd('// e');"
        );
    }

    #[test]
    fn line_breaks_that_mean_nothing_are_removed() {
        assert_eq!(
            without_line_breaks("let a;\nif (a) {\nb(\nc,\nd)\n}\ne; // f;\ng()"),
            "let a;if (a) {b(c,d)\n}\ne; // f;\ng()"
        );
        let literal = "a = `b;\nc`;\nd;\n";
        assert_eq!(without_line_breaks(literal), literal);
    }
}
