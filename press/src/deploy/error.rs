//! Why a deploy could not begin or did not finish, and what to do about it.

use object_store::Error as Remote;

/// Why a deploy failed. Each message ends with the remedy.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// The target cannot be understood.
    #[error(
        "{url}: {reason}; write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX or file:///FOLDER"
    )]
    Url {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder is no built site.
    #[error(
        "{folder}: there is no index.html in it; build the site first, or name its folder with --site"
    )]
    NoSite {
        /// The folder.
        folder: String,
    },
    /// The site cannot be held still, or is not whole.
    #[error(transparent)]
    Site(crate::write::WriteError),
    /// A file of the site cannot be uploaded.
    #[error("{file}: {reason}; mend or remove it, and run again")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        reason: String,
    },
    /// A file is another than when the deploy looked at it.
    #[error("{file}: changed since the deploy began; let the build finish, and run again")]
    Changed {
        /// The file.
        file: String,
    },
    /// The store did not do what it was asked.
    #[error("{target}: {doing}: {}; {}", .cause.what, .cause.remedy)]
    Remote {
        /// Where to.
        target: String,
        /// What it was asked.
        doing: String,
        /// What it said, and what helps.
        cause: Cause,
    },
    /// The record of earlier deploys is damaged.
    #[error(
        "{key}: the record of earlier deploys cannot be read ({reason}); restore it, or remove that object: then everything is sent again, and what is no longer in the site has to be removed by hand"
    )]
    Record {
        /// The object.
        key: String,
        /// Why.
        reason: String,
    },
    /// Somebody else is deploying to the same place.
    #[error(
        "{target}: a deploy that began at {since} is under way there, last seen {seconds} seconds ago; wait until it has finished. If it is dead, run again two minutes after that, or now with --take-over"
    )]
    Busy {
        /// Where to.
        target: String,
        /// When it began.
        since: jiff::Timestamp,
        /// Since its last sign of life.
        seconds: i64,
    },
    /// Somebody else has begun to deploy to the same place meanwhile.
    #[error(
        "{target}: somebody else has begun to deploy there, and this deploy has stopped so that the two do not mix; let the other finish, and run this one again if its site is the newer one"
    )]
    Overtaken {
        /// Where to.
        target: String,
    },
    /// It began, and did not finish.
    #[error("stopped in {stage}: {reason}\n{done} of {total} objects are up, {} remain; the pages that are up name nothing that is missing. Run it again: what is up is not sent twice", .total - .done)]
    Stopped {
        /// The stage.
        stage: &'static str,
        /// Why.
        reason: Box<DeployError>,
        /// Objects of this deploy that are up.
        done: usize,
        /// Objects that this deploy wanted to send.
        total: usize,
    },
    /// Somebody pressed Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// A file for this machine cannot be written.
    #[error("{file}: {source}; everything is deployed, run it again for the list")]
    Write {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// This machine has no means to begin.
    #[error("cannot start: {0}")]
    Start(std::io::Error),
}

/// What a store said, and what helps.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// What it said.
    pub what: String,
    /// What helps.
    pub remedy: &'static str,
}

impl Cause {
    /// Reads an error of the store.
    pub fn of(error: &Remote) -> Self {
        let what = plain(&error.to_string());
        let says = |words: &[&str]| words.iter().any(|word| what.contains(word));
        let remedy = if is_no_bucket(error) {
            "is the name of the bucket or container right? Create it first: press does not"
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
            "the credentials lack a right: docs/guide/deploy.md lists what is needed (on S3 that includes s3:ListBucket, without which a missing object is forbidden)"
        } else if matches!(error, Remote::Unauthenticated { .. }) {
            "the credentials are missing, wrong or expired: see the environment variables in docs/guide/deploy.md"
        } else if says(&["501", "NotImplemented", "not yet implemented"]) {
            "this store may not know conditional writes: --unguarded does without, if nobody else deploys there"
        } else {
            "check the network and the store's own status, then run it again"
        };
        Self { what, remedy }
    }
}

/// Whether the error says that there is no such bucket.
pub fn is_no_bucket(error: &Remote) -> bool {
    let text = error.to_string();
    ["NoSuchBucket", "ContainerNotFound", "bucket does not exist"]
        .iter()
        .any(|word| text.contains(word))
}

/// One short line that may go to a terminal, whatever a server answered.
fn plain(text: &str) -> String {
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
