//! The components of an item: which of them is the story, and which are its pictures.

use crate::newsml;
use crate::recording::{File, Recording};
use crate::xml::tree::Element;
use crate::{html, nitf};
use frontpage_clean::line;
use frontpage_source::Picture;

/// What is in a component.
enum Part {
    /// The story, or a part of it.
    Story,
    /// A picture, with its caption and its renditions.
    Picture,
    /// Sound or film.
    Media,
    /// A text that is not a part of the story, such as a contact for editors.
    Other,
}

/// Returns what a component is by its role. Components without a role, or with a role that is not in this
/// list, are a part of the story.
fn part(role: &str) -> Part {
    match role.to_ascii_lowercase().as_str() {
        "photo" | "picture" | "image" | "graphic" | "illustration" => Part::Picture,
        "video" | "audio" | "sound" | "clip" | "film" | "animation" => Part::Media,
        "title" | "headline" | "subheadline" | "caption" | "abstract" | "contact" | "quote"
        | "tweettext" | "stylesheet" | "logo" | "short" | "tip" | "thumbnail" | "preview" => {
            Part::Other
        }
        _ => Part::Story,
    }
}

fn role(component: &Element) -> String {
    super::formal_name(component, &["Role"])
}

/// The components of an item.
pub struct Components<'a> {
    /// The component of the story, after those that it is in, the outermost first.
    pub story: Vec<&'a Element>,
    /// The components that are pictures.
    pictures: Vec<&'a Element>,
    /// The components that are sound or film.
    media: Vec<&'a Element>,
    root: &'a Element,
}

/// The text of a story.
#[derive(Debug, Default)]
pub struct Body {
    /// The text as HTML.
    pub html: String,
    /// The headline in the text.
    pub headline: String,
    /// The pictures in the text.
    pub pictures: Vec<Picture>,
    /// What was left out.
    pub left_out: Vec<String>,
}

impl<'a> Components<'a> {
    /// Sorts the components of an item. Of several that say the same, such as translations, the first
    /// with a headline is the story.
    pub fn of(root: &'a Element) -> Self {
        let mut components = Self {
            story: Vec::new(),
            pictures: Vec::new(),
            media: Vec::new(),
            root,
        };
        let mut open = Vec::new();
        for component in root.all("NewsComponent") {
            components.sort(component, &mut open);
        }
        if components.story.is_empty() {
            components.story.extend(root.find(&["NewsComponent"]));
        }
        components
    }

    // The depth of the tree is bounded.
    fn sort(&mut self, component: &'a Element, open: &mut Vec<&'a Element>) {
        let role = role(component);
        match part(&role) {
            Part::Picture => self.pictures.push(component),
            Part::Media => self.media.push(component),
            Part::Other => {}
            Part::Story => {
                open.push(component);
                let has_headline = !component.text_at(&["NewsLines", "HeadLine"]).is_empty();
                if self.story.is_empty() && has_headline {
                    self.story.clone_from(open);
                }
                for inner in component.all("NewsComponent") {
                    self.sort(inner, open);
                }
                open.pop();
            }
        }
    }

    /// Returns the text of the story. What stands before it as its lead belongs to it.
    pub fn body(&self) -> Body {
        let mut body = Body::default();
        if let Some(story) = self.story.last() {
            collect(story, &mut body);
        }
        // The headline can be in another component than the text.
        if body.html.trim().is_empty() {
            for component in self.root.all("NewsComponent") {
                collect(component, &mut body);
            }
        }
        body
    }

    /// Returns the summary: the text that is an abstract, or else a second headline.
    pub fn summary(&self) -> String {
        let Some(story) = self.story.last() else {
            return String::new();
        };
        let of_role = |wanted: &str| {
            let mut all = story.all("NewsComponent");
            let found = all.find(|inner| role(inner).eq_ignore_ascii_case(wanted))?;
            let mut items = found.all("ContentItem");
            items.find_map(|item| {
                let text = item.text_at(&["DataContent"]);
                (!text.is_empty()).then_some(text)
            })
        };
        ["abstract", "subheadline"]
            .into_iter()
            .find_map(of_role)
            .unwrap_or_default()
    }

    /// Returns the kind of an item without a text.
    pub fn kind(&self) -> String {
        let own = self.root.elements().map(|element| element.name.as_str());
        let of_topics = own.into_iter().find(|name| *name == "TopicSet");
        let media = self
            .media
            .first()
            .map(|media| role(media).to_ascii_lowercase());
        let picture = self.pictures.first().map(|_| "picture".to_owned());
        let topics = of_topics.map(|_| "topicset".to_owned());
        topics.or(media).or(picture).unwrap_or_default()
    }

    /// Returns the videos and audio recordings beside the text.
    pub fn recordings(&self) -> Vec<Recording> {
        self.media.iter().map(|media| recording(media)).collect()
    }

    /// Returns the pictures in the text and those beside it.
    pub fn pictures(&self, in_text: Vec<Picture>) -> Vec<Picture> {
        let beside = self
            .pictures
            .iter()
            .filter_map(|component| picture(component));
        in_text.into_iter().chain(beside).collect()
    }
}

/// Collects the texts of a component and of those in it. Of several texts in one component it takes the
/// first, because they are the same text in several formats.
// The depth of the tree is bounded.
fn collect(component: &Element, body: &mut Body) {
    let before = body.html.len();
    for item in component.all("ContentItem") {
        if body.html.len() == before
            && let Some(content) = item.find(&["DataContent"])
        {
            text(item, content, body);
        }
    }
    for inner in component.all("NewsComponent") {
        let role = role(inner);
        match part(&role) {
            Part::Story => {
                // A translation of the story, or the story for another medium.
                let is_another = !body.html.trim().is_empty()
                    && !inner.text_at(&["NewsLines", "HeadLine"]).is_empty();
                if !is_another {
                    collect(inner, body);
                }
            }
            Part::Other if has_text(inner) => {
                let is_elsewhere = [
                    "title",
                    "headline",
                    "caption",
                    "abstract",
                    "subheadline",
                    "stylesheet",
                ];
                if !is_elsewhere.contains(&role.to_ascii_lowercase().as_str()) {
                    body.left_out.push(format!("text in the role {role}"));
                }
            }
            Part::Other | Part::Picture | Part::Media => {}
        }
    }
}

fn has_text(component: &Element) -> bool {
    let mut items = component.all("ContentItem");
    items.any(|item| !item.text_at(&["DataContent"]).is_empty())
}

/// Appends a text in the format that it has.
fn text(item: &Element, content: &Element, body: &mut Body) {
    let media_type = super::formal_name(item, &["MimeType"]).to_lowercase();
    if let Some(article) = nitf::content(content) {
        let read = nitf::read_content(article);
        body.html.push_str(&read.html);
        body.pictures.extend(read.pictures);
        body.left_out.extend(read.left_out);
        let headline = content.text_at(&["nitf", "body", "body.head", "hedline", "hl1"]);
        if body.headline.is_empty() {
            body.headline = headline;
        }
    } else if content.elements().next().is_some() {
        let inner = content.find(&["html"]).unwrap_or(content);
        let inner = inner.find(&["body"]).unwrap_or(inner);
        newsml::xhtml(&mut body.html, inner);
    } else {
        let text = content.text();
        match media_type.contains("html") || html::is_html(&text) {
            true => body.html.push_str(html::inner(&text)),
            false => body.html.push_str(&html::paragraphs(&text)),
        }
    }
}

/// Returns a picture: its largest rendition, with caption and credit.
fn picture(component: &Element) -> Option<Picture> {
    let mut renditions = Vec::new();
    let mut caption = String::new();
    gather(component, &mut renditions, &mut caption);
    // Of equally large ones, take the first.
    let best = renditions.into_iter().reduce(|best, next| {
        if weight(next) > weight(best) {
            next
        } else {
            best
        }
    })?;
    let side = |name: &str| property(best, name)?.parse().ok();
    Some(Picture {
        url: best.attribute("Href")?.trim().to_owned(),
        size: side("Width").zip(side("Height")),
        caption: html_of(&caption),
        credit: credit(component),
        ..Picture::default()
    })
}

/// Returns a video or an audio recording with its caption and credit. What it is follows from its files,
/// because roles such as *clip* say nothing about it.
fn recording(component: &Element) -> Recording {
    let mut files = Vec::new();
    let mut caption = String::new();
    gather_files(component, &mut files, &mut caption);
    let role = role(component).to_ascii_lowercase();
    let is_film = matches!(role.as_str(), "video" | "film" | "animation");
    let has_film = files
        .iter()
        .any(|file| file.media_type.starts_with("video/"));
    Recording {
        is_video: is_film || has_film,
        title: component.text_at(&["NewsLines", "HeadLine"]),
        caption,
        credit: credit(component),
        files,
        ..Recording::default()
    }
}

// The depth of the tree is bounded.
fn gather_files(component: &Element, files: &mut Vec<File>, caption: &mut String) {
    for item in component.all("ContentItem") {
        let side = |name: &str| property(item, name)?.parse().ok();
        if let Some(href) = item.attribute("Href").map(str::trim)
            && !href.is_empty()
        {
            files.push(File {
                href: href.to_owned(),
                media_type: super::formal_name(item, &["MimeType"]).to_lowercase(),
                width: side("Width").unwrap_or_default(),
                height: side("Height").unwrap_or_default(),
            });
        }
    }
    for inner in component.all("NewsComponent") {
        if role(inner).eq_ignore_ascii_case("caption") && caption.is_empty() {
            *caption = caption_of(inner);
        } else {
            gather_files(inner, files, caption);
        }
    }
}

fn caption_of(component: &Element) -> String {
    let items = component.all("ContentItem");
    let mut texts = items.map(|item| item.text_at(&["DataContent"]));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

fn credit(component: &Element) -> String {
    let credit = [
        component.text_at(&["NewsLines", "CreditLine"]),
        component.text_at(&["NewsLines", "ByLine"]),
    ];
    let mut credit = credit.into_iter();
    credit.find(|text| !text.is_empty()).unwrap_or_default()
}

fn html_of(text: &str) -> String {
    let mut escaped = String::new();
    html::text(&mut escaped, text);
    escaped
}

// The depth of the tree is bounded.
fn gather<'a>(component: &'a Element, renditions: &mut Vec<&'a Element>, caption: &mut String) {
    for item in component.all("ContentItem") {
        let kind = super::formal_name(item, &["MimeType"]).to_lowercase();
        let format = super::formal_name(item, &["Format"]).to_lowercase();
        let is_picture = kind.starts_with("image/")
            || kind.is_empty()
                && ["jpeg", "jpg", "png", "webp", "gif"]
                    .iter()
                    .any(|name| format.contains(name));
        if is_picture && item.attribute("Href").is_some() {
            renditions.push(item);
        }
    }
    for inner in component.all("NewsComponent") {
        match role(inner).to_ascii_lowercase().as_str() {
            "caption" if caption.is_empty() => *caption = caption_of(inner),
            "thumbnail" | "preview" | "quicklook" => {}
            _ => gather(inner, renditions, caption),
        }
    }
}

/// Returns a property of a rendition.
fn property<'a>(item: &'a Element, name: &str) -> Option<&'a str> {
    let characteristics = item.find(&["Characteristics"])?;
    let mut properties = characteristics.all("Property");
    let found = properties.find(|property| {
        let own = property.attribute("FormalName").unwrap_or_default();
        own.eq_ignore_ascii_case(name)
    })?;
    found.attribute("Value").map(str::trim)
}

/// Returns how large a rendition is: its pixels, or else its bytes.
fn weight(item: &Element) -> (u64, u64) {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let [width, height] = ["Width", "Height"].map(|name| number(property(item, name)));
    let bytes = line(&item.text_at(&["Characteristics", "SizeInBytes"]));
    (width.saturating_mul(height), number(Some(&bytes)))
}
