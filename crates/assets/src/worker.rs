//! The service worker, which answers requests from the pages that readers keep on their device.
//!
//! Not all browsers load modules in a service worker, so its script includes the part `device`, which manages
//! the kept pages. A newspaper that has turned off keeping pages publishes another service worker at the same
//! address, which removes the kept pages, and itself.

use crate::imports;
use crate::parts::without_comments;
use crate::tools::FOLDER;
use frontpage_base::atomic::atomic;
use std::path::Path;

/// The address of the service worker, below the site's root. It controls the pages below its own folder.
pub const PATH: &str = "sw.js";
/// The file names of the service worker and of its replacement, in Trunk's output.
const FILES: [&str; 2] = ["sw.js", "sw-off.js"];

/// The scripts of the service worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// The script that answers from kept pages.
    pub on: Vec<u8>,
    /// The script that removes the kept pages, and the service worker.
    pub off: Vec<u8>,
}

/// Writes both scripts for Trunk to copy, beside the tools. `source` is the folder with the scripts.
///
/// # Errors
/// A message with the file.
pub fn prepare(source: &Path, target: &Path) -> Result<(), String> {
    let scripts = ["worker.js", "off.js"].map(|name| imports::read(&source.join(name)));
    for (name, script) in FILES.into_iter().zip(scripts) {
        let path = target.join(name);
        atomic(&path, script?.as_bytes()).map_err(|error| cannot(&path, &error))?;
    }
    Ok(())
}

/// Reads both scripts from Trunk's output, without comments.
///
/// # Errors
/// A message with the file.
pub fn read(dist: &Path) -> Result<Worker, String> {
    let folder = dist.join(FOLDER);
    let script = |name: &str| {
        let script = text(&folder.join(name))?;
        Ok::<_, String>(without_comments(&script).into_bytes())
    };
    let [on, off] = FILES.map(script);
    Ok(Worker { on: on?, off: off? })
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_contains_what_it_imports() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("device.js", "// Kept.\nexport const kept = 1;\n").unwrap();
        let worker = "import { kept } from './device.js';\n  // Answers.\n  use(kept);\n";
        write("worker.js", worker).unwrap();
        write("off.js", "stop();\n").unwrap();
        let dist = folder.path().join("dist");
        prepare(folder.path(), &dist.join(FOLDER)).unwrap();
        let worker = read(&dist).unwrap();
        assert_eq!(worker.on, b"const kept = 1;\nuse(kept);");
        assert_eq!(worker.off, b"stop();");

        std::fs::remove_file(folder.path().join("device.js")).unwrap();
        let error = prepare(folder.path(), &dist).unwrap_err();
        assert!(error.contains("device.js"), "{error}");
    }
}
