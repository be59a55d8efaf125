//! The publisher's own files: everything in `public/` is copied to the site's root.
//!
//! If press makes a file at the same path, one of them wins. The publisher's file replaces icons,
//! the web app manifest, `robots.txt`, `.htaccess`, `404.html` and `offline.html`. All other files
//! of press win, and the publisher's file is reported.

use frontpage_base::diagnostic::{Diagnostic, FieldDiagnostic, Severity};
use frontpage_base::files::Files;
use frontpage_hosting::HTACCESS;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files in `public/`.
#[derive(Debug, Default)]
pub struct PublicFiles {
    folder: PathBuf,
    files: Files,
    /// The first segments of their paths, to rule out conflicts quickly: few paths of a site start
    /// with one of them.
    first_segments: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl PublicFiles {
    /// Reads the folder. Hidden files and folders are skipped, except for `.well-known` and an
    /// `.htaccess` at the root.
    ///
    /// # Errors
    /// The path and the error if the folder or a file in it cannot be read.
    pub fn read(folder: &Path) -> Result<Self, (PathBuf, std::io::Error)> {
        let mut public = Self {
            folder: folder.into(),
            ..Self::default()
        };
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
        let walk = walk.into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                (path, error.into())
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            let file = entry.path();
            let path = file.strip_prefix(folder).unwrap_or(file);
            match name(path, &entry) {
                Ok(name) => {
                    let bytes = std::fs::read(file).map_err(|error| (file.to_owned(), error))?;
                    public.first_segments.insert(top(&name).into());
                    public.files.insert(name, bytes);
                }
                Err(finding) => {
                    let problem = finding.in_file(&file.display().to_string(), Severity::Refused);
                    public.diagnostics.push(problem);
                }
            }
        }
        Ok(public)
    }

    /// Returns the content of a file, by its path from the site's root.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Returns the files to publish, by their paths from the site's root.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Returns the diagnostics of files that cannot be published.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Replaces files that press has made with the publisher's files at the same paths, and takes
    /// those out of this set. Returns the paths of the files that changed by that.
    pub fn override_files(&mut self, made: &mut Files) -> Vec<String> {
        let mut own = Vec::new();
        for (path, bytes) in made {
            if let Some(theirs) = self.files.remove(path)
                && *bytes != theirs
            {
                *bytes = theirs;
                own.push(path.clone());
            }
        }
        own
    }

    /// Returns the publisher's files that conflict with the file at `path`: those at the same path,
    /// and those where one of the two would have to be a folder.
    pub fn conflicts_with(&self, path: &str) -> Vec<&str> {
        if !self.first_segments.contains(top(path)) {
            return Vec::new();
        }
        let ends = path.match_indices('/').map(|(end, _)| end);
        let above = ends.chain([path.len()]).map(|end| &path[..end]);
        let above = above.filter_map(|path| self.files.get_key_value(path));
        let folder = format!("{path}/");
        let below = self.files.range(folder.clone()..);
        let below = below.take_while(|(path, _)| path.starts_with(&folder));
        above.chain(below).map(|(path, _)| path.as_str()).collect()
    }

    /// Returns the diagnostic of a file that is not published because the site needs its path.
    pub fn conflict(&self, path: &str) -> Diagnostic {
        let finding = match path {
            "_headers" => FieldDiagnostic::new(
                "file",
                "would replace the headers of the site, including its Content-Security-Policy",
                "remove it, and set additional headers at the host",
            ),
            _ => FieldDiagnostic::new(
                "file",
                "has the path of a page, page data or another file that press makes",
                "rename it, or remove it",
            ),
        };
        let file = self.folder.join(path).display().to_string();
        finding.in_file(&file, Severity::Refused)
    }
}

/// Returns the first segment of a path.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_for_apache = name == HTACCESS && entry.depth() == 1;
    name.as_encoded_bytes().starts_with(b".") && name != ".well-known" && !is_for_apache
}

/// Returns the path with slashes, after checking that hosts can serve the file.
fn name(path: &Path, entry: &DirEntry) -> Result<String, FieldDiagnostic> {
    let refused = |reason: &str, remedy: &str| Err(FieldDiagnostic::new("file", reason, remedy));
    if !entry.file_type().is_file() {
        // A symbolic link could publish a file from elsewhere by accident.
        return refused("is not a regular file", "replace it with the file itself");
    }
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    let Some(parts) = parts else {
        return refused("has a name that is not UTF-8", "rename it");
    };
    let name = parts.join("/");
    if name.contains(char::is_control) {
        return refused("has a name with a control character", "rename it");
    }
    if name.ends_with(".br") || name.ends_with(".gz") {
        return refused(
            "has the extension of a precompressed copy, which hosts do not serve by itself",
            "add the uncompressed file, or use another extension",
        );
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(names: &[&str]) -> (tempfile::TempDir, PublicFiles) {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, name).unwrap();
        }
        let public = PublicFiles::read(folder.path()).unwrap();
        (folder, public)
    }

    #[test]
    fn files_that_hosts_cannot_serve_are_reported() {
        let names = [
            "a.txt",
            "b/c.pdf",
            ".well-known/security.txt",
            ".hidden",
            ".htaccess",
            "b/.htaccess",
            ".git/config",
            "a.txt.gz",
            "page.html.br",
            "two\nlines.txt",
        ];
        let (folder, public) = public(&names);
        let paths: Vec<&String> = public.files().keys().collect();
        let published = [".htaccess", ".well-known/security.txt", "a.txt", "b/c.pdf"];
        assert_eq!(paths, published);
        assert_eq!(public.get("b/c.pdf"), Some(&b"b/c.pdf"[..]));
        let problems = public.problems();
        let named = problems.iter().map(|problem| problem.to_string());
        let named: Vec<String> = named.collect();
        assert_eq!(named.len(), 3, "{named:?}");
        assert!(problems.iter().all(|p| p.severity == Severity::Refused));

        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let odd = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
            std::fs::write(folder.path().join(odd), "x").unwrap();
            std::os::unix::fs::symlink("/etc/passwd", folder.path().join("link.txt")).unwrap();
            let public = PublicFiles::read(folder.path()).unwrap();
            assert_eq!(public.files().len(), 4);
            assert_eq!(public.problems().len(), 5);
        }
        let (path, _) = PublicFiles::read(&folder.path().join("none")).unwrap_err();
        assert!(path.ends_with("none"));
    }

    #[test]
    fn files_conflict_at_a_path_above_it_and_below_it() {
        let (_folder, public) = public(&["world.html", "tag", "index.json/a", "index.json/b", "w"]);
        for (path, expected) in [
            ("world.html", &["world.html"][..]),
            ("world.json", &[]),
            ("tag/sea/feed.xml", &["tag"]),
            ("tags/sea.json", &[]),
            ("index.json", &["index.json/a", "index.json/b"]),
            ("index.html", &[]),
            ("2025/01/01/w", &[]),
        ] {
            assert_eq!(public.conflicts_with(path), expected, "{path}");
        }
    }

    #[test]
    fn a_public_file_replaces_a_generated_one() {
        let (_folder, mut public) = public(&["robots.txt", "favicon.svg", "other.txt"]);
        let made = ["404.html", "favicon.svg", "robots.txt"];
        let mut made: Files = made
            .map(|name| (name.to_owned(), b"favicon.svg".to_vec()))
            .into();
        // A replacement with the same bytes is not reported.
        assert_eq!(public.override_files(&mut made), ["robots.txt"]);
        assert_eq!(made["robots.txt"], b"robots.txt");
        assert_eq!(made["404.html"], b"favicon.svg");
        assert_eq!(public.files().len(), 1);
    }
}
