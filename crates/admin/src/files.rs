//! The files of the content management system, from the `node_modules` folder that npm has filled.

use crate::reply::Reply;
use std::io::ErrorKind;
use std::path::Path;

/// The folders that are served: the system, and what it loads when it is used.
const FOLDERS: [&str; 8] = [
    "@sveltia/cms/npm/",
    "@sveltia/cms/locales/",
    "@shikijs/langs/dist/",
    "@shikijs/themes/dist/",
    "exifr/dist/",
    "immutable/dist/",
    "svgo/dist/",
    "turndown/lib/",
];

/// Answers with a file in the folder `cms`.
pub fn read(cms: &Path, path: &str) -> Reply {
    let is_known = FOLDERS.iter().any(|folder| path.starts_with(folder));
    if !is_known || !path.split('/').all(is_plain) {
        return Reply::not_found("Not found\n");
    }
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let content_type = match ending {
        "js" | "mjs" | "json" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "css" => "text/css; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => return Reply::not_found("Not found\n"),
    };
    match std::fs::read(cms.join(path)) {
        // The package is made for bundlers, which make a module of each JSON file that it imports.
        Ok(json) if ending == "json" => {
            Reply::script([b"export default ", json.as_slice()].concat())
        }
        Ok(bytes) => Reply::new(200, content_type, bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Reply::not_found("Not found\n"),
        Err(error) => Reply::error(&format!("{path}: {error}\n")),
    }
}

/// Returns whether a part of a path is a plain name, which cannot lead out of the folder.
fn is_plain(part: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.@".contains(&b);
    !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_files_of_the_system_are_served() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("@sveltia/cms/npm/index.js", "js"),
            ("@sveltia/cms/npm/index.js.map", "map"),
            ("@sveltia/cms/locales/de.json", "{}"),
            ("other/index.js", "js"),
            ("secret.js", "js"),
        ] {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let read = |path| read(folder.path(), path);
        let script = Some("text/javascript; charset=utf-8");
        let reply = read("@sveltia/cms/npm/index.js");
        assert_eq!((reply.status, reply.header("content-type")), (200, script));
        let reply = read("@sveltia/cms/locales/de.json");
        assert_eq!(
            (reply.body.as_slice(), reply.header("content-type")),
            (&b"export default {}"[..], script)
        );
        for path in [
            "",
            "other/index.js",
            "secret.js",
            "@sveltia/cms/npm/index.js.map",
            "@sveltia/cms/npm/none.js",
            "@sveltia/cms/npm/../../../secret.js",
            "@sveltia/cms/npm//index.js",
            "@sveltia/cms/npm/%2e%2e/locales/de.json",
            "@sveltia/cms/npm/..\\..\\..\\secret.js",
            "@sveltia/cms/npm/",
            "/@sveltia/cms/npm/index.js",
        ] {
            assert_eq!(read(path).status, 404, "{path}");
        }
    }
}
