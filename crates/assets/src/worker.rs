//! The service worker: what answers readers who keep pages on their device.
//!
//! It is one file, because not all browsers load modules in a service worker: the part `device`, which
//! knows what is kept, and `worker.js`, which answers. A newspaper that turns it off publishes another
//! one at the same address, which removes what was kept, and itself.

use crate::parts::without_comments;
use crate::tools::FOLDER;
use frontpage_base::atomic::atomic;
use std::path::Path;

/// The address of the service worker, below the site's root. It controls the pages below its own folder.
pub const PATH: &str = "sw.js";
/// The part that the service worker begins with.
const DEVICE: &str = "device.js";
/// The file names of the service worker and of its replacement, in Trunk's output.
const FILES: [&str; 2] = ["sw.js", "sw-off.js"];

/// The scripts of the service worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Answers from what is kept.
    pub on: Vec<u8>,
    /// Removes what is kept, and itself.
    pub off: Vec<u8>,
}

/// Writes both scripts for Trunk to copy, beside the tools. `source` is the folder with the scripts,
/// `parts` that with the parts.
///
/// # Errors
/// A message with the file.
pub fn prepare(source: &Path, parts: &Path, target: &Path) -> Result<(), String> {
    let device = text(&parts.join(DEVICE))?;
    let worker = text(&source.join("worker.js"))?;
    let off = text(&source.join("off.js"))?;
    let on = format!("{}\n{worker}", as_script(&device));
    for (name, script) in FILES.into_iter().zip([on, off]) {
        let path = target.join(name);
        atomic(&path, script.as_bytes()).map_err(|error| cannot(&path, &error))?;
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

/// Turns a module that imports nothing into a script.
fn as_script(module: &str) -> String {
    let lines = module.lines();
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix("export ").unwrap_or(line))
        .collect();
    lines.join("\n")
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
    fn the_worker_begins_with_the_part_as_a_script() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("device.js", "// Kept.\nexport const kept = 1;\n").unwrap();
        write("worker.js", "  // Answers.\n  use(kept);\n").unwrap();
        write("off.js", "stop();").unwrap();
        let dist = folder.path().join("dist");
        prepare(folder.path(), folder.path(), &dist.join(FOLDER)).unwrap();
        let worker = read(&dist).unwrap();
        assert_eq!(worker.on, b"const kept = 1;\nuse(kept);");
        assert_eq!(worker.off, b"stop();");

        std::fs::remove_file(folder.path().join("device.js")).unwrap();
        let error = prepare(folder.path(), folder.path(), &dist).unwrap_err();
        assert!(error.contains("device.js"), "{error}");
    }
}
