//! Structured data of a story: the properties that Google recommends for `Article`, and those that
//! only newspapers have, such as section, corrections and dateline.
//!
//! See <https://developers.google.com/search/docs/appearance/structured-data/article>.

use super::recordings::{AudioObject, VideoObject, audios, videos};
use super::{
    HeadInput, Reference,
    organization::{Author, authors, publisher},
};
use crate::head::{StoryDetails, preview_image};
use crate::site_urls::SiteUrls;
use frontpage_model::{
    Article, Block, Correction, Day, Figure, LocalTime, StaticBlock, plain_text,
};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct NewsArticle<'a> {
    #[serde(rename = "@id")]
    id: String,
    main_entity_of_page: WebPage,
    /// The full headline. Google dropped its limit on the length, and a cut headline would no
    /// longer match the page (docs/adr/0014-structured-data.md).
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<ImageObject<'a>>,
    date_published: LocalTime,
    date_modified: LocalTime,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    publisher: Reference,
    article_section: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    in_language: &'a str,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    video: Vec<VideoObject>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audio: Vec<AudioObject>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct WebPage {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ImageObject<'a> {
    url: String,
    width: u32,
    height: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct CorrectionComment {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<Day>,
}

impl<'a> NewsArticle<'a> {
    /// Returns its `@id`.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn new(article: &'a Article, subject: &HeadInput<'a>, site_urls: &SiteUrls) -> Self {
        let (config, site) = (subject.config, subject.site);
        let StoryDetails {
            unlinked_authors: named,
            crops,
            ..
        } = subject.particulars;
        let page = site_urls.page(&article.url);
        let figure = preview_image::of_story(article);
        Self {
            id: format!("{page}#article"),
            main_entity_of_page: WebPage { id: page },
            headline: &article.headline,
            description: &article.summary,
            image: figure.map_or_else(Vec::new, |figure| {
                let mut images = vec![largest_rendition(figure, site_urls)];
                images.extend(crops.iter().map(|crop| ImageObject {
                    url: site_urls.largest_picture(&crop.image()),
                    width: crop.width,
                    height: crop.height,
                    caption: None,
                    credit_text: None,
                }));
                images
            }),
            date_published: article.published,
            date_modified: article.updated.unwrap_or(article.published),
            author: authors(article, named, config, site, site_urls),
            publisher: publisher(site_urls),
            article_section: &article.section.name,
            keywords: article.tags.iter().map(|tag| &*tag.name).collect(),
            in_language: article.lang.as_deref().unwrap_or(&site.lang),
            is_accessible_for_free: true,
            dateline: article.dateline.as_deref(),
            correction: corrections(&article.body).collect(),
            video: videos(article, site_urls),
            audio: audios(article, site_urls),
        }
    }
}

/// Returns the largest rendition of the picture. Its smaller widths would be the same choice again.
fn largest_rendition<'a>(figure: &'a Figure, site_urls: &SiteUrls) -> ImageObject<'a> {
    let image = &figure.image;
    let caption = plain_text(&figure.caption);
    ImageObject {
        url: site_urls.largest_picture(image),
        width: image.width,
        height: image.height,
        caption: (!caption.is_empty()).then_some(caption),
        credit_text: figure.credit.as_deref(),
    }
}

fn corrections(body: &[Block]) -> impl Iterator<Item = CorrectionComment> {
    let blocks = body.iter().filter_map(Block::as_static);
    blocks.filter_map(|block| match block {
        StaticBlock::Correction(Correction { day, text }) => Some(CorrectionComment {
            text: plain_text(text),
            date_published: *day,
        }),
        StaticBlock::Table(_)
        | StaticBlock::Embed(_)
        | StaticBlock::KeyPoints(_)
        | StaticBlock::Questions(_)
        | StaticBlock::Timeline(_)
        | StaticBlock::Chart(_)
        | StaticBlock::Notes(_)
        | StaticBlock::Video(_)
        | StaticBlock::Audio(_)
        | StaticBlock::MovingPicture(_) => None,
    })
}
