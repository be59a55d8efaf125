//! Folding: different ways of typing the same character become the same.

/// Appends a character in its folded form: lowercase, without accents, and in one of the spellings
/// that Arabic has for a letter. Marks that only change another letter are left out.
pub fn push_folded(folded: &mut String, c: char) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        if is_mark(lower) {
            continue;
        }
        match base_letters(lower) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(folded_letter(lower)),
        }
    }
}

/// Whether a character only changes the one before it, or is a filler: accents (U+0300 to U+036F), the
/// vowels and other signs of Arabic, and tatweel.
pub fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}')
}

/// Returns the plain Latin letters of a lowercase letter with an accent: those of Latin-1, Latin
/// Extended-A, Romanian and Vietnamese (<https://www.unicode.org/charts/>).
fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{e0}'..='\u{e5}' | '\u{101}'..='\u{105}' | '\u{1ea0}'..='\u{1eb7}' => "a",
        '\u{e6}' => "ae",
        '\u{e7}' | '\u{107}'..='\u{10d}' => "c",
        '\u{f0}' | '\u{10f}'..='\u{111}' => "d",
        '\u{e8}'..='\u{eb}' | '\u{113}'..='\u{11b}' | '\u{1eb8}'..='\u{1ec7}' => "e",
        '\u{11d}'..='\u{123}' => "g",
        '\u{125}'..='\u{127}' => "h",
        '\u{ec}'..='\u{ef}' | '\u{129}'..='\u{131}' | '\u{1ec8}'..='\u{1ecb}' => "i",
        '\u{133}' => "ij",
        '\u{135}' => "j",
        '\u{137}' | '\u{138}' => "k",
        '\u{13a}'..='\u{142}' => "l",
        '\u{f1}' | '\u{144}'..='\u{14b}' => "n",
        '\u{f2}'..='\u{f6}' | '\u{f8}' | '\u{14d}'..='\u{151}' | '\u{1a1}' => "o",
        '\u{1ecc}'..='\u{1ee3}' => "o",
        '\u{153}' => "oe",
        '\u{155}'..='\u{159}' => "r",
        '\u{df}' => "ss",
        '\u{15b}'..='\u{161}' | '\u{17f}' | '\u{219}' => "s",
        '\u{163}'..='\u{167}' | '\u{21b}' => "t",
        '\u{fe}' => "th",
        '\u{f9}'..='\u{fc}' | '\u{169}'..='\u{173}' | '\u{1b0}' | '\u{1ee4}'..='\u{1ef1}' => "u",
        '\u{175}' => "w",
        '\u{fd}' | '\u{ff}' | '\u{177}' | '\u{1ef2}'..='\u{1ef9}' => "y",
        '\u{17a}'..='\u{17e}' => "z",
        _ => return None,
    })
}

/// Returns a letter of another alphabet in its folded form.
fn folded_letter(c: char) -> char {
    match c {
        // Alef with hamza, madda or wasla.
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        // Alef maqsura and the Persian yeh.
        'ى' | 'ی' => 'ي',
        // Teh marbuta.
        'ة' => 'ه',
        // The Persian kaf.
        'ک' => 'ك',
        '\u{660}'..='\u{669}' => digit(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
        'ё' => 'е',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        _ => c,
    }
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c).saturating_sub(zero), 10).unwrap_or(c)
}
