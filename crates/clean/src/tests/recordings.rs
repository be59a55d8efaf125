//! Tests what becomes of videos and audio recordings.

use super::cleaned;
use frontpage_model::{Block, RecordingKind, StaticBlock, TrackKind, Video, plain_text};

/// Returns the recordings of a body, and the reasons of its diagnostics.
fn recordings(html: &str) -> (Vec<StaticBlock>, Vec<String>) {
    let cleaned = cleaned(html);
    let blocks = cleaned.blocks.iter().filter_map(Block::as_static).cloned();
    let reasons = cleaned.warnings.into_iter().map(|finding| finding.reason);
    (blocks.collect(), reasons.collect())
}

/// Returns the only block of a body, which is a video.
fn video(html: &str) -> (Video, Vec<String>) {
    let (mut blocks, reasons) = recordings(html);
    match (blocks.pop(), blocks.len()) {
        (Some(StaticBlock::Video(video)), 0) => (video, reasons),
        other => unreachable!("{other:?} {reasons:?}"),
    }
}

#[test]
fn a_video_has_sources_captions_and_a_transcript() {
    let (video, reasons) = video(
        r#"<figure><video poster="media/a.png" title="A ship" width="1280" height="720">
        <source src="media/a.webm" type="video/webm; codecs=vp9"><source src="media/a.mp4">
        <track kind="captions" src="media/a.vtt" srclang="en" label="English">
        <track kind="metadata" src="media/b.vtt">
        <p>Your browser is old.</p></video>
        <figcaption>The <b>ship</b> <small>Ann</small></figcaption>
        <details><summary>Transcript</summary><p>Ann: Here it is.</p><p>Bo: Yes.</p></details>
        </figure>"#,
    );
    assert_eq!(reasons, [""; 0]);
    let recording = &video.recording;
    assert_eq!((video.width, video.height), (1280, 720));
    assert!(video.poster.is_some());
    assert_eq!(recording.title, "A ship");
    let types: Vec<String> = recording.files.iter().map(|f| f.media_type()).collect();
    assert_eq!(types, ["video/webm; codecs=\"vp9\"", "video/mp4"]);
    assert_eq!(recording.seconds(), Some(4));
    let [track] = &recording.tracks[..] else {
        unreachable!("{:?}", recording.tracks);
    };
    assert_eq!(
        (track.kind, &*track.path, &*track.lang, &*track.label),
        (TrackKind::Captions, "/media/a.vtt", "en", "English")
    );
    assert_eq!(plain_text(&recording.caption), "The ship");
    assert_eq!(recording.credit.as_deref(), Some("Ann"));
    assert_eq!(recording.transcript.len(), 2);
}

#[test]
fn an_audio_recording_needs_no_figure_and_no_size() {
    let (blocks, reasons) = recordings(r#"<p>a</p><audio controls src="media/a.mp3"></audio>b"#);
    assert_eq!(reasons, [""; 0]);
    let [StaticBlock::Audio(audio)] = &blocks[..] else {
        unreachable!("{blocks:?}");
    };
    assert_eq!(audio.recording.files[0].kind, RecordingKind::Mp3);
    assert_eq!(
        blocks_without_recordings("a<audio src='a.mp3'></audio>b"),
        2
    );
}

fn blocks_without_recordings(html: &str) -> usize {
    let blocks = cleaned(html).blocks;
    blocks.iter().filter(|b| b.as_static().is_none()).count()
}

#[test]
fn recordings_that_cannot_be_played_are_named_and_left_out() {
    for (html, reason) in [
        (
            r#"<video src="media/a.txt"></video>"#,
            "\"media/a.txt\" is text or HTML",
        ),
        (r#"<video src="media/a.mp3"></video>"#, "only sound"),
        (r#"<video src="file:///etc/a.mp4"></video>"#, "media_hosts"),
        (r#"<video src="data:video/mp4,a"></video>"#, "media_hosts"),
        (
            r#"<video src="https://video.example/a.mp4"></video>"#,
            "no width",
        ),
        (
            r#"<video src="https://video.example/a" width=4 height=3></video>"#,
            "has a type that browsers do not play",
        ),
    ] {
        let (blocks, reasons) = recordings(html);
        assert_eq!(blocks, [], "{html}");
        let [found] = &reasons[..] else {
            unreachable!("{html}: {reasons:?}");
        };
        assert!(found.contains(reason), "{found}");
    }
}

#[test]
fn a_part_of_a_video_that_is_wrong_is_named_and_the_rest_is_kept() {
    for (attributes, inside, reason) in [
        (r#"poster="media/missing.png""#, "", "the poster"),
        (
            r#"width="NaN" height="270""#,
            "",
            "\"NaN\" of a video is no number",
        ),
        (
            r#"width="-1" height="2""#,
            "",
            "\"-1\" of a video is no number",
        ),
        ("", r#"<track src="a.srt" srclang="en">"#, "is not WebVTT"),
        (
            "",
            r#"<track src="a.vtt" srclang="<b>">"#,
            "no language tag",
        ),
        (
            "",
            r#"<track src="https://a.example/a.vtt">"#,
            "another host",
        ),
        ("", r#"<source src="media/a.txt">"#, "is text or HTML"),
    ] {
        let html = format!(r#"<video src="media/a.mp4" {attributes}>{inside}</video>"#);
        let (video, reasons) = video(&html);
        assert_eq!((video.width, video.height), (480, 270), "{html}");
        assert_eq!(video.poster, None);
        assert_eq!(
            (video.recording.tracks.len(), video.recording.files.len()),
            (0, 1)
        );
        let [found] = &reasons[..] else {
            unreachable!("{html}: {reasons:?}");
        };
        assert!(found.contains(reason), "{found}");
    }
}

#[test]
fn a_video_on_another_host_is_a_link_and_is_named() {
    let (blocks, reasons) = recordings(r#"<video src="https://a.example/a.mp4"></video>"#);
    assert!(matches!(&blocks[..], [StaticBlock::Embed(_)]), "{blocks:?}");
    assert!(reasons[0].contains("does not name"), "{reasons:?}");
    let hosted = r#"<video src="https://video.example/a.mp4?b" width="4" height="3"></video>"#;
    let (video, reasons) = video(hosted);
    assert_eq!((video.width, reasons.len()), (4, 0));
}
