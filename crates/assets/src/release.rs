//! The app's release: what Trunk built, under names that tell the content.

use frontpage_base::files::Files;
use frontpage_base::sheet::Sheet;
use frontpage_hosting::csp::TRUSTED_TYPES;
use scraper::{Html, Selector};
use std::path::Path;

/// The app's release as the pages name it: addresses below the site's root, without the base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The style sheet of every page.
    pub style: Sheet,
    /// What pages other than articles need beside it, and articles once the app is there.
    pub later: Sheet,
    /// What paper needs.
    pub print: String,
    /// The module that starts the app: it loads the glue and the WebAssembly.
    pub start: String,
}

/// Why there is no release to publish with.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A file is missing or cannot be read.
    #[error("{path}: {source}; build the app first (trunk build --release)")]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// `index.html` does not name a part of the app.
    #[error("{path}: names no {what}; it is not what Trunk writes, so build the app anew")]
    Part {
        /// The file.
        path: String,
        /// Which part.
        what: &'static str,
    },
}

/// Starts the app; `SCRIPT`, `WASM` and `LATER` stand for the addresses.
const START: &str = include_str!("start.js");

impl Release {
    /// Reads what Trunk left in `dist`. The site is hosted below `base`: `/paper`, or empty. Gives
    /// the release and its files.
    ///
    /// Trunk names the WebAssembly by what it was before wasm-opt: two different files can have
    /// one name. Here each has the hash of what is served, so that it can be kept for ever.
    ///
    /// # Errors
    /// [`ReleaseError`] with the file.
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
        let style = take("style sheet main", r#"link[href*="/main-"]"#)?;
        let later = take("style sheet later", r#"link[href*="/later-"]"#)?;
        let print = take("style sheet print", r#"link[href*="/print-"]"#)?;
        let script = take("script", "link[rel=modulepreload]")?;
        let wasm = take("WebAssembly", r#"link[type="application/wasm"]"#)?;
        let sheet = |address: String| {
            let css = files.get(address.trim_start_matches('/'));
            let css = css.map(|css| String::from_utf8_lossy(css));
            Sheet::new(address, &css.unwrap_or_default())
        };
        let [style, later] = [style, later].map(sheet);
        let starts = start(base, &script, &wasm, &later.address);
        let start = put(&mut files, "start.js", starts.into_bytes());
        let release = Self {
            style,
            later,
            print,
            start,
        };
        Ok((release, files))
    }
}

/// The file that an element names. Only the last part: Trunk puts everything into one folder.
fn named(page: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    let value = page.select(&selector).next()?.attr("href")?;
    let name = value.rsplit('/').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Adds a file of the app, and gives its address.
fn put(files: &mut Files, name: &str, bytes: Vec<u8>) -> String {
    let path = hashed(name, &bytes);
    let address = format!("/{path}");
    files.insert(path, bytes);
    address
}

/// `main-0123456789abcdef.css` → `assets/main-<hash of the content>.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem = stem.split('-').next().unwrap_or(stem);
    let hash = blake3::hash(bytes).to_hex();
    format!("assets/{stem}-{}.{extension}", &hash[..16])
}

/// The module that starts the app, without comments and indentation. It begins with the policy for
/// Trusted Types, since the headers ask for them.
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
    fn files_are_named_by_what_is_in_them() {
        let folder = folder(INDEX);
        let dist = folder.path().join("dist");
        let (release, files) = Release::read(&dist, "/paper").unwrap();
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(paths.len(), 6, "{paths:?}");
        for path in [
            &release.style.address,
            &release.later.address,
            &release.print,
        ] {
            assert!(files.contains_key(&path[1..]), "{path}");
        }
        let start = String::from_utf8(files[&release.start[1..]].clone()).unwrap();
        for path in paths.iter().filter(|path| path.contains("frontpage")) {
            assert!(start.contains(&format!("('/paper/{path}'")), "{path}");
        }
        assert!(start.contains(&format!("'/paper{}'", release.later.address)));
        assert!(start.starts_with(TRUSTED_TYPES));
        assert!(!start.contains("\n//"));
        let left = ["SCRIPT", "WASM", "LATER"].map(|name| start.contains(name));
        assert_eq!(left, [false; 3], "{start}");

        // another app: another module to start it, and the sheets as they were
        std::fs::write(dist.join("frontpage-2_bg.wasm"), "other").unwrap();
        let (other, _) = Release::read(&dist, "/paper").unwrap();
        assert_ne!(other.start, release.start);
        assert_eq!(other.style, release.style);
    }

    #[test]
    fn what_trunk_did_not_write_is_named() {
        let folder = folder("<p>hello");
        let error = Release::read(&folder.path().join("dist"), "").unwrap_err();
        assert!(error.to_string().contains("style sheet"), "{error}");
        let error = Release::read(&folder.path().join("none"), "").unwrap_err();
        assert!(error.to_string().contains("trunk build"), "{error}");
    }
}
