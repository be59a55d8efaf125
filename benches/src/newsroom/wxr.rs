//! Writes a newsroom as a WordPress export (WXR 1.2), in the classic editor's format.

use super::story::{Newsroom, Story};
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Bench Post</title><link>https://old.bench.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.bench.example</wp:base_site_url>
<wp:base_blog_url>https://old.bench.example</wp:base_blog_url>
"#;

/// Writes an export with every story as a post, each followed by its picture as an attachment.
///
/// # Errors
/// If it cannot be written.
pub fn write(stories: u32, seed: u64, to: &mut dyn Write) -> io::Result<()> {
    let newsroom = Newsroom::new(stories, seed);
    to.write_all(HEAD.as_bytes())?;
    for index in 0..stories {
        to.write_all(item(&newsroom.story(index), u64::from(index) * 2 + 1).as_bytes())?;
    }
    to.write_all(b"</channel></rss>\n")
}

fn item(story: &Story, id: u64) -> String {
    let time = story.published.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let utc = story
        .published
        .timestamp()
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string();
    let path = story.folder();
    // The classic editor writes no paragraphs, but empty lines.
    let body = story.body.replace("<p>", "\n\n").replace("</p>", "\n\n");
    let tags = story.tags().map(|(slug, name)| {
        format!("<category domain=\"post_tag\" nicename=\"{slug}\"><![CDATA[{name}]]></category>\n")
    });
    let tags: String = tags.collect();
    let picture = id + 1;
    format!(
        "<item><title><![CDATA[{headline}]]></title>
<link>https://old.bench.example/{path}/{slug}/</link>
<dc:creator><![CDATA[{desk}]]></dc:creator>
<guid isPermaLink=\"false\">https://old.bench.example/?p={id}</guid>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[{summary}]]></excerpt:encoded>
<wp:post_id>{id}</wp:post_id>
<wp:post_date><![CDATA[{time}]]></wp:post_date>
<wp:post_date_gmt><![CDATA[{utc}]]></wp:post_date_gmt>
<wp:post_modified_gmt><![CDATA[{utc}]]></wp:post_modified_gmt>
<wp:post_name><![CDATA[{slug}]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type>
<wp:post_password><![CDATA[]]></wp:post_password>
<category domain=\"category\" nicename=\"{section}\"><![CDATA[{section}]]></category>
{tags}<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>
<wp:meta_value><![CDATA[{picture}]]></wp:meta_value></wp:postmeta>
</item>
<item><title>{slug}</title><wp:post_id>{picture}</wp:post_id><wp:post_parent>{id}</wp:post_parent>
<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>
<wp:attachment_url>https://old.bench.example/wp-content/uploads/{path}/{id}.jpg</wp:attachment_url>
</item>
",
        headline = story.headline,
        slug = story.slug,
        desk = story.desk.1,
        summary = story.summary,
        section = story.section,
        caption = story.caption,
    )
}
