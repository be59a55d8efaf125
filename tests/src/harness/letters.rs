//! The letters that a browser writes with: those of the machine, or those that the tests bring,
//! with which a page looks the same on every machine.

use super::npm;
use anyhow::Result;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which fonts a browser has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// All that are installed.
    OfTheMachine,
    /// Only those in `package.json`.
    Brought,
}

/// The families, as npm calls them.
const BROUGHT: [&str; 4] = [
    "noto-serif",
    "noto-sans",
    "noto-sans-mono",
    "noto-naskh-arabic",
];

/// Who answers where a style sheet names a kind of letters only.
const KINDS: [(&str, &str); 4] = [
    ("serif", "Noto Serif"),
    ("sans-serif", "Noto Sans"),
    ("system-ui", "Noto Sans"),
    ("monospace", "Noto Sans Mono"),
];

/// Writes settings for fontconfig into `folder`, in which there are no other fonts. Where the
/// edges of letters lie is left to the browser, not to the machine.
pub(super) async fn settings(folder: &Path) -> Result<PathBuf> {
    let mut settings = String::from("<?xml version=\"1.0\"?>\n<fontconfig>\n");
    for family in BROUGHT {
        let fonts = npm::font(family).await?;
        let _ = writeln!(settings, "<dir>{}</dir>", fonts.display());
    }
    for (kind, family) in KINDS {
        let _ = writeln!(
            settings,
            "<alias binding=\"same\"><family>{kind}</family>\
             <prefer><family>{family}</family></prefer></alias>"
        );
    }
    // whoever names nobody that is here, as the machine's own letters are asked for
    let _ = writeln!(
        settings,
        "<match target=\"pattern\"><edit name=\"family\" mode=\"append_last\">\
         <string>Noto Sans</string></edit></match>"
    );
    let _ = write!(
        settings,
        "<cachedir>{}</cachedir>\n<match target=\"font\">\n",
        folder.join("fonts").display()
    );
    for (name, value) in [
        ("antialias", "<bool>true</bool>"),
        ("hinting", "<bool>false</bool>"),
        ("autohint", "<bool>false</bool>"),
        ("hintstyle", "<const>hintnone</const>"),
        ("rgba", "<const>none</const>"),
    ] {
        let _ = writeln!(
            settings,
            "<edit name=\"{name}\" mode=\"assign\">{value}</edit>"
        );
    }
    settings.push_str("</match>\n</fontconfig>\n");
    let file = folder.join("fonts.conf");
    tokio::fs::write(&file, settings).await?;
    Ok(file)
}
