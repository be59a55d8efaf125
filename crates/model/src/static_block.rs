//! The blocks that the publisher lays out, because their view is static. The layouts are in `crates/blocks`.

use crate::{
    AttributeName, Audio, Block, Day, Element, ElementName, Figure, FileSource, Href, Image,
    ImageSource, Inline, LocalTime, Paragraph, Recording, RecordingFile, RecordingKind, Route,
    Text, Track, TrackKind, Video, messages,
};
use serde::Serialize;

/// A block that needs no code in the app. It is never part of page data; tests compare it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StaticBlock {
    /// A table, which is a calendar in editions.
    Table(Table),
    /// A link card for content on another site. Nothing of that content loads by itself.
    Embed(Embed),
    /// A correction of an earlier version.
    Correction(Correction),
    /// The most important points of the story, in a box.
    KeyPoints(KeyPoints),
    /// Questions with their answers.
    Questions(Questions),
    /// What happened when.
    Timeline(Timeline),
    /// A chart of a table, which is beneath it.
    Chart(Chart),
    /// The footnotes of the story.
    Notes(Notes),
    /// A video.
    Video(Video),
    /// An audio recording.
    Audio(Audio),
    /// A picture that moves.
    MovingPicture(MovingPicture),
}

/// A table of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The caption. Empty if there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// The rows of column headings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// The rows of data.
    pub body: Vec<Row>,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The text.
    pub text: Text,
    /// Whether it is the heading of its row or column.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub header: bool,
    /// How many columns it spans: 1 to 100.
    #[serde(skip_serializing_if = "is_one")]
    pub cols: u16,
    /// How many rows it spans: 1 to 100.
    #[serde(skip_serializing_if = "is_one")]
    pub rows: u16,
}

// Serde passes the field by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(number: &u16) -> bool {
    *number == 1
}

/// A link card for content on another site, such as a post or a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// The address of the content.
    pub href: Href,
    /// The title of the content.
    pub title: String,
    /// A note about the content. Empty if there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Text,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The day of the correction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What was wrong, and what is right.
    pub text: Text,
}

/// The most important points of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyPoints {
    /// The heading. If it is empty, because the story has none, the interface supplies one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading: Text,
    /// The points.
    pub points: Vec<Text>,
}

/// Questions with their answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Questions {
    /// The questions, in order.
    pub entries: Vec<Question>,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question.
    pub question: Text,
    /// The answer: paragraphs and lists.
    pub answer: Vec<Block>,
}

/// What happened when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The events, in the story's own order.
    pub events: Vec<Event>,
}

/// An event of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// When it was, for programs: a valid `datetime` of HTML's `<time>` (HTML §4.5.14).
    pub datetime: String,
    /// When it was, for readers.
    pub time: Text,
    /// What happened: paragraphs and lists.
    pub text: Vec<Block>,
}

/// A chart of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// The kind.
    pub kind: ChartKind,
    /// The title. Empty if there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title: Text,
    /// What the chart shows, for readers who do not see it; `None` if the story does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The table. Its first column has the names of the places, and its head has the names of the series.
    pub table: Table,
    /// The numbers of each series, in the order of the rows.
    pub series: Vec<Vec<Option<Number>>>,
}

/// The kind of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// A bar for each number.
    Bar,
    /// A line through the numbers of each series.
    Line,
    /// A dot for each number.
    Dots,
}

/// A finite number of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Number(f64);

/// No number is NaN.
impl Eq for Number {}

impl Number {
    /// The largest number, which is beyond anything that a newspaper counts. Its double is still finite.
    const MAX: f64 = 1e15;

    /// Creates a number; `None` if it is not finite, or too large.
    pub fn new(number: f64) -> Option<Self> {
        (number.abs() <= Self::MAX).then_some(Self(number))
    }

    /// Returns its value.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// The footnotes of a story, in the order in which the text refers to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// The notes. The first has number 1.
    pub notes: Vec<Note>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What it says: paragraphs and lists.
    pub text: Vec<Block>,
    /// How often the text refers to it.
    pub references: usize,
}

/// A picture that moves: a GIF, WebP or PNG with several frames.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovingPicture {
    /// Its first frame, which is shown where motion is not wanted, with its caption and credit.
    pub still: Figure,
    /// The path of the moving file from the site's root: `/media/3k2b….gif`.
    pub path: String,
}

impl Notes {
    /// Returns the `id` of a note in the page.
    pub fn id(number: usize) -> String {
        format!("note-{number}")
    }

    /// Returns the `id` of the place that refers to a note, counted from 1.
    pub fn reference_id(number: usize, place: usize) -> String {
        format!("note-{number}-in-text-{place}")
    }

    /// Returns the mark of a note in the text, with a link to the note (DPUB-ARIA 1.1, `doc-noteref`).
    ///
    /// It has the digits of the current language, like the list of the notes.
    pub fn reference(number: usize, place: usize) -> Inline {
        let mark = messages::number(number.try_into().unwrap_or(u32::MAX));
        let link = Element::new(ElementName::A, vec![Inline::Text(mark)])
            .with(AttributeName::HREF, format!("#{}", Self::id(number)))
            .with(AttributeName::ID, Self::reference_id(number, place))
            // The browser itself follows the link, not the router, so that `:target` works in CSS.
            .with(AttributeName::REL, "external".to_owned())
            .with(AttributeName::ROLE, "doc-noteref".to_owned());
        Element::new(ElementName::SUP, vec![link.into()]).into()
    }
}

impl StaticBlock {
    /// Returns the part that video and audio have in common; `None` if the block is of another kind.
    pub fn recording(&self) -> Option<&Recording> {
        match self {
            Self::Video(video) => Some(&video.recording),
            Self::Audio(audio) => Some(&audio.recording),
            Self::Table(_)
            | Self::Embed(_)
            | Self::Correction(_)
            | Self::KeyPoints(_)
            | Self::Questions(_)
            | Self::Timeline(_)
            | Self::Chart(_)
            | Self::Notes(_)
            | Self::MovingPicture(_) => None,
        }
    }

    /// Returns the video; `None` if the block is of another kind.
    pub fn as_video(&self) -> Option<&Video> {
        if let Self::Video(video) = self {
            Some(video)
        } else {
            None
        }
    }

    /// Returns the audio recording; `None` if the block is of another kind.
    pub fn as_audio(&self) -> Option<&Audio> {
        if let Self::Audio(audio) = self {
            Some(audio)
        } else {
            None
        }
    }

    /// Returns whether the style of this kind is in a sheet of its own (`style/laid_out.css`). Tables, link cards and
    /// corrections are in more stories, and share theirs with other rare blocks.
    pub fn has_own_style(&self) -> bool {
        match self {
            Self::Table(_) | Self::Embed(_) | Self::Correction(_) => false,
            Self::KeyPoints(_)
            | Self::Questions(_)
            | Self::Timeline(_)
            | Self::Chart(_)
            | Self::Notes(_)
            | Self::Video(_)
            | Self::Audio(_)
            | Self::MovingPicture(_) => true,
        }
    }

    /// Returns the picture that moves; `None` if the block is of another kind.
    pub fn as_moving_picture(&self) -> Option<&MovingPicture> {
        if let Self::MovingPicture(picture) = self {
            Some(picture)
        } else {
            None
        }
    }

    /// Returns a block of every kind, with `text` wherever a block holds text, like
    /// [`Block::samples`](crate::Block::samples).
    pub fn samples(text: &str) -> Vec<Self> {
        let words = || vec![Inline::Text(text.into())];
        let cell = |header| Cell {
            text: words(),
            header,
            cols: 2,
            rows: 1,
        };
        let single = |header| Cell {
            cols: 1,
            ..cell(header)
        };
        let paragraphs = || {
            vec![Block::Paragraph(Paragraph {
                text: words(),
                ..Paragraph::default()
            })]
        };
        let recording = |kind: RecordingKind| Recording {
            title: text.into(),
            files: vec![RecordingFile {
                source: FileSource::Site(format!("/media/sample.{}", kind.extension())),
                kind,
                codecs: None,
                bytes: Some(1000),
                seconds: Some(4),
            }],
            tracks: vec![Track {
                kind: TrackKind::Captions,
                path: "/media/sample.vtt".into(),
                lang: "en".into(),
                label: text.into(),
                chapters: None,
            }],
            transcript: vec![Block::Paragraph(Paragraph {
                text: words(),
                ..Paragraph::default()
            })],
            caption: words(),
            credit: Some(text.into()),
        };
        vec![
            Self::Table(Table {
                caption: words(),
                head: vec![vec![cell(true)]],
                body: vec![vec![cell(false)]],
            }),
            Self::Embed(Embed {
                href: Href::Internal(Route::Front),
                title: text.into(),
                note: words(),
            }),
            Self::Correction(Correction {
                day: Some(LocalTime::EPOCH.day()),
                text: words(),
            }),
            Self::KeyPoints(KeyPoints {
                heading: Text::new(),
                points: vec![words(), words()],
            }),
            Self::Questions(Questions {
                entries: vec![Question {
                    question: words(),
                    answer: paragraphs(),
                }],
            }),
            Self::Timeline(Timeline {
                events: vec![Event {
                    datetime: "2025-03-04".into(),
                    time: words(),
                    text: paragraphs(),
                }],
            }),
            Self::Chart(Chart {
                kind: ChartKind::Bar,
                title: words(),
                description: Some(text.into()),
                table: Table {
                    caption: Text::new(),
                    head: vec![vec![single(true), single(true)]],
                    body: vec![vec![single(true), single(false)]],
                },
                series: vec![vec![Number::new(1.5)]],
            }),
            Self::Notes(Notes {
                notes: vec![Note {
                    text: paragraphs(),
                    references: 2,
                }],
            }),
            Self::Video(Video {
                recording: recording(RecordingKind::Mp4Video),
                width: 480,
                height: 270,
                poster: Some(Image {
                    source: ImageSource::Renditions("sample".into()),
                    width: 960,
                    height: 540,
                    alt: String::new(),
                }),
            }),
            Self::Audio(Audio {
                recording: recording(RecordingKind::Mp3),
            }),
            Self::MovingPicture(MovingPicture {
                still: Figure {
                    image: Image {
                        source: ImageSource::Renditions("sample".into()),
                        width: 480,
                        height: 270,
                        alt: text.into(),
                    },
                    caption: words(),
                    credit: Some(text.into()),
                },
                path: "/media/sample.gif".into(),
            }),
        ]
    }
}
