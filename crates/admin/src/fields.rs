//! The fields of a story: the keys of front matter, with labels and hints for editors.

use frontpage_base::config::{Config, SectionOrAuthor};
use serde_json::{Value, json};

/// Returns the fields, in the order of the screen. Each name is the first key of the Markdown reader
/// that says what the field is for.
pub fn fields(config: &Config) -> Vec<Value> {
    let mut fields = vec![
        json!({
            "name": "title", "label": "Headline", "widget": "string",
        }),
        json!({
            // Without a default, because it would also be written into a published story that is edited.
            "name": "draft", "label": "Draft", "widget": "boolean", "required": false,
            "hint": "A draft is not published. Switch this on while the story is not ready.",
        }),
        section(config),
        json!({
            "name": "date", "label": "Published", "widget": "datetime", "default": "{{now}}",  "input_timezone": config.time_zone,
            "hint": "The time that the story shows, in the newspaper's time zone. To hold it back until \
                     a time, use *Embargo*.",
        }),
        json!({
            "name": "description", "label": "Summary", "widget": "text", "required": false,
            "hint": "One or two sentences under the headline, in lists and in search engines.",
        }),
    ];
    fields.extend(byline(config));
    fields.extend([
        json!({
            "name": "tags", "label": "Tags", "widget": "list", "required": false,
            "hint": "The topics of the story. The first ones stand above the headline.",
        }),
        json!({
            "name": "image", "label": "Lead picture", "widget": "image", "required": false,
            "choose_url": false, "accept": "image/jpeg,image/png,image/webp,image/gif,image/svg+xml",
            "hint": "As large as you have it: press makes the smaller sizes.",
        }),
        json!({
            "name": "image_alt", "label": "Alternative text", "widget": "text", "required": false,
            "hint": "What can be seen in the lead picture, for readers who cannot see it. Every picture \
                     needs one.",
        }),
        json!({
            "name": "image_caption", "label": "Caption", "widget": "text", "required": false,
            "hint": "The line below the lead picture.",
        }),
        json!({
            "name": "image_credit", "label": "Credit", "widget": "string", "required": false,
            "hint": "Who took or drew the lead picture.",
        }),
        json!({
            "name": "dateline", "label": "Dateline", "widget": "string", "required": false,
            "hint": "Where the story was reported, such as GENEVA.",
        }),
        json!({
            "name": "body", "label": "Story", "widget": "richtext",
        }),
        json!({
            "name": "credit", "label": "Reporting credit", "widget": "text", "required": false,
            "hint": "The line at the end of the story that says who contributed.",
        }),
        moment(config, "embargo", "Embargo", "The story does not appear anywhere before this time."),
        moment(config, "expires", "Expires", "The story is taken back at this time."),
        moment(config, "updated", "Updated", "The time of the last change that readers are told of."),
        json!({
            "name": "urgency", "label": "Urgency", "widget": "number", "value_type": "int",
            "min": 1, "max": 9, "required": false,
            "hint": "1 to 9: the lowest number comes first on the front page.",
        }),
        json!({
            "name": "slug", "label": "Slug", "widget": "string", "required": false,
            "pattern": [SLUG, "Use a-z, 0-9 and hyphens between them."],
            "hint": "The last part of the story's address. Without it, the name of the file is used. \
                     Do not change it after the story has been published.",
        }),
        json!({
            "name": "aliases", "label": "Former addresses", "widget": "list", "required": false,
            "hint": "Addresses that the story had before, such as /2019/03/lake. They lead to it.",
        }),
        json!({
            "name": "lang", "label": "Language", "widget": "string", "required": false,
            "pattern": ["^[A-Za-z0-9-]{2,35}$", "Write a language tag, such as es or es-419."],
            "hint": format!("Only if it is not that of the newspaper, {}.", plain(&config.lang)),
        }),
        json!({
            "name": "uri", "label": "Identifier", "widget": "string", "required": false,
            "hint": "What translations of this story name it by. Without it, the path of its file.",
        }),
        json!({
            "name": "translatedFrom", "label": "Translation of", "widget": "string", "required": false,
            "hint": "The identifier of the story that this one is a translation of.",
        }),
    ]);
    fields
}

/// What a slug is: `frontpage_model::Slug`.
const SLUG: &str = "^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$";

fn section(config: &Config) -> Value {
    let mut field = json!({
        "name": "section", "label": "Section", "widget": "select",
        "options": options(&config.sections),
    });
    if let [only] = config.sections.as_slice() {
        field["default"] = json!(only.slug.as_str());
    }
    field
}

/// Returns the fields of the byline: the authors of site.toml, and a name that is not among them. The
/// Markdown reader takes the first that has a value.
fn byline(config: &Config) -> Vec<Value> {
    let mut fields = Vec::new();
    if !config.authors.is_empty() {
        fields.push(json!({
            "name": "authors", "label": "Authors", "widget": "select", "multiple": true,
            "required": false, "options": options(&config.authors),
            "hint": "Authors and desks with a page of their own, in the order of the byline.",
        }));
    }
    fields.push(json!({
        "name": "byline", "label": "Other byline", "widget": "string", "required": false,
        "hint": "The names of authors without a page, with commas between them. It counts if no author \
                 is chosen above.",
    }));
    fields
}

/// A time. Without the setting `format`, it is written in ISO 8601 with the offset that the newspaper's
/// time zone has at that time. With it, version 0.221.1 hangs as soon as a story is opened.
fn moment(config: &Config, name: &str, label: &str, hint: &str) -> Value {
    json!({
        "name": name, "label": label, "widget": "datetime", "required": false,
        "input_timezone": config.time_zone, "hint": hint,
    })
}

fn options(list: &[SectionOrAuthor]) -> Vec<Value> {
    let options = list.iter();
    options
        .map(|named| json!({ "label": plain(&named.name), "value": named.slug.as_str() }))
        .collect()
}

/// Returns a text without control characters, which do not belong in names.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::{config, project};
    use frontpage_ingest::read::keys;
    use std::collections::BTreeSet;

    /// The fields of the reader that the screen leaves out, because another one says the same.
    const LEFT_OUT: [&[&str]; 3] = [&keys::CATEGORIES, &keys::PUBLISHED, &keys::STATUS];

    fn names(fields: &[Value]) -> Vec<&str> {
        let names = fields.iter().map(|field| field["name"].as_str().unwrap());
        names.collect()
    }

    fn field<'a>(fields: &'a [Value], name: &str) -> &'a Value {
        fields.iter().find(|field| field["name"] == name).unwrap()
    }

    const PAPER: &str = r#"
        [[sections]]
        slug = "world"
        name = "World"
        [[sections]]
        slug = "us"
        name = "U.S."
        [[authors]]
        slug = "world-desk"
        name = "World desk"
        desk = true
    "#;

    #[test]
    fn every_field_is_a_key_that_the_markdown_reader_knows_and_none_is_missing() {
        let fields = fields(&config(PAPER));
        let names: Vec<&str> = names(&fields)
            .into_iter()
            .filter(|name| *name != "body")
            .collect();
        for name in &names {
            assert!(
                keys::FIELDS.iter().any(|keys| keys.contains(name)),
                "{name}"
            );
        }
        for keys in keys::FIELDS {
            let is_here = keys.iter().any(|key| names.contains(key));
            assert_ne!(is_here, LEFT_OUT.contains(&keys), "{keys:?}");
        }
        let unique: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(unique.len(), names.len(), "{names:?}");
    }

    #[test]
    fn only_a_new_story_gets_a_value_that_nobody_entered() {
        // The system writes the default of a missing field into every story that is saved: a default
        // for drafts would take back published stories.
        let fields = fields(&config(PAPER));
        let defaults = fields.iter().filter(|field| !field["default"].is_null());
        assert_eq!(names(&defaults.cloned().collect::<Vec<_>>()), ["date"]);
    }

    #[test]
    fn what_the_reader_requires_is_required() {
        let fields = fields(&config(PAPER));
        let required = fields.iter().filter(|field| field["required"] != false);
        let required: Vec<Value> = required.cloned().collect();
        assert_eq!(names(&required), ["title", "section", "date", "body"]);
    }

    #[test]
    fn every_section_and_author_can_be_chosen() {
        let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
        let (sample, _) = Config::read(content.as_ref()).unwrap();
        for config in [sample, config(PAPER)] {
            let fields = fields(&config);
            for (name, list) in [("section", &config.sections), ("authors", &config.authors)] {
                let expected = list
                    .iter()
                    .map(|named| json!({ "label": named.name, "value": named.slug.as_str() }));
                assert_eq!(field(&fields, name)["options"], expected.collect::<Value>());
            }
        }
        let alone = config("");
        let fields = fields(&alone);
        assert_eq!(field(&fields, "section")["default"], "world");
        assert!(!names(&fields).contains(&"authors"));
    }

    #[test]
    fn a_hostile_name_is_text_in_the_settings_and_not_in_the_page() {
        let name = "\\u0000</script><script>alert(1)</script>{{title}} \\\" [x](javascript:x)\\n";
        let config = config(&format!(
            "[[sections]]\nslug = \"world\"\nname = \"{name}\"\n"
        ));
        let settings = crate::settings(&config, &project());
        let text = settings.to_string();
        let read: Value = serde_json::from_str(&text).unwrap();
        let label = &read["collections"][0]["fields"][2]["options"][0]["label"];
        let name = "</script><script>alert(1)</script>{{title}} \" [x](javascript:x)";
        assert_eq!(label, name);
        let page = String::from_utf8(crate::page::page(&config).body).unwrap();
        assert!(!page.contains("alert"));
    }

    #[test]
    fn times_are_in_the_newspapers_time_zone() {
        let fields = fields(&config(PAPER));
        let times = fields.iter().filter(|field| field["widget"] == "datetime");
        let times = times.inspect(|field| assert_eq!(field["format"], Value::Null));
        let zones: Vec<&Value> = times.map(|field| &field["input_timezone"]).collect();
        assert_eq!(zones, ["America/Los_Angeles"; 4]);
    }
}
