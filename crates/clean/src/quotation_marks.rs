//! The quotation marks of `<q>`, which differ from language to language.

/// The marks around a quotation, outside and inside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationMarks {
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
}

/// “English”, and all languages that are not in this list.
const CURLY: QuotationMarks = QuotationMarks {
    outer: ("“", "”"),
    inner: ("‘", "’"),
};

/// «Spanish of Spain», Italian, Arabic.
const ANGLES: QuotationMarks = QuotationMarks {
    outer: ("«", "»"),
    inner: ("“", "”"),
};

/// „German“.
const LOW: QuotationMarks = QuotationMarks {
    outer: ("„", "“"),
    inner: ("‚", "‘"),
};

/// « French », with narrow spaces that break no line.
const SPACED_ANGLES: QuotationMarks = QuotationMarks {
    outer: ("«\u{202f}", "\u{202f}»"),
    inner: ("“", "”"),
};

/// «Persian», whose inner marks point as the outer ones do.
const DOUBLE_AND_SINGLE_ANGLES: QuotationMarks = QuotationMarks {
    outer: ("«", "»"),
    inner: ("‹", "›"),
};

/// «Russian», and Ukrainian.
const ANGLES_AND_LOW: QuotationMarks = QuotationMarks {
    outer: ("«", "»"),
    inner: ("„", "“"),
};

impl QuotationMarks {
    /// Returns the marks of a language, by its BCP 47 tag. They follow CLDR (`delimiters`), except for Arabic,
    /// where newspapers print angles. Spanish has angles in Spain and curly marks in America (CLDR `es-419`).
    pub fn of(lang: &str) -> Self {
        let lang = lang.to_ascii_lowercase();
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        match primary {
            "ar" | "it" => ANGLES,
            "es" if ["es", "es-es"].contains(&&*lang) => ANGLES,
            "de" if lang != "de-ch" => LOW,
            "de" | "fa" => DOUBLE_AND_SINGLE_ANGLES,
            "fr" => SPACED_ANGLES,
            "ru" | "uk" => ANGLES_AND_LOW,
            _ => CURLY,
        }
    }

    /// Returns the marks before and after a quotation that is inside `depth` others.
    pub fn at(self, depth: usize) -> (&'static str, &'static str) {
        if depth.is_multiple_of(2) {
            self.outer
        } else {
            self.inner
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_marks() {
        for (lang, outer, inner) in [
            ("en-US", ("“", "”"), ("‘", "’")),
            ("es-MX", ("“", "”"), ("‘", "’")),
            ("es", ("«", "»"), ("“", "”")),
            ("es-ES", ("«", "»"), ("“", "”")),
            ("ar-JO", ("«", "»"), ("“", "”")),
            ("de", ("„", "“"), ("‚", "‘")),
            ("de-CH", ("«", "»"), ("‹", "›")),
            ("fr-CA", ("«\u{202f}", "\u{202f}»"), ("“", "”")),
            ("", ("“", "”"), ("‘", "’")),
        ] {
            let marks = QuotationMarks::of(lang);
            assert_eq!(marks.at(0), outer, "{lang}");
            assert_eq!(marks.at(1), inner, "{lang}");
            assert_eq!(marks.at(2), outer, "{lang}");
        }
    }
}
