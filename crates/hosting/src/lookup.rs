//! Finds the file for the path of a URL, as Cloudflare Pages does.

use crate::combination;
use crate::policy::is_for_hosts;
use percent_encoding::percent_decode_str;

/// The result of looking up a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The path of a file in the site's folder.
    File(String),
    /// A redirect to the page's canonical path, without the base path.
    Moved(String),
    /// No such page or file.
    Missing,
}

/// Looks up `path`, which is percent-encoded and has no base path. `is_file` says whether the site has a
/// file, by its path from the root.
pub fn find(path: &str, is_file: impl Fn(&str) -> bool) -> Lookup {
    let Some(path) = plain(path) else {
        return Lookup::Missing;
    };
    if let Some(folder) = path.strip_suffix('/') {
        let index = format!("{path}index.html");
        return if is_file(&index) {
            Lookup::File(index)
        } else if is_file(&format!("{folder}.html")) {
            Lookup::Moved(format!("/{folder}"))
        } else {
            Lookup::Missing
        };
    }
    if path.is_empty() {
        return existing("index.html".into(), is_file);
    }
    if let Some(page) = path.strip_suffix(".html").filter(|_| is_file(&path)) {
        return Lookup::Moved(match page.strip_suffix("index") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
            _ => format!("/{page}"),
        });
    }
    if is_file(&path) {
        return Lookup::File(path);
    }
    match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => {
            Lookup::Moved(format!("/{folder}"))
        }
        _ => match existing(format!("{path}.html"), &is_file) {
            Lookup::Missing if combination::is_combination(&path) => {
                existing(combination::PAGE.into(), is_file)
            }
            found => found,
        },
    }
}

fn existing(file: String, is_file: impl Fn(&str) -> bool) -> Lookup {
    if is_file(&file) {
        Lookup::File(file)
    } else {
        Lookup::Missing
    }
}

/// Decodes a percent-encoded text. Bytes that are not UTF-8 are replaced.
pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Decodes a path and removes its leading slash. `None` if it could leave the folder, or leads to a
/// file that is not for readers: a host's file or a precompressed copy.
fn plain(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let inner = path.strip_suffix('/').unwrap_or(&path);
    let is_allowed = |part: &str| {
        !part.is_empty()
            && !is_for_hosts(part)
            && !part.contains(['\\', ':'])
            && !part.contains(char::is_control)
    };
    let is_allowed = (path.is_empty() || inner.split('/').all(is_allowed))
        && !path.ends_with(".br")
        && !path.ends_with(".gz");
    is_allowed.then(|| path.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(site: &std::path::Path, path: &str) -> Lookup {
        super::find(path, |file| site.join(file).is_file())
    }

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        for file in [
            "index.html",
            "index.json",
            "world.html",
            "world.html.br",
            "world/2.html",
            "old/index.html",
            "_headers",
            ".hidden",
            ".well-known/security.txt",
            ".well-known/.hidden",
            "assets/a.js",
            "a b.html",
            "tag.html",
            "tag/mideast.html",
            "tag/a+b.html",
        ] {
            let file = site.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "x").unwrap();
        }
        std::fs::write(folder.path().join("secret.html"), "x").unwrap();
        folder
    }

    #[test]
    fn pages_have_one_address() {
        let folder = site();
        let file = |path: &str| Lookup::File(path.into());
        let moved = |path: &str| Lookup::Moved(path.into());
        for (path, expected) in [
            ("/", file("index.html")),
            ("/index", moved("/")),
            ("/index.html", moved("/")),
            ("/index.json", file("index.json")),
            ("/world", file("world.html")),
            ("/world/", moved("/world")),
            ("/world.html", moved("/world")),
            ("/world/2", file("world/2.html")),
            ("/world/2/", moved("/world/2")),
            ("/old/", file("old/index.html")),
            ("/old/index.html", moved("/old/")),
            ("/assets/a.js", file("assets/a.js")),
            ("/a%20b", file("a b.html")),
            (
                "/.well-known/security.txt",
                file(".well-known/security.txt"),
            ),
            ("/tag", file("tag.html")),
            ("/tag/mideast", file("tag/mideast.html")),
            ("/tag/a+b", file("tag/a+b.html")),
            ("/tag/a%2Bb", file("tag/a+b.html")),
            ("/tag/a~b", file("tag.html")),
            ("/tag/a+b~c", file("tag.html")),
            ("/tag/nowhere", Lookup::Missing),
            ("/tag/a+", Lookup::Missing),
            ("/tag/a~b.json", Lookup::Missing),
            ("/nowhere", Lookup::Missing),
            ("/assets", Lookup::Missing),
            ("/assets/", Lookup::Missing),
            ("/assets/b.js", Lookup::Missing),
            ("/world.html/", Lookup::Missing),
        ] {
            assert_eq!(find(&folder.path().join("site"), path), expected, "{path}");
        }
    }

    #[test]
    fn no_path_leaves_the_folder_or_reaches_private_files() {
        let folder = site();
        for path in [
            "/../secret",
            "/..%2fsecret",
            "/%2e%2e/secret",
            "/world/../../secret",
            "/./world",
            "/..\\secret",
            "/..%5csecret",
            "/world%00",
            "//world",
            "/world//2",
            "//",
            "",
            "secret",
            "/%ff",
            "/_headers",
            "/.hidden",
            "/.well-known/.hidden",
            "/world.html.br",
            "/c:/secret",
            "/%0aworld",
        ] {
            assert_eq!(
                find(&folder.path().join("site"), path),
                Lookup::Missing,
                "{path}"
            );
        }
    }
}
