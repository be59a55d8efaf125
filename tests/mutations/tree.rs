//! The copy of the source tree in which mutations are applied and undone.

use crate::list::Mutation;
use anyhow::{Context, Result, ensure};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy of the working tree: the files that git tracks, and new files that it does not ignore.
pub struct Tree {
    root: PathBuf,
    target: PathBuf,
}

/// An applied mutation. Dropping it restores the file.
pub struct Broken {
    file: PathBuf,
    text: String,
}

impl Tree {
    /// Brings the copy in `work` up to date with the tree at `from`. Unchanged files keep their
    /// modification time, so that cargo does not compile them again.
    ///
    /// # Errors
    /// Returns an error if git fails or a file cannot be copied.
    pub fn copy(from: &Path, work: &Path) -> Result<Self> {
        let from = from.canonicalize()?;
        let root = work.join("tree");
        fs::create_dir_all(&root)?;
        let root = root.canonicalize()?;
        let target = root.with_file_name("target");
        let files = files(&from)?;
        for file in &files {
            let (source, copy) = (from.join(file), root.join(file));
            let bytes = fs::read(&source).with_context(|| format!("reading {file}"))?;
            if fs::read(&copy).is_ok_and(|there| there == bytes) {
                continue;
            }
            if let Some(folder) = copy.parent() {
                fs::create_dir_all(folder)?;
            }
            // `fs::copy` keeps the permissions.
            fs::copy(&source, &copy).with_context(|| format!("copying {file}"))?;
        }
        // Remove files of the previous copy that no longer exist in the tree.
        let list = root.with_extension("files");
        let before = fs::read_to_string(&list).unwrap_or_default();
        let now: HashSet<&str> = files.iter().map(String::as_str).collect();
        for gone in before.lines().filter(|file| !now.contains(file)) {
            drop(fs::remove_file(root.join(gone)));
        }
        fs::write(&list, files.join("\n"))?;
        Ok(Self {
            root,
            // Not the tree's own target folder: cargo would take what a mutation left there for a
            // fresh build of the tree.
            target,
        })
    }

    /// Returns a command that runs in the copy.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Builds the app and publishes the newspaper, as `./dev test` does, but without optimizing for
    /// size. That does not change the app's behavior, and a release build would take minutes for
    /// each mutation.
    ///
    /// # Errors
    /// Returns an error if the build fails. A mutation that does not compile proves nothing.
    pub fn build(&self) -> Result<()> {
        let mut app = self.command("trunk");
        succeed(app.args(["build", "--cargo-profile", "mutations"]))?;
        let mut edition = self.command("cargo");
        let press = ["run", "--quiet", "--package", "press", "--"];
        succeed(
            edition
                .args(press)
                .args(["build", "--release-app", "dist", "--out", "site"]),
        )
    }

    /// Applies a mutation.
    ///
    /// # Errors
    /// Returns an error if the file does not contain the text to replace exactly once.
    pub fn apply(&self, mutation: &Mutation) -> Result<Broken> {
        let file = self.root.join(mutation.file);
        let text = fs::read_to_string(&file)?;
        let broken = Broken {
            file,
            text: text.clone(),
        };
        fs::write(&broken.file, mutation.apply(&text)?)?;
        Ok(broken)
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        // If this fails, the next `Tree::copy` restores the file.
        drop(fs::write(&self.file, &self.text));
    }
}

/// Lists the files of the working tree, relative to `from`.
fn files(from: &Path) -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.current_dir(from);
    let list = git.args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]);
    let list = list.output().context("git cannot be started: install it")?;
    ensure!(
        list.status.success(),
        "git ls-files failed in {}: is it a git repository?",
        from.display()
    );
    let list = String::from_utf8(list.stdout)?;
    let files = list.split('\0').filter(|file| !file.is_empty());
    // A deleted file stays on git's list until the deletion is committed.
    Ok(files
        .filter(|file| from.join(file).is_file())
        .map(str::to_owned)
        .collect())
}

/// Runs a command and fails with its output if it fails.
fn succeed(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .with_context(|| format!("starting {command:?}"))?;
    ensure!(
        output.status.success(),
        "{command:?} failed:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}
