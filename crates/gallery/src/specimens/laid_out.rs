//! The blocks that the publisher lays out.

use super::blocks::between;
use crate::fixtures::{
    LANDSCAPE, chart, correction, embed, figure, key_points, notes, picture_fingerprint, published,
    questions, recording, table, timeline, wide_table,
};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::view::StaticView;
use frontpage_blocks::laid_out;
use frontpage_model::{
    Audio, Block, ChartKind, Format, Interface, MovingPicture, Paragraph, RecordingKind,
    StaticBlock, Video, media_path,
};

/// The file of all blocks.
const FILE: &str = "components/body";

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "table",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "with a spanning cell",
                view: |words| view(words, StaticBlock::Table(table(words))),
            },
            Specimen {
                state: "wider than a phone",
                view: |words| view(words, StaticBlock::Table(wide_table(words))),
            },
        ],
    },
    Group {
        name: "embed",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "with a note",
                view: |words| view(words, StaticBlock::Embed(embed(words))),
            },
            Specimen {
                state: "without a note, long words",
                view: |words| {
                    let mut embed = embed(words);
                    embed.note.clear();
                    embed.title = words.long_word.into();
                    view(words, StaticBlock::Embed(embed))
                },
            },
        ],
    },
    Group {
        name: "correction",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "with its day",
                view: |words| {
                    let day = Some(published().day());
                    view(words, StaticBlock::Correction(correction(words, day)))
                },
            },
            Specimen {
                state: "without a day",
                view: |words| view(words, StaticBlock::Correction(correction(words, None))),
            },
        ],
    },
    Group {
        name: "key-points",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "without a heading of its own",
                view: |words| view(words, StaticBlock::KeyPoints(key_points(words))),
            },
            Specimen {
                state: "with a heading, long words",
                view: |words| {
                    let mut key_points = key_points(words);
                    key_points.heading = crate::fixtures::plain(words.phrase);
                    key_points.points[0] = crate::fixtures::plain(words.long_word);
                    view(words, StaticBlock::KeyPoints(key_points))
                },
            },
        ],
    },
    Group {
        name: "questions",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "two questions",
            view: |words| view(words, StaticBlock::Questions(questions(words))),
        }],
    },
    Group {
        name: "timeline",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "three events",
            view: |words| view(words, StaticBlock::Timeline(timeline(words))),
        }],
    },
    Group {
        name: "chart",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "bars",
                view: |words| view(words, StaticBlock::Chart(chart(words, ChartKind::Bar, 1))),
            },
            Specimen {
                state: "bars of two series, below zero",
                view: |words| view(words, StaticBlock::Chart(chart(words, ChartKind::Bar, 2))),
            },
            Specimen {
                state: "lines of six series, with gaps",
                view: |words| view(words, StaticBlock::Chart(chart(words, ChartKind::Line, 6))),
            },
            Specimen {
                state: "dots",
                view: |words| view(words, StaticBlock::Chart(chart(words, ChartKind::Dots, 2))),
            },
        ],
    },
    Group {
        name: "notes",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "referred to once, twice and never",
            view: |words| view(words, StaticBlock::Notes(notes(words))),
        }],
    },
    Group {
        name: "recording",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "a video without a poster",
                view: |words| {
                    let recording = recording(words, RecordingKind::Mp4Video);
                    let video = Video {
                        recording,
                        width: 640,
                        height: 360,
                        poster: None,
                    };
                    view(words, StaticBlock::Video(video))
                },
            },
            Specimen {
                state: "audio with a transcript",
                view: |words| {
                    let mut recording = recording(words, RecordingKind::Mp3);
                    recording.transcript = vec![Block::Paragraph(Paragraph {
                        text: crate::fixtures::plain(words.summary),
                        ..Paragraph::default()
                    })];
                    view(words, StaticBlock::Audio(Audio { recording }))
                },
            },
        ],
    },
    Group {
        name: "moving-picture",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "closed",
            view: |words| {
                let fingerprint = picture_fingerprint(LANDSCAPE);
                let picture = MovingPicture {
                    still: figure(words, LANDSCAPE),
                    // A plate does not move, but the page cannot tell.
                    path: media_path(&fingerprint, LANDSCAPE.0, Format::Webp),
                };
                view(words, StaticBlock::MovingPicture(picture))
            },
        }],
    },
];

fn view(words: &Words, block: StaticBlock) -> StaticView {
    let interface = Interface::inside(words.lang, Some(words.dir));
    between(words, laid_out(block, interface))
}

#[cfg(test)]
mod tests {
    use super::super::blocks::block;
    use super::*;
    use crate::fixtures::site;
    use crate::words::ENGLISH;
    use frontpage::data::Newspaper;
    use leptos::prelude::*;
    use std::sync::Arc;

    /// Returns the name of the group that shows a block, and what its sample becomes in HTML. The
    /// compiler asks for a new kind of block here; then it also needs a group above.
    fn expected(block: &StaticBlock) -> (&'static str, &'static [&'static str]) {
        match block {
            StaticBlock::Table(_) => (
                "table",
                &["<caption>", "<th", "scope=\"col\"", "colspan=\"2\"", "<td"],
            ),
            StaticBlock::Embed(_) => ("embed", &["class=\"embed-card\"", "<a href=\"/\""]),
            StaticBlock::Correction(_) => ("correction", &["role=\"note\"", "Correction"]),
            StaticBlock::KeyPoints(_) => ("key-points", &["Key points", "<ul><li>text</li>"]),
            StaticBlock::Questions(_) => ("questions", &["<h2", "<p>text</p>"]),
            StaticBlock::Timeline(_) => ("timeline", &["<ol", "datetime=\"2025-03-04\""]),
            StaticBlock::Chart(_) => (
                "chart",
                &[
                    "<svg",
                    "viewBox=",
                    "role=\"img\"",
                    "<desc",
                    "<details",
                    "<table>",
                ],
            ),
            StaticBlock::Notes(_) => ("notes", &["role=\"doc-endnotes\"", "<li id=\"note-1\""]),
            StaticBlock::Video(_) => (
                "recording",
                &[
                    "<video",
                    "preload=\"none\"",
                    "<track",
                    "<summary>Transcript",
                ],
            ),
            StaticBlock::Audio(_) => (
                "recording",
                &["<audio", "<source src=\"/media/sample.mp3\""],
            ),
            StaticBlock::MovingPicture(_) => (
                "moving-picture",
                &[
                    "<source srcset=\"/media/sample.gif\" media=",
                    "<img loading=\"lazy\" src=\"/media/sample-480.jpg\"",
                    "Pause</span>",
                ],
            ),
        }
    }

    #[test]
    fn every_kind_of_block_has_a_group_and_its_elements() {
        let owner = Owner::new();
        owner.set();
        let newspaper = RwSignal::new(Arc::new(site(&ENGLISH)));
        provide_context(Newspaper { site: newspaper });
        let samples = frontpage_blocks::samples("text");
        let mut groups = Vec::new();
        for sample in &samples {
            let (group, elements) = expected(sample.as_static().unwrap());
            groups.push(group);
            let html = block(&ENGLISH, sample.clone()).to_html();
            for element in elements {
                assert!(html.contains(element), "{group}: no {element} in {html}");
            }
        }
        // Videos and audio share one.
        groups.dedup();
        let shown: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        assert_eq!(shown, groups);
        owner.unset();
    }
}
