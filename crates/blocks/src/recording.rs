//! Videos and audio recordings: the browser's own player, which loads nothing before the reader presses
//! play (`docs/adr/0035-recordings.md`).

use crate::tree::{self, element, marked, words};
use frontpage_model::{
    AttributeName, Audio, Block, Direction, Element, ElementName, Format, Image, ImageSource,
    Interface, Recording, Text, Video, media_path, messages,
};

/// The maximum width of a poster, in pixels: a column on a high-density screen.
const POSTER: u32 = 960;

pub fn video(video: &Video, interface: Interface) -> Text {
    let poster = video.poster.as_ref().map(poster_address);
    let player = player(ElementName::VIDEO, &video.recording)
        .with(AttributeName::PLAYSINLINE, String::new())
        .with(AttributeName::WIDTH, video.width.to_string())
        .with(AttributeName::HEIGHT, video.height.to_string())
        .with(AttributeName::POSTER, poster);
    figure(player, &video.recording, interface)
}

pub fn audio(audio: &Audio, interface: Interface) -> Text {
    let player = player(ElementName::AUDIO, &audio.recording);
    figure(player, &audio.recording, interface)
}

fn poster_address(image: &Image) -> String {
    match &image.source {
        ImageSource::Renditions(fingerprint) => {
            media_path(fingerprint, image.width_up_to(POSTER), Format::Webp)
        }
        ImageSource::Hosted(url) => url.clone(),
    }
}

fn player(name: ElementName, recording: &Recording) -> Element {
    let files = recording.files.iter().map(|file| {
        Element::new(ElementName::SOURCE, Vec::new())
            .with(AttributeName::SRC, file.source.address(""))
            .with(AttributeName::TYPE, file.media_type())
            .into()
    });
    // No track is marked as the default, because browsers would load that one at once.
    let tracks = recording.tracks.iter().map(|track| {
        Element::new(ElementName::TRACK, Vec::new())
            .with(AttributeName::KIND, track.kind.as_str().to_owned())
            .with(AttributeName::SRC, track.path.clone())
            .with(AttributeName::SRCLANG, track.lang.clone())
            .with(AttributeName::LABEL, track.label.clone())
            .into()
    });
    let title = Some(recording.title.clone()).filter(|title| !title.is_empty());
    element(name, "recording__player", files.chain(tracks).collect())
        .with(AttributeName::CONTROLS, String::new())
        .with(AttributeName::PRELOAD, "none".to_owned())
        .with(AttributeName::PART, "recording".to_owned())
        .with(AttributeName::ARIA_LABEL, title)
}

fn figure(player: Element, recording: &Recording, interface: Interface) -> Text {
    let mut inside: Text = vec![player.into()];
    let caption = caption(recording);
    if !caption.is_empty() {
        inside.push(Element::new(ElementName::FIGCAPTION, caption).into());
    }
    let mut view: Text = vec![element(ElementName::FIGURE, "figure recording", inside).into()];
    // The transcript comes after the figure, because nothing may follow the caption inside it.
    let transcript = transcript(&recording.transcript);
    if !transcript.is_empty() {
        let summary = Element::new(
            ElementName::SUMMARY,
            vec![words(messages::TRANSCRIPT.text())],
        );
        let mut folded: Text = vec![marked(summary, interface).into()];
        folded.extend(transcript);
        view.push(element(ElementName::DETAILS, "recording__transcript", folded).into());
    }
    view
}

/// Returns the caption, with the length of the recording. Players only show the length once they have loaded
/// the recording.
fn caption(recording: &Recording) -> Text {
    let length = recording.seconds().map(|seconds| {
        let length = vec![words(clock(seconds))];
        let length = element(ElementName::TIME, "recording__length", length);
        length.with(AttributeName::DATETIME, format!("PT{seconds}S"))
    });
    tree::caption(&recording.caption, length, recording.credit.as_deref())
}

/// Returns the length of a recording as players write it: `4:32`, `1:04:32`.
fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// Returns a transcript as paragraphs. Of blocks other than paragraphs, only the texts are kept.
fn transcript(blocks: &[Block]) -> Text {
    let mut paragraphs = Text::new();
    for block in blocks {
        if let Some(paragraph) = block.as_paragraph() {
            let element = Element::new(ElementName::P, paragraph.text.clone())
                .with(AttributeName::LANG, paragraph.lang.clone())
                .with(
                    AttributeName::DIR,
                    paragraph.dir.map(Direction::as_str).map(str::to_owned),
                );
            paragraphs.push(element.into());
            continue;
        }
        block.clone().each_text_mut(&mut |text| {
            if !text.is_empty() {
                paragraphs.push(Element::new(ElementName::P, text.clone()).into());
            }
        });
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{
        FileSource, Inline, Paragraph, RecordingFile, RecordingKind, Track, TrackKind,
    };
    use serde_json::json;

    fn recording(kind: RecordingKind, path: &str) -> Recording {
        Recording {
            files: vec![RecordingFile {
                source: FileSource::Site(path.into()),
                kind,
                codecs: None,
                bytes: Some(7),
                seconds: Some(64),
            }],
            ..Recording::default()
        }
    }

    #[test]
    fn a_video_keeps_its_space_and_loads_nothing() {
        let mut recording = recording(RecordingKind::Mp4Video, "/media/a.mp4");
        recording.title = "A ship".into();
        recording.credit = Some("Ann".into());
        recording.caption = vec![words("It sails.")];
        recording.tracks = vec![Track {
            kind: TrackKind::Captions,
            path: "/media/b.vtt".into(),
            lang: "en".into(),
            label: "English".into(),
            chapters: None,
        }];
        recording.transcript = vec![Block::Paragraph(Paragraph {
            text: vec![words("Ann: Here.")],
            ..Paragraph::default()
        })];
        let view = video(
            &Video {
                recording,
                width: 480,
                height: 270,
                poster: Some(Image {
                    source: ImageSource::Renditions("key".into()),
                    width: 1600,
                    height: 900,
                    alt: String::new(),
                }),
            },
            Interface::default(),
        );
        let text = |text: &str| json!([{ "t": text }]);
        assert_eq!(
            serde_json::to_value(&view[0]).unwrap(),
            json!({"el": {"n": "figure", "a": {"class": "figure recording"}, "c": [
                {"el": {
                    "n": "video",
                    "a": {
                        "class": "recording__player", "controls": "", "preload": "none",
                        "data-part": "recording", "aria-label": "A ship", "playsinline": "",
                        "width": "480", "height": "270", "poster": "/media/key-960.webp",
                    },
                    "c": [
                        {"el": {"n": "source", "a": {"src": "/media/a.mp4", "type": "video/mp4"}}},
                        {"el": {"n": "track", "a": {
                            "kind": "captions", "src": "/media/b.vtt", "srclang": "en",
                            "label": "English",
                        }}},
                    ],
                }},
                {"el": {"n": "figcaption", "c": [
                    {"el": {"n": "span", "a": {"class": "figure__caption"}, "c": text("It sails.")}},
                    {"t": " "},
                    {"el": {
                        "n": "time",
                        "a": {"class": "recording__length", "datetime": "PT64S"},
                        "c": text("1:04"),
                    }},
                    {"t": " "},
                    {"el": {"n": "span", "a": {"class": "figure__credit"}, "c": text("Ann")}},
                ]}},
            ]}})
        );
        assert_eq!(
            serde_json::to_value(&view[1]).unwrap(),
            json!({"el": {"n": "details", "a": {"class": "recording__transcript"}, "c": [
                {"el": {"n": "summary", "c": text("Transcript")}},
                {"el": {"n": "p", "c": text("Ann: Here.")}},
            ]}})
        );
    }

    #[test]
    fn an_audio_recording_without_words_is_a_player_alone() {
        let mut recording = recording(RecordingKind::Mp3, "/media/a.mp3");
        recording.files[0].seconds = None;
        let view = audio(&Audio { recording }, Interface::default());
        let [Inline::Element(figure)] = &view[..] else {
            unreachable!("{view:?}");
        };
        assert_eq!(figure.children.len(), 1);
    }
}
