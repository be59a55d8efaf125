//! The publisher's own files: what lies in `public/` goes to the site's root as it is.
//!
//! Each path of the site has one owner. Icons, the web app's manifest, `robots.txt`, `.htaccess`,
//! `404.html` and `offline.html` give way to a file of theirs; a file of theirs gives way to
//! everything else, and is named in the report.

use frontpage_base::files::Files;
use frontpage_base::report::{Finding, Problem, Severity};
use frontpage_hosting::HTACCESS;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files of the folder.
#[derive(Debug, Default)]
pub struct Public {
    folder: PathBuf,
    files: Files,
    /// The first parts of their paths: most paths of a site begin with none of these.
    tops: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Public {
    /// Reads the folder. Hidden files and folders are not published, but for `.well-known` and an
    /// `.htaccess` at its root.
    ///
    /// # Errors
    /// When the folder, or a file in it, cannot be read; with the path.
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
                    public.tops.insert(top(&name).into());
                    public.files.insert(name, bytes);
                }
                Err(finding) => {
                    let problem = finding.at(&file.display().to_string(), Severity::Refused);
                    public.problems.push(problem);
                }
            }
        }
        Ok(public)
    }

    /// A file by its path from the site's root.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The files that are published beside everything else, by their paths from the site's root.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// What cannot be published at all.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Puts files of theirs in the place of those that press has made. Gives the paths of those
    /// that are others now.
    pub fn stand_in_for(&mut self, made: &mut Files) -> Vec<String> {
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

    /// The files of theirs that cannot be there together with the file at `path`: at the same path,
    /// or one of the two where the other needs a folder.
    pub fn in_the_way_of(&self, path: &str) -> Vec<&str> {
        if !self.tops.contains(top(path)) {
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

    /// That a file is not published, since the newspaper has its path.
    pub fn refuse(&self, path: &str) -> Problem {
        let finding = match path {
            "_headers" => Finding::new(
                "file",
                "would replace the headers of the newspaper, its policy among them",
                "take it out, and set further headers at the host",
            ),
            _ => Finding::new(
                "file",
                "has the path of a page, of data or of another file that press makes",
                "rename it, or take it out",
            ),
        };
        let file = self.folder.join(path).display().to_string();
        finding.at(&file, Severity::Refused)
    }
}

/// The first part of a path.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_for_apache = name == HTACCESS && entry.depth() == 1;
    name.as_encoded_bytes().starts_with(b".") && name != ".well-known" && !is_for_apache
}

/// The path as hosts and readers can name it.
fn name(path: &Path, entry: &DirEntry) -> Result<String, Finding> {
    let refused = |reason: &str, remedy: &str| Err(Finding::new("file", reason, remedy));
    if !entry.file_type().is_file() {
        // it could lead to what nobody meant to publish
        return refused("is no plain file", "put the file itself there");
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
            "has the name of a packed copy, which hosts show nobody",
            "put it there unpacked, or give it another ending",
        );
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(names: &[&str]) -> (tempfile::TempDir, Public) {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, name).unwrap();
        }
        let public = Public::read(folder.path()).unwrap();
        (folder, public)
    }

    #[test]
    fn what_a_host_could_not_show_is_named() {
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
            let public = Public::read(folder.path()).unwrap();
            assert_eq!(public.files().len(), 4);
            assert_eq!(public.problems().len(), 5);
        }
        let (path, _) = Public::read(&folder.path().join("none")).unwrap_err();
        assert!(path.ends_with("none"));
    }

    #[test]
    fn a_file_is_in_the_way_at_its_path_above_it_and_below_it() {
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
            assert_eq!(public.in_the_way_of(path), expected, "{path}");
        }
    }

    #[test]
    fn a_file_of_theirs_stands_in_for_one_of_ours() {
        let (_folder, mut public) = public(&["robots.txt", "favicon.svg", "other.txt"]);
        let made = ["404.html", "favicon.svg", "robots.txt"];
        let mut made: Files = made
            .map(|name| (name.to_owned(), b"favicon.svg".to_vec()))
            .into();
        // the same bytes are nothing to tell
        assert_eq!(public.stand_in_for(&mut made), ["robots.txt"]);
        assert_eq!(made["robots.txt"], b"robots.txt");
        assert_eq!(made["404.html"], b"favicon.svg");
        assert_eq!(public.files().len(), 1);
    }
}
