//! The app's release: the files that Trunk built, renamed after the hash of their content.

use crate::parts::{self, PartAddresses};
use crate::styles::{PageKind, Styles};
use crate::tools::{self, SearchEngine, Tool, ToolFiles, Tools};
use crate::worker::{self, Worker};
use crate::{ordered_wasm, short_names, source_paths, words};
use frontpage_base::files::Files;
use frontpage_base::json;
use frontpage_base::stylesheet::Stylesheet;
use frontpage_hosting::csp::TRUSTED_TYPES;
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::path::Path;

/// The app's release as pages refer to it. Addresses are below the site's root, without the base
/// path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The stylesheets.
    pub styles: Styles,
    /// The address of the print stylesheet.
    pub print: String,
    /// The address of the module that starts the app by loading its script and WebAssembly.
    pub start_module: String,
    /// The address of the WebAssembly.
    pub wasm: String,
    /// The addresses of the files that a first visit to a list loads for the app.
    pub first_load: Vec<String>,
    /// The files of the tools.
    pub tools: Tools,
    /// The engine of the search.
    pub engine: SearchEngine,
    /// The addresses of the parts, with the base path.
    pub parts: PartAddresses,
    /// The service worker, which has no hash in its address.
    pub worker: Worker,
}

/// The reason why the release cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A file is missing or cannot be read.
    #[error("{path}: {source}; build the app first (trunk build --release)")]
    Read {
        /// The file.
        path: String,
        /// The I/O error.
        source: std::io::Error,
    },
    /// A part of the app that loads when it is used cannot be read.
    #[error("{0}; build the app again (trunk build --release)")]
    Parts(String),
    /// `index.html` does not refer to a file of the app.
    #[error(
        "{path}: has no {what}, so Trunk did not build it for this app; run trunk build --release \
         again"
    )]
    Missing {
        /// The path of `index.html`.
        path: String,
        /// The missing file.
        what: String,
    },
}

/// The template of the module that starts the app, which follows the loader of parts. `SCRIPT` and
/// `WASM` stand for addresses; `STYLES` stands for pairs of addresses, a stylesheet that shows the kind
/// of the page and the stylesheet with what such a page leaves out. The first is that of laid-out blocks.
const START: &str = include_str!("start.js");

impl Release {
    /// Reads what Trunk left in `dist`, and returns the release with its files. `base` is the path
    /// below which the site is hosted: `/paper`, or empty. `lang` is the language of the newspaper, whose
    /// words are in the current language. `cache` is a folder that keeps the WebAssembly
    /// with its functions in order, because the same app is published many times.
    ///
    /// Trunk hashes the WebAssembly before wasm-opt runs, so two different files can get the same
    /// name. Here each name contains the hash of the bytes that are served, so the files can be
    /// cached forever.
    ///
    /// # Errors
    /// [`ReleaseError`] with the path of the file.
    pub fn read(
        dist: &Path,
        base: &str,
        lang: &str,
        cache: Option<&Path>,
    ) -> Result<(Self, Files), ReleaseError> {
        let index = dist.join("index.html");
        let page = Html::parse_document(&String::from_utf8_lossy(&bytes(&index)?));
        let mut files = Files::new();
        let read = |what: &str, selector: &str| -> Result<(String, Vec<u8>), ReleaseError> {
            let name = named(&page, selector).ok_or_else(|| ReleaseError::Missing {
                path: index.display().to_string(),
                what: what.to_owned(),
            })?;
            let bytes = bytes(&dist.join(&name))?;
            Ok((name, bytes))
        };
        let mut take_sheet = |name: &str| -> Result<String, ReleaseError> {
            let selector = format!(r#"link[href*="/{name}-"]"#);
            let (file, bytes) = read(&format!("{name} stylesheet"), &selector)?;
            Ok(put(&mut files, &file, bytes))
        };
        let sheets = [
            take_sheet("main")?,
            take_sheet("story")?,
            take_sheet("blocks")?,
            take_sheet("laid_out")?,
            take_sheet("lists")?,
            take_sheet("editions")?,
            take_sheet("later")?,
        ];
        let print = take_sheet("print")?;
        let (script_name, mut script) = read("script", "link[rel=modulepreload]")?;
        let (wasm_name, mut wasm) = read("WebAssembly", r#"link[type="application/wasm"]"#)?;
        if let Some(short) = short_names::shorten(&String::from_utf8_lossy(&script), &wasm) {
            (script, wasm) = (short.0.into_bytes(), short.1);
            // WebAssembly that cannot be read is published as it is.
            let _ = source_paths::blank(&mut wasm);
            wasm = ordered_wasm::in_order(wasm, cache);
        }
        let script = put(&mut files, &script_name, script);
        let wasm = put(&mut files, &wasm_name, wasm);
        let sheet = |address: String| {
            let css = files.get(address.trim_start_matches('/'));
            let css = css.map(|css| String::from_utf8_lossy(css));
            Stylesheet::new(address, &css.unwrap_or_default())
        };
        let [main, story, blocks, laid_out, lists, editions, later] = sheets.map(sheet);
        let styles = Styles {
            main,
            story,
            blocks,
            laid_out,
            lists,
            editions,
            later,
        };
        let mut addresses = PartAddresses::new();
        let others = words::of_other_stories().into_iter();
        let others = others.map(|(language, module)| {
            let address = put(&mut files, "words.js", module.into_bytes());
            (language, format!("{base}{address}"))
        });
        let others = others.collect();
        for (name, bytes) in read_parts(dist, lang, &others)? {
            let address = put(&mut files, &name, bytes);
            parts::add_address(&mut addresses, &name, format!("{base}{address}"));
        }
        let tools = read_tools(dist, lang, &mut files)?;
        let engine = read_engine(dist, &mut files)?;
        let worker = worker::read(dist).map_err(ReleaseError::Parts)?;
        let mut list_style = String::new();
        let late: Vec<[String; 2]> = PageKind::ALL
            .into_iter()
            .map(|kind| {
                let css = styles.left_out(kind);
                let address = put(&mut files, "rest.css", css.into_bytes());
                if kind == PageKind::List {
                    list_style = address.clone();
                }
                let mark = styles.mark(kind);
                [&*mark.address, &*address].map(|address| format!("{base}{address}"))
            })
            .collect();
        let module = start(base, &addresses, [&script, &wasm], &late);
        let start = put(&mut files, "start.js", module.into_bytes());
        let release = Self {
            styles,
            print,
            first_load: vec![start.clone(), script, wasm.clone(), list_style],
            start_module: start,
            wasm,
            tools,
            engine,
            parts: addresses,
            worker,
        };
        Ok((release, files))
    }
}

/// Returns the name of the file that an element's `href` refers to. Only the last segment matters,
/// because Trunk puts all files into one folder.
fn named(page: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    let value = page.select(&selector).next()?.attr("href")?;
    let name = value.rsplit('/').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Adds a file of the app, and returns its address.
fn put(files: &mut Files, name: &str, bytes: Vec<u8>) -> String {
    let path = hashed(name, &bytes);
    let address = format!("/{path}");
    files.insert(path, bytes);
    address
}

/// Returns a hashed path: `main-0123456789abcdef.css` → `assets/main-<hash of the content>.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem = stem.split('-').next().unwrap_or(stem);
    let hash = blake3::hash(bytes).to_hex();
    format!("assets/{stem}-{}.{extension}", &hash[..16])
}

/// Returns the files of the parts by name, as they are published.
/// `lang` is the language of the newspaper, and `others` are the addresses of the words in other languages.
fn read_parts(
    dist: &Path,
    lang: &str,
    others: &BTreeMap<&str, String>,
) -> Result<Files, ReleaseError> {
    let mut files = parts::read(&dist.join(parts::FOLDER)).map_err(ReleaseError::Parts)?;
    // The published site has the loader in its start module.
    files.remove(parts::LOADER_FILE);
    for (name, bytes) in &mut files {
        if name.ends_with(".js") {
            let script = parts::without_comments(&String::from_utf8_lossy(bytes));
            let part = name.trim_end_matches(".js");
            let script = words::of_part(part, script, lang, others);
            *bytes = parts::without_line_breaks(&script).into_bytes();
        }
    }
    Ok(files)
}

/// Reads the files of the tools, and adds them.
fn read_tools(dist: &Path, lang: &str, files: &mut Files) -> Result<Tools, ReleaseError> {
    let folder = dist.join(tools::FOLDER);
    let mut tools = Tools::new();
    for tool in Tool::ALL {
        let [script, style] = ["js", "css"].map(|extension| format!("{}.{extension}", tool.name()));
        let text = bytes(&folder.join(&script))?;
        let text = parts::without_comments(&String::from_utf8_lossy(&text));
        let text = parts::without_line_breaks(&words::with_locale(text, lang));
        let css = bytes(&folder.join(&style))?;
        let addresses = ToolFiles {
            script: put(files, &script, text.into_bytes()),
            style: put(files, &style, css),
        };
        tools.insert(tool, addresses);
    }
    Ok(tools)
}

/// Reads the engine of the search, and adds its files.
fn read_engine(dist: &Path, files: &mut Files) -> Result<SearchEngine, ReleaseError> {
    let mut wasm = bytes(&dist.join("search_engine_bg.wasm"))?;
    // WebAssembly that cannot be read is published as it is.
    let _ = source_paths::blank(&mut wasm);
    Ok(SearchEngine {
        script: put(files, "engine.js", bytes(&dist.join("search_engine.js"))?),
        wasm: put(files, "engine.wasm", wasm),
    })
}

/// Returns the module that starts the app and loads parts, without comments, indentation and most line breaks. It
/// begins by defining the Trusted Types policy, because the site's headers require Trusted Types.
fn start(
    base: &str,
    parts: &PartAddresses,
    [script, wasm]: [&str; 2],
    late_styles: &[[String; 2]],
) -> String {
    let start = parts::without_comments(START)
        .replace("SCRIPT", &format!("{base}{script}"))
        .replace("WASM", &format!("{base}{wasm}"))
        .replace("STYLES", &json::to_string(&late_styles));
    let loader = parts::without_comments(&parts::loader(parts));
    let start = words::of_start(format!("{TRUSTED_TYPES}{loader}\n{start}"));
    parts::without_line_breaks(&start)
}

fn bytes(path: &Path) -> Result<Vec<u8>, ReleaseError> {
    std::fs::read(path).map_err(|source| ReleaseError::Read {
        path: path.display().to_string(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(index: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        std::fs::create_dir_all(&dist).unwrap();
        std::fs::write(dist.join("index.html"), index).unwrap();
        for name in [
            "main-1.css",
            "story-1.css",
            "blocks-1.css",
            "laid_out-1.css",
            "lists-1.css",
            "editions-1.css",
            "later-1.css",
            "print-1.css",
            "frontpage-2.js",
            "frontpage-2_bg.wasm",
            "search_engine.js",
            "search_engine_bg.wasm",
        ] {
            std::fs::write(dist.join(name), name).unwrap();
        }
        std::fs::create_dir(dist.join("parts")).unwrap();
        for (name, text) in [
            ("loader.js", "// for developers"),
            ("pictures.js", "// Pictures.\nexport default 1"),
            ("pictures.css", ".pictures{}"),
        ] {
            std::fs::write(dist.join("parts").join(name), text).unwrap();
        }
        std::fs::create_dir(dist.join("tools")).unwrap();
        for name in Tool::ALL.map(Tool::name) {
            let [script, style] = ["js", "css"].map(|extension| format!("{name}.{extension}"));
            let text = format!("// A comment.\nlet {name}");
            std::fs::write(dist.join("tools").join(script), text).unwrap();
            std::fs::write(dist.join("tools").join(style), format!(".{name}{{}}")).unwrap();
        }
        for name in ["sw.js", "sw-off.js"] {
            std::fs::write(dist.join("tools").join(name), name).unwrap();
        }
        folder
    }

    const INDEX: &str = r#"<link rel=stylesheet href=/main-1.css>
        <link rel="stylesheet" href="/story-1.css"><link rel="stylesheet" href="/blocks-1.css">
        <link rel="stylesheet" href="/laid_out-1.css">
        <link rel="stylesheet" href="/lists-1.css"><link rel="stylesheet" href="/editions-1.css">
        <link rel="stylesheet" href="/later-1.css"><link rel="stylesheet" href="/print-1.css">
        <link rel="modulepreload" href="/frontpage-2.js">
        <link rel="preload" href="/frontpage-2_bg.wasm" as="fetch" type="application/wasm">"#;

    #[test]
    fn files_are_named_after_their_content() {
        let folder = folder(INDEX);
        let dist = folder.path().join("dist");
        let (release, files) = Release::read(&dist, "/paper", "en", None).unwrap();
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(paths.len(), 22 + 2 * Tool::ALL.len(), "{paths:?}");
        let sheets = release.styles.all().map(|sheet| &*sheet.address);
        for path in sheets.into_iter().chain([&*release.print]) {
            assert!(files.contains_key(&path[1..]), "{path}");
        }
        let start = String::from_utf8(files[&release.start_module[1..]].clone()).unwrap();
        for path in paths.iter().filter(|path| path.contains("frontpage")) {
            assert!(start.contains(&format!("('/paper/{path}'")), "{path}");
        }
        let rest = paths.iter().filter(|path| path.contains("rest-"));
        for path in rest {
            assert!(start.contains(&format!(r#""/paper/{path}""#)), "{start}");
        }
        let part = |ending: &str| {
            let is_part = |path: &&&str| path.contains("pictures-") && path.ends_with(ending);
            *paths.iter().find(is_part).unwrap()
        };
        let [script, style] = [".js", ".css"].map(part);
        assert_eq!(files[script], b"export default 1");
        let parts = format!(r#"const PARTS={{"pictures":["/paper/{script}","/paper/{style}"]}};"#);
        assert!(start.contains(&parts), "{start}");
        assert!(start.starts_with(TRUSTED_TYPES));
        assert!(!start.contains("\n//"));
        let left = ["SCRIPT", "WASM", "STYLES"].map(|name| start.contains(name));
        assert_eq!(left, [false; 3], "{start}");

        for (tool, ToolFiles { script, style }) in &release.tools {
            let name = tool.name();
            assert_eq!(files[&script[1..]], format!("let {name}").as_bytes());
            assert_eq!(files[&style[1..]], format!(".{name}{{}}").as_bytes());
        }
        assert_eq!(release.tools.len(), Tool::ALL.len());
        let SearchEngine { script, wasm } = &release.engine;
        for (path, content) in [
            (script, "search_engine.js"),
            (wasm, "search_engine_bg.wasm"),
        ] {
            assert_eq!(files[&path[1..]], content.as_bytes(), "{path}");
        }

        // Another WebAssembly changes the start module, but not the stylesheets.
        std::fs::write(dist.join("frontpage-2_bg.wasm"), "other").unwrap();
        let (other, _) = Release::read(&dist, "/paper", "en", None).unwrap();
        assert_ne!(other.start_module, release.start_module);
        assert_eq!(other.styles, release.styles);
    }

    #[test]
    fn a_folder_that_trunk_did_not_build_is_reported() {
        let folder = folder("<p>hello");
        let error = Release::read(&folder.path().join("dist"), "", "en", None).unwrap_err();
        assert!(error.to_string().contains("main stylesheet"), "{error}");
        let error = Release::read(&folder.path().join("none"), "", "en", None).unwrap_err();
        assert!(error.to_string().contains("trunk build"), "{error}");

        let folder = self::folder(INDEX);
        let dist = folder.path().join("dist");
        std::fs::remove_dir_all(dist.join("parts")).unwrap();
        let error = Release::read(&dist, "", "en", None)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("parts") && error.contains("trunk build"),
            "{error}"
        );
    }
}
