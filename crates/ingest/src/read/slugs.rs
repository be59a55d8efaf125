//! Makes slugs, the last part of a URL, from any text.

use frontpage_model::Slug;

/// The maximum length of a generated slug. Slugs that editors write can be longer.
const MAX_GENERATED: usize = 80;

/// Returns the text in ASCII with hyphens between words, cut between two words if it is too long.
/// Returns `None` if the text has no characters for a URL.
pub fn slugify(text: &str) -> Option<Slug> {
    let mut made = slug::slugify(text);
    if made.len() > MAX_GENERATED {
        // The slug is ASCII now, so it can be cut anywhere.
        let cut = made[..=MAX_GENERATED].rfind('-').unwrap_or(MAX_GENERATED);
        made.truncate(cut);
    }
    Slug::parse(made.trim_matches('-'))
        .ok()
        .map(avoid_device_names)
}

/// Returns the text itself if it is a valid slug, and otherwise a slug made from it.
pub fn slug_of(text: &str) -> Option<Slug> {
    let text = text.trim();
    let slug = Slug::parse(text).ok().map(avoid_device_names);
    slug.or_else(|| slugify(text))
}

/// Changes a slug that Windows reserves for a device, whatever the file extension ("Naming Files,
/// Paths, and Namespaces", Microsoft Learn): `con.html` could not be written there.
fn avoid_device_names(slug: Slug) -> Slug {
    let name = slug.as_str();
    let device = match name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"))
    {
        Some(number) => number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()),
        None => ["con", "prn", "aux", "nul"].contains(&name),
    };
    match device {
        true => Slug::parse(&format!("{name}-page")).unwrap_or(slug),
        false => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_a_slug() {
        for (text, slug) in [
            ("U.S. and Russia agree!", "u-s-and-russia-agree"),
            ("Militärövning i jätteformat", "militarovning-i-jatteformat"),
            ("ÆØÅ — ß", "aeoa-ss"),
            ("  --a--b--  ", "a-b"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\u{202e}b\u{0}c", "ab-c"),
            ("Владивосток", "vladivostok"),
            ("CON", "con-page"),
            ("lpt1", "lpt1-page"),
            ("conman", "conman"),
            ("com10", "com10"),
        ] {
            assert_eq!(slugify(text).unwrap().as_str(), slug, "{text}");
        }
        for nothing in ["", "---", "\u{202e}", "…"] {
            assert_eq!(
                slugify(nothing).map(String::from).filter(|s| !s.is_empty()),
                None
            );
        }
    }

    #[test]
    fn a_long_slug_is_cut_between_words() {
        let slug = slugify(&"mission ".repeat(30)).unwrap();
        assert_eq!(slug.as_str(), ["mission"; 10].join("-"));
        assert_eq!(slugify(&"x".repeat(200)).unwrap().as_str().len(), 80);
        let exact = format!("{}-{}", "a".repeat(40), "b".repeat(39));
        assert_eq!(slugify(&format!("{exact} c")).unwrap().as_str(), exact);
    }
}
