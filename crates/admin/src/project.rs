//! The repository that the content folder is in: what the editor's browser is given access to.

use std::path::{Path, PathBuf};

/// Why the content folder cannot be edited.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The folder cannot be opened.
    #[error("{path}: {source}; name the content folder with --content")]
    Open {
        /// The folder.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// No folder around the content folder is a repository.
    #[error(
        "{0}: this folder is not in a git repository, where the editor's screen works; run git init in \
         the folder of the newspaper"
    )]
    NoRepository(String),
}

/// A repository with a content folder.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    /// The path of the content folder within the repository, with slashes; empty if it is the root.
    content: String,
}

impl Project {
    /// Finds the repository around the folder `content`: the closest folder with `.git`, which is a
    /// file in a worktree.
    pub(crate) fn around(content: &Path) -> Result<Self, ProjectError> {
        let path = content.display().to_string();
        let content = match content.canonicalize() {
            Ok(content) => content,
            Err(source) => return Err(ProjectError::Open { path, source }),
        };
        let mut folders = content.ancestors();
        let Some(root) = folders.find(|folder| folder.join(".git").exists()) else {
            return Err(ProjectError::NoRepository(path));
        };
        let below = content.strip_prefix(root).unwrap_or(Path::new(""));
        let names = below.iter().map(|name| name.to_string_lossy());
        Ok(Self {
            root: root.to_owned(),
            content: names.collect::<Vec<_>>().join("/"),
        })
    }

    /// Returns the folder with `.git`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the name of the folder with `.git`, which the screen asks the editor to choose.
    pub(crate) fn name(&self) -> String {
        let name = self.root.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Returns the path within the repository of a folder in the content folder.
    pub(crate) fn folder(&self, name: &str) -> String {
        match self.content.as_str() {
            "" => name.to_owned(),
            content => format!("{content}/{name}"),
        }
    }

    #[cfg(test)]
    pub(crate) fn test(root: &str, content: &str) -> Self {
        Self {
            root: root.into(),
            content: content.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_folder_with_git_is_the_repository() {
        let folder = tempfile::tempdir().unwrap();
        let paper = folder.path().join("work/paper");
        let content = paper.join("news/content");
        std::fs::create_dir_all(&content).unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        // In a worktree, it is a file.
        std::fs::write(paper.join(".git"), "gitdir: …").unwrap();
        let project = Project::around(&content).unwrap();
        assert_eq!(project.name(), "paper");
        assert_eq!(project.folder("media"), "news/content/media");
        let project = Project::around(&paper).unwrap();
        assert_eq!(project.folder("media"), "media");
        assert!(matches!(
            Project::around(&folder.path().join("none")),
            Err(ProjectError::Open { .. })
        ));
    }
}
