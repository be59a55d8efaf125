//! The copy of the tree that is broken and mended.

use crate::list::Mutation;
use anyhow::{Context, Result, ensure};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy of what git knows of the tree, and of what is new in it.
pub struct Tree {
    root: PathBuf,
    target: PathBuf,
}

/// A break; dropped, the file is as it was.
pub struct Broken {
    file: PathBuf,
    text: String,
}

impl Tree {
    /// Brings the copy in `work` up to date with the tree at `from`. A file that is the same stays,
    /// with its time, so that nothing is compiled again for it.
    ///
    /// # Errors
    /// When git does not answer, or a file cannot be copied.
    pub fn copy(from: &Path, work: &Path) -> Result<Self> {
        let from = from.canonicalize()?;
        let root = work.join("tree");
        fs::create_dir_all(&root)?;
        let root = root.canonicalize()?;
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
            // with its permissions
            fs::copy(&source, &copy).with_context(|| format!("copying {file}"))?;
        }
        // what the last copy knew and this one does not
        let list = root.with_extension("files");
        let before = fs::read_to_string(&list).unwrap_or_default();
        let now: HashSet<&str> = files.iter().map(String::as_str).collect();
        for gone in before.lines().filter(|file| !now.contains(file)) {
            drop(fs::remove_file(root.join(gone)));
        }
        fs::write(&list, files.join("\n"))?;
        Ok(Self {
            root,
            // dependencies are compiled already
            target: from.join("target"),
        })
    }

    /// A command that runs in it.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Builds the app and publishes the newspaper, as `./dev test` does, but for the size: how the
    /// app behaves does not hang on it, and a release takes minutes for each break.
    ///
    /// # Errors
    /// When it does not build: such a break shows nothing.
    pub fn build(&self) -> Result<()> {
        let mut app = self.command("trunk");
        succeed(app.args(["build", "--cargo-profile", "mutations"]))?;
        let mut edition = self.command("cargo");
        let press = [
            "run",
            "--quiet",
            "--package",
            "press",
            "--features",
            "render",
            "--",
        ];
        succeed(
            edition
                .args(press)
                .args(["build", "--release-app", "dist", "--out", "site"]),
        )
    }

    /// Breaks it.
    ///
    /// # Errors
    /// When the file is not as the list of breaks says.
    pub fn broken(&self, mutation: &Mutation) -> Result<Broken> {
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
        // the next copy mends what this cannot
        drop(fs::write(&self.file, &self.text));
    }
}

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
    let list = list.output().context("there is no git")?;
    ensure!(
        list.status.success(),
        "git does not know {}",
        from.display()
    );
    let list = String::from_utf8(list.stdout)?;
    let files = list.split('\0').filter(|file| !file.is_empty());
    // a file that was removed and not yet committed is still on the list
    Ok(files
        .filter(|file| from.join(file).is_file())
        .map(str::to_owned)
        .collect())
}

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
