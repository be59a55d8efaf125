//! Shortens the names by which the app's script and its WebAssembly know each other.
//!
//! wasm-bindgen names every function that crosses the border after what it calls and a hash:
//! `__wbg_getAttribute_c7b80d4010284561`. Readers would load a hundred such names twice. The script's
//! own long names go too.

use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{BinaryReaderError, Parser, Payload};

/// The names that wasm-bindgen makes start with one of these.
const GENERATED: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// From this length on, a name that only the script uses is replaced.
const LONG_NAME: usize = 8;

/// Returns the script and the WebAssembly with short names, and without custom sections, which only
/// tools read. Files that are not of a kind, such as those of tests, stay as they are: `None`.
pub fn shorten(script: &str, wasm: &[u8]) -> Option<(String, Vec<u8>)> {
    if identifiers(script).any(|word| word.starts_with('$')) {
        return None;
    }
    let known: Vec<&str> = identifiers(script).collect();
    let mut names = names(wasm).ok()?;
    // Number the names in the order of the script, because consecutive numbers compress better.
    names.sort_by_key(|name| known.iter().position(|word| word == name));
    let names: BTreeMap<&str, String> = names
        .into_iter()
        .filter(|name| GENERATED.iter().any(|start| name.starts_with(start)))
        .filter(|name| known.contains(name))
        .enumerate()
        .map(|(number, name)| (name, format!("${}", base36(number))))
        .collect();
    if names.is_empty() {
        return None;
    }
    let wasm = renamed_wasm(wasm, &names).ok()?;
    let mut names = names;
    for name in own_names(script) {
        let short = format!("${}", base36(names.len()));
        names.entry(name).or_insert(short);
    }
    let script = renamed_script(script, &names);
    Some((without_deprecations(&script), wasm))
}

/// Returns the names of all imports and exports, each once, in order.
fn names(wasm: &[u8]) -> Result<Vec<&str>, BinaryReaderError> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    names.push(import?.name);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    names.push(export?.name);
                }
            }
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    Ok(names)
}

/// Returns the long names of functions and variables that only the script itself uses: it declares
/// them, never has them as a property, and does not export them.
///
/// Trunk's minifier shortens the names within functions only.
fn own_names(script: &str) -> BTreeSet<&str> {
    let (body, exports) = script.rsplit_once("export").unwrap_or((script, ""));
    let mut own = BTreeSet::new();
    let mut properties: BTreeSet<&str> = identifiers(exports).collect();
    let mut declares = false;
    let mut rest = body;
    while let Some(start) = rest.find(is_identifier) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c| !is_identifier(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        if before.ends_with(['.', '"', '\'', '`']) || after.starts_with([':', '"', '\'', '`']) {
            properties.insert(word);
        } else if declares && before == " " && word.len() >= LONG_NAME {
            own.insert(word);
        }
        declares = matches!(word, "function" | "let" | "const" | "class");
        rest = after;
    }
    own.retain(|name| !properties.contains(name));
    own
}

/// The reason why WebAssembly cannot be written again.
type WriteError = wasm_encoder::reencode::Error;

fn renamed_wasm(wasm: &[u8], names: &BTreeMap<&str, String>) -> Result<Vec<u8>, WriteError> {
    let mut module = Module::new();
    let rename = |name| names.get(name).map_or(name, String::as_str);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section.into_imports() {
                    let mut import = import?;
                    import.name = rename(import.name);
                    RoundtripReencoder.parse_import(&mut imports, import)?;
                }
                module.section(&imports);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section {
                    let mut export = export?;
                    export.name = rename(export.name);
                    RoundtripReencoder.parse_export(&mut exports, export)?;
                }
                module.section(&exports);
            }
            Payload::CustomSection(_) => {}
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let [start, end] = [range.start, range.end].map(usize::try_from);
                    if let (Ok(start), Ok(end)) = (start, end) {
                        let data = &wasm[start..end];
                        module.section(&RawSection { id, data });
                    }
                }
            }
        }
    }
    Ok(module.finish())
}

fn renamed_script(script: &str, names: &BTreeMap<&str, String>) -> String {
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_identifier) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c| !is_identifier(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        renamed.push_str(before);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    renamed + rest
}

/// Removes the text of wasm-bindgen's warnings about deprecated calls of the script. They cannot occur,
/// because the module that calls the script is published together with it.
fn without_deprecations(script: &str) -> String {
    const WARNING: &str = "console.warn(";
    let mut parts = script.split("console.warn(\"using deprecated");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once('"').unwrap_or(("", part));
        kept = kept + WARNING + rest;
    }
    kept
}

/// Returns the words of a script that could be identifiers.
fn identifiers(script: &str) -> impl Iterator<Item = &str> {
    script
        .split(|c| !is_identifier(c))
        .filter(|word| !word.is_empty() && *word != "$")
}

fn is_identifier(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

/// Writes a number in digits and lowercase letters.
fn base36(mut number: usize) -> String {
    const DIGITS: [u8; 36] = *b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut text = Vec::new();
    loop {
        text.insert(0, char::from(DIGITS[number % 36]));
        number /= 36;
        if number == 0 {
            return text.into_iter().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, CustomSection, EntityType, ExportKind, Function, FunctionSection, TypeSection,
    };

    const SCRIPT: &str = "let wasm;function __wbg_get_imports(){return{\"./a_bg.js\":{\
        __wbg_get_0123:function(e){return`${e}`},__wbg_set_4567:()=>wasm.__wbindgen_free(1)}}}";

    /// Returns a module with two imports, two exports and a custom section.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in ["__wbg_get_0123", "__wbg_set_4567"] {
            imports.import("./a_bg.js", name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_free", ExportKind::Func, 2);
        exports.export("main", ExportKind::Func, 2);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        function.instructions().call(0).end();
        code.function(&function);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code)
            .section(&CustomSection {
                name: "producers".into(),
                data: b"somebody".into(),
            });
        module.finish()
    }

    #[test]
    fn both_files_get_the_same_short_names() {
        let wasm = module();
        let (script, short) = shorten(SCRIPT, &wasm).unwrap();
        assert_eq!(names(&short).unwrap(), ["$0", "$1", "$2", "main"]);
        assert_eq!(
            script,
            "let wasm;function $3(){return{\"./a_bg.js\":{\
             $0:function(e){return`${e}`},$1:()=>wasm.$2(1)}}}"
        );
        wasmparser::validate(&short).unwrap();
        let custom = b"somebody";
        assert!(!short.windows(custom.len()).any(|bytes| bytes == custom));
    }

    #[test]
    fn files_that_do_not_belong_together_stay() {
        assert_eq!(shorten(SCRIPT, b"no WebAssembly"), None);
        assert_eq!(shorten("export default 1", &module()), None);
        assert_eq!(shorten("let $0 = __wbg_get_0123", &module()), None);
    }

    #[test]
    fn numbers_are_written_in_base_36() {
        let texts = [0, 35, 36, 1295, 1296].map(base36);
        assert_eq!(texts, ["0", "z", "10", "zz", "100"]);
    }

    #[test]
    fn only_warnings_about_outdated_calls_lose_their_text() {
        let script = "a(console.warn(\"using deprecated parameters; pass one\"),console.warn(\"no MIME\",e))";
        assert_eq!(
            without_deprecations(script),
            "a(console.warn(),console.warn(\"no MIME\",e))"
        );
    }

    #[test]
    fn names_that_only_the_script_uses_are_its_own() {
        let script = "let cachedView=null,wasm;function makeClosure(e){return cachedView.makeThing(e)}\
            function makeThing(e){return{handleError:e}}function handleError(e){return e}\
            function short(e){let n=\"getString\";return n}function getString(){}\
            async function initOnce(){}function initSync(){}export{initSync,initOnce as default};";
        let own: Vec<&str> = own_names(script).into_iter().collect();
        assert_eq!(own, ["cachedView", "makeClosure"]);
    }
}
