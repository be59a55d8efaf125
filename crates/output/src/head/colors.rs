//! The colours of paper, for the browser's own furniture around the page.

/// The paper's colour in both schemes, as CSS writes colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colors {
    /// In the light scheme.
    pub light: String,
    /// In the dark scheme.
    pub dark: String,
}

/// The style sheet does not say what colour the paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "style: --paper: is no colour for both schemes; write --paper: light-dark(#ffffff, #14171a) \
     in tokens.css"
)]
pub struct ColorError;

impl Default for Colors {
    /// Those of the tokens that Frontpage comes with.
    fn default() -> Self {
        Self {
            light: "#ffffff".into(),
            dark: "#14171a".into(),
        }
    }
}

impl Colors {
    /// Reads the token `--paper` in a style sheet, so that a rebranding changes one file.
    ///
    /// # Errors
    /// [`ColorError`] where there is no such token, or it is neither one colour nor `light-dark()`
    /// of two.
    pub fn of_style(css: &str) -> Result<Self, ColorError> {
        let (_, rest) = css.split_once("--paper:").ok_or(ColorError)?;
        let value = rest.split([';', '}']).next().unwrap_or_default().trim();
        let (light, dark) = both(value).ok_or(ColorError)?;
        let color = |text: &str| {
            let text = text.trim();
            is_color(text).then(|| text.to_owned()).ok_or(ColorError)
        };
        Ok(Self {
            light: color(light)?,
            dark: color(dark)?,
        })
    }
}

/// The light and the dark colour of a value: the two of `light-dark()`, as the token is written and
/// as the compiler writes it for browsers that lack it ([`frontpage_assets::style::bundle`]), else the value twice.
fn both(value: &str) -> Option<(&str, &str)> {
    if let Some(inside) = value.strip_prefix("light-dark(") {
        return halves(inside.strip_suffix(')')?);
    }
    if let Some(inside) = value.strip_prefix("var(--light,") {
        let (light, dark) = inside.split_once(")var(--dark,")?;
        return Some((light, dark.strip_suffix(')')?));
    }
    Some((value, value))
}

/// Cuts at the comma that is in no bracket.
fn halves(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            b',' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

/// A value that means the same outside the style sheet: no `var()`.
fn is_color(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" ,.%/()+-".contains(&b);
    match text.strip_prefix('#') {
        Some(hex) => {
            matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|b| b.is_ascii_hexdigit())
        }
        None => {
            text.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.bytes().all(plain)
                && !text.contains("var(")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_decides() {
        let read = |css| Colors::of_style(css).map(|c| (c.light, c.dark));
        let pair = |light: &str, dark: &str| Ok((light.to_owned(), dark.to_owned()));
        let css = ":root{--paper-raised:red;--paper:light-dark(#fff,#14171a);--ink:#000}";
        assert_eq!(read(css), pair("#fff", "#14171a"));
        assert_eq!(
            read("--paper: light-dark(rgb(1, 2, 3), black)}"),
            pair("rgb(1, 2, 3)", "black")
        );
        assert_eq!(read("--paper:ivory"), pair("ivory", "ivory"));
        let lowered = "--paper:var(--light,rgb(1, 2, 3))var(--dark,#000);";
        assert_eq!(read(lowered), pair("rgb(1, 2, 3)", "#000"));
        for bad in [
            "",
            "--paper:",
            "--paper:var(--x);",
            "--paper:light-dark(#fff);",
            "--paper:light-dark(#fff, #ggg);",
            "--paper:\"><script>;",
            "--paper:var(--light,#fff);",
            "--paper:var(--light,#fff)var(--dark,var(--x));",
        ] {
            assert_eq!(read(bad), Err(ColorError), "{bad}");
        }
    }

    #[test]
    fn the_tokens_we_ship_are_the_default() {
        let tokens = include_str!("../../../../style/tokens.css");
        assert_eq!(Colors::of_style(tokens), Ok(Colors::default()));
    }

    /// What [`Colors::of_style`] makes of these tokens, once compiled for these browsers.
    fn read_compiled(tokens: &str, browsers: &str) -> Result<(String, String), ColorError> {
        let folder = tempfile::tempdir().unwrap();
        let [sheet, list] = ["tokens.css", "list"].map(|name| folder.path().join(name));
        std::fs::write(&sheet, tokens).unwrap();
        std::fs::write(&list, browsers).unwrap();
        let browsers = frontpage_assets::browsers::read(&list).unwrap();
        let css = frontpage_assets::style::bundle(&sheet, browsers).unwrap();
        Colors::of_style(&css).map(|colors| (colors.light, colors.dark))
    }

    #[test]
    fn the_compiled_token_is_read_whatever_browsers_it_is_compiled_for() {
        let supported = include_str!("../../../../.browserslistrc");
        let pair = |light: &str, dark: &str| Ok((light.to_owned(), dark.to_owned()));
        for browsers in [supported, "chrome >= 140"] {
            for (tokens, read) in [
                ("light-dark(#ffffff, #14171a)", pair("#fff", "#14171a")),
                ("light-dark(ivory, rgb(1 2 3))", pair("ivory", "#010203")),
                ("ivory", pair("ivory", "ivory")),
                ("light-dark(#fff, var(--ink))", Err(ColorError)),
            ] {
                let tokens = format!(":root {{ color-scheme: light dark; --paper: {tokens}; }}");
                assert_eq!(
                    read_compiled(&tokens, browsers),
                    read,
                    "{tokens} {browsers}"
                );
            }
        }
    }
}
