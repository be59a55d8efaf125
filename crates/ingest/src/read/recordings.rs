//! The videos and audio recordings that an item is associated with.

use super::draft::credit;
use super::ninjs::{Association, Ninjs, Rendition, RoleText, is_value};
use frontpage_base::config::Config;
use frontpage_clean::{
    Body, FileDraft, PixelSize, PosterDraft, RecordingDraft, TrackDraft, line, plain,
};
use frontpage_model::{Inline, RecordingKind};
use serde_json::Value;

/// A recording as the item describes it. Its files have not been read yet.
#[derive(Clone, Debug)]
pub struct AssociatedRecording {
    /// Whether it leads the story; otherwise it is at the end.
    pub is_lead: bool,
    /// What the item says about it.
    pub draft: RecordingDraft,
    /// What is said in it, not cleaned yet.
    pub transcript: Option<Body>,
}

/// What a rendition is.
enum RenditionKind {
    Recording,
    Poster,
    Track,
}

/// Returns whether an association is a video or an audio recording.
pub fn is_recording(association: &Association) -> bool {
    let kind = association.kind.as_deref().unwrap_or_default();
    is_value(kind, "video") || is_value(kind, "audio")
}

/// Returns the recordings of an item.
pub fn recordings(item: &Ninjs, config: &Config) -> Vec<AssociatedRecording> {
    let associations = item.associations.iter().enumerate();
    associations
        .filter(|(_, association)| is_recording(association))
        .filter(|(_, association)| {
            let status = association.pub_status.as_deref();
            status.is_none_or(|status| is_value(status, "usable"))
        })
        .map(|(at, association)| recording(at, association, item, config))
        .collect()
}

fn recording(
    at: usize,
    association: &Association,
    item: &Ninjs,
    config: &Config,
) -> AssociatedRecording {
    let is_lead = [&association.name, &association.rel]
        .iter()
        .any(|name| name.as_deref() == Some("lead"));
    let kind = association.kind.as_deref().unwrap_or_default();
    let mut draft = RecordingDraft {
        is_video: is_value(kind, "video"),
        title: first_text(&association.headlines),
        caption: match in_role(&association.descriptions, "caption") {
            caption if caption.is_empty() => Vec::new(),
            caption => vec![Inline::Text(caption)],
        },
        credit: credit(association),
        ..RecordingDraft::default()
    };
    let lang = association.language.as_ref().or(item.language.as_ref());
    let mut others = Vec::new();
    for (place, rendition) in association.renditions.iter().enumerate() {
        let Some(href) = rendition.href.as_deref().map(str::trim) else {
            continue;
        };
        let field = format!("associations[{at}].renditions[{place}].href");
        let size = PixelSize::new(
            rendition.width.unwrap_or_default(),
            rendition.height.unwrap_or_default(),
        );
        let is_local = !href.contains("://") && !href.starts_with("//");
        match kind_of(rendition, href) {
            Some(RenditionKind::Recording) => {
                let file = FileDraft {
                    field,
                    href: href.to_owned(),
                    media_type: rendition.content_type.clone().unwrap_or_default(),
                    seconds: rendition.duration.as_ref().map(seconds),
                    bytes: rendition.size_in_bytes.as_ref().and_then(Value::as_u64),
                };
                if is_local || config.hosted_recording(href).is_some() {
                    draft.size = draft.size.or(size);
                    draft.files.push(file);
                } else {
                    others.push(file);
                }
            }
            Some(RenditionKind::Poster) => {
                let is_ours = is_local || config.hosted_picture(href).is_some();
                let width = |size: Option<PixelSize>| size.map_or(0, |size| size.width);
                let before = draft.poster.as_ref().map(|poster| width(poster.size));
                if is_ours && before.is_none_or(|before| before < width(size)) {
                    draft.poster = Some(PosterDraft {
                        field,
                        href: href.to_owned(),
                        size,
                    });
                }
            }
            Some(RenditionKind::Track) => draft.tracks.push(TrackDraft {
                field,
                href: href.to_owned(),
                kind: Some("captions".into()),
                lang: lang.cloned().unwrap_or_default(),
                label: rendition.title.as_deref().map(line).unwrap_or_default(),
            }),
            None => {}
        }
    }
    // If no file is the newspaper's own, add one of the others, so that it is reported.
    if draft.files.is_empty() {
        draft.files.extend(others.into_iter().next());
    }
    let bodies = association.bodies.iter().enumerate();
    let transcripts = bodies.filter(|(_, body)| body.has_role("transcript"));
    let mut transcripts = transcripts.map(|(place, body)| Body {
        field: format!("associations[{at}].bodies[{place}].value"),
        html: !body.is("text/plain") && (body.content_type.is_some() || body.value.contains("</")),
        value: body.value.clone(),
    });
    AssociatedRecording {
        is_lead,
        transcript: transcripts.next(),
        draft,
    }
}

/// Returns what a rendition is by its content type, or else by the extension of its file.
fn kind_of(rendition: &Rendition, href: &str) -> Option<RenditionKind> {
    let content_type = rendition.content_type.as_deref().unwrap_or_default();
    let name = content_type.split(['/', ';']).next().unwrap_or_default();
    match name.trim().to_ascii_lowercase().as_str() {
        "video" | "audio" => return Some(RenditionKind::Recording),
        "image" => return Some(RenditionKind::Poster),
        "text" if content_type.trim().eq_ignore_ascii_case("text/vtt") => {
            return Some(RenditionKind::Track);
        }
        "" => {}
        _ => return None,
    }
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    if RecordingKind::named(&extension, true).is_some() {
        return Some(RenditionKind::Recording);
    }
    match extension.as_str() {
        "vtt" => Some(RenditionKind::Track),
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "svg" => Some(RenditionKind::Poster),
        _ => None,
    }
}

/// Returns a duration in seconds. Anything that is not a number becomes `NaN`, which is reported with the
/// file.
fn seconds(duration: &Value) -> f64 {
    let number = duration.as_f64();
    let number = number.or_else(|| duration.as_str()?.trim().parse().ok());
    number.unwrap_or(f64::NAN)
}

fn first_text(texts: &[RoleText]) -> String {
    let main = texts.iter().find(|text| text.has_role("main"));
    let text = main.or(texts.first());
    text.map(|text| plain(&text.value)).unwrap_or_default()
}

fn in_role(texts: &[RoleText], role: &str) -> String {
    let text = texts.iter().find(|text| text.has_role(role));
    text.map(|text| plain(&text.value)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn config() -> Config {
        toml::from_str(
            "name = 'Post'\nurl = 'https://post.example'\nlang = 'en'\ntime_zone = 'UTC'\n\
             sections = []\nmedia_hosts = ['video.example']",
        )
        .unwrap()
    }

    fn of(association: Value) -> AssociatedRecording {
        let item = json!({"language": "es", "associations": [association]});
        let item: Ninjs = serde_json::from_value(item).unwrap();
        recordings(&item, &config()).remove(0)
    }

    #[test]
    fn renditions_are_files_posters_and_captions() {
        let found = of(json!({
            "type": "video", "name": "lead", "by": "Ann",
            "headlines": [{"value": "A ship"}],
            "descriptions": [{"role": "caption", "value": "It <b>sails</b>."}],
            "bodies": [{"role": "transcript", "contentType": "text/plain", "value": "Ann: Here."}],
            "renditions": [
                {"href": "http://agency.example/a.mpg", "contentType": "video/mpeg", "width": 9, "height": 9},
                {"href": "media/a.mp4", "contentType": "video/mp4", "width": 640, "height": 360,
                 "duration": 128.929, "sizeInBytes": 7},
                {"href": "https://video.example/a.webm"},
                {"href": "media/a-small.jpg", "width": 105, "height": 70},
                {"href": "media/a.jpg", "contentType": "image/jpeg", "width": 1920, "height": 1080},
                {"href": "media/a.vtt", "title": "Español"},
                {"href": "a.xml", "contentType": "text/xml"},
            ],
        }));
        let draft = &found.draft;
        assert!(found.is_lead && draft.is_video && found.transcript.is_some());
        assert_eq!(
            (&*draft.title, draft.credit.as_deref()),
            ("A ship", Some("Ann"))
        );
        let hrefs: Vec<&str> = draft.files.iter().map(|file| &*file.href).collect();
        assert_eq!(hrefs, ["media/a.mp4", "https://video.example/a.webm"]);
        assert_eq!(draft.files[0].field, "associations[0].renditions[1].href");
        assert_eq!(
            (draft.files[0].seconds, draft.files[0].bytes),
            (Some(128.929), Some(7))
        );
        assert_eq!(draft.size, PixelSize::new(640.0, 360.0));
        assert_eq!(draft.poster.as_ref().unwrap().href, "media/a.jpg");
        assert_eq!(
            (&*draft.tracks[0].lang, &*draft.tracks[0].label),
            ("es", "Español")
        );
    }

    #[test]
    fn a_recording_of_somebody_else_is_kept_to_be_reported() {
        let found = of(json!({
            "type": "audio",
            "renditions": [{"href": "http://agency.example/a.mp3", "duration": "NaN"}],
        }));
        assert!(!found.is_lead && !found.draft.is_video);
        assert_eq!(found.draft.files.len(), 1);
        assert!(found.draft.files[0].seconds.unwrap().is_nan());
    }
}
