//! The settings of the content management system: where stories and pictures are, and what a story is
//! made of.

use crate::backend::backend;
use crate::fields::fields;
use crate::project::Project;
use frontpage_base::config::Config;
use serde_json::{Value, json};

/// Returns the settings, in the format of Sveltia CMS 0.221 (the file `schema/sveltia-cms.json` of the
/// package).
pub fn settings(config: &Config, project: &Project) -> Value {
    let is_reviewed = config.admin.as_ref().is_some_and(|admin| admin.review);
    json!({
        "load_config_file": false,
        "backend": backend(config.admin.as_ref(), project),
        "publish_mode": if is_reviewed { "editorial_workflow" } else { "simple" },
        "app_title": config.name,
        "site_url": config.url,
        "show_preview_links": false,
        "media_folder": project.folder("media"),
        "public_folder": "/media",
        // Web-safe names, because they are part of URLs.
        "slug": {
            "encoding": "ascii",
            "clean_accents": true,
            "maxlength": 80,
            "timezone": "local",
        },
        "media_libraries": {
            "default": { "config": { "slugify_filename": true } },
            // The editor would search these for pictures, but the policy forbids requests to them.
            "stock_assets": { "providers": [] },
        },
        // `./dev serve` shows the page itself.
        "editor": { "preview": false },
        "output": { "omit_empty_optional_fields": true },
        "collections": [{
            "name": "stories",
            "label": "Stories",
            "label_singular": "Story",
            "folder": project.folder("stories"),
            "path": "{{year}}/{{month}}/{{slug}}",
            "slug": "{{title}}",
            // Without these two, pictures would go into a folder with the name of the story.
            "media_folder": format!("/{}", project.folder("media")),
            "public_folder": "/media",
            "extension": "md",
            "format": "yaml-frontmatter",
            "summary": "{{title}}",
            "sortable_fields": { "fields": ["date", "title"], "default": { "field": "date", "direction": "descending" } },
            "view_filters": [{ "label": "Drafts", "field": "draft", "pattern": true }],
            "view_groups": [{ "label": "Section", "field": "section" }],
            "aliases_field": false,
            "fields": fields(config),
        }],
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Returns the settings of a newspaper, with more TOML at the end of its file.
    pub fn config(more: &str) -> Config {
        let text = format!(
            r#"
            name = "Post"
            url = "https://post.example"
            lang = "en-US"
            time_zone = "America/Los_Angeles"
            {}{more}"#,
            if more.contains("[[sections]]") {
                ""
            } else {
                "sections = [{ slug = \"world\", name = \"World\" }]\n"
            }
        );
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("site.toml"), text).unwrap();
        Config::read(folder.path()).unwrap().0
    }

    pub fn project() -> Project {
        Project::test("/home/paper", "content")
    }

    #[test]
    fn stories_and_pictures_are_in_the_content_folder() {
        let settings = settings(&config(""), &project());
        let stories = &settings["collections"][0];
        assert_eq!(stories["folder"], "content/stories");
        assert_eq!(settings["media_folder"], "content/media");
        // In a story, a path that starts with a slash is one below the content folder.
        assert_eq!(settings["public_folder"], "/media");
        // In a collection, a path that starts with a slash is one in the repository.
        assert_eq!(stories["media_folder"], "/content/media");
        assert_eq!(stories["public_folder"], "/media");
        let at_root = super::settings(&config(""), &Project::test("/home/paper", ""));
        assert_eq!(at_root["media_folder"], "media");
    }

    #[test]
    fn review_is_the_editorial_workflow() {
        let mode = |more: &str| settings(&config(more), &project())["publish_mode"].clone();
        assert_eq!(mode(""), "simple");
        let reviewed = "[admin]\nbackend = \"github\"\nrepository = \"a/b\"\nreview = true";
        assert_eq!(mode(reviewed), "editorial_workflow");
    }
}
