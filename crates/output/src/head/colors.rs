//! The theme colors for the browser's interface, from the stylesheet.

/// The background color of pages in the light and the dark scheme, as CSS colors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeColors {
    /// The color in the light scheme.
    pub light: String,
    /// The color in the dark scheme.
    pub dark: String,
}

/// The stylesheet has no usable `--paper` token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "style: --paper: is missing or is not a color for both schemes; write \
     --paper: light-dark(#ffffff, #14171a) in tokens.css"
)]
pub struct ColorError;

impl Default for ThemeColors {
    /// Returns the colors in Frontpage's own tokens.
    fn default() -> Self {
        Self {
            light: "#ffffff".into(),
            dark: "#14171a".into(),
        }
    }
}

impl ThemeColors {
    /// Reads the colors from the `--paper` token of a stylesheet, so that rebranding changes one
    /// file.
    ///
    /// # Errors
    /// [`ColorError`] if the token is missing, or is neither a color nor a `light-dark()` of two.
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

/// Returns the light and the dark color of a value. Reads `light-dark()` and its compiled form for
/// browsers without it ([`frontpage_assets::style::bundle`]); any other value stands for both schemes.
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

/// Splits at the first comma outside of parentheses.
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

/// Returns whether the value looks like a color that needs nothing from the stylesheet: no `var()`.
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
    fn colors_are_read_from_the_paper_token() {
        let read = |css| ThemeColors::of_style(css).map(|c| (c.light, c.dark));
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
    fn the_default_colors_match_our_tokens() {
        let tokens = include_str!("../../../../style/tokens.css");
        assert_eq!(ThemeColors::of_style(tokens), Ok(ThemeColors::default()));
    }

    /// Compiles the tokens for these browsers, and reads the colors from the result.
    fn read_compiled(tokens: &str, browsers: &str) -> Result<(String, String), ColorError> {
        let folder = tempfile::tempdir().unwrap();
        let [sheet, list] = ["tokens.css", "list"].map(|name| folder.path().join(name));
        std::fs::write(&sheet, tokens).unwrap();
        std::fs::write(&list, browsers).unwrap();
        let browsers = frontpage_assets::browsers::read(&list).unwrap();
        let css = frontpage_assets::style::bundle(&sheet, browsers).unwrap();
        ThemeColors::of_style(&css).map(|colors| (colors.light, colors.dark))
    }

    #[test]
    fn the_compiled_token_is_read_for_old_and_new_browsers() {
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
