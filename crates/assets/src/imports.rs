//! Replaces the imports in scripts by the modules that they import.
//!
//! A part or a tool is published as one file, because the address of another file would contain a hash, and
//! because a few lines are not worth a request. But its source can import code that it shares with others:
//! `import { create } from '../modules/create.js';`. Such a line, at the top of the source, is replaced by the
//! module, which must not import anything itself.

use std::path::Path;

/// Reads a script, with the modules that it imports in their places.
///
/// # Errors
/// A message with the file that cannot be read, or with the line that cannot be replaced.
pub fn read(path: &Path) -> Result<String, String> {
    let source = text(path)?;
    let mut script = String::with_capacity(source.len());
    for (line, number) in source.split_inclusive('\n').zip(1..) {
        if let Some(rest) = line.trim_end().strip_prefix("import ") {
            let place = format!("{}:{number}", path.display());
            script.push_str(&module(path, rest).map_err(|error| format!("{place}: {error}"))?);
        } else {
            script.push_str(line);
        }
    }
    Ok(script)
}

/// Returns the module that an import names. `rest` follows the word `import` there.
fn module(importer: &Path, rest: &str) -> Result<String, String> {
    let name = rest
        .split_once("from '")
        .and_then(|(_, name)| name.strip_suffix("';"))
        .filter(|name| rest.starts_with('{') && name.starts_with('.'))
        .ok_or(
            "write the import on one line, like import { create } from '../modules/create.js';",
        )?;
    let folder = importer.parent().unwrap_or(Path::new(""));
    let module = text(&folder.join(name))?;
    if module.lines().any(|line| line.starts_with("import ")) {
        return Err(format!(
            "{name} imports something itself, which a shared module cannot"
        ));
    }
    Ok(as_script(&module))
}

/// Turns a module that imports nothing into a part of a script.
fn as_script(module: &str) -> String {
    let lines = module.lines();
    let lines = lines.map(|line| line.strip_prefix("export ").unwrap_or(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_module_takes_the_place_of_its_import() {
        let folder = folder(&[
            ("modules/one.js", "// One.\nexport const one = 1;\n"),
            (
                "parts/map.js",
                "// A map.\nimport { one } from '../modules/one.js';\n\nuse(one);\n",
            ),
        ]);
        let script = read(&folder.path().join("parts/map.js")).unwrap();
        assert_eq!(script, "// A map.\n// One.\nconst one = 1;\n\nuse(one);\n");
    }

    #[test]
    fn an_import_that_cannot_be_replaced_is_named() {
        for (line, remedy) in [
            (
                "import one from '../modules/one.js';",
                "map.js:1: write the import on one line",
            ),
            (
                "import { one } from 'one';",
                "map.js:1: write the import on one line",
            ),
            ("import { no } from '../modules/no.js';", "no.js: "),
            (
                "import { two } from '../modules/two.js';",
                "two.js imports something itself",
            ),
        ] {
            let folder = folder(&[
                ("modules/one.js", "export const one = 1;"),
                ("modules/two.js", "import { one } from './one.js';"),
                ("parts/map.js", line),
            ]);
            let error = read(&folder.path().join("parts/map.js")).unwrap_err();
            assert!(error.contains(remedy), "{error}");
        }
    }
}
