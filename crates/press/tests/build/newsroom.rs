//! Fixtures: a newsroom in a temporary folder, and items for it.

use frontpage_pipeline::{Options, Outcome, run};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The time of the tests' publishes.
pub const NOW: &str = "2025-03-29T00:00:00Z";

/// The `site.toml` of a small newspaper.
pub const SITE: &str = r#"
name = "The Post"
url = "https://post.example"
lang = "en-US"
time_zone = "America/Los_Angeles"
search = false
offline = false
privacy = false
sections = [{ slug = "us", name = "U.S." }, { slug = "world", name = "World" }]
authors = [{ slug = "world-desk", name = "World desk" }]
"#;

pub struct Newsroom {
    root: tempfile::TempDir,
}

impl Newsroom {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let room = Self { root };
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

    /// Writes an item with the fields of [`story`] and these `changes`. A null removes a field.
    pub fn story(&self, slug: &str, day: u32, changes: Value) {
        let mut item = story(slug, day);
        for (key, value) in changes.as_object().unwrap() {
            if value.is_null() {
                item.as_object_mut().unwrap().remove(key);
            } else {
                item[key] = value.clone();
            }
        }
        self.write(&format!("content/stories/{slug}.json"), item.to_string());
    }

    pub fn picture(&self, name: &str, color: [u8; 3]) {
        let mut file = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(60, 40, image::Rgb(color))
            .write_to(&mut file, image::ImageFormat::Png)
            .unwrap();
        self.write(&format!("content/media/{name}"), file.into_inner());
    }

    /// Waits until a file counts as settled, that is, has not changed for a while. Its time of last
    /// status change cannot be set back, so waiting is the only way.
    pub fn wait_until_settled(&self, name: &str) {
        let path = self.path(name);
        let settled = || {
            let file = std::fs::metadata(&path).unwrap();
            frontpage_base::file_stamp::FileStamp::of(&file).is_settled(SystemTime::now())
        };
        while !settled() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    pub fn options(&self) -> Options<'static> {
        let now = NOW.parse().unwrap();
        Options::new(
            self.path("content"),
            self.path("out"),
            self.path("cache"),
            now,
        )
    }

    pub fn build(&self) -> Outcome {
        run(&self.options()).unwrap()
    }

    pub fn page(&self, name: &str) -> Value {
        let bytes = std::fs::read(self.path("out").join(name)).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Returns every file of the output with its bytes and its modification time.
    pub fn output_files(&self) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        files(&self.path("out"))
    }

    pub fn has(&self, name: &str) -> bool {
        self.path("out").join(name).exists()
    }
}

pub fn files(root: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(root).unwrap();
            let time = entry.metadata().unwrap().modified().unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            (name.display().to_string(), (bytes, time))
        })
        .collect()
}

pub fn story(slug: &str, day: u32) -> Value {
    json!({
        "uri": format!("urn:{slug}"),
        "type": "text",
        "version": "1",
        "firstCreated": format!("2025-01-{day:02}T12:00:00-08:00"),
        "versionCreated": format!("2025-01-{day:02}T12:00:00-08:00"),
        "pubStatus": "usable",
        "headlines": [{"role": "main", "value": format!("Headline of {slug}")}],
        "descriptions": [{"role": "summary", "value": format!("Summary of {slug}")}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": format!("<p>Body of {slug}</p>")}],
        "subjects": [{"rel": "section", "literal": "world"}],
        "altIds": [{"role": "slug", "value": slug}],
    })
}

pub fn lead(href: &str) -> Value {
    json!([{"name": "lead", "type": "picture", "by": "A. Photographer",
        "descriptions": [{"role": "caption", "value": "A caption"}, {"role": "alt", "value": "An alt"}],
        "renditions": [{"href": href}]}])
}

/// The bytes of files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Returns the bytes of every file in a folder.
pub fn bytes(folder: &Path) -> Files {
    let files = files(folder).into_iter();
    files.map(|(name, (bytes, _))| (name, bytes)).collect()
}

/// Publishes a newspaper, and prepares a second edition with a new, a changed and a deleted story.
/// Returns the published site, and the site that the second edition should become.
pub fn two_editions(room: &Newsroom) -> (Files, Files) {
    editions(room, &room.options(), || ())
}

/// Does the same as [`two_editions`], with these options and a further change beside the content.
pub fn editions(room: &Newsroom, options: &Options<'_>, change: impl FnOnce()) -> (Files, Files) {
    for day in 1..=4 {
        room.story(&format!("s-{day}"), day, json!({}));
    }
    run(options).unwrap();
    let old = bytes(&options.out);
    room.picture("a.png", [9, 9, 9]);
    room.story("s-2", 2, json!({"headlines": [{"value": "Changed"}]}));
    room.story("s-5", 5, json!({"associations": lead("media/a.png")}));
    std::fs::remove_file(room.path("content/stories/s-3.json")).unwrap();
    change();
    let elsewhere = Options {
        out: room.path("new"),
        cache: room.path("new-cache"),
        ..options.clone()
    };
    run(&elsewhere).unwrap();
    (old, bytes(&room.path("new")))
}
