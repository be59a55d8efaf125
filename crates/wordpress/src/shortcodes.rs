//! Expands WordPress's own shortcodes (`[caption]`, `[gallery]`, `[embed]`, `[audio]`, `[video]`,
//! `[playlist]`) and reduces all others to the text between their tags ("Shortcode API", WordPress
//! documentation).

use super::embeds::{card, escape};
use crate::attachments::Attachments;
use std::collections::HashMap;
use std::ops::Range;

/// The maximum length of a tag, in bytes. A longer one is text.
const MAX_TAG: usize = 16 << 10;
/// How many shortcodes within each other are expanded.
const MAX_DEPTH: usize = 20;

/// What shortcodes refer to.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The media library.
    pub attachments: &'a Attachments,
    /// The number of the post.
    pub post: u64,
}

/// An opening tag.
struct Tag<'a> {
    range: Range<usize>,
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    is_closed: bool,
}

impl<'a> Tag<'a> {
    fn attribute(&self, names: &[&str]) -> Option<&'a str> {
        let found = names.iter().find_map(|name| {
            let mut attributes = self.attributes.iter();
            attributes.find(|(key, _)| key.eq_ignore_ascii_case(name))
        });
        found.map(|(_, value)| *value)
    }
}

/// Expands the shortcodes of a text. Adds the names of those that are not known to `left_out`.
pub fn expand(text: &str, context: Context<'_>, left_out: &mut Vec<String>) -> String {
    let mut expander = Expander {
        text,
        ends: end_tags(text),
        context,
        left_out,
        budget: text.len().saturating_mul(8).max(MAX_TAG),
    };
    expander.part(0..text.len(), 0)
}

struct Expander<'a, 'b> {
    text: &'a str,
    ends: HashMap<&'a str, Vec<usize>>,
    context: Context<'a>,
    left_out: &'b mut Vec<String>,
    /// How many more bytes are searched for the ends of tags. A text that needs more is hostile, and
    /// the rest of its brackets are text.
    budget: usize,
}

impl<'a> Expander<'a, '_> {
    fn part(&mut self, range: Range<usize>, depth: usize) -> String {
        let text = self.text;
        let mut made = String::with_capacity(range.len());
        let mut at = range.start;
        while let Some(offset) = text[at..range.end].find('[') {
            let start = at + offset;
            made += &text[at..start];
            at = start;
            // Two brackets around a shortcode keep it as text.
            if text[start + 1..range.end].starts_with('[')
                && let Some(tag) = self.tag_at(start + 1, range.end)
                && text[tag.range.end..range.end].starts_with(']')
            {
                made += &text[tag.range.clone()];
                at = tag.range.end + 1;
                continue;
            }
            let Some(tag) = self.tag_at(start, range.end) else {
                made.push('[');
                at += 1;
                continue;
            };
            let end = match tag.is_closed {
                true => None,
                false => next_end(&self.ends, tag.name, tag.range.end),
            };
            let end = end.filter(|end| *end < range.end);
            let content = end.map_or(tag.range.end..tag.range.end, |end| tag.range.end..end);
            at = end.map_or(tag.range.end, |end| end + tag.name.len() + "[/]".len());
            let inner = &text[content.clone()];
            match known(&tag, inner, self.context) {
                Some(expansion) => made += &expansion,
                // A word in brackets is a shortcode only if it looks like one.
                None if end.is_none() && tag.attributes.is_empty() && !tag.is_closed => {
                    made += &text[tag.range.clone()];
                }
                None => {
                    self.left_out.push(format!("[{}]", tag.name));
                    match depth < MAX_DEPTH {
                        true => made += &self.part(content, depth + 1),
                        false => made += inner,
                    }
                }
            }
        }
        made += &text[at..range.end];
        made
    }

    /// Reads the opening tag at a bracket.
    fn tag_at(&mut self, start: usize, limit: usize) -> Option<Tag<'a>> {
        let limit = limit.min(start.saturating_add(MAX_TAG.min(self.budget)));
        let limit = (limit..=self.text.len()).find(|at| self.text.is_char_boundary(*at))?;
        if limit <= start {
            return None;
        }
        let tag = tag_at(self.text, start, limit);
        let searched = tag.as_ref().map_or(limit - start, |tag| tag.range.len());
        self.budget = self.budget.saturating_sub(searched);
        tag
    }
}

/// Returns the markup of WordPress's own shortcodes.
fn known(tag: &Tag<'_>, inner: &str, context: Context<'_>) -> Option<String> {
    match tag.name {
        "caption" | "wp_caption" => Some(captioned(tag, inner)),
        "gallery" => Some(gallery(tag, context)),
        "embed" => {
            let address = match inner.trim() {
                "" => tag.attribute(&["src"]).unwrap_or_default(),
                inner => inner,
            };
            Some(card(&decoded(address)))
        }
        "audio" | "video" => {
            let sources = [
                "src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "wmv",
            ];
            let source = tag.attribute(&sources);
            let inner = inner.trim();
            let source = source.or_else(|| (!inner.is_empty()).then_some(inner));
            // Without a source, it is the file that was uploaded for the post.
            let uploaded = || {
                let mut files = context.attachments.of_post(context.post).iter();
                files.find_map(|id| context.attachments.get(*id))
            };
            let source = source.map(decoded);
            let source = source.or_else(|| uploaded().map(|file| file.url.clone()))?;
            Some(recording(tag, &source))
        }
        "playlist" => {
            let files = ids(tag, context).into_iter();
            let name = match tag.attribute(&["type"]) {
                Some("video") => "video",
                _ => "audio",
            };
            let players = files.filter_map(|id| {
                let address = escape(&context.attachments.get(id)?.url);
                Some(format!("<{name} src=\"{address}\"></{name}>"))
            });
            Some(players.collect())
        }
        _ => None,
    }
}

/// A video or an audio recording; the import finds its file, or makes it a link.
fn recording(tag: &Tag<'_>, address: &str) -> String {
    let mut made = format!("<{} src=\"{}\"", tag.name, escape(address));
    for name in ["poster", "width", "height"] {
        if let Some(value) = tag.attribute(&[name]).filter(|_| tag.name == "video") {
            made += &format!(" {name}=\"{}\"", escape(&decoded(value)));
        }
    }
    made + &format!("></{}>", tag.name)
}

/// A picture with its caption: the text after the picture, or the attribute of older posts.
fn captioned(tag: &Tag<'_>, inner: &str) -> String {
    let picture_end = inner.find("<img").and_then(|at| {
        let end = at + inner[at..].find('>')? + 1;
        let link = inner[end..].trim_start();
        let is_linked = link.starts_with("</a>");
        Some(match is_linked {
            true => inner.len() - link.len() + "</a>".len(),
            false => end,
        })
    });
    let (picture, text) = inner.split_at(picture_end.unwrap_or(0));
    let caption = match tag.attribute(&["caption"]) {
        Some(caption) if text.trim().is_empty() => decoded(caption),
        _ => text.trim().to_owned(),
    };
    format!("<figure>{picture}<figcaption>{caption}</figcaption></figure>")
}

fn gallery(tag: &Tag<'_>, context: Context<'_>) -> String {
    let mut made = "<div class=\"gallery\">".to_owned();
    for id in ids(tag, context) {
        if let Some(picture) = context.attachments.get(id) {
            made += &format!(
                "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>",
                escape(&picture.url),
                escape(&picture.alt),
                picture.caption
            );
        }
    }
    made + "</div>"
}

/// Returns the numbers that a gallery names, or those of all files of the post.
fn ids(tag: &Tag<'_>, context: Context<'_>) -> Vec<u64> {
    match tag.attribute(&["ids", "include"]) {
        Some(list) => {
            let parts = list.split([',', ' ']);
            parts.filter_map(|id| id.trim().parse().ok()).collect()
        }
        None => context.attachments.of_post(context.post).to_vec(),
    }
}

fn decoded(text: &str) -> String {
    let text = quick_xml::escape::unescape(text.trim());
    text.unwrap_or_default().into_owned()
}

/// Reads the opening tag at a bracket, which ends before `limit`.
fn tag_at(text: &str, start: usize, limit: usize) -> Option<Tag<'_>> {
    let inner = &text[start + 1..limit];
    let name_end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
        .unwrap_or(inner.len());
    let name = &inner[..name_end];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut end = None;
    for (at, c) in inner[name_end..].char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ']') => {
                end = Some(name_end + at);
                break;
            }
            // A link or another tag: no shortcode.
            (None, '[' | '<') => return None,
            _ => {}
        }
    }
    let end = end?;
    let raw = &inner[name_end..end];
    if !raw.is_empty() && !raw.starts_with([' ', '\n', '\t', '\u{a0}', '/', '=']) {
        return None;
    }
    let (raw, is_closed) = match raw.strip_suffix('/') {
        Some(raw) => (raw, true),
        None => (raw, false),
    };
    Some(Tag {
        range: start..start + 1 + end + 1,
        name,
        attributes: attributes(raw),
        is_closed,
    })
}

/// Reads `name="value"`, `name='value'` and `name=value`. Values without a name are left out.
fn attributes(raw: &str) -> Vec<(&str, &str)> {
    let mut list = Vec::new();
    let mut rest = raw;
    while let Some(equals) = rest.find('=') {
        let key = rest[..equals].trim().rsplit(char::is_whitespace).next();
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let value = &value[1..];
                value.split_once(quote).unwrap_or((value, ""))
            }
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        list.push((key.unwrap_or_default(), value));
        rest = after;
    }
    list
}

/// Returns where each end tag is, by name.
fn end_tags(text: &str) -> HashMap<&str, Vec<usize>> {
    let mut ends: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, _) in text.match_indices("[/") {
        let after = &text[at + 2..];
        let length = after
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
            .unwrap_or(after.len());
        if length > 0 && after[length..].starts_with(']') {
            ends.entry(&after[..length]).or_default().push(at);
        }
    }
    ends
}

fn next_end(ends: &HashMap<&str, Vec<usize>>, name: &str, from: usize) -> Option<usize> {
    let places = ends.get(name)?;
    let index = places.partition_point(|at| *at < from);
    places.get(index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachments::Attachment;
    use frontpage_source::Picture;

    fn library() -> Attachments {
        let mut library = Attachments::default();
        for id in [3, 4] {
            let picture = Picture {
                url: format!("https://a.example/{id}.jpg"),
                alt: format!("alt \"{id}\""),
                caption: format!("<b>{id}</b>"),
                ..Picture::default()
            };
            library.add(id, Attachment { picture, parent: 9 });
        }
        library
    }

    fn expanded(text: &str) -> (String, Vec<String>) {
        let attachments = library();
        let context = Context {
            attachments: &attachments,
            post: 9,
        };
        let mut left_out = Vec::new();
        (expand(text, context, &mut left_out), left_out)
    }

    #[test]
    fn captions_become_figures() {
        for (text, expected) in [
            (
                "[caption id=\"x\" width=\"3\"]<a href=\"b\"><img src=\"a\" /></a> The <i>c</i>[/caption]",
                "<figure><a href=\"b\"><img src=\"a\" /></a><figcaption>The <i>c</i></figcaption></figure>",
            ),
            (
                "[caption caption='A &amp; b']<img src=\"a\">[/caption]",
                "<figure><img src=\"a\"><figcaption>A & b</figcaption></figure>",
            ),
            (
                "[caption]only text[/caption]",
                "<figure><figcaption>only text</figcaption></figure>",
            ),
        ] {
            assert_eq!(expanded(text), (expected.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn galleries_name_their_pictures_or_have_all_of_the_post() {
        let one = "<div class=\"gallery\"><figure><img src=\"https://a.example/4.jpg\" \
                   alt=\"alt &quot;4&quot;\"><figcaption><b>4</b></figcaption></figure></div>";
        assert_eq!(expanded("[gallery ids=\"4,77\"]").0, one);
        assert_eq!(expanded("[gallery]").0.matches("<figure>").count(), 2);
        assert_eq!(
            expanded("[gallery columns=2 /]")
                .0
                .matches("<figure>")
                .count(),
            2
        );
    }

    #[test]
    fn media_become_cards_and_players() {
        let address = "https://a.example/?b=1&amp;c=2";
        let card = format!("<figure class=\"embed\"><a href=\"{address}\">{address}</a></figure>");
        assert_eq!(
            expanded(&format!("[embed]{address}[/embed]")),
            (card, vec![])
        );
        for (text, player) in [
            (
                "[audio mp3='https://a.example/b.mp3?c=1&amp;d=2'][/audio]",
                "<audio src=\"https://a.example/b.mp3?c=1&amp;d=2\"></audio>",
            ),
            (
                "[video src=https://a.example/b.mp4 loop=on width=640 poster='p.jpg']",
                "<video src=\"https://a.example/b.mp4\" poster=\"p.jpg\" width=\"640\"></video>",
            ),
            ("[video]", "<video src=\"https://a.example/3.jpg\"></video>"),
            (
                "[playlist ids=4]",
                "<audio src=\"https://a.example/4.jpg\"></audio>",
            ),
        ] {
            assert_eq!(expanded(text), (player.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn other_shortcodes_leave_their_text() {
        let (text, left_out) = expanded("a [box color='red']b [i]c[/i] d[/box] [ad id=1] e [hr /]");
        assert_eq!(text, "a b c d  e ");
        assert_eq!(left_out, ["[box]", "[i]", "[ad]", "[hr]"]);
    }

    #[test]
    fn brackets_of_a_text_stay() {
        for text in [
            "He [sic] said [1] and [a link](x) [ ] [",
            "<a title='[x'>[",
            "[/caption]",
        ] {
            assert_eq!(expanded(text), (text.to_owned(), vec![]), "{text}");
        }
        assert_eq!(expanded("[[gallery ids=1]]").0, "[gallery ids=1]");
    }

    #[test]
    fn many_open_tags_take_linear_time() {
        let started = std::time::Instant::now();
        expanded(&"[caption][x a=1]".repeat(50_000));
        expanded(&"[a '".repeat(50_000));
        assert!(started.elapsed() < std::time::Duration::from_secs(10));
    }
}
