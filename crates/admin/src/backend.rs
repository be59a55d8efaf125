//! The git host, in the words of the content management system.

use crate::project::Project;
use frontpage_base::admin_settings::{AdminSettings, GitHost};
use serde_json::{Value, json};

/// Returns the origin that the browser talks to.
pub fn origin(settings: &AdminSettings) -> &str {
    let public = match settings.backend {
        GitHost::GitHub => "https://api.github.com",
        GitHost::GitLab => "https://gitlab.com",
        GitHost::Gitea => "https://gitea.com",
    };
    settings.address.as_deref().unwrap_or(public)
}

/// Returns the setting `backend`.
pub fn backend(settings: Option<&AdminSettings>, project: &Project) -> Value {
    match settings {
        Some(settings) => on_host(settings),
        None => on_this_machine(project),
    }
}

/// Returns the setting for work with a local folder only. The system needs a git host even then. This one
/// does not exist, and the policy keeps the browser from sending requests to it.
fn on_this_machine(project: &Project) -> Value {
    json!({
        "name": "gitea",
        "repo": format!("this-machine/{}", project.name()),
        "auth_methods": ["token"],
    })
}

fn on_host(settings: &AdminSettings) -> Value {
    let name = match settings.backend {
        GitHost::GitHub => "github",
        GitHost::GitLab => "gitlab",
        GitHost::Gitea => "gitea",
    };
    let mut backend = json!({
        "name": name,
        "repo": settings.repository,
        "auth_methods": ["token"],
    });
    if let Some(branch) = &settings.branch {
        backend["branch"] = json!(branch);
    }
    if let Some(address) = &settings.address {
        let api = match settings.backend {
            GitHost::GitHub => "/api/v3",
            GitHost::GitLab => "/api/v4",
            GitHost::Gitea => "/api/v1",
        };
        backend["base_url"] = json!(address);
        backend["api_root"] = json!(format!("{address}{api}"));
    }
    if let Some(id) = &settings.app_id {
        backend["app_id"] = json!(id);
        backend["auth_methods"] = json!(["oauth", "token"]);
        if settings.backend == GitHost::GitLab {
            backend["auth_type"] = json!("pkce");
        }
    }
    backend
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(kind: GitHost) -> AdminSettings {
        AdminSettings {
            backend: kind,
            repository: "post/paper".into(),
            branch: Some("main".into()),
            address: None,
            app_id: None,
            review: false,
        }
    }

    #[test]
    fn without_a_git_host_the_screen_names_the_folder() {
        let backend = backend(None, &Project::test("/home/paper", "content"));
        assert_eq!(backend["repo"], "this-machine/paper");
        assert_eq!(backend["auth_methods"], json!(["token"]));
    }

    #[test]
    fn each_git_host_has_its_addresses_and_its_way_to_sign_in() {
        let project = Project::test("/home/paper", "content");
        let github = backend(Some(&settings(GitHost::GitHub)), &project);
        assert_eq!(github["name"], "github");
        assert_eq!(github["repo"], "post/paper");
        assert_eq!(github["branch"], "main");
        assert_eq!(github["auth_methods"], json!(["token"]));
        let own = AdminSettings {
            address: Some("https://git.example".into()),
            app_id: Some("a1".into()),
            ..settings(GitHost::GitLab)
        };
        let gitlab = backend(Some(&own), &project);
        assert_eq!(gitlab["api_root"], "https://git.example/api/v4");
        assert_eq!(gitlab["base_url"], "https://git.example");
        assert_eq!(gitlab["auth_type"], "pkce");
        assert_eq!(gitlab["auth_methods"], json!(["oauth", "token"]));
        assert_eq!(origin(&own), "https://git.example");
    }
}
