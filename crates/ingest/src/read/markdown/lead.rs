//! The lead picture that front matter names.

use super::fields::{Fields, scalar};
use super::paths;
use crate::read::ninjs::{Association, Rendition, RoleText};
use serde_json::Value;

/// The keys of the lead picture.
const PICTURE: [&str; 11] = [
    "image",
    "cover",
    "lead",
    "featured_image",
    "featuredImage",
    "heroImage",
    "hero",
    "images",
    "thumbnail",
    "header",
    "banner",
];

/// The keys of its file, where the picture is a table.
const FILE: [&str; 7] = ["src", "path", "file", "image", "url", "href", "teaser"];

const ALT: [&str; 6] = [
    "image_alt",
    "imageAlt",
    "cover_alt",
    "coverAlt",
    "heroImageAlt",
    "alt",
];
const CAPTION: [&str; 4] = ["image_caption", "imageCaption", "cover_caption", "caption"];
const CREDIT: [&str; 4] = [
    "image_credit",
    "imageCredit",
    "cover_credit",
    "photographer",
];

/// Returns the lead picture of a story. Its path is relative to the content folder.
pub fn association(fields: &Fields, file: &str) -> Option<Association> {
    let (_, value) = fields.get(&PICTURE)?;
    let value = match value {
        Value::Array(list) => list.first()?,
        value => value,
    };
    let inner = value.as_object().cloned().map(Fields::new);
    let of_picture = |keys: &[&str]| inner.as_ref()?.text(keys).ok().flatten();
    let href = scalar(value).or_else(|| of_picture(&FILE))?;
    let text = |own: &[&str], of_story: &[&str]| {
        of_picture(own).or_else(|| fields.text(of_story).ok().flatten())
    };
    let descriptions = [
        ("alt", text(&["alt", "image_description"], &ALT)),
        ("caption", text(&["caption", "title"], &CAPTION)),
    ];
    let descriptions = descriptions.into_iter().filter_map(|(role, value)| {
        Some(RoleText {
            role: Some(role.into()),
            content_type: Some("text/plain".into()),
            value: value?,
        })
    });
    Some(Association {
        digital_source_type: None,
        uri: None,
        name: Some("lead".into()),
        rel: None,
        kind: Some("picture".into()),
        by: text(&["credit", "attribution", "photographer"], &CREDIT),
        pub_status: None,
        descriptions: descriptions.collect(),
        renditions: vec![Rendition {
            href: Some(paths::resolve(file, &href)),
            width: None,
            height: None,
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Returns the file, the alternative text, the caption and the credit.
    fn lead(front_matter: Value) -> Option<[String; 4]> {
        let fields = Fields::new(front_matter.as_object().unwrap().clone());
        let lead = association(&fields, "world/a.md")?;
        let described = |role| {
            let of_role = lead.descriptions.iter().find(|text| text.has_role(role));
            of_role.map(|text| text.value.clone()).unwrap_or_default()
        };
        Some([
            lead.renditions[0].href.clone().unwrap(),
            described("alt"),
            described("caption"),
            lead.by.clone().unwrap_or_default(),
        ])
    }

    #[test]
    fn the_lead_picture_is_written_in_the_ways_of_several_generators() {
        let expected = |words: [&str; 4]| Some(words.map(String::from));
        assert_eq!(
            lead(json!({"heroImage": "./a.jpg", "heroImageAlt": "x"})),
            expected(["world/a.jpg", "x", "", ""])
        );
        assert_eq!(
            lead(json!({"cover": {"image": "/media/a.jpg", "alt": "x", "caption": "y"}})),
            expected(["media/a.jpg", "x", "y", ""])
        );
        assert_eq!(
            lead(json!({"image": {"path": "a.jpg", "credit": "z"}, "alt": "x"})),
            expected(["world/a.jpg", "x", "", "z"])
        );
        assert_eq!(
            lead(json!({"images": ["a.jpg", "b.jpg"]})),
            expected(["world/a.jpg", "", "", ""])
        );
        assert_eq!(lead(json!({"image": {"width": 7}})), None);
        assert_eq!(lead(json!({"title": "A"})), None);
    }
}
