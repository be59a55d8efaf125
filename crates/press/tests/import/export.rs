//! Fixtures: WordPress exports, and a folder to import them into.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SITE: &str = r#"
name = "The Post"
url = "https://post.example"
lang = "en-US"
time_zone = "America/Los_Angeles"
sections = [{ slug = "us", name = "U.S." }, { slug = "world", name = "World" }]
authors = [{ slug = "jane-roe", name = "Jane Roe" }]
"#;

/// A post of an export.
pub struct Post {
    pub id: u64,
    pub title: String,
    pub status: &'static str,
    pub password: &'static str,
    pub modified: &'static str,
    pub category: (&'static str, &'static str),
    pub body: String,
    /// XML at the end of the item.
    pub more: String,
}

impl Post {
    pub fn new(id: u64) -> Self {
        Self {
            id,
            title: format!("Post {id}"),
            status: "publish",
            password: "",
            modified: "2019-03-12 00:00:00",
            category: ("world", "World"),
            body: format!("The first paragraph of post {id}.\n\nThe second one."),
            more: String::new(),
        }
    }

    pub fn xml(&self) -> String {
        let Self {
            id,
            title,
            status,
            password,
            modified,
            category: (slug, name),
            body,
            more,
        } = self;
        format!(
            r#"<item><title><![CDATA[{title}]]></title><link>https://old.example/2019/03/post-{id}/</link>
<dc:creator><![CDATA[jane]]></dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{id}</wp:post_id>
<wp:post_date>2019-03-11 03:46:53</wp:post_date><wp:post_date_gmt>2019-03-11 11:46:53</wp:post_date_gmt>
<wp:post_modified_gmt>{modified}</wp:post_modified_gmt><wp:post_name>post-{id}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>
<wp:post_password><![CDATA[{password}]]></wp:post_password>
<category domain="category" nicename="{slug}"><![CDATA[{name}]]></category>
<category domain="post_tag" nicename="rain"><![CDATA[Rain]]></category>{more}</item>
"#
        )
    }
}

/// The start of an export.
pub const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[jane]]></wp:author_login>
<wp:author_display_name><![CDATA[Jane Roe]]></wp:author_display_name></wp:author>
"#;

pub fn export<'a>(posts: impl IntoIterator<Item = &'a Post>) -> String {
    let items: String = posts.into_iter().map(Post::xml).collect();
    format!("{HEAD}{items}</channel></rss>\n")
}

/// A newsroom to import into.
pub struct Newsroom {
    root: tempfile::TempDir,
}

impl Newsroom {
    pub fn new() -> Self {
        let room = Self {
            root: tempfile::tempdir().unwrap(),
        };
        room.write("content/site.toml", SITE);
        room
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// Returns a command that imports a file of the newsroom.
    pub fn command(&self, source: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
        command
            .arg("import")
            .arg(self.path(source))
            .args(["--content".into(), self.path("content")])
            .args(["--report".into(), self.path("report.txt")])
            // The hosts of these tests do not exist.
            .arg("--no-download");
        command
    }

    /// Imports an export and returns the summary.
    pub fn import(&self, export: &str) -> String {
        self.write("export.xml", export);
        summary(&self.command("export.xml").output().unwrap())
    }

    /// Returns the imported files with their bytes, without what a kill left behind.
    pub fn imported(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("content/imported"))
    }
}

pub fn summary(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {errors}", output.status);
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    let files = entries.filter_map(Result::ok).filter(|entry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        entry.file_type().is_file() && !is_hidden
    });
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            (name.display().to_string(), bytes)
        })
        .collect()
}
