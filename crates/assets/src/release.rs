//! The app's release: the files that Trunk built, renamed after the hash of their content.

use frontpage_base::files::Files;
use frontpage_base::stylesheet::Stylesheet;
use frontpage_hosting::csp::TRUSTED_TYPES;
use scraper::{Html, Selector};
use std::path::Path;

/// The app's release as pages refer to it. Addresses are below the site's root, without the base
/// path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The stylesheet of every page.
    pub style: Stylesheet,
    /// The stylesheet that other pages need in addition, and articles too once the app has started.
    pub app_only: Stylesheet,
    /// The address of the print stylesheet.
    pub print: String,
    /// The address of the module that starts the app by loading its script and WebAssembly.
    pub start_module: String,
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
    /// `index.html` does not refer to a part of the app.
    #[error(
        "{path}: has no {what}, so Trunk did not build it for this app; run trunk build --release \
         again"
    )]
    Part {
        /// The path of `index.html`.
        path: String,
        /// The missing part.
        what: &'static str,
    },
}

/// The template of the module that starts the app. `SCRIPT`, `WASM` and `LATER` stand for
/// addresses.
const START: &str = include_str!("start.js");

impl Release {
    /// Reads what Trunk left in `dist`, and returns the release with its files. `base` is the path
    /// below which the site is hosted: `/paper`, or empty.
    ///
    /// Trunk hashes the WebAssembly before wasm-opt runs, so two different files can get the same
    /// name. Here each name contains the hash of the bytes that are served, so the files can be
    /// cached forever.
    ///
    /// # Errors
    /// [`ReleaseError`] with the path of the file.
    pub fn read(dist: &Path, base: &str) -> Result<(Self, Files), ReleaseError> {
        let index = dist.join("index.html");
        let page = Html::parse_document(&String::from_utf8_lossy(&bytes(&index)?));
        let mut files = Files::new();
        let mut take = |what, selector: &str| {
            let name = named(&page, selector).ok_or_else(|| ReleaseError::Part {
                path: index.display().to_string(),
                what,
            })?;
            let bytes = bytes(&dist.join(&name))?;
            Ok(put(&mut files, &name, bytes))
        };
        let style = take("main stylesheet", r#"link[href*="/main-"]"#)?;
        let later = take("later stylesheet", r#"link[href*="/later-"]"#)?;
        let print = take("print stylesheet", r#"link[href*="/print-"]"#)?;
        let script = take("script", "link[rel=modulepreload]")?;
        let wasm = take("WebAssembly", r#"link[type="application/wasm"]"#)?;
        let sheet = |address: String| {
            let css = files.get(address.trim_start_matches('/'));
            let css = css.map(|css| String::from_utf8_lossy(css));
            Stylesheet::new(address, &css.unwrap_or_default())
        };
        let [style, later] = [style, later].map(sheet);
        let module = start(base, &script, &wasm, &later.address);
        let start = put(&mut files, "start.js", module.into_bytes());
        let release = Self {
            style,
            app_only: later,
            print,
            start_module: start,
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

/// Returns the module that starts the app, without comments and indentation. It begins by defining
/// the Trusted Types policy, because the site's headers require Trusted Types.
fn start(base: &str, script: &str, wasm: &str, later: &str) -> String {
    let lines = START.lines().map(str::trim_start);
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("//")).collect();
    let start = lines
        .join("\n")
        .replace("SCRIPT", &format!("{base}{script}"))
        .replace("WASM", &format!("{base}{wasm}"))
        .replace("LATER", &format!("{base}{later}"));
    format!("{TRUSTED_TYPES}{start}")
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
            "later-1.css",
            "print-1.css",
            "frontpage-2.js",
            "frontpage-2_bg.wasm",
        ] {
            std::fs::write(dist.join(name), name).unwrap();
        }
        folder
    }

    const INDEX: &str = r#"<link rel=stylesheet href=/main-1.css>
        <link rel="stylesheet" href="/later-1.css"><link rel="stylesheet" href="/print-1.css">
        <link rel="modulepreload" href="/frontpage-2.js">
        <link rel="preload" href="/frontpage-2_bg.wasm" as="fetch" type="application/wasm">"#;

    #[test]
    fn files_are_named_after_their_content() {
        let folder = folder(INDEX);
        let dist = folder.path().join("dist");
        let (release, files) = Release::read(&dist, "/paper").unwrap();
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(paths.len(), 6, "{paths:?}");
        for path in [
            &release.style.address,
            &release.app_only.address,
            &release.print,
        ] {
            assert!(files.contains_key(&path[1..]), "{path}");
        }
        let start = String::from_utf8(files[&release.start_module[1..]].clone()).unwrap();
        for path in paths.iter().filter(|path| path.contains("frontpage")) {
            assert!(start.contains(&format!("('/paper/{path}'")), "{path}");
        }
        assert!(start.contains(&format!("'/paper{}'", release.app_only.address)));
        assert!(start.starts_with(TRUSTED_TYPES));
        assert!(!start.contains("\n//"));
        let left = ["SCRIPT", "WASM", "LATER"].map(|name| start.contains(name));
        assert_eq!(left, [false; 3], "{start}");

        // Another WebAssembly changes the start module, but not the stylesheets.
        std::fs::write(dist.join("frontpage-2_bg.wasm"), "other").unwrap();
        let (other, _) = Release::read(&dist, "/paper").unwrap();
        assert_ne!(other.start_module, release.start_module);
        assert_eq!(other.style, release.style);
    }

    #[test]
    fn a_folder_that_trunk_did_not_build_is_reported() {
        let folder = folder("<p>hello");
        let error = Release::read(&folder.path().join("dist"), "").unwrap_err();
        assert!(error.to_string().contains("main stylesheet"), "{error}");
        let error = Release::read(&folder.path().join("none"), "").unwrap_err();
        assert!(error.to_string().contains("trunk build"), "{error}");
    }
}
