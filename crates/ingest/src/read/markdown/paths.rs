//! Paths within the content folder.

/// Returns the name of a file without its folder and its extension.
pub fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns the names of the folders that a file is in, from the outermost.
pub fn folders(file: &str) -> impl DoubleEndedIterator<Item = &str> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').filter(|name| !name.is_empty())
}

/// Returns the path of a picture, relative to the content folder, that a file names by `href`: a path
/// relative to the file, or one that starts with `/` for the content folder. Addresses with a scheme
/// stay as they are, and so do paths that lead out of the folder, for which no picture is found.
pub fn resolve(file: &str, href: &str) -> String {
    let href = href.trim();
    let is_elsewhere = href.contains("://") || href.starts_with("//") || href.starts_with("data:");
    if is_elsewhere || href.is_empty() {
        return href.to_owned();
    }
    let decoded = percent_encoding::percent_decode_str(href).decode_utf8_lossy();
    let mut parts: Vec<&str> = match decoded.starts_with('/') {
        true => Vec::new(),
        false => folders(file).collect(),
    };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => return href.to_owned(),
            ".." => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_beside_the_file_or_below_the_content_folder() {
        for (file, href, path) in [
            ("world/a.md", "a.jpg", "world/a.jpg"),
            ("world/a/index.md", "./img/b.png", "world/a/img/b.png"),
            ("world/a.md", "../media/c.jpg", "media/c.jpg"),
            ("world/a.md", "/media/c.jpg", "media/c.jpg"),
            ("a.md", "my%20dog.jpg", "my dog.jpg"),
            ("a.md", "../c.jpg", "../c.jpg"),
            (
                "a.md",
                "https://host.example/d.jpg",
                "https://host.example/d.jpg",
            ),
            ("a.md", "//host.example/d.jpg", "//host.example/d.jpg"),
        ] {
            assert_eq!(resolve(file, href), path, "{file} {href}");
        }
    }

    #[test]
    fn stems_and_folders_are_parts_of_the_path() {
        assert_eq!(stem("world/2024-01-02-a.b.md"), "2024-01-02-a.b");
        assert_eq!(stem("index.md"), "index");
        assert_eq!(folders("a/b/c.md").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(folders("c.md").count(), 0);
    }
}
