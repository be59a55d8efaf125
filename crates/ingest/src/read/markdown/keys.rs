//! The keys of front matter: each field under the names that Hugo, Zola, Jekyll, Astro and Eleventy
//! use. docs/guide/markdown.md explains them.

/// The headline.
pub const TITLE: [&str; 2] = ["title", "headline"];
/// The summary below the headline.
pub const SUMMARY: [&str; 6] = [
    "description",
    "summary",
    "excerpt",
    "standfirst",
    "subtitle",
    "dek",
];
/// The time of publication. AstroWind publishes at `publishDate`; in Hugo it is an embargo as well.
pub const DATE: [&str; 6] = [
    "date",
    "pubDate",
    "published_at",
    "publishedAt",
    "datePublished",
    "publishDate",
];
/// The time of the last update.
pub const UPDATED: [&str; 9] = [
    "updated",
    "lastmod",
    "updatedDate",
    "last_modified_at",
    "modified_date",
    "modified",
    "dateModified",
    "updated_at",
    "updatedAt",
];
/// The section.
pub const SECTION: [&str; 1] = ["section"];
/// Categories: tags, except the story's own section.
pub const CATEGORIES: [&str; 2] = ["categories", "category"];
/// Tags.
pub const TAGS: [&str; 2] = ["tags", "tag"];
/// The byline.
pub const AUTHORS: [&str; 4] = ["authors", "author", "by", "byline"];
/// The slug in the URL.
pub const SLUG: [&str; 1] = ["slug"];
/// The language.
pub const LANGUAGE: [&str; 3] = ["lang", "language", "locale"];
/// The dateline.
pub const PLACE: [&str; 3] = ["dateline", "located", "location"];
/// The reporting credit.
pub const CREDIT: [&str; 1] = ["credit"];
/// The urgency.
pub const URGENCY: [&str; 1] = ["urgency"];
/// What identifies the story.
pub const ID: [&str; 3] = ["uri", "id", "guid"];
/// The story that this one is a translation of.
pub const TRANSLATED_FROM: [&str; 3] = ["translatedFrom", "translated_from", "translation_of"];
/// Whether the story is a draft.
pub const DRAFT: [&str; 1] = ["draft"];
/// Whether the story is published; Jekyll's opposite of a draft.
pub const PUBLISHED: [&str; 1] = ["published"];
/// The status of the story in another system.
pub const STATUS: [&str; 2] = ["pubStatus", "status"];
/// The time before which the story may not appear.
pub const EMBARGO: [&str; 4] = ["embargoedUntil", "embargoed", "embargo", "publishDate"];
/// The former addresses: in Hugo and Zola, and in Jekyll.
pub const ALIASES: [&str; 2] = ["aliases", "redirect_from"];
/// The time after which the story is taken back.
pub const EXPIRY: [&str; 3] = ["expires", "expiryDate", "expiry_date"];
/// The lead picture.
pub const PICTURE: [&str; 11] = [
    "image",
    "cover",
    "lead",
    "featured_image",
    "featuredImage",
    "heroImage",
    "hero",
    "images",
    "thumbnail",
    "header",
    "banner",
];
/// The alternative text of the lead picture, if it has a key of its own.
pub const PICTURE_ALT: [&str; 6] = [
    "image_alt",
    "imageAlt",
    "cover_alt",
    "coverAlt",
    "heroImageAlt",
    "alt",
];
/// The caption of the lead picture, if it has a key of its own.
pub const PICTURE_CAPTION: [&str; 4] =
    ["image_caption", "imageCaption", "cover_caption", "caption"];
/// The credit of the lead picture, if it has a key of its own.
pub const PICTURE_CREDIT: [&str; 4] = [
    "image_credit",
    "imageCredit",
    "cover_credit",
    "photographer",
];
/// The file of the lead picture, if the picture is a table.
pub const TABLE_FILE: [&str; 7] = ["src", "path", "file", "image", "url", "href", "teaser"];
/// The alternative text of the lead picture, if the picture is a table.
pub const TABLE_ALT: [&str; 2] = ["alt", "image_description"];
/// The caption of the lead picture, if the picture is a table.
pub const TABLE_CAPTION: [&str; 2] = ["caption", "title"];
/// The credit of the lead picture, if the picture is a table.
pub const TABLE_CREDIT: [&str; 3] = ["credit", "attribution", "photographer"];

/// Every field of a story, with the keys that it is looked for under. Programs that write front matter
/// compare their fields with it.
pub const FIELDS: [&[&str]; 25] = [
    &TITLE,
    &SUMMARY,
    &DATE,
    &UPDATED,
    &SECTION,
    &CATEGORIES,
    &TAGS,
    &AUTHORS,
    &SLUG,
    &LANGUAGE,
    &PLACE,
    &CREDIT,
    &URGENCY,
    &ID,
    &TRANSLATED_FROM,
    &DRAFT,
    &PUBLISHED,
    &STATUS,
    &EMBARGO,
    &EXPIRY,
    &ALIASES,
    &PICTURE,
    &PICTURE_ALT,
    &PICTURE_CAPTION,
    &PICTURE_CREDIT,
];
