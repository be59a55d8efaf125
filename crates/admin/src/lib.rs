//! The editor's screen at `/admin/`: Sveltia CMS, a content management system that runs in the browser,
//! with settings that are made from `site.toml`.
//!
//! 1. **On the publisher's own machine.** The screen is served by the preview, and nothing of it is in
//!    a published site. The editor's browser reads and writes the content folder itself.
//! 2. **No request to anybody.** The system's files come from a folder that npm has filled and checked;
//!    the policy allows no other host but the git host that `site.toml` names.
//! 3. **No second list of anything.** Sections and authors are those of `site.toml`, read anew for each
//!    request; fields are the keys that the Markdown reader knows.
//!
//! See docs/guide/editing.md and docs/adr/0025-editors-screen.md.
#![forbid(unsafe_code)]

mod backend;
mod fields;
mod files;
mod page;
mod project;
mod reply;
mod settings;

pub use project::ProjectError;
pub use reply::Reply;
pub use settings::settings;

use frontpage_base::config::{Config, ConfigError};
use project::Project;
use std::path::{Path, PathBuf};

/// The path that all addresses of the screen start with.
pub const PATH: &str = "/admin/";

/// The package whose files make up the screen.
const PACKAGE: &str = "@sveltia/cms";

/// Why there is no screen.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// The folder does not contain the content management system.
    #[error(
        "{0}: there is no {PACKAGE} in this folder; run ./dev admin, which installs it with npm, or \
         name its node_modules folder with --cms"
    )]
    Cms(String),
    /// The content folder is unsuitable.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// `site.toml` cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// The editor's screen of a newspaper.
#[derive(Clone, Debug)]
pub struct Admin {
    /// The content folder.
    content: PathBuf,
    /// The `node_modules` folder with the content management system.
    cms: PathBuf,
    project: Project,
}

impl Admin {
    /// Finds the content management system in `cms`, a `node_modules` folder, and the project that the
    /// folder `content` belongs to.
    ///
    /// # Errors
    /// [`AdminError`] if one of them is missing, or `site.toml` cannot be used.
    pub fn open(content: &Path, cms: &Path) -> Result<Self, AdminError> {
        if !cms.join(PACKAGE).join("package.json").is_file() {
            return Err(AdminError::Cms(cms.display().to_string()));
        }
        Config::read(content)?;
        Ok(Self {
            content: content.to_owned(),
            cms: cms.to_owned(),
            project: Project::around(content)?,
        })
    }

    /// Returns the folder that the editor has to choose: the one with `.git`.
    pub fn root(&self) -> &Path {
        self.project.root()
    }

    /// Answers a request for a path below [`PATH`]. `host` is the request's `Host`. Only the names that every
    /// machine has for itself, such as `localhost`, are answered, so that a web page cannot reach the screen
    /// under its own host name (DNS rebinding).
    pub fn reply(&self, host: &str, path: &str) -> Reply {
        if !is_this_machine(host) {
            return Reply::not_found(
                "The editor's screen is for this machine only: open http://127.0.0.1\n",
            );
        }
        let Some(path) = path.strip_prefix(PATH) else {
            return Reply::not_found("Not found\n");
        };
        match path {
            "" | "config.json" => match Config::read(&self.content) {
                Ok((config, _)) if path.is_empty() => page::page(&config),
                Ok((config, _)) => Reply::json(&settings(&config, &self.project)),
                Err(error) => Reply::error(&format!("{error}\n")),
            },
            "start.js" => Reply::script(page::START.into()),
            _ => match path.strip_prefix("cms/") {
                Some(file) => files::read(&self.cms, file),
                None => Reply::not_found("Not found\n"),
            },
        }
    }
}

/// Returns whether a request's `Host` is a name of this machine for itself, with any port.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "[::1]", "localhost"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = r#"
        name = "Post"
        url = "https://post.example"
        lang = "en-US"
        time_zone = "America/Los_Angeles"
        sections = [{ slug = "world", name = "World" }]
    "#;

    fn paper() -> (tempfile::TempDir, Admin) {
        let folder = tempfile::tempdir().unwrap();
        let [content, package] = ["content", "node_modules/@sveltia/cms"].map(|name| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(&path).unwrap();
            path
        });
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        std::fs::write(content.join("site.toml"), SITE).unwrap();
        std::fs::write(package.join("package.json"), "{}").unwrap();
        let admin = Admin::open(&content, &folder.path().join("node_modules")).unwrap();
        (folder, admin)
    }

    #[test]
    fn the_page_the_script_and_the_settings_are_served() {
        let (_folder, admin) = paper();
        for (path, kind) in [
            ("/admin/", "text/html; charset=utf-8"),
            ("/admin/start.js", "text/javascript; charset=utf-8"),
            ("/admin/config.json", "application/json"),
        ] {
            let reply = admin.reply("127.0.0.1:8000", path);
            assert_eq!(
                (reply.status, reply.header("content-type")),
                (200, Some(kind)),
                "{path}"
            );
        }
        for path in [
            "/admin/x",
            "/admin/cms/",
            "/admin",
            "/",
            "/admin/config.json/",
        ] {
            assert_eq!(admin.reply("localhost", path).status, 404, "{path}");
        }
    }

    #[test]
    fn other_names_than_those_of_this_machine_are_refused() {
        let (_folder, admin) = paper();
        for (host, status) in [
            ("127.0.0.1:8000", 200),
            ("localhost", 200),
            ("LOCALHOST:1", 200),
            ("[::1]:8000", 200),
            ("post.example", 404),
            ("localhost.post.example:80", 404),
            ("127.0.0.1.post.example", 404),
            ("192.0.2.1:8000", 404),
            ("", 404),
        ] {
            assert_eq!(admin.reply(host, "/admin/").status, status, "{host:?}");
        }
    }

    #[test]
    fn an_edit_of_site_toml_is_seen_and_a_mistake_in_it_is_said() {
        let (folder, admin) = paper();
        let site = folder.path().join("content/site.toml");
        std::fs::write(&site, SITE.replace("World", "Abroad")).unwrap();
        let reply = admin.reply("localhost", "/admin/config.json");
        assert!(String::from_utf8(reply.body).unwrap().contains("Abroad"));
        std::fs::write(&site, "name = ").unwrap();
        let reply = admin.reply("localhost", "/admin/");
        assert_eq!(reply.status, 500);
        assert!(String::from_utf8(reply.body).unwrap().contains("site.toml"));
    }

    #[test]
    fn a_missing_system_or_repository_is_said() {
        let (folder, _) = paper();
        let content = folder.path().join("content");
        let error = Admin::open(&content, folder.path()).unwrap_err();
        assert!(error.to_string().contains("run ./dev admin"), "{error}");
        std::fs::remove_dir(folder.path().join(".git")).unwrap();
        let error = Admin::open(&content, &folder.path().join("node_modules")).unwrap_err();
        assert!(error.to_string().contains("git init"), "{error}");
    }
}
