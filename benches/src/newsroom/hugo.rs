//! Writes a story as a Hugo page: TOML front matter and the same HTML body, which Hugo does not
//! process.

use super::story::{Head, Story};
use std::{fs, io, path::Path};

/// Returns the folder of a story's file: one folder per day, as for press, inside Hugo's section.
pub fn folder(story: &Story) -> String {
    format!("content/{}/{}", story.section, story.folder())
}

/// Returns the contents of the story's file.
pub fn page(story: &Story) -> String {
    let time = story.published.strftime("%Y-%m-%dT%H:%M:%S%:z");
    let tags: Vec<String> = story.tags.iter().map(|tag| text(tag)).collect();
    let related = story.related.as_ref().map(|other| {
        format!(
            r#"<div class="related"><p><span class="related__name">Related</span> <a href="{}.html">{}</a></p></div>"#,
            other.url(),
            other.headline
        )
    });
    format!(
        "+++\ntitle = {}\ndate = {time}\nslug = {}\ndescription = {}\ntags = [{}]\nauthors = [{}]\n\
         [params]\nplace = {}\nbyline = {}\ncredit = {}\npicture = {}\ncaption = {}\nalt = {}\n+++\n{}{}\n",
        text(&story.headline),
        text(&story.slug),
        text(&story.summary),
        tags.join(", "),
        text(story.desk.0),
        text(&story.place),
        text(story.desk.1),
        text(&format!("Reporting by the {}.", story.desk.1)),
        text(&story.picture),
        text(&story.caption),
        text(&story.alt),
        story.body,
        related.unwrap_or_default(),
    )
}

/// Writes the data of the site that differs between newsrooms: the stories in *Popular*.
pub fn site(hugo: &Path, popular: &[Head]) -> io::Result<()> {
    let data = hugo.join("data");
    fs::create_dir_all(&data)?;
    let slugs: Vec<String> = popular.iter().map(|head| text(&head.slug)).collect();
    fs::write(
        data.join("popular.toml"),
        format!("slugs = [{}]\n", slugs.join(", ")),
    )
}

/// Returns a TOML string. Every JSON escape is also valid in TOML.
fn text(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
