//! Resolves the path that an item gives for a picture to a file in the content folder.

use super::PictureError;
use frontpage_base::system_error::SystemError;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// Returns the file that `href` names. `content` must be canonical.
///
/// An item can come from anyone's feed. So the path is checked as text first, and again after links
/// are resolved, because a link can lead out of the folder.
pub fn local(content: &Path, href: &str) -> Result<PathBuf, PictureError> {
    let bad = |reason: &str| PictureError::Unusable(reason.into());
    let outside = || bad("is outside the content folder");
    if href.trim().is_empty() {
        return Err(bad("has no path"));
    }
    if href.contains(['\\', '\0', ':']) {
        return Err(bad("is not a path relative to the content folder"));
    }
    let path = Path::new(href);
    if path
        .components()
        .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
    {
        return Err(outside());
    }
    let named = content.join(path);
    let file = named.canonicalize().map_err(|error| match error.kind() {
        // An item can cause these errors by naming a file that does not exist.
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::InvalidFilename
        | ErrorKind::InvalidInput => bad("is not there"),
        _ => SystemError::read(&named, error).into(),
    })?;
    if !file.starts_with(content) {
        return Err(outside());
    }
    if !file.is_file() {
        return Err(bad("is not a file"));
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_outside_the_content_folder_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let content = root.join("content");
        std::fs::create_dir_all(content.join("media")).unwrap();
        std::fs::write(content.join("media/a.png"), "x").unwrap();
        std::fs::write(root.join("secret.png"), "x").unwrap();
        let found = local(&content, "media/a.png").unwrap();
        assert_eq!(found, content.join("media/a.png"));
        assert!(local(&content, "./media/a.png").is_ok());
        let absolute = root.join("secret.png").display().to_string();
        let long = "x".repeat(300);
        for bad in [
            "../secret.png",
            "media/../../secret.png",
            "media/../media/a.png",
            &absolute,
            "/etc/passwd",
            "..\\secret.png",
            "C:\\x.png",
            "file:///etc/passwd",
            "media/a.png\0.svg",
            "media",
            "",
            "media/b.png",
            "%2e%2e/secret.png",
            "media/a.png/b.png",
            &long,
        ] {
            // A bad path must not cause a system error, which would stop all other items.
            let reason = local(&content, bad).unwrap_err();
            assert!(
                matches!(reason, PictureError::Unusable(_)),
                "{bad:?}: {reason:?}"
            );
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("secret.png"), content.join("out.png")).unwrap();
            std::os::unix::fs::symlink(&root, content.join("up")).unwrap();
            for bad in ["out.png", "up/secret.png"] {
                let Err(PictureError::Unusable(reason)) = local(&content, bad) else {
                    unreachable!("{bad} is reached");
                };
                assert!(reason.contains("outside"), "{bad}: {reason}");
            }
        }
    }
}
