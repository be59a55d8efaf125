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
        let (light, dark) = value
            .strip_prefix("light-dark(")
            .and_then(|inside| inside.strip_suffix(')'))
            .map_or(Some((value, value)), halves)
            .ok_or(ColorError)?;
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
        for bad in [
            "",
            "--paper:",
            "--paper:var(--x);",
            "--paper:light-dark(#fff);",
            "--paper:light-dark(#fff, #ggg);",
            "--paper:\"><script>;",
        ] {
            assert_eq!(read(bad), Err(ColorError), "{bad}");
        }
    }

    #[test]
    fn the_tokens_we_ship_are_the_default() {
        let tokens = include_str!("../../../style/tokens.css");
        assert_eq!(Colors::of_style(tokens), Ok(Colors::default()));
    }
}
