//! The last part of the address for stories whose system has no field for it.

use url::Url;

/// The maximum length, in bytes.
const MAX_SLUG: usize = 80;

/// Returns the last part of a story's address in the other system if it consists of words, because it is
/// unique there. Otherwise returns the words of the title, cut between two words if they are too long.
pub fn slug_of(address: Option<&Url>, title: &str) -> String {
    let parts = address.and_then(Url::path_segments);
    let last = parts.and_then(|mut parts| parts.rfind(|part| !part.is_empty()));
    let last = last.map(|last| slug::slugify(last.split('.').next().unwrap_or(last)));
    let has_words = |slug: &String| slug.contains('-') && slug.len() <= MAX_SLUG;
    if let Some(slug) = last.filter(has_words) {
        return slug;
    }
    let slug = slug::slugify(title);
    if slug.len() <= MAX_SLUG {
        return slug;
    }
    // It is ASCII, so it can be cut anywhere.
    let cut = &slug[..MAX_SLUG];
    cut.rsplit_once('-')
        .map_or(cut, |(whole, _)| whole)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_counts_if_it_has_words() {
        let of = |address: &str, title: &str| slug_of(Url::parse(address).ok().as_ref(), title);
        let words = "https://a.example/2019/Rain-on-the-lake.html?a=1";
        assert_eq!(of(words, "Rain"), "rain-on-the-lake");
        assert_eq!(
            of("https://a.example/news/rain-today/", "Rain"),
            "rain-today"
        );
        assert_eq!(
            of("https://a.example/news/1234", "Rain & more"),
            "rain-more"
        );
        assert_eq!(of("https://a.example", "Rain"), "rain");
        assert_eq!(slug_of(None, &"word ".repeat(40)).len(), 79);
        assert_eq!(slug_of(None, &"w".repeat(100)).len(), 80);
    }
}
