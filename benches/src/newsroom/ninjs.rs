//! Writes a story as a ninjs 3.1 item, which is what press reads.

use super::story::Story;
use serde_json::{Value, json};

/// Returns the item as JSON.
pub fn item(story: &Story) -> Vec<u8> {
    let uri = format!("urn:newsml:bench.example:{}", story.slug);
    let related = story.related.as_ref().map(|other| {
        format!(
            r#"<aside class="related"><a href="{}">{}</a></aside>"#,
            other.url(),
            other.headline
        )
    });
    let body = format!("{}{}", story.body, related.unwrap_or_default());
    let time = story.published.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let subject = |rel: &str, name: &str, literal: &str| -> Value {
        json!({ "rel": rel, "name": name, "literal": literal })
    };
    let subjects: Vec<Value> = std::iter::once(subject("section", story.section, story.section))
        .chain(story.tags().map(|(slug, name)| subject("tag", name, &slug)))
        .collect();
    let item = json!({
        "uri": uri,
        "type": "text",
        "representationType": "full",
        "version": "1",
        "firstCreated": time,
        "versionCreated": time,
        "pubStatus": "usable",
        "urgency": 5,
        "language": "en-US",
        "headlines": [{ "role": "main", "value": story.headline }],
        "descriptions": [
            { "role": "summary", "value": story.summary },
            { "role": "credit", "value": format!("Reporting by the {}.", story.desk.1) },
        ],
        "bodies": [{ "role": "main", "contentType": "text/html", "value": body }],
        "infoSources": [{ "role": "author", "name": story.desk.1, "literal": story.desk.0 }],
        "subjects": subjects,
        "by": format!("By the {}", story.desk.1),
        "slugline": story.slug,
        "located": story.place,
        "altIds": [{ "role": "slug", "value": story.slug }],
        "associations": [{
            "name": "lead",
            "uri": format!("{uri}:lead"),
            "type": "picture",
            "by": "Picture: The Bench Post",
            "descriptions": [
                { "role": "caption", "value": story.caption },
                { "role": "alt", "value": story.alt },
            ],
            "renditions": [{
                "name": "original",
                "href": format!("media/{}", story.picture),
                "contentType": "image/jpeg",
                "width": super::picture::WIDTH,
                "height": super::picture::HEIGHT,
            }],
        }],
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
    });
    item.to_string().into_bytes()
}
