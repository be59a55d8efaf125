//! The reasons why a deploy could not start or did not finish, with their remedies.

use object_store::Error as Remote;

/// The reason why a deploy failed. Each message ends with the remedy.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// The target's address is invalid.
    #[error(
        "{url}: {reason}; write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER"
    )]
    Url {
        /// The address as it was given.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder is not a built site.
    #[error("{folder}: has no index.html; build the site first, or give its folder with --site")]
    NoSite {
        /// The folder.
        folder: String,
    },
    /// The site cannot be locked, or its last publish was interrupted.
    #[error(transparent)]
    Site(frontpage_store::WriteError),
    /// A file of the site cannot be uploaded.
    #[error("{file}: {reason}; fix or remove it, and run again")]
    Unreadable {
        /// The file.
        file: String,
        /// The reason.
        reason: String,
    },
    /// A file has changed since the deploy first read it.
    #[error("{file}: changed since the deploy began; let the build finish, and run again")]
    Changed {
        /// The file.
        file: String,
    },
    /// A request to the store failed.
    #[error("{target}: {doing}: {}; {}", .cause.what, .cause.remedy)]
    Remote {
        /// The target.
        target: String,
        /// What was requested.
        doing: String,
        /// What the store said, and the remedy.
        cause: Cause,
    },
    /// The record of earlier deploys is damaged.
    #[error(
        "{key}: the record of earlier deploys cannot be read ({reason}); restore it, or delete that object; then everything is sent again, and objects that are no longer in the site have to be deleted by hand"
    )]
    Record {
        /// The key of the record.
        key: String,
        /// The reason.
        reason: String,
    },
    /// Another deploy to the same target is under way.
    #[error(
        "{target}: a deploy that began at {since} is under way there, last seen {seconds} seconds ago; wait until it has finished. If it has died, run again two minutes after it was last seen, or now with --take-over"
    )]
    Busy {
        /// The target.
        target: String,
        /// When the other deploy began.
        since: jiff::Timestamp,
        /// The seconds since the last sign of life of the other deploy.
        seconds: i64,
    },
    /// Another deploy to the same target has begun since this one did.
    #[error(
        "{target}: another deploy has begun there, so this one has stopped to keep the two from mixing; let the other one finish, then run this one again if its site is newer"
    )]
    Superseded {
        /// The target.
        target: String,
    },
    /// The deploy began, but did not finish.
    #[error("stopped in {stage}: {reason}\n{done} of {total} objects are up, {} remain; no page that is up refers to a missing file. Run it again: what is up is not sent twice", .total - .done)]
    Stopped {
        /// The stage in which it stopped.
        stage: &'static str,
        /// The reason.
        reason: Box<DeployError>,
        /// The number of objects that were uploaded.
        done: usize,
        /// The number of objects to upload.
        total: usize,
    },
    /// The user pressed Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// A local file cannot be written.
    #[error("{file}: {source}; everything is deployed, run it again for the list")]
    Write {
        /// The file.
        file: String,
        /// The I/O error.
        source: std::io::Error,
    },
    /// The system could not start the deploy.
    #[error("cannot start: {0}")]
    Start(std::io::Error),
    /// A task of the deploy panicked, which is a defect of press.
    #[error("a task failed: {0}; this is a defect of press, please report it")]
    Task(tokio::task::JoinError),
}

/// What a store said, and the remedy.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// What the store said.
    pub what: String,
    /// The remedy.
    pub remedy: &'static str,
}

impl Cause {
    /// Finds the cause of a store's error.
    pub fn of(error: &Remote) -> Self {
        let what = one_line(&error.to_string());
        let says = |words: &[&str]| words.iter().any(|word| what.contains(word));
        let remedy = if is_no_bucket(error) {
            "check the name of the bucket or container. Create it first if it does not exist: press does not"
        } else if says(&["169.254.169.254", "metadata.google.internal"]) {
            "no credentials were found: set them in the environment (docs/guide/deploy.md)"
        } else if says(&["RequestTimeTooSkewed"]) {
            "set this machine's clock"
        } else if says(&[
            "incorrectly configured region",
            "AuthorizationHeaderMalformed",
        ]) {
            "name the bucket's region with --region"
        } else if says(&[
            "SignatureDoesNotMatch",
            "InvalidAccessKeyId",
            "AuthenticationFailed",
        ]) {
            "the credentials are wrong: see the environment variables in docs/guide/deploy.md"
        } else if matches!(error, Remote::PermissionDenied { .. }) {
            "the credentials lack a permission: docs/guide/deploy.md lists those that are needed (on S3 they include s3:ListBucket, without which a missing object is reported as forbidden)"
        } else if matches!(error, Remote::Unauthenticated { .. }) {
            "the credentials are missing, wrong or expired: see the environment variables in docs/guide/deploy.md"
        } else if says(&["501", "NotImplemented", "not yet implemented"]) {
            "this store may not support conditional writes: add --unguarded if nobody else deploys there"
        } else {
            "check the network and the store's own status, then run it again"
        };
        Self { what, remedy }
    }
}

/// Returns whether an error means that the bucket does not exist.
pub fn is_no_bucket(error: &Remote) -> bool {
    let text = error.to_string();
    ["NoSuchBucket", "ContainerNotFound", "bucket does not exist"]
        .iter()
        .any(|word| text.contains(word))
}

/// Turns a server's text into one short line that is safe to print on a terminal.
fn one_line(text: &str) -> String {
    const MOST: usize = 500;
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MOST)
        .collect();
    let mut line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_answer_is_one_short_line() {
        let source = format!("<Error>\u{1b}[31m\n{}", "x".repeat(10_000)).into();
        let cause = Cause::of(&Remote::Generic {
            store: "S3",
            source,
        });
        assert!(!cause.what.chars().any(char::is_control));
        assert!(cause.what.chars().count() <= 501);
    }
}
