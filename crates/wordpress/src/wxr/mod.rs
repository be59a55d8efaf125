//! Reads WordPress exports (WXR), plain or compressed with gzip.
//!
//! An export is read twice: first for its media library, because posts name their pictures by number
//! and may come before them, and then for its posts.

mod fields;
mod head;
mod scanner;

use super::attachments::{Attachment, Attachments};
use super::post::{Content, Post};
use super::{address, date};
use encoding_rs::{Encoding, UTF_8};
use fields::Field;
use flate2::read::MultiGzDecoder;
use frontpage_clean::plain;
use frontpage_source::{Category, Picture};
use frontpage_source::{Converter, Entry, RawEntry, Refusal, Source};
use head::Head;
use jiff::tz::TimeZone;
use scanner::{ItemScanner, MAX_ITEM, Piece};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

/// How much of a file is read to recognize its format, in bytes.
const START: u64 = 16 << 10;

/// An export.
pub struct Wxr {
    total: u64,
    scanner: ItemScanner<Box<dyn Read>>,
    converter: ItemReader,
}

/// Reads single items.
struct ItemReader {
    name: String,
    head: Head,
    encoding: &'static Encoding,
    attachments: Attachments,
    zone: TimeZone,
}

/// Returns whether a file is an export, judging by its start.
///
/// # Errors
/// If the file cannot be read.
pub fn is_wxr(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    reader(path)?.take(START).read_to_end(&mut start)?;
    let start = String::from_utf8_lossy(&start);
    Ok(start.contains("<rss") && start.contains("wordpress.org/export"))
}

/// Opens a file, compressed or not.
fn reader(path: &Path) -> io::Result<Box<dyn Read>> {
    let mut file = File::open(path)?;
    let mut magic = Vec::new();
    (&mut file).take(2).read_to_end(&mut magic)?;
    file.rewind()?;
    let file = BufReader::with_capacity(256 << 10, file);
    Ok(match magic.as_slice() {
        [0x1f, 0x8b] => Box::new(MultiGzDecoder::new(file)),
        _ => Box::new(file),
    })
}

impl Wxr {
    /// Opens an export and reads its media library. `zone` is the time zone of times without one.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn open(path: &Path, zone: &TimeZone) -> io::Result<Self> {
        let mut scanner = ItemScanner::new(reader(path)?);
        let (mut head, mut encoding) = (Head::default(), UTF_8);
        let (mut attachments, mut total) = (Attachments::default(), 0);
        while let Some(piece) = scanner.next_piece()? {
            match piece {
                Piece::Head(bytes) => {
                    encoding = declared_encoding(&bytes);
                    head = Head::read(&decoded(encoding, &bytes).0);
                }
                Piece::Item { bytes, .. } => {
                    total += 1;
                    if is_attachment(&bytes)
                        && let Ok(fields) = fields::read(&decoded(encoding, &bytes).0, 1)
                        && let Some((id, attachment)) = attachment(&fields)
                    {
                        attachments.add(id, attachment);
                    }
                }
                Piece::TooLarge { .. } | Piece::CutOff { .. } => total += 1,
            }
        }
        Ok(Self {
            total,
            scanner: ItemScanner::new(reader(path)?),
            converter: ItemReader {
                name: address::host(&head.base),
                head,
                encoding,
                attachments,
                zone: zone.clone(),
            },
        })
    }
}

impl ItemReader {
    fn post(&self, fields: &[Field]) -> Post {
        let text = |name: &str| {
            let field = fields.iter().find(|field| field.name == name);
            field.map(|field| field.text.as_str())
        };
        let owned = |name: &str| text(name).unwrap_or_default().trim().to_owned();
        let meta = |key: &str| meta(fields, key);
        let of_domain = |domain: &'static str| {
            let fields = fields.iter().filter(|field| field.name == "category");
            fields.filter(move |field| field.attribute("domain") == Some(domain))
        };
        let categories = of_domain("category").map(|field| {
            let slug = field.attribute("nicename").unwrap_or_default().to_owned();
            Category {
                name: plain(&field.text),
                above: self.head.above(&slug),
                slug,
            }
        });
        let mut categories: Vec<Category> = categories.collect();
        // The category that an editor chose as the main one, in the plugin that most sites have.
        let primary = meta("_yoast_wpseo_primary_category");
        let primary = primary.and_then(|id| self.head.category_slugs.get(id.trim()));
        categories.sort_by_key(|category| Some(&category.slug) != primary);
        // Co-Authors Plus names all authors of a post in a taxonomy of its own.
        let author = |login: &str| self.head.author(login);
        let mut authors: Vec<String> = of_domain("author")
            .map(|field| author(&field.text))
            .collect();
        if authors.is_empty() {
            authors.extend(text("dc:creator").map(author));
        }
        authors.retain(|name| !name.is_empty());
        let published = date::read(text("wp:post_date_gmt"), text("wp:post_date"), &self.zone);
        let modified = ["wp:post_modified_gmt", "wp:post_modified"].map(text);
        let lead = meta("_thumbnail_id").and_then(|id| id.trim().parse().ok());
        let slug = owned("wp:post_name");
        let slug = percent_encoding::percent_decode_str(&slug).decode_utf8_lossy();
        Post {
            // Exports from other programs may have the number in the address only.
            id: owned("wp:post_id")
                .parse()
                .ok()
                .or_else(|| address::number(text("guid")?))
                .unwrap_or(0),
            kind: owned("wp:post_type"),
            status: owned("wp:status"),
            has_password: !owned("wp:post_password").is_empty(),
            title: owned("title"),
            slug: slug.into_owned(),
            permalink: owned("link"),
            published,
            updated: date::read(modified[0], modified[1], &self.zone),
            authors,
            excerpt: owned("excerpt:encoded"),
            content: Content::Raw(text("content:encoded").unwrap_or_default().to_owned()),
            categories,
            tags: of_domain("post_tag")
                .map(|field| plain(&field.text))
                .collect(),
            lead: lead.and_then(|id| self.attachments.get(id).cloned()),
        }
    }
}

impl Source for Wxr {
    fn name(&self) -> &str {
        &self.converter.name
    }

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        let mut entries = Vec::new();
        let mut size = 0;
        while entries.len() < most && size < MAX_ITEM {
            let refused = |at: u64, reason: String| {
                RawEntry::Refused(Refusal {
                    place: place(at),
                    reason,
                })
            };
            entries.push(match self.scanner.next_piece()? {
                None => break,
                Some(Piece::Head(_)) => continue,
                Some(Piece::Item { at, bytes }) => {
                    size += bytes.len();
                    let place = place(at);
                    RawEntry::Text { place, bytes }
                }
                Some(Piece::TooLarge { at }) => {
                    refused(at, format!("it is larger than {} MiB", MAX_ITEM >> 20))
                }
                Some(Piece::CutOff { at }) => {
                    refused(at, "it does not end; the export may be cut off".into())
                }
            });
        }
        Ok(entries)
    }

    fn converter(&self) -> &dyn Converter {
        &self.converter
    }
}

impl Converter for ItemReader {
    fn convert(&self, entry: RawEntry) -> Entry {
        let (place, bytes) = match entry.into_text() {
            Ok(text) => text,
            Err(entry) => return entry,
        };
        let (text, is_damaged) = decoded(self.encoding, &bytes);
        let fields = match fields::read(&text, 1) {
            Ok(fields) => fields,
            Err(reason) => {
                let reason = format!("it is not valid XML: {reason} of the item");
                return Entry::Refused(Refusal { place, reason });
            }
        };
        let mut entry = self
            .post(&fields)
            .into_entry(&self.head.base, &self.attachments);
        match &mut entry {
            Entry::Story(story) if is_damaged => {
                let encoding = self.encoding.name();
                let note = format!("bytes that are not {encoding}, which are shown as \u{fffd}");
                story.left_out.push(note);
            }
            Entry::Refused(refusal) => refusal.place = format!("{place}, {}", refusal.place),
            Entry::Story(_) | Entry::NoStory(_) => {}
        }
        entry
    }
}

fn place(at: u64) -> String {
    format!("item at byte {at}")
}

/// Returns the encoding that the XML declaration names.
fn declared_encoding(head: &[u8]) -> &'static Encoding {
    let start = String::from_utf8_lossy(&head[..head.len().min(200)]);
    let declaration = start.split("?>").next().unwrap_or_default();
    let label = declaration
        .split_once("encoding=")
        .map(|(_, rest)| rest.trim_start_matches(['"', '\'']))
        .and_then(|rest| rest.split(['"', '\'']).next());
    label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .unwrap_or(UTF_8)
}

/// Returns a text, and whether there were bytes that are not in its encoding. Characters that XML does
/// not allow are removed: exports contain them, and a parser must refuse them (XML 1.0, section 2.2).
fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> (String, bool) {
    let (text, _, is_damaged) = encoding.decode(bytes);
    let is_allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    match text.chars().all(is_allowed) {
        true => (text.into_owned(), is_damaged),
        false => (
            text.chars().filter(|c| is_allowed(*c)).collect(),
            is_damaged,
        ),
    }
}

/// Returns whether an item is a file of the media library, without parsing it.
fn is_attachment(bytes: &[u8]) -> bool {
    let name = b"<wp:post_type>";
    memchr::memmem::find(bytes, name).is_some_and(|at| {
        let value = &bytes[at + name.len()..];
        let value = &value[..value.len().min(40)];
        memchr::memmem::find(value, b"attachment").is_some()
    })
}

fn meta<'a>(fields: &'a [Field], key: &str) -> Option<&'a str> {
    let metas = fields.iter().filter(|field| field.name == "wp:postmeta");
    let mut of_key = metas.filter(|field| field.inner("wp:meta_key").map(str::trim) == Some(key));
    of_key.next()?.inner("wp:meta_value")
}

fn attachment(fields: &[Field]) -> Option<(u64, Attachment)> {
    let text = |name: &str| {
        let field = fields.iter().find(|field| field.name == name);
        field.map_or("", |field| field.text.trim())
    };
    if text("wp:post_type") != "attachment" {
        return None;
    }
    let picture = Picture {
        url: text("wp:attachment_url").to_owned(),
        size: meta(fields, "_wp_attachment_metadata").and_then(attachment_size),
        alt: meta(fields, "_wp_attachment_image_alt")
            .map(plain)
            .unwrap_or_default(),
        caption: text("excerpt:encoded").to_owned(),
        ..Picture::default()
    };
    let parent = text("wp:post_parent").parse().unwrap_or(0);
    Some((
        text("wp:post_id").parse().ok()?,
        Attachment { picture, parent },
    ))
}

/// Returns the width and height of an attachment from its metadata, which PHP has serialized: an array
/// that begins with those of the whole picture, `a:6:{s:5:"width";i:1200;s:6:"height";i:800;…`.
fn attachment_size(metadata: &str) -> Option<(u32, u32)> {
    let length = |key: &str| {
        let (_, value) = metadata.split_once(&format!("\"{key}\";i:"))?;
        value.split_once(';')?.0.parse().ok()
    };
    Some((length("width")?, length("height")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_source::ImportedStory;
    use frontpage_source::StoryId;
    use std::io::Write;

    const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Paper</title>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[jane]]></wp:author_login><wp:author_display_name>
<![CDATA[Jane Roe]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>water</wp:category_nicename>
<wp:category_parent>us</wp:category_parent><wp:cat_name><![CDATA[Water]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>6</wp:term_id><wp:category_nicename>us</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[U.S.]]></wp:cat_name></wp:category>"#;

    const POST: &str = r#"<item><title><![CDATA[The lake]]></title><link>https://old.example/lake/</link>
<dc:creator><![CDATA[jane]]></dc:creator><content:encoded><![CDATA[One.

[caption]<img src="https://old.example/wp-content/uploads/a.jpg"> Cap[/caption]]]></content:encoded>
<excerpt:encoded><![CDATA[Short &amp; good]]></excerpt:encoded><wp:post_id>12</wp:post_id>
<wp:post_date>2019-03-11 03:46:53</wp:post_date><wp:post_date_gmt>2019-03-11 11:46:53</wp:post_date_gmt>
<wp:post_modified_gmt>2019-03-12 00:00:00</wp:post_modified_gmt><wp:post_name>the-lake</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
<category domain="category" nicename="news"><![CDATA[News]]></category>
<category domain="category" nicename="water"><![CDATA[Water]]></category>
<category domain="post_tag" nicename="rain"><![CDATA[Rain]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>13</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_yoast_wpseo_primary_category</wp:meta_key><wp:meta_value>5</wp:meta_value>
</wp:postmeta></item>"#;

    const FILE: &str = r#"<item><title>a</title><excerpt:encoded><![CDATA[The lake in March.]]>
</excerpt:encoded><wp:post_id>13</wp:post_id><wp:post_parent>12</wp:post_parent>
<wp:post_type><![CDATA[attachment]]></wp:post_type>
<wp:attachment_url>https://old.example/wp-content/uploads/a.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Water</wp:meta_value>
</wp:postmeta></item>"#;

    fn entries(bytes: &[u8]) -> Vec<Entry> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        assert!(is_wxr(file.path()).unwrap());
        let mut source = Wxr::open(file.path(), &TimeZone::UTC).unwrap();
        assert_eq!(source.name(), "old.example");
        let raw = source.next(100).unwrap();
        assert_eq!(source.total(), Some(raw.len() as u64));
        raw.into_iter()
            .map(|entry| source.converter().convert(entry))
            .collect()
    }

    fn story(entry: &Entry) -> &ImportedStory {
        match entry {
            Entry::Story(story) => story,
            entry => panic!("{entry:?}"),
        }
    }

    #[test]
    fn a_post_is_read_with_its_picture_authors_and_categories() {
        let text = format!("{HEAD}{POST}{FILE}</channel></rss>");
        let entries = entries(text.as_bytes());
        let story = story(&entries[0]);
        assert_eq!(story.title, "The lake");
        assert_eq!(story.uri, "https://old.example/?p=12");
        assert_eq!(story.authors, ["Jane Roe"]);
        assert_eq!(story.summary, "Short & good");
        assert_eq!(story.published.unwrap().to_string(), "2019-03-11T11:46:53Z");
        assert_eq!(story.updated.unwrap().to_string(), "2019-03-12T00:00:00Z");
        assert_eq!(story.slug, "the-lake");
        assert_eq!(story.tags, ["Rain"]);
        let names: Vec<_> = story.categories.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Water", "News"]);
        assert_eq!(story.categories[0].above, ["us"]);
        let lead = story.lead.as_ref().unwrap();
        assert_eq!(lead.alt, "Water");
        assert_eq!(lead.caption, "The lake in March.");
        assert!(
            story.body.contains("<figcaption>Cap</figcaption>"),
            "{}",
            story.body
        );
        assert!(matches!(&entries[1], Entry::NoStory(kind) if kind == "attachment"));
    }

    #[test]
    fn a_compressed_export_is_the_same() {
        let text = format!("{HEAD}{POST}</channel></rss>");
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        assert_eq!(
            story(&entries(&packer.finish().unwrap())[0]).id,
            StoryId::Number(12)
        );
    }

    #[test]
    fn damaged_items_are_refused_with_their_place_and_the_others_are_read() {
        let broken = POST.replace("</wp:status>", "");
        let cut = &POST[..300];
        let text = format!("{HEAD}{broken}{POST}{cut}");
        let entries = entries(text.as_bytes());
        let refusal = |entry: &Entry| match entry {
            Entry::Refused(refusal) => format!("{}: {}", refusal.place, refusal.reason),
            entry => panic!("{entry:?}"),
        };
        let at = HEAD.len();
        let broken = refusal(&entries[0]);
        assert!(
            broken.starts_with(&format!("item at byte {at}: it is not valid XML")),
            "{broken}"
        );
        assert_eq!(story(&entries[1]).id, StoryId::Number(12));
        assert!(refusal(&entries[2]).ends_with("the export may be cut off"));
    }

    #[test]
    fn other_encodings_are_decoded_and_wrong_bytes_are_reported() {
        let head = HEAD.replace("UTF-8", "windows-1252");
        let mut bytes = format!("{head}{POST}").into_bytes();
        let at = bytes
            .windows(8)
            .position(|part| part == b"The lake")
            .unwrap();
        bytes[at + 5] = 0xe4;
        assert_eq!(story(&entries(&bytes)[0]).title, "The läke");
        let mut bytes = format!("{HEAD}{POST}").into_bytes();
        let at = bytes
            .windows(8)
            .position(|part| part == b"The lake")
            .unwrap();
        bytes[at + 5] = 0xe4;
        let entries = entries(&bytes);
        assert_eq!(story(&entries[0]).title, "The l\u{fffd}ke");
        assert_eq!(story(&entries[0]).left_out.len(), 1);
    }
}
