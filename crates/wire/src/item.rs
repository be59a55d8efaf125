//! An item of an agency, whatever its format, and the decision what becomes of it.

use crate::profile::{Others, SubjectRules};
use crate::recording::Recording;
use crate::{html, time, topics};
use frontpage_clean::{line, plain};
use frontpage_source::{
    Category, DigitalSource, Entry, ImportedStory, Picture, Refusal, Rights, StoryId, Visibility,
    title_of,
};
use jiff::tz::TimeZone;

/// The most characters of a text that names or dates something. Longer ones are cut.
const MAX_LINE: usize = 2000;
/// The most tags and categories of a story.
const MAX_SUBJECTS: usize = 50;
/// The most pictures of a story.
const MAX_PICTURES: usize = 100;
/// The most videos and audio recordings of a story.
const MAX_RECORDINGS: usize = 20;

/// An item as an agency delivers it.
#[derive(Clone, Debug, Default)]
pub struct WireItem {
    /// What identifies it and all its versions.
    pub id: String,
    /// Its kind, such as `text` or `picture`; empty if it does not say.
    pub kind: String,
    /// The status of its publication; empty if it does not say.
    pub status: String,
    /// Its embargo.
    pub embargo: Embargo,
    /// When it is no longer relevant.
    pub expires: String,
    /// When it was first published.
    pub published: String,
    /// When this version was made.
    pub updated: String,
    /// The headline.
    pub headline: String,
    /// The summary.
    pub summary: String,
    /// The body as HTML.
    pub body: String,
    /// Where the body is, if it is not in the item.
    pub body_elsewhere: Option<String>,
    /// The byline.
    pub byline: String,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The place that it comes from.
    pub dateline: String,
    /// The last part of the address, if the agency has one for it.
    pub slug: String,
    /// The language tag.
    pub language: String,
    /// The urgency.
    pub urgency: String,
    /// The subjects.
    pub subjects: Vec<Subject>,
    /// The names of tags.
    pub tags: Vec<String>,
    /// The credit line.
    pub credit: String,
    /// Who has which rights.
    pub rights: Rights,
    /// What made it.
    pub digital_source: Option<DigitalSource>,
    /// The pictures, the lead first.
    pub pictures: Vec<Picture>,
    /// The videos and audio recordings.
    pub recordings: Vec<Recording>,
    /// What was left out.
    pub left_out: Vec<String>,
}

/// How long an item must not be published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Embargo {
    /// No embargo.
    #[default]
    None,
    /// Until a time, as it is written.
    Until(String),
    /// Until another version says otherwise.
    WithoutEnd,
}

/// What an item is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The code, with or without a prefix.
    pub code: String,
    /// The scheme of the code.
    pub scheme: String,
    /// The relation to the item.
    pub rel: String,
    /// The name.
    pub name: String,
    /// Whether it is a category whatever the agency's profile says.
    pub is_category: bool,
}

impl WireItem {
    /// Makes the entry. `place` is where the item is, `zone` the time zone of times without one.
    pub fn into_entry(
        self,
        rules: &SubjectRules,
        folder: &str,
        place: String,
        zone: &TimeZone,
    ) -> Entry {
        let refused = |reason: &str| {
            let name = match self.id.is_empty() {
                true => place.clone(),
                false => format!("item {}", short(&self.id)),
            };
            Entry::Refused(Refusal {
                place: name,
                reason: reason.to_owned(),
            })
        };
        let kind = self.kind.trim().to_lowercase();
        let has_text = !self.body.is_empty() || self.body_elsewhere.is_some();
        let is_text = match kind.as_str() {
            "text" | "article" | "preformatted" => true,
            // A text with its pictures.
            "composite" => has_text,
            "" => has_text || !self.status.is_empty() || !self.headline.is_empty(),
            _ => false,
        };
        if !is_text {
            let kind = match kind.as_str() {
                "" => "item without a text".to_owned(),
                _ => short(&kind),
            };
            return Entry::NoStory(kind);
        }
        if self.id.is_empty() {
            return refused("it has no uri, so it would be another story with each import");
        }
        let status = self.status.trim().to_lowercase();
        // Drop the prefix of the vocabulary, which NewsML-G2 has.
        let status = status.rsplit([':', '/']).next().unwrap_or_default();
        // A number is unique within its agency only.
        let agency = if folder.is_empty() { "wire" } else { folder };
        let id = match self.id.contains(':') {
            true => self.id.clone(),
            false => format!("urn:x-wire:{agency}:{}", self.id),
        };
        let mut story = ImportedStory {
            id: StoryId::Text(id.clone()),
            uri: id,
            system: Some(agency.to_owned()),
            published: time::read(&self.published, zone),
            updated: time::read(&self.updated, zone),
            ..ImportedStory::default()
        };
        story.published = story.published.or(story.updated);
        let hidden = match (status, &self.embargo) {
            ("" | "usable", Embargo::WithoutEnd) => Some("embargoed without an end"),
            ("" | "usable", _) => None,
            ("canceled" | "cancelled", _) => Some("canceled"),
            // A status that is not known must not be published either.
            (other, _) => Some(other),
        };
        if let Some(status) = hidden {
            story.visibility = Visibility::Hidden(short(status));
            return Entry::Story(Box::new(story));
        }
        if let Embargo::Until(text) = &self.embargo {
            match time::read(text, zone) {
                Some(until) => story.embargoed_until = Some(until),
                None => {
                    let reason = format!(
                        "its embargo {:?} is no time; ask the agency when it ends",
                        short(text)
                    );
                    return refused(&reason);
                }
            }
        }
        if self.body.trim().is_empty() {
            return match &self.body_elsewhere {
                Some(at) => refused(&format!(
                    "its text is in another file; save it and import that: {}",
                    short(at)
                )),
                None => refused("it has no text"),
            };
        }
        if story.published.is_none() {
            return refused("it has no valid date");
        }
        let title = short(&plain(&self.headline));
        story.title = match title.is_empty() {
            true => title_of(&plain(&self.body)),
            false => title,
        };
        if story.title.is_empty() {
            return refused("it has no text");
        }
        story.summary = line(&plain(&self.summary));
        story.expires = time::read(&self.expires, zone);
        story.by = short(&plain(&self.byline));
        story.authors = authors(&self.authors, &story.by);
        story.slug = short(&self.slug);
        story.language = short(&self.language);
        let urgency = self.urgency.trim().parse().ok();
        story.urgency = urgency.filter(|urgency| (1..=9).contains(urgency));
        story.credit = short(&plain(&self.credit));
        story.rights = Rights {
            holder: short(&plain(&self.rights.holder)),
            notice: line(&plain(&self.rights.notice)),
            usage_terms: line(&plain(&self.rights.usage_terms)),
        };
        story.digital_source = self.digital_source;
        story.left_out = self.left_out;
        (story.categories, story.tags) = classified(&self.subjects, rules, folder);
        for tag in self.tags.iter().map(|tag| short(&plain(tag))) {
            if !tag.is_empty() && !story.tags.contains(&tag) && story.tags.len() < MAX_SUBJECTS {
                story.tags.push(tag);
            }
        }
        let mut pictures = self.pictures.into_iter().take(MAX_PICTURES);
        story.body = html::without_start(&self.body, &story.title).to_owned();
        story.dateline = dateline(&short(&plain(&self.dateline)), &story.body);
        story.lead = pictures.next();
        for picture in pictures {
            if !story.body.contains(&picture.url) {
                figure(&mut story.body, &picture);
            }
        }
        let mut leads = String::new();
        for recording in self.recordings.iter().take(MAX_RECORDINGS) {
            if !recording.is_playable() {
                let left_out = format!("{} that browsers do not play", recording.noun());
                story.left_out.push(left_out);
            } else if recording.is_lead {
                recording.write(&mut leads);
            } else {
                recording.write(&mut story.body);
            }
        }
        story.body.insert_str(0, &leads);
        Entry::Story(Box::new(story))
    }
}

/// Appends a picture with its caption and its credit.
pub fn figure(out: &mut String, picture: &Picture) {
    out.push_str("<figure><img");
    html::attribute(out, "src", &picture.url);
    html::attribute(out, "alt", &picture.alt);
    out.push('>');
    let caption = [plain(&picture.caption), picture.credit.clone()];
    let caption: Vec<&str> = caption
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    if !caption.is_empty() {
        out.push_str("<figcaption>");
        html::text(out, &caption.join(" "));
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}

/// Returns the text in one line, cut if it is too long to name something.
fn short(text: &str) -> String {
    let mut text = line(text);
    if let Some((at, _)) = text.char_indices().nth(MAX_LINE) {
        text.truncate(at);
    }
    text
}

/// Returns the place of a dateline, without what agencies put after it (`Athen (dpa) - `). Returns an empty
/// text if the body starts with the place itself, as many do in a form of their own.
fn dateline(written: &str, body: &str) -> String {
    let place = written.split(" (").next().unwrap_or_default();
    let place = place.trim_end_matches([' ', '-', '–', '—', ',']);
    let city = place.split(',').next().unwrap_or_default().to_lowercase();
    let start: String = body.chars().take(MAX_LINE).collect();
    let start = plain(&start).to_lowercase();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric());
    match !city.is_empty() && start.starts_with(&city) {
        true => String::new(),
        false => place.to_owned(),
    }
}

/// Returns the names of the authors. If there is a byline, returns only the names in it, because not
/// everybody who worked on an item is its author.
fn authors(names: &[String], byline: &str) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for name in names.iter().map(|name| short(&plain(name))) {
        let is_named = byline.is_empty() || byline.contains(&name);
        if !name.is_empty() && is_named && !authors.contains(&name) && authors.len() < MAX_SUBJECTS
        {
            authors.push(name);
        }
    }
    authors
}

/// Returns the categories and the names of the tags.
fn classified(
    subjects: &[Subject],
    rules: &SubjectRules,
    folder: &str,
) -> (Vec<Category>, Vec<String>) {
    let (mut categories, mut tags): (Vec<Category>, Vec<String>) = (Vec::new(), Vec::new());
    for subject in subjects {
        let name = short(&plain(&subject.name));
        let topic = topics::code(&subject.code).and_then(|code| topics::category(code, &name));
        let is_of = |starts: &[String], texts: [&str; 2]| {
            texts
                .iter()
                .any(|text| starts.iter().any(|start| text.starts_with(start.as_str())))
        };
        let is_category = subject.is_category
            || is_of(&rules.category_schemes, [&subject.scheme, &subject.code])
            || rules
                .category_rels
                .iter()
                .any(|rel| subject.rel.split(' ').any(|own| own == rel));
        let others = rules.others.unwrap_or(Others::Tags);
        let category = match topic {
            Some(topic) => Some(topic),
            None if is_category || others == Others::Categories => {
                own_category(subject, name.clone(), rules, folder)
            }
            None => None,
        };
        match category {
            Some(category) => {
                let is_new = categories.iter().all(|other| other.slug != category.slug);
                if is_new && categories.len() < MAX_SUBJECTS {
                    categories.push(category);
                }
            }
            None if others == Others::Tags => {
                let is_new = !name.is_empty() && !tags.contains(&name);
                if is_new && tags.len() < MAX_SUBJECTS {
                    tags.push(name);
                }
            }
            None => {}
        }
    }
    (categories, tags)
}

/// Returns a category of the agency's own. Its code and its name are above it as the slugs of sections, so
/// that a section with one of them is proposed.
fn own_category(
    subject: &Subject,
    name: String,
    rules: &SubjectRules,
    folder: &str,
) -> Option<Category> {
    let code = short(&subject.code);
    let code = code.rsplit(':').next().unwrap_or_default().to_owned();
    let name = match rules.names.get(&code) {
        Some(known) => known.clone(),
        None if name.is_empty() => code.clone(),
        None => name,
    };
    if name.is_empty() {
        return None;
    }
    let in_address = |text: &str| -> String {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-").to_lowercase()
    };
    let key = if code.is_empty() {
        in_address(&name)
    } else {
        code.clone()
    };
    let scheme = if folder.is_empty() { "wire" } else { folder };
    Some(Category {
        slug: format!("{scheme}:{key}"),
        above: vec![in_address(&code), in_address(&name)],
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> WireItem {
        WireItem {
            id: "urn:a".into(),
            kind: "text".into(),
            updated: "2025-01-02T03:04:05Z".into(),
            headline: "A <b>title</b>".into(),
            body: "<p>text</p>".into(),
            ..WireItem::default()
        }
    }

    fn entry(item: WireItem) -> Entry {
        item.into_entry(
            &SubjectRules::default(),
            "x",
            "item 1".into(),
            &TimeZone::UTC,
        )
    }

    fn story(item: WireItem) -> ImportedStory {
        match entry(item) {
            Entry::Story(story) => *story,
            other => panic!("no story: {other:?}"),
        }
    }

    #[test]
    fn a_story_without_a_first_time_is_from_the_time_of_its_version() {
        let story = story(item());
        assert_eq!(story.title, "A title");
        assert_eq!(story.published, story.updated);
        assert_eq!(story.visibility, Visibility::Public);
    }

    #[test]
    fn all_but_usable_is_hidden_even_without_a_text() {
        for (status, reason) in [
            ("stat:canceled", "canceled"),
            ("Cancelled", "canceled"),
            ("withheld", "withheld"),
            (
                "http://cv.iptc.org/newscodes/pubstatusg2/canceled",
                "canceled",
            ),
            ("commissioned", "commissioned"),
        ] {
            let canceled = WireItem {
                id: "urn:a".into(),
                status: status.into(),
                ..WireItem::default()
            };
            assert_eq!(
                story(canceled).visibility,
                Visibility::Hidden(reason.into())
            );
        }
        for status in ["", "usable", "stat:usable", " Usable "] {
            let usable = WireItem {
                status: status.into(),
                ..item()
            };
            assert_eq!(story(usable).visibility, Visibility::Public, "{status}");
        }
    }

    #[test]
    fn an_embargo_is_kept_and_one_in_doubt_is_not_published() {
        let with = |embargo| WireItem { embargo, ..item() };
        let until = story(with(Embargo::Until("2030-01-01T00:00:00Z".into())));
        assert_eq!(
            until.embargoed_until.unwrap().to_string(),
            "2030-01-01T00:00:00Z"
        );
        let endless = story(with(Embargo::WithoutEnd));
        assert_eq!(
            endless.visibility,
            Visibility::Hidden("embargoed without an end".into())
        );
        let Entry::Refused(refusal) = entry(with(Embargo::Until("tonight".into()))) else {
            panic!("an embargo that cannot be read is refused");
        };
        assert_eq!(refusal.place, "item urn:a");
        assert!(refusal.reason.contains("tonight"), "{}", refusal.reason);
    }

    #[test]
    fn what_is_no_text_is_no_story() {
        for (kind, expected) in [
            ("picture", "picture"),
            ("Video", "video"),
            ("advisory", "advisory"),
        ] {
            let other = WireItem {
                kind: kind.into(),
                ..item()
            };
            assert!(matches!(entry(other), Entry::NoStory(kind) if kind == expected));
        }
        let pictures = WireItem {
            kind: "composite".into(),
            body: String::new(),
            ..item()
        };
        assert!(matches!(entry(pictures), Entry::NoStory(_)));
        let nothing = WireItem {
            id: "urn:a".into(),
            ..WireItem::default()
        };
        assert!(matches!(entry(nothing), Entry::NoStory(kind) if kind == "item without a text"));
    }

    #[test]
    fn what_is_missing_is_said() {
        let broken = [
            (
                WireItem {
                    id: String::new(),
                    ..item()
                },
                "no uri",
            ),
            (
                WireItem {
                    body: String::new(),
                    ..item()
                },
                "no text",
            ),
            (
                WireItem {
                    updated: "0000-00-00".into(),
                    ..item()
                },
                "no valid date",
            ),
            (
                WireItem {
                    body: String::new(),
                    body_elsewhere: Some("https://a.example/x".into()),
                    ..item()
                },
                "https://a.example/x",
            ),
        ];
        for (item, reason) in broken {
            let Entry::Refused(refusal) = entry(item) else {
                panic!("{reason}");
            };
            assert!(refusal.reason.contains(reason), "{}", refusal.reason);
        }
    }

    #[test]
    fn a_story_without_a_headline_has_the_first_words() {
        let without = WireItem {
            headline: " ".into(),
            body: format!("<p>{}</p>", "word ".repeat(30)),
            ..item()
        };
        let title = story(without).title;
        assert!(
            title.starts_with("word word") && title.ends_with("word…"),
            "{title}"
        );
    }

    #[test]
    fn a_dateline_is_a_place_that_the_text_does_not_begin_with() {
        for (written, body, expected) in [
            ("Athen (dpa) - ", "<p>Mehr als 200</p>", "Athen"),
            ("SYDNEY, Australia –", "<p>A text</p>", "SYDNEY, Australia"),
            (
                "New York, NY",
                "<p>(<b>NEW YORK</b>, Oct 21) A text</p>",
                "",
            ),
            ("Rome", "<p>(ANSA) - Rome, October 11</p>", "Rome"),
            ("", "<p>x</p>", ""),
        ] {
            assert_eq!(dateline(written, body), expected, "{written}");
        }
    }

    #[test]
    fn a_number_is_unique_within_its_agency_only() {
        let numbered = WireItem {
            id: "123".into(),
            ..item()
        };
        assert_eq!(story(numbered).uri, "urn:x-wire:x:123");
        assert_eq!(story(item()).system.as_deref(), Some("x"));
    }

    #[test]
    fn subjects_are_categories_or_tags_as_the_rules_say() {
        let subject = |code: &str, name: &str, rel: &str| Subject {
            code: code.into(),
            name: name.into(),
            rel: rel.into(),
            ..Subject::default()
        };
        let subjects = [
            subject("medtop:15000000", "Sport", ""),
            subject("f", "f", "category"),
            subject("x:123", "Rivers", "direct"),
        ];
        let mut rules = SubjectRules {
            category_rels: vec!["category".into()],
            names: [("f".to_owned(), "Business".to_owned())].into(),
            ..SubjectRules::default()
        };
        let (categories, tags) = classified(&subjects, &rules, "ap");
        let slugs: Vec<&str> = categories.iter().map(|c| c.slug.as_str()).collect();
        assert_eq!(slugs, ["medtop:15000000", "ap:f"]);
        assert_eq!(categories[1].above, ["f", "business"]);
        assert_eq!(tags, ["Rivers"]);
        rules.others = Some(Others::Nothing);
        assert!(classified(&subjects, &rules, "ap").1.is_empty());
    }

    #[test]
    fn pictures_after_the_lead_are_in_the_body_once() {
        let picture = |url: &str| Picture {
            url: url.into(),
            caption: "c".into(),
            credit: "d & e".into(),
            ..Picture::default()
        };
        let story = story(WireItem {
            body: "<p><img src=\"b.jpg\"></p>".into(),
            pictures: vec![picture("a.jpg"), picture("b.jpg"), picture("c.jpg")],
            ..item()
        });
        assert_eq!(story.lead.unwrap().url, "a.jpg");
        assert_eq!(story.body.matches("b.jpg").count(), 1);
        assert!(
            story
                .body
                .contains("<img src=\"c.jpg\" alt=\"\"><figcaption>c d &amp; e</figcaption>")
        );
    }
}
