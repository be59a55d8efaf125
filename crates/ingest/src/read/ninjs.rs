//! The fields of a ninjs item that are read. See <https://iptc.org/standards/ninjs/>.

use frontpage_base::diagnostic::FieldDiagnostic;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// Parses one item, or the part of it that `T` needs.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, FieldDiagnostic> {
    serde_json::from_str(text).or_else(|_| parse_with_path(text))
}

/// Parses like [`parse`], and keeps track of the field it is in, which takes longer and is only needed for
/// an error.
fn parse_with_path<T: DeserializeOwned>(text: &str) -> Result<T, FieldDiagnostic> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut json);
    match read {
        Ok(value) => json.end().map(|()| value).map_err(|error| {
            FieldDiagnostic::new(
                "file",
                format!("is not JSON: {error}"),
                "write one item per file",
            )
        }),
        Err(error) => {
            let no_json = error.inner().is_syntax() || error.inner().is_eof();
            let field = match error.path().to_string() {
                path if path == "." || no_json => "file".into(),
                path => path,
            };
            let remedy = if no_json {
                "write it again, as one complete item in JSON"
            } else {
                "change it to match the ninjs 3.1 schema"
            };
            Err(FieldDiagnostic::new(
                field,
                error.inner().to_string(),
                remedy,
            ))
        }
    }
}

/// Returns whether a type or a status is `name`. The schema lists these values in lower case and
/// without spaces; feeds also write them otherwise, and their meaning is the same.
pub fn is_value(text: &str, name: &str) -> bool {
    text.trim().eq_ignore_ascii_case(name)
}

/// The fields that decide whether an item may be published. They are parsed before the rest, so
/// that a canceled item counts as canceled even if the rest of it is broken.
#[derive(Debug, Deserialize)]
pub struct Head {
    pub uri: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    #[serde(rename = "pubStatus")]
    pub pub_status: Option<String>,
    // The field was called `embargoed` before ninjs 2.0.
    #[serde(rename = "embargoedUntil", alias = "embargoed")]
    pub embargoed_until: Option<String>,
    /// When the item is taken down. Only Markdown has it: what ninjs calls `expires` says when an item
    /// is no longer relevant, and old news stays.
    #[serde(skip)]
    pub expires: Option<String>,
    /// A string in the schema, but some agencies send a number.
    pub version: Option<Value>,
    #[serde(rename = "versionCreated")]
    pub version_created: Option<String>,
}

/// The rest of an item.
#[derive(Debug, Deserialize)]
pub struct Ninjs {
    pub uri: Option<String>,
    /// The paths that front matter names as former addresses.
    #[serde(skip)]
    pub aliases: Vec<String>,
    #[serde(rename = "firstCreated")]
    pub first_created: Option<String>,
    #[serde(rename = "versionCreated")]
    pub version_created: Option<String>,
    pub urgency: Option<u8>,
    pub language: Option<String>,
    #[serde(default)]
    pub headlines: Vec<RoleText>,
    #[serde(default)]
    pub descriptions: Vec<RoleText>,
    #[serde(default)]
    pub bodies: Vec<RoleText>,
    #[serde(default, rename = "infoSources")]
    pub info_sources: Vec<InfoSource>,
    #[serde(default)]
    pub subjects: Vec<Subject>,
    pub by: Option<String>,
    pub slugline: Option<String>,
    pub located: Option<String>,
    #[serde(default, rename = "altIds")]
    pub alt_ids: Vec<AltId>,
    #[serde(default)]
    pub associations: Vec<Association>,
    #[serde(rename = "digitalSourceType")]
    pub digital_source_type: Option<DigitalSourceType>,
}

/// The kind of source that a content was made from.
#[derive(Debug, Deserialize)]
pub struct DigitalSourceType {
    pub uri: Option<String>,
    pub literal: Option<String>,
}

impl DigitalSourceType {
    /// Returns the last part of its term, such as `trainedAlgorithmicMedia`.
    pub fn term(&self) -> &str {
        let term = self.uri.as_deref().or(self.literal.as_deref());
        let term = term.unwrap_or_default().trim();
        term.rsplit(['/', ':']).next().unwrap_or_default()
    }
}

/// A text with a role: a headline, a description or a body.
#[derive(Debug, Deserialize)]
pub struct RoleText {
    pub role: Option<String>,
    #[serde(rename = "contentType")]
    pub content_type: Option<String>,
    pub value: String,
}

impl RoleText {
    pub fn has_role(&self, role: &str) -> bool {
        self.role.as_deref() == Some(role)
    }

    pub fn is(&self, media_type: &str) -> bool {
        self.content_type.as_deref().is_some_and(|t| {
            let t = t.split(';').next().unwrap_or_default().trim();
            t.eq_ignore_ascii_case(media_type)
        })
    }
}

/// A person or organization that contributed to an item.
#[derive(Debug, Deserialize)]
pub struct InfoSource {
    pub role: Option<String>,
    pub name: Option<String>,
    pub literal: Option<String>,
}

/// A subject of an item, such as its section or a tag.
#[derive(Debug, Deserialize)]
pub struct Subject {
    pub rel: Option<String>,
    pub name: Option<String>,
    pub literal: Option<String>,
}

/// An alternative identifier of an item, such as its slug.
#[derive(Debug, Deserialize)]
pub struct AltId {
    pub role: Option<String>,
    pub value: Option<String>,
}

/// An associated item, such as a picture, a video or the original of a translation.
#[derive(Debug, Default, Deserialize)]
pub struct Association {
    pub uri: Option<String>,
    pub name: Option<String>,
    pub rel: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub by: Option<String>,
    #[serde(rename = "pubStatus")]
    pub pub_status: Option<String>,
    #[serde(default)]
    pub descriptions: Vec<RoleText>,
    #[serde(default)]
    pub headlines: Vec<RoleText>,
    #[serde(default)]
    pub bodies: Vec<RoleText>,
    pub language: Option<String>,
    #[serde(default)]
    pub renditions: Vec<Rendition>,
    #[serde(rename = "digitalSourceType")]
    pub digital_source_type: Option<DigitalSourceType>,
}

/// A file of a picture, a video or an audio recording.
#[derive(Debug, Default, Deserialize)]
pub struct Rendition {
    pub href: Option<String>,
    // Agencies write integers, but the schema allows any number.
    pub width: Option<f64>,
    pub height: Option<f64>,
    pub title: Option<String>,
    // The names before ninjs 2.0 and 3.0.
    #[serde(rename = "contentType", alias = "contenttype", alias = "mimetype")]
    pub content_type: Option<String>,
    /// In seconds.
    pub duration: Option<Value>,
    #[serde(rename = "sizeInBytes", alias = "sizeinbytes")]
    pub size_in_bytes: Option<Value>,
}
