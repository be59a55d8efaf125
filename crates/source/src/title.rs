//! Titles for stories without one.

/// The maximum length of a title that is made from the text, in characters.
const MAX_TITLE: usize = 70;

/// Returns the first words of a text, for a story without a title. Short notes often have none.
pub fn title_of(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_TITLE) else {
        return text.to_owned();
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    let words = text[..end].trim_end_matches([',', '.', ';', ':', ' ']);
    format!("{words}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(title_of("A short note."), "A short note.");
        let long = format!("{} end, {}", "word ".repeat(12), "more ".repeat(20));
        let title = title_of(&long);
        assert_eq!(title, format!("{} end…", "word ".repeat(12)));
        assert!(title_of(&"ü".repeat(100)).starts_with("üü"));
    }
}
