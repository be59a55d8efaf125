//! The table `[admin]` of `site.toml`: the git host that the editor's screen works with.

use serde::Deserialize;

/// The settings of the editor's screen. Without them, it works with the folder on this machine only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdminSettings {
    /// The kind of git host.
    pub backend: GitHost,
    /// The repository's path on the host, such as `owner/name`.
    pub repository: String,
    /// The branch that stories are written to. If it is missing, the repository's default branch.
    #[serde(default)]
    pub branch: Option<String>,
    /// The origin of the host, such as `https://git.example`, if it is not the public one of its kind.
    #[serde(default)]
    pub address: Option<String>,
    /// The ID of an OAuth application without a secret (PKCE), which GitLab and Gitea offer. Without
    /// it, editors sign in with an access token.
    #[serde(default)]
    pub app_id: Option<String>,
    /// Whether a story waits in a pull request until somebody approves it.
    #[serde(default)]
    pub review: bool,
}

/// The kinds of git hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GitHost {
    /// GitHub, also the Enterprise Server.
    GitHub,
    /// GitLab.
    GitLab,
    /// Gitea and Forgejo, for example Codeberg.
    Gitea,
}

impl AdminSettings {
    /// Checks the settings and normalizes the address. Otherwise returns a key and what is wrong with
    /// its value.
    ///
    /// # Errors
    /// The key, and the reason with the remedy.
    pub fn check(&mut self) -> Result<(), (String, String)> {
        let wrong = |key: &str, reason: String| Err((format!("admin.{key}"), reason));
        if !is_repository(&self.repository) {
            let reason = format!(
                "{:?} is not a repository; write its path on the host, such as owner/name",
                self.repository
            );
            return wrong("repository", reason);
        }
        if let Some(branch) = self.branch.as_ref().filter(|branch| !is_branch(branch)) {
            let reason = format!("{branch:?} is not a branch; write its name, such as main");
            return wrong("branch", reason);
        }
        if let Some(address) = self.address.as_mut() {
            match origin(address) {
                Some(origin) => *address = origin,
                None => {
                    let reason = format!(
                        "{address:?} is not the address of a git host; write it without a path, such \
                         as https://git.example"
                    );
                    return wrong("address", reason);
                }
            }
        }
        let is_id = |id: &String| !id.is_empty() && id.bytes().all(|b| b.is_ascii_graphic());
        if let Some(id) = self.app_id.as_ref().filter(|id| !is_id(id)) {
            let reason = format!("{id:?} is not an application's ID; copy it from the git host");
            return wrong("app_id", reason);
        }
        if self.app_id.is_some() && self.backend == GitHost::GitHub {
            let reason =
                "is not used by GitHub, where editors sign in with an access token; remove it";
            return wrong("app_id", reason.into());
        }
        if self.review && self.backend == GitHost::Gitea {
            let reason = "is not supported with Gitea; remove it, and protect the branch instead";
            return wrong("review", reason.into());
        }
        Ok(())
    }
}

/// Returns whether a text is the path of a repository: two or more names.
fn is_repository(text: &str) -> bool {
    let is_name = |name: &str| {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        !name.is_empty() && name != "." && name != ".." && name.bytes().all(is_plain)
    };
    text.len() <= 255 && text.contains('/') && text.split('/').all(is_name)
}

/// Returns whether a text can be the name of a branch (git-check-ref-format, rules 1 to 10).
fn is_branch(text: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock");
    let is_plain = |c: char| !c.is_control() && !c.is_whitespace() && !"~^:?*[\\".contains(c);
    text.len() <= 255
        && text != "@"
        && !text.starts_with('-')
        && !text.ends_with('.')
        && !text.contains("..")
        && !text.contains("@{")
        && text.chars().all(is_plain)
        && text.split('/').all(is_part)
}

/// Returns the origin of an address that has no path. Only HTTPS is accepted, because editors send
/// their tokens there.
fn origin(text: &str) -> Option<String> {
    let url = url::Url::parse(text.trim()).ok()?;
    let is_plain = url.scheme() == "https"
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    is_plain.then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(toml: &str) -> Result<AdminSettings, (String, String)> {
        let mut settings: AdminSettings = toml::from_str(toml).unwrap();
        settings.check().map(|()| settings)
    }

    #[test]
    fn a_git_host_is_named_by_its_kind_and_the_repository() {
        let settings = check("backend = \"github\"\nrepository = \"post/paper\"").unwrap();
        assert_eq!(settings.backend, GitHost::GitHub);
        assert!(!settings.review);
        let settings = check(
            "backend = \"gitlab\"\nrepository = \"post/desk/paper\"\nbranch = \"work/main\"\n\
             address = \"https://Git.example/\"\napp_id = \"a1\"\nreview = true",
        )
        .unwrap();
        assert_eq!(settings.address.as_deref(), Some("https://git.example"));
    }

    #[test]
    fn what_is_no_repository_branch_or_address_is_refused() {
        let base = "backend = \"gitea\"\nrepository = ";
        let with = |more: &str| format!("{base}\"post/paper\"\n{more}");
        for (toml, key) in [
            (format!("{base}\"paper\""), "admin.repository"),
            (format!("{base}\"post/../paper\""), "admin.repository"),
            (format!("{base}\"/paper\""), "admin.repository"),
            (format!("{base}\"post/pa per\""), "admin.repository"),
            (with("branch = \"\""), "admin.branch"),
            (with("branch = \"a..b\""), "admin.branch"),
            (with("branch = \"a b\""), "admin.branch"),
            (with("branch = \"a/.b\""), "admin.branch"),
            (with("address = \"http://git.example\""), "admin.address"),
            (with("address = \"https://git.example/x\""), "admin.address"),
            (with("address = \"https://a@git.example\""), "admin.address"),
            (with("address = \"git.example\""), "admin.address"),
            (with("app_id = \"\""), "admin.app_id"),
            (with("app_id = \"a b\""), "admin.app_id"),
            (with("review = true"), "admin.review"),
        ] {
            assert_eq!(check(&toml).unwrap_err().0, key, "{toml}");
        }
        let github = "backend = \"github\"\nrepository = \"a/b\"\napp_id = \"a\"";
        assert_eq!(check(github).unwrap_err().0, "admin.app_id");
    }
}
