//! From what an item calls a picture to a file that lies in the content folder.

use std::path::{Component, Path, PathBuf};

/// The file that `href` names. `content` must be canonical.
///
/// An item may come from anyone's feed: the path is judged as text first, then, since a link may
/// lead out, as what it really is.
pub fn local(content: &Path, href: &str) -> Result<PathBuf, String> {
    let outside = || "lies outside the content folder".to_owned();
    if href.trim().is_empty() {
        return Err("has no path".into());
    }
    if href.contains(['\\', '\0', ':']) {
        return Err("is no path relative to the content folder".into());
    }
    let path = Path::new(href);
    if path
        .components()
        .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
    {
        return Err(outside());
    }
    let file = content
        .join(path)
        .canonicalize()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "is not there".to_owned(),
            _ => format!("cannot be read: {error}"),
        })?;
    if !file.starts_with(content) {
        return Err(outside());
    }
    if !file.is_file() {
        return Err("is no file".into());
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_reached() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let content = root.join("content");
        std::fs::create_dir_all(content.join("media")).unwrap();
        std::fs::write(content.join("media/a.png"), "x").unwrap();
        std::fs::write(root.join("secret.png"), "x").unwrap();
        assert_eq!(
            local(&content, "media/a.png"),
            Ok(content.join("media/a.png"))
        );
        assert!(local(&content, "./media/a.png").is_ok());
        let absolute = root.join("secret.png").display().to_string();
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
        ] {
            assert!(local(&content, bad).is_err(), "{bad:?}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("secret.png"), content.join("out.png")).unwrap();
            std::os::unix::fs::symlink(&root, content.join("up")).unwrap();
            assert!(local(&content, "out.png").unwrap_err().contains("outside"));
            assert!(
                local(&content, "up/secret.png")
                    .unwrap_err()
                    .contains("outside")
            );
        }
    }
}
