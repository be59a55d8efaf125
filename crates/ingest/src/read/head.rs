//! Decides whether an item may be published, before the rest of it is read.

use super::{markdown, ninjs, time};
use frontpage_base::diagnostic::FieldDiagnostic;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The identity, the version and the publication status of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Identifies the item. All versions of an item have the same URI.
    pub uri: Option<String>,
    version: Option<u64>,
    /// When this version was created, in nanoseconds since 1970.
    created: Option<i128>,
    status: Status,
    /// When the embargo ends, in nanoseconds since 1970.
    embargoed_until: Option<i128>,
    /// When the item is taken down, in nanoseconds since 1970.
    expires: Option<i128>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Status {
    Usable,
    /// Usable, but a picture, graphic or video instead of a story.
    NoStory,
    Withheld,
    Unclear(FieldDiagnostic),
}

/// Whether an item may be published at a given time.
#[derive(Debug, PartialEq, Eq)]
pub enum PublishStatus<'a> {
    /// It may be published.
    Free,
    /// It is a picture, graphic or video instead of a story.
    NoStory,
    /// It must not be published, or has been withdrawn.
    Withheld,
    /// It is still under embargo.
    Embargoed,
    /// Its status is unclear, so it must not be published.
    Unclear(&'a FieldDiagnostic),
}

impl Head {
    /// Reads the head of an item. `file` is its path relative to the content folder.
    pub fn read(text: &str, file: &str) -> Result<Self, FieldDiagnostic> {
        let head = match markdown::is_markdown(file) {
            true => markdown::head(text, file)?,
            false => ninjs::parse(text)?,
        };
        let version = head.version.as_ref().and_then(|version| {
            version
                .as_u64()
                .or_else(|| version.as_str()?.trim().parse().ok())
        });
        let created = head
            .version_created
            .as_deref()
            .and_then(|t| time::moment("versionCreated", t).ok());
        let expires = match head.expires.as_deref() {
            Some(text) => Some(time::moment("expires", text)?.as_nanosecond()),
            None => None,
        };
        let (status, embargoed_until) = match status(&head) {
            Ok((status, until)) => (status, until.map(Timestamp::as_nanosecond)),
            Err(finding) => (Status::Unclear(finding), None),
        };
        Ok(Self {
            uri: head.uri.filter(|uri| !uri.trim().is_empty()),
            version,
            created: created.map(Timestamp::as_nanosecond),
            status,
            embargoed_until,
            expires,
        })
    }

    /// Returns whether the item may be published at `now`.
    pub fn publish_status(&self, now: Timestamp) -> PublishStatus<'_> {
        match &self.status {
            Status::Withheld => PublishStatus::Withheld,
            Status::Unclear(finding) => PublishStatus::Unclear(finding),
            _ if self
                .embargoed_until
                .is_some_and(|until| until > now.as_nanosecond()) =>
            {
                PublishStatus::Embargoed
            }
            _ if self
                .expires
                .is_some_and(|expires| expires <= now.as_nanosecond()) =>
            {
                PublishStatus::Withheld
            }
            Status::NoStory => PublishStatus::NoStory,
            Status::Usable => PublishStatus::Free,
        }
    }

    /// Returns whether it has a version number.
    pub fn is_numbered(&self) -> bool {
        self.version.is_some()
    }

    /// Returns the sort key for the versions of an item, the oldest first. The version number is
    /// part of it only if `numbered` is true.
    pub fn version_key(&self, numbered: bool) -> impl Ord + use<> {
        (self.version.filter(|_| numbered), self.created)
    }
}

/// Reads the status of an item. Refuses in case of doubt, such as an embargo that cannot be read.
fn status(head: &ninjs::Head) -> Result<(Status, Option<Timestamp>), FieldDiagnostic> {
    let status = head.pub_status.as_deref().unwrap_or("usable").trim();
    let is = |name: &str| ninjs::is_value(status, name);
    if is("withheld") || is("canceled") || is("cancelled") {
        return Ok((Status::Withheld, None));
    }
    if !is("usable") {
        return Err(FieldDiagnostic::new(
            "pubStatus",
            format!("{status:?} is not a known status"),
            "use usable, withheld or canceled",
        ));
    }
    let until = match head.embargoed_until.as_deref() {
        Some(text) => Some(time::moment("embargoedUntil", text)?),
        None => None,
    };
    let is_other_kind = |kind: &str| !ninjs::is_value(kind, "text");
    if head.kind.as_deref().is_some_and(is_other_kind) {
        return Ok((Status::NoStory, until));
    }
    Ok((Status::Usable, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_and_status_are_read_without_regard_to_spaces_and_case() {
        let now: Timestamp = "2025-03-01T12:00:00Z".parse().unwrap();
        for (kind, status, expected) in [
            ("text", "usable", PublishStatus::Free),
            (" Text\n", " Usable ", PublishStatus::Free),
            (" picture ", "usable", PublishStatus::NoStory),
            ("texts", "usable", PublishStatus::NoStory),
            ("text", " WITHHELD ", PublishStatus::Withheld),
        ] {
            let text = serde_json::json!({"uri": "a", "type": kind, "pubStatus": status});
            let head = Head::read(&text.to_string(), "a.json").unwrap();
            assert_eq!(head.publish_status(now), expected, "{kind:?} {status:?}");
        }
    }

    #[test]
    fn an_embargo_ends_by_itself() {
        let text =
            r#"{"uri": "a", "type": "text", "embargoedUntil": "2025-03-01T12:00:00.000000001Z"}"#;
        let head = Head::read(text, "a.json").unwrap();
        let at = |moment: &str| head.publish_status(moment.parse().unwrap());
        assert_eq!(at("2025-03-01T12:00:00Z"), PublishStatus::Embargoed);
        assert_eq!(at("2025-03-01T12:00:00.000000001Z"), PublishStatus::Free);
    }
}
