//! The news sitemap: the stories of the last two days.
//!
//! If nothing was published in that time, it lists the front page, without marking it as news. The
//! schema requires at least one URL (sitemaps.org/schemas/sitemap/0.9/sitemap.xsd), and leaving the
//! file out would break the link from robots.txt. Entries that are not news are allowed: search
//! engines skip a URL without `news:news`.

use super::Story;
use super::split::{single, url};
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::{LocalTime, Route};
use jiff::Timestamp;
use std::cmp::Reverse;

/// How long a story stays in the sitemap, in seconds.
const WINDOW: i64 = 48 * 60 * 60;
/// The maximum number of stories in the sitemap.
const MAX_NEWS: usize = 1_000;

/// Returns `/sitemap-news.xml`: the stories of the 48 hours before `now`, newest first, at most
/// 1,000 (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). If there are
/// none, it lists the front page.
pub fn news<'a>(
    stories: impl IntoIterator<Item = Story<'a>>,
    now: Timestamp,
    config: &Config,
) -> Vec<u8> {
    // `LocalTime::order` does not count from the Unix epoch.
    let now = now.as_second() + LocalTime::EPOCH.utc_seconds();
    let recent = now - WINDOW..=now;
    let mut recent: Vec<Story> = stories
        .into_iter()
        .filter(|story| recent.contains(&story.published.utc_seconds()))
        .collect();
    recent.sort_unstable_by_key(|story| (Reverse(story.published.utc_seconds()), story.path));
    recent.truncate(MAX_NEWS);

    let site_urls = SiteUrls::new(config);
    let news = [(
        "xmlns:news",
        Some("http://www.google.com/schemas/sitemap-news/0.9"),
    )];
    let urls = recent.iter().map(|story| {
        let page = site_urls.absolute(story.path);
        url(&page, Some(story.changed), |out| {
            out.element("news:news", &[], |out| {
                out.element("news:publication", &[], |out| {
                    out.text_element("news:name", &config.name);
                    let lang = story.lang.unwrap_or(&config.lang);
                    out.text_element("news:language", &language(lang));
                });
                out.text_element("news:publication_date", &story.published.to_string());
                out.text_element("news:title", story.headline);
            });
        })
    });
    let quiet = recent.is_empty();
    let front = quiet.then(|| url(&site_urls.page(&Route::Front), None, |_| ()));
    single(&news, urls.chain(front))
}

/// Converts a language tag to the code that the format requires: ISO 639 in two or three letters,
/// and `zh-cn` or `zh-tw` for Chinese.
fn language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    if primary == "zh" {
        let part = |name: &str| tag.split('-').any(|part| part == name);
        if part("hant") || part("tw") || part("hk") || part("mo") {
            return "zh-tw".into();
        }
        return "zh-cn".into();
    }
    let letters = primary.bytes().all(|b| b.is_ascii_alphabetic());
    if (2..=3).contains(&primary.len()) && letters {
        primary.into()
    } else {
        // The code for an undetermined language.
        "und".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_become_language_codes() {
        for (tag, code) in [
            ("en-US", "en"),
            ("es", "es"),
            ("zh", "zh-cn"),
            ("zh-Hant-HK", "zh-tw"),
            ("zh-CN", "zh-cn"),
            ("haw", "haw"),
            ("x-klingon", "und"),
        ] {
            assert_eq!(language(tag), code, "{tag}");
        }
    }
}
