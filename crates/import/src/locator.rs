//! Where a source is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use url::Url;

/// Where a source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// Standard input.
    StandardInput,
    /// A file, or a folder of files.
    Path(PathBuf),
    /// An address of the web.
    Url(Url),
}

impl FromStr for Locator {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "-" {
            return Ok(Self::StandardInput);
        }
        let has_scheme = |scheme: &str| {
            text.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if !has_scheme("https://") && !has_scheme("http://") {
            return Ok(Self::Path(text.into()));
        }
        let url =
            Url::parse(text).map_err(|error| format!("it is not a valid address: {error}"))?;
        if url.password().is_some() || !url.username().is_empty() {
            return Err(
                "it contains a password, which others can see in the list of processes; set \
                 FRONTPAGE_IMPORT_USER and FRONTPAGE_IMPORT_PASSWORD instead"
                    .into(),
            );
        }
        Ok(Self::Url(url))
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("-"),
            Self::Path(path) => path.display().fmt(f),
            Self::Url(url) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_files_and_standard_input_are_told_apart() {
        let read = |text: &str| text.parse::<Locator>();
        assert_eq!(read("-"), Ok(Locator::StandardInput));
        assert_eq!(read("a/b.xml"), Ok(Locator::Path("a/b.xml".into())));
        assert_eq!(read("c:\\a.xml"), Ok(Locator::Path("c:\\a.xml".into())));
        let url = "HTTPS://paper.example/feed";
        assert_eq!(read(url), Ok(Locator::Url(Url::parse(url).unwrap())));
        assert!(
            read("https://")
                .unwrap_err()
                .contains("not a valid address")
        );
        let secret = read("https://jane:secret@paper.example/").unwrap_err();
        assert!(secret.contains("FRONTPAGE_IMPORT_PASSWORD"), "{secret}");
    }
}
