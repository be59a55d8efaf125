//! Writes a story as Markdown with front matter.

use super::story::Story;

/// Returns the file. The paragraphs of the body are Markdown; other blocks stay HTML, which Markdown
/// allows.
pub fn file(story: &Story) -> String {
    let tags: Vec<String> = story.tags.iter().map(|tag| format!("{tag:?}")).collect();
    let time = story.published.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let body = story.body.replace("<p>", "\n\n").replace("</p>", "\n\n");
    format!(
        "---\ntitle: {:?}\ndate: {time}\nsection: {}\nauthors: [{:?}]\ntags: [{}]\ndescription: {:?}\n\
         image: /media/{}\nimage_alt: {:?}\nimage_caption: {:?}\n---\n\n{body}",
        story.headline,
        story.section,
        story.desk.1,
        tags.join(", "),
        story.summary,
        story.picture,
        story.alt,
        story.caption,
    )
}
