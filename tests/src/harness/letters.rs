//! The fonts of a browser: those of the machine, or those bundled with the tests, which make a page
//! look the same on every machine.

use super::npm;
use anyhow::Result;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The fonts that a browser can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontSet {
    /// All fonts that are installed on the machine.
    System,
    /// Only the fonts in `package.json`.
    Bundled,
}

/// The bundled font families, by their npm names.
const BROUGHT: [&str; 4] = [
    "noto-serif",
    "noto-sans",
    "noto-sans-mono",
    "noto-naskh-arabic",
];

/// The family for each generic family name in a stylesheet.
const KINDS: [(&str, &str); 4] = [
    ("serif", "Noto Serif"),
    ("sans-serif", "Noto Sans"),
    ("system-ui", "Noto Sans"),
    ("monospace", "Noto Sans Mono"),
];

/// Writes a fontconfig file into `folder` that makes only the bundled fonts available, and returns
/// its path. It turns hinting off, so that the rendering does not depend on the machine's settings.
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
    // Fall back to Noto Sans for unknown families, such as the machine's own fonts.
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
