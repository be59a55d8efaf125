//! The lead picture that front matter names.

use super::fields::{Fields, scalar};
use super::keys::{
    PICTURE, PICTURE_ALT, PICTURE_CAPTION, PICTURE_CREDIT, TABLE_ALT, TABLE_CAPTION, TABLE_CREDIT,
    TABLE_FILE,
};
use super::paths;
use crate::read::ninjs::{Association, Rendition, RoleText};
use serde_json::Value;

/// Returns the lead picture of a story. Its path is relative to the content folder.
pub fn association(fields: &Fields, file: &str) -> Option<Association> {
    let (_, value) = fields.get(&PICTURE)?;
    let value = match value {
        Value::Array(list) => list.first()?,
        value => value,
    };
    let inner = value.as_object().cloned().map(Fields::new);
    let of_picture = |keys: &[&str]| inner.as_ref()?.text(keys).ok().flatten();
    let href = scalar(value).or_else(|| of_picture(&TABLE_FILE))?;
    let size = |key: &str| of_picture(&[key])?.trim().parse::<f64>().ok();
    let text = |own: &[&str], of_story: &[&str]| {
        of_picture(own).or_else(|| fields.text(of_story).ok().flatten())
    };
    let descriptions = [
        ("alt", text(&TABLE_ALT, &PICTURE_ALT)),
        ("caption", text(&TABLE_CAPTION, &PICTURE_CAPTION)),
    ];
    let descriptions = descriptions.into_iter().filter_map(|(role, value)| {
        Some(RoleText {
            role: Some(role.into()),
            content_type: Some("text/plain".into()),
            value: value?,
        })
    });
    Some(Association {
        name: Some("lead".into()),
        kind: Some("picture".into()),
        by: text(&TABLE_CREDIT, &PICTURE_CREDIT),
        descriptions: descriptions.collect(),
        renditions: vec![Rendition {
            href: Some(paths::resolve(file, &href)),
            width: size("width"),
            height: size("height"),
            ..Rendition::default()
        }],
        ..Association::default()
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
