//! The tags for share previews: Open Graph (<https://ogp.me/>) and the card of X.

use super::{HeadInput, description, preview_image};
use crate::markup::Markup;
use crate::site_urls::SiteUrls;
use frontpage_model::{Article, Page, Route};

/// Adds the share tags of a page.
pub fn tags(
    markup: &mut Markup,
    subject: &HeadInput<'_>,
    route: &Route,
    page: &Page,
    site_urls: &SiteUrls,
) {
    let site = subject.site;
    let (kind, title) = match page {
        Page::Article(article) => ("article", article.headline.clone()),
        Page::Listing(listing) => ("website", listing.title()),
        Page::Front(front) if !front.name.is_empty() => ("website", front.name.clone()),
        Page::Front(_) | Page::Rail(_) | Page::Site(_) => ("website", site.name.clone()),
    };
    markup.property("og:type", kind);
    markup.property("og:site_name", &site.name);
    markup.property("og:title", &title);
    if let Some(description) = description::description(page, site) {
        markup.property("og:description", &description);
    }
    markup.property("og:url", &site_urls.page(route));
    if let Some(locale) = locale(page.lang().unwrap_or(&site.lang)) {
        markup.property("og:locale", &locale);
    }
    let large = image(markup, page, site_urls);
    if let Page::Article(article) = page {
        recordings(markup, article, site_urls);
        facts(markup, article, site_urls);
    }
    // X reads everything else from the Open Graph tags.
    let card = if large {
        "summary_large_image"
    } else {
        "summary"
    };
    markup.meta("twitter:card", card);
}

/// Adds the page's picture as a JPEG, which every preview can show, or the newspaper's icon if
/// there is no picture. Returns whether there is one.
fn image(markup: &mut Markup, page: &Page, site_urls: &SiteUrls) -> bool {
    let Some(image) = preview_image::of_page(page) else {
        markup.property("og:image", &site_urls.absolute(super::LARGE_ICON));
        return false;
    };
    markup.property("og:image", &site_urls.largest_picture(image));
    markup.property("og:image:width", &image.width.to_string());
    markup.property("og:image:height", &image.height.to_string());
    if !image.alt.is_empty() {
        markup.property("og:image:alt", &image.alt);
    }
    true
}

/// Adds the first video and the first audio recording of a story.
fn recordings(markup: &mut Markup, article: &Article, site_urls: &SiteUrls) {
    if let Some(video) = article.videos().next()
        && let Some(file) = video.recording.files.first()
    {
        markup.property("og:video", &site_urls.file_url(&file.source));
        markup.property("og:video:type", file.kind.media_type());
        markup.property("og:video:width", &video.width.to_string());
        markup.property("og:video:height", &video.height.to_string());
    }
    if let Some(audio) = article.audios().next()
        && let Some(file) = audio.recording.files.first()
    {
        markup.property("og:audio", &site_urls.file_url(&file.source));
        markup.property("og:audio:type", file.kind.media_type());
    }
}

fn facts(markup: &mut Markup, article: &Article, site_urls: &SiteUrls) {
    markup.property("article:published_time", &article.published.to_string());
    if let Some(updated) = article.updated {
        markup.property("article:modified_time", &updated.to_string());
    }
    for author in article.byline.iter().filter_map(|part| part.author.clone()) {
        let page = site_urls.page(&Route::Author(author, None));
        markup.property("article:author", &page);
    }
    markup.property("article:section", &article.section.name);
    for tag in &article.tags {
        markup.property("article:tag", &tag.name);
    }
}

/// Converts `en-US` to `en_US`. Returns `None` without a territory, which Open Graph requires.
fn locale(lang: &str) -> Option<String> {
    let mut parts = lang.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let territory = parts
        .take_while(|part| part.len() > 1)
        .find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    Some(format!("{language}_{}", territory.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_locale_needs_a_territory() {
        for (lang, expected) in [
            ("en-US", Some("en_US")),
            ("zh-hant-tw", Some("zh_TW")),
            ("ar", None),
            ("es-419", None),
            ("de-x-at", None),
        ] {
            assert_eq!(locale(lang).as_deref(), expected, "{lang}");
        }
    }
}
