//! Turns the text of an item into a story: checked, cleaned and in the newspaper's own types.

use super::{
    AssociatedRecording, CheckedItem, IngestContext, draft, markdown, ninjs, ninjs::Ninjs,
};
use crate::story::{Story, StoryMetadata};
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_blocks::lay_out;
use frontpage_clean::{self as clean, PictureSource};
use frontpage_media::ImageRef;
use frontpage_model::{Article, Block, Figure, Image, Inline, Interface, LaidOut};
use serde::{Deserialize, Serialize};

/// What an item turned out to be, as kept between runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemOutcome {
    /// A story.
    Story(Box<Story>),
    /// A picture, graphic or video.
    NoStory,
    /// An item that cannot be published, with the reasons.
    Bad(Vec<FieldDiagnostic>),
}

/// What an item turned out to be, with the whole page of a story.
pub enum ProcessedItem {
    /// A story: its page, with all links and without a rail, and its other metadata.
    Story(Box<Article>, StoryMetadata),
    /// A picture, graphic or video.
    NoStory,
    /// An item that cannot be published, with the reasons.
    Bad(Vec<FieldDiagnostic>),
}

/// Processes an item that is already known to be allowed to be published.
pub fn process(
    text: &str,
    file: &str,
    desk: IngestContext<'_>,
    pictures: &dyn PictureSource,
) -> ProcessedItem {
    if markdown::is_markdown(file) {
        return process_markdown(text, file, desk, pictures);
    }
    let head: ninjs::Head = match ninjs::parse(text) {
        Ok(head) => head,
        Err(finding) => return ProcessedItem::Bad(vec![finding]),
    };
    let item: Ninjs = match ninjs::parse(text) {
        Ok(item) => item,
        Err(finding) => return ProcessedItem::Bad(vec![finding]),
    };
    if head.kind.is_none() && item.bodies.is_empty() {
        return ProcessedItem::NoStory;
    }
    let mut findings = Vec::new();
    if head.uri.as_deref().is_none_or(|uri| uri.trim().is_empty()) {
        findings.push(FieldDiagnostic::new(
            "uri",
            "is missing",
            "give the item a unique URI that never changes",
        ));
    }
    let mut warnings = Vec::new();
    match draft::check(file, item, desk, &mut findings, &mut warnings) {
        Some(draft) if findings.is_empty() => cleaned(draft, warnings, desk, pictures, pictures),
        _ => ProcessedItem::Bad(findings),
    }
}

/// Processes a story in Markdown.
fn process_markdown(
    text: &str,
    file: &str,
    desk: IngestContext<'_>,
    pictures: &dyn PictureSource,
) -> ProcessedItem {
    let mut warnings = Vec::new();
    let item = match markdown::item(text, file, desk, &mut warnings) {
        Ok(item) => item,
        Err(findings) => return ProcessedItem::Bad(findings),
    };
    let mut findings = Vec::new();
    let beside_file = markdown::PicturesOfFile {
        file,
        all: pictures,
    };
    let processed = match draft::check(file, item, desk, &mut findings, &mut warnings) {
        Some(draft) if findings.is_empty() => {
            cleaned(draft, warnings, desk, pictures, &beside_file)
        }
        _ => ProcessedItem::Bad(findings),
    };
    let in_front_matter =
        |findings: Vec<FieldDiagnostic>| findings.into_iter().map(markdown::diagnostic).collect();
    match processed {
        ProcessedItem::Story(article, metadata) => {
            let warnings = in_front_matter(metadata.warnings);
            let body_field = markdown::BODY.into();
            ProcessedItem::Story(
                article,
                StoryMetadata {
                    warnings,
                    body_field,
                    ..metadata
                },
            )
        }
        ProcessedItem::NoStory => ProcessedItem::NoStory,
        ProcessedItem::Bad(findings) => ProcessedItem::Bad(in_front_matter(findings)),
    }
}

/// Adds the videos and audio recordings of an item to its body: the lead before it, others after it.
fn add_recordings(
    recordings: Vec<AssociatedRecording>,
    cleaned: &mut clean::Cleaned,
    desk: clean::CleanContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) {
    let mut leads = 0;
    for AssociatedRecording {
        is_lead,
        mut draft,
        transcript,
    } in recordings
    {
        if let Some(transcript) = transcript {
            let transcript = clean::body(&transcript, desk);
            warnings.extend(transcript.warnings);
            cleaned.degraded.merge(&transcript.degraded);
            draft.transcript = transcript.blocks;
        }
        let Some(block) = clean::recording(draft, desk, warnings) else {
            continue;
        };
        let at = if is_lead { leads } else { cleaned.blocks.len() };
        leads += usize::from(is_lead);
        let block = Block::LaidOut(LaidOut::new(block));
        cleaned.blocks.insert(at, block);
    }
}

fn cleaned(
    draft: CheckedItem,
    mut warnings: Vec<FieldDiagnostic>,
    desk: IngestContext<'_>,
    pictures: &dyn PictureSource,
    of_body: &dyn PictureSource,
) -> ProcessedItem {
    let context = clean::CleanContext {
        site_url: &desk.config.url,
        lang: draft.lang.as_deref().unwrap_or(&desk.config.lang),
        pictures: of_body,
    };
    // The marks of footnotes are numbers in the digits of the story's language.
    let words = frontpage_languages::of_story(draft.lang.as_deref(), &desk.config.lang);
    let mut cleaned = words.speak(|| clean::body(&draft.body, context));
    let of_item = clean::CleanContext {
        pictures,
        ..context
    };
    add_recordings(draft.recordings, &mut cleaned, of_item, &mut warnings);
    if cleaned.blocks.is_empty() {
        let reason = "contains nothing that can be shown";
        let finding = FieldDiagnostic::new(draft.body.field, reason, "add text to the story");
        return ProcessedItem::Bad(vec![finding]);
    }
    let lang = draft.lang.as_deref().unwrap_or(&desk.config.lang);
    words.speak(|| lay_out(&mut cleaned.blocks, Interface::inside(lang, draft.dir)));
    warnings.extend(cleaned.warnings);
    let mut find = |field: String, href: &str, size| match pictures.picture(href, size) {
        Ok(image) => Some(image),
        Err(reason) => {
            warnings.push(FieldDiagnostic::new(
                field,
                format!("the picture {href:?} {reason}"),
                "put a valid picture in the content folder; until then the story is published \
                 without it",
            ));
            None
        }
    };
    let mut crops = Vec::new();
    let lead = draft.lead.and_then(|lead| {
        let image = find(lead.field, &lead.href, lead.size)?;
        let found = lead.crops.into_iter();
        crops.extend(found.filter_map(|crop| find(crop.field, &crop.href, crop.size)));
        Some(Figure {
            image: Image {
                alt: lead.alt,
                ..image
            },
            caption: match lead.caption {
                caption if caption.is_empty() => Vec::new(),
                caption => vec![Inline::Text(caption)],
            },
            credit: lead.credit,
        })
    });
    let notes = StoryMetadata {
        dated_by: draft.dated_by,
        urgency: draft.urgency,
        authors: draft.authors,
        unlinked_authors: draft.named,
        translated_from: draft.translated_from,
        former_addresses: draft.former_addresses,
        crops: crops.iter().map(ImageRef::of).collect(),
        body_field: draft.body.field,
        warnings,
        degraded: cleaned.degraded,
    };
    let words = draft
        .lang
        .as_deref()
        .and_then(|lang| frontpage_languages::of_other_story(lang, &desk.config.lang));
    let article = Article {
        url: draft.url,
        section: draft.section,
        tags: draft.tags,
        headline: draft.headline,
        summary: draft.summary,
        lead,
        published: draft.published,
        updated: draft.updated,
        byline: draft.byline,
        dateline: draft.dateline,
        origin: draft.origin,
        body: cleaned.blocks,
        credit: draft.credit,
        lang: draft.lang,
        dir: draft.dir,
        words,
        rail: None,
    };
    ProcessedItem::Story(Box::new(article), notes)
}
