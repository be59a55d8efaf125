//! Tests that the app's folders depend on each other in one direction only.

use std::{fs, path::Path};

/// The folders and files of `src/`, each above all that precede it.
const LAYERS: [&[&str]; 7] = [
    &["effect", "view"],
    &["browser", "messages"],
    &["route"],
    &["data"],
    &["navigation"],
    &["components", "pages"],
    &["adoption", "app"],
];

#[test]
fn no_layer_uses_one_above_it() {
    for (height, layer) in LAYERS.iter().enumerate() {
        for name in *layer {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name);
            let files: Vec<_> = match fs::read_dir(&path) {
                Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
                Err(_) => vec![path.with_extension("rs")],
            };
            for file in files {
                let text = fs::read_to_string(&file).unwrap();
                for above in LAYERS[height + 1..].iter().copied().flatten() {
                    assert!(
                        !uses(&text, above),
                        "{} uses {above}, which is above {name}",
                        file.display()
                    );
                }
            }
        }
    }
}

/// Whether Rust source uses the module `name` of the app: in a path, or in the braces of a `use`.
fn uses(source: &str, name: &str) -> bool {
    let module = |text: &str| {
        let rest = text.trim_start().strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    source.split("crate::").skip(1).any(|path| {
        let group = path
            .strip_prefix('{')
            .and_then(|group| group.split(';').next());
        module(path) || group.is_some_and(|group| group.split([',', '{']).any(module))
    })
}

#[test]
fn uses_are_recognized() {
    let nested = "use crate::{\n    browser::{self, clock},\n    data::Loader,\n    route,\n};";
    for name in ["browser", "data", "route"] {
        assert!(uses(nested, name), "{name}");
    }
    assert!(!uses(nested, "app"));
    assert!(uses("crate::data::decode(text)", "data"));
    assert!(!uses("use crate::database::Table; let data = 1;", "data"));
}
