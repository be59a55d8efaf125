//! Reads the supported browsers from `.browserslistrc` at the root of the repository.
//!
//! Of the Browserslist syntax (<https://github.com/browserslist/browserslist>), only
//! `name >= version` is supported, one per line. A full parser would need a table of browser
//! releases.

use lightningcss::targets::Browsers;
use std::path::Path;

/// An error in the list of supported browsers.
#[derive(Debug, thiserror::Error)]
pub enum BrowsersError {
    /// The file cannot be read.
    #[error(
        "{path}: {source}; list the supported browsers in that file, one per line: chrome >= 109"
    )]
    Read {
        /// The file.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// A line is not in the supported syntax.
    #[error("{path}:{line}: {text:?} {what}; write a name and the oldest version: chrome >= 109")]
    Line {
        /// The file.
        path: String,
        /// The line number, from 1.
        line: usize,
        /// The text of the line.
        text: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The file lists no browser.
    #[error("{path}: lists no browser; write one per line: chrome >= 109")]
    Empty {
        /// The file.
        path: String,
    },
}

/// Reads the oldest version of each supported browser.
///
/// # Errors
/// [`BrowsersError`] with file and line if the file is missing, or has anything other than
/// `name >= version`.
pub fn read(path: &Path) -> Result<Browsers, BrowsersError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| BrowsersError::Read {
        path: file.clone(),
        source,
    })?;
    let mut browsers = Browsers::default();
    for (index, line) in text.lines().enumerate() {
        let query = line.split('#').next().unwrap_or_default().trim();
        if query.is_empty() {
            continue;
        }
        add(&mut browsers, query).map_err(|what| BrowsersError::Line {
            path: file.clone(),
            line: index + 1,
            text: query.to_owned(),
            what,
        })?;
    }
    if browsers == Browsers::default() {
        return Err(BrowsersError::Empty { path: file });
    }
    Ok(browsers)
}

fn add(browsers: &mut Browsers, query: &str) -> Result<(), &'static str> {
    let (name, version) = query.split_once(">=").ok_or("has no >=")?;
    let oldest = match name.trim() {
        "chrome" | "and_chr" => &mut browsers.chrome,
        "edge" => &mut browsers.edge,
        "firefox" | "and_ff" => &mut browsers.firefox,
        "ios_saf" => &mut browsers.ios_saf,
        "opera" | "op_mob" => &mut browsers.opera,
        "safari" => &mut browsers.safari,
        "samsung" => &mut browsers.samsung,
        _ => return Err("names an unknown browser"),
    };
    let version = parse_version(version.trim()).ok_or("has no version after the >=")?;
    // If two names mean the same browser, use the older version.
    *oldest = Some(oldest.map_or(version, |other| other.min(version)));
    Ok(())
}

/// Encodes a version such as `15.6` for Lightning CSS: one byte each for major, minor and patch.
/// `None` if it is not a version.
fn parse_version(version: &str) -> Option<u32> {
    let mut parts = version.split('.').map(|part| part.parse::<u8>().ok());
    let major = parts.next()??;
    let minor = parts.next().unwrap_or(Some(0))?;
    let rest = parts.next();
    (rest.is_none() && major > 0).then(|| u32::from(major) << 16 | u32::from(minor) << 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Browsers, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".browserslistrc");
        std::fs::write(&path, text).unwrap();
        read(&path).map_err(|error| {
            let error = error.to_string();
            error.replace(&format!("{}/", folder.path().display()), "")
        })
    }

    #[test]
    fn the_oldest_version_of_each_browser_is_read() {
        let browsers = read_text("# these\nchrome >= 109\nsafari>=15.6 # a Mac\n\n").unwrap();
        assert_eq!(browsers.chrome, Some(109 << 16));
        assert_eq!(browsers.safari, Some(15 << 16 | 6 << 8));
        assert_eq!(browsers.firefox, None);
        let browsers = read_text("and_chr >= 120\nchrome >= 109").unwrap();
        assert_eq!(browsers.chrome, Some(109 << 16));
    }

    #[test]
    fn an_error_says_which_line_is_wrong_and_what_to_write() {
        for (text, part) in [
            ("chrome >= 109\nlast 2 versions", ":2: \"last 2 versions\""),
            (
                "netscape >= 4",
                ":1: \"netscape >= 4\" names an unknown browser",
            ),
            ("chrome >= new", "has no version"),
            ("chrome >= 300", "has no version"),
            ("safari >= 15.6.1.2", "has no version"),
            ("# nothing", ".browserslistrc: lists no browser"),
        ] {
            let error = read_text(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
            assert!(error.contains("chrome >= 109"), "{text}: {error}");
        }
        let error = read(Path::new("no/such/file")).unwrap_err().to_string();
        assert!(error.starts_with("no/such/file: "), "{error}");
    }

    #[test]
    fn the_documentation_has_the_same_browsers() {
        let mut table = String::from("| browser | from |\n|---|---|\n");
        let list = include_str!("../../../.browserslistrc");
        for line in list
            .lines()
            .filter(|line| !line.starts_with('#') && line.contains(">="))
        {
            let (name, version) = line.split_once(" >= ").unwrap();
            let name = match name {
                "chrome" => "Chrome",
                "edge" => "Edge",
                "firefox" => "Firefox",
                "ios_saf" => "Safari on iOS",
                "opera" => "Opera",
                "safari" => "Safari",
                "samsung" => "Samsung Internet",
                other => panic!("docs/browsers.md has no name for {other}"),
            };
            table += &format!("| {name} | {version} |\n");
        }
        let docs = include_str!("../../../docs/browsers.md");
        assert!(
            docs.contains(&format!("\n\n{table}\n")),
            "docs/browsers.md should have this table:\n\n{table}"
        );
    }
}
