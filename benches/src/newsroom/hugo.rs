//! A story as Hugo reads it: the same body in HTML, which Hugo takes as it is, below TOML.

use super::story::{Head, Story};
use std::{fs, io, path::Path};

/// The folder of a story's file. A folder for each day, as press has it; sections are Hugo's own.
pub fn folder(story: &Story) -> String {
    format!("content/{}/{}", story.section, story.folder())
}

/// The story's file.
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

/// What is the newspaper's and differs from newsroom to newsroom: the pages of *Popular*.
pub fn site(hugo: &Path, popular: &[Head]) -> io::Result<()> {
    let data = hugo.join("data");
    fs::create_dir_all(&data)?;
    let slugs: Vec<String> = popular.iter().map(|head| text(&head.slug)).collect();
    fs::write(
        data.join("popular.toml"),
        format!("slugs = [{}]\n", slugs.join(", ")),
    )
}

/// A string of TOML: every escape of JSON is one of TOML's too.
fn text(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
