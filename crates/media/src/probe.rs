//! Identifies a video or an audio file by its content, not by its name.

use super::PictureError;
use frontpage_base::system_error::SystemError;
use frontpage_model::RecordingKind;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::formats::well_known::{
    FORMAT_ID_ISOMP4, FORMAT_ID_MKV, FORMAT_ID_MP3, FORMAT_ID_OGG, FORMAT_ID_WAVE,
};
use symphonia::core::formats::{FormatOptions, FormatReader, probe::Hint};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::units::{Duration, TimeBase};

/// What a file says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probed {
    /// The container and the kind of content.
    pub kind: RecordingKind,
    /// How long it is, in seconds, rounded to a whole one; at least one.
    pub seconds: Option<u32>,
    /// The width and height of its picture, in pixels.
    pub size: Option<(u32, u32)>,
}

/// The longest duration that is believed, in seconds: a week.
const LONGEST: i64 = 7 * 24 * 60 * 60;

/// Reads the head of a file.
///
/// # Errors
/// [`PictureError::Unusable`] if browsers do not play it.
pub fn probe(path: &Path) -> Result<Probed, PictureError> {
    let fault = |error| PictureError::Fault(SystemError::read(path, error));
    let mut file = File::open(path).map_err(fault)?;
    let mut head = Vec::new();
    file.by_ref()
        .take(4096)
        .read_to_end(&mut head)
        .map_err(fault)?;
    file.rewind().map_err(fault)?;
    let bad = |reason: &str| PictureError::Unusable(reason.to_owned());
    if is_text(&head) {
        return Err(bad("is text or HTML, whatever its name says"));
    }
    let not_played = || {
        bad(
            "is no MP4, WebM, MP3, M4A, Ogg or WAV file, or is damaged; browsers do not play others",
        )
    };
    let stream = MediaSourceStream::new(Box::new(file), MediaSourceStreamOptions::default());
    let reader = symphonia::default::get_probe()
        .probe(
            &Hint::new(),
            stream,
            FormatOptions::default(),
            MetadataOptions::default(),
        )
        .map_err(|_| not_played())?;
    let size = picture_size(&*reader);
    let kind = match (reader.format_info().format, size.is_some()) {
        (FORMAT_ID_ISOMP4, true) => RecordingKind::Mp4Video,
        (FORMAT_ID_ISOMP4, false) => RecordingKind::Mp4Audio,
        // Matroska is the container of WebM, but browsers only play files that say that they are WebM.
        (FORMAT_ID_MKV, _) if !head.windows(4).take(64).any(|bytes| bytes == b"webm") => {
            return Err(bad(
                "is a Matroska file, which browsers do not play; convert it to WebM or MP4",
            ));
        }
        (FORMAT_ID_MKV, true) => RecordingKind::WebmVideo,
        (FORMAT_ID_MKV, false) => RecordingKind::WebmAudio,
        (FORMAT_ID_MP3, _) => RecordingKind::Mp3,
        (FORMAT_ID_OGG, _) => RecordingKind::Ogg,
        (FORMAT_ID_WAVE, _) => RecordingKind::Wave,
        _ => return Err(not_played()),
    };
    if reader.tracks().is_empty() {
        return Err(bad("has neither a picture nor sound in it"));
    }
    Ok(Probed {
        kind,
        seconds: seconds(&*reader),
        size,
    })
}

fn picture_size(reader: &dyn FormatReader) -> Option<(u32, u32)> {
    let sizes = reader
        .tracks()
        .iter()
        .filter_map(|track| match track.codec_params.as_ref()? {
            CodecParameters::Video(video) => {
                let (width, height) = (u32::from(video.width?), u32::from(video.height?));
                (width > 0 && height > 0).then_some((width, height))
            }
            _ => None,
        });
    sizes.max()
}

fn seconds(reader: &dyn FormatReader) -> Option<u32> {
    let of = |base: Option<TimeBase>, length: Option<Duration>| {
        let time = base?.calc_duration(length?)?;
        let seconds = time.as_secs_f64().round().max(1.0);
        // The cast of a number within these limits is exact.
        (time.as_secs() <= LONGEST).then_some(seconds as u32)
    };
    let tracks = reader.tracks().iter();
    let tracks = tracks.filter_map(|track| of(track.time_base, track.duration));
    let media = reader.media_info();
    of(media.time_base, media.duration).or_else(|| tracks.max())
}

/// Returns whether the first bytes of a file are text.
fn is_text(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let is_plain = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0x80..);
    !head.is_empty() && head.iter().all(is_plain)
}

/// Returns whether an MP4 file ends within one of its boxes (ISO/IEC 14496-12, section 4.2), because it is
/// still being copied. Other containers do not show this.
pub fn is_truncated(file: &mut File, length: u64) -> bool {
    let mut at = 0;
    // A hostile file could have very many boxes.
    for _ in 0..10_000 {
        if at == length {
            return false;
        }
        let mut head = [0; 16];
        let read = file
            .seek(SeekFrom::Start(at))
            .and_then(|_| file.read(&mut head));
        let Ok(count) = read else { return false };
        if at == 0 && (count < 8 || &head[4..8] != b"ftyp") {
            return false;
        }
        if count < 8 {
            return true;
        }
        let [a, b, c, d, _, _, _, _, long @ ..] = head;
        let size = match u32::from_be_bytes([a, b, c, d]) {
            // The box reaches to the end of the file.
            0 => return false,
            1 => u64::from_be_bytes(long),
            size => u64::from(size),
        };
        if size < 8 {
            return false;
        }
        match at.checked_add(size) {
            Some(next) if next <= length => at = next,
            _ => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn clip(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/clips")
            .join(name)
    }

    fn of(name: &str) -> Probed {
        probe(&clip(name)).unwrap_or_else(|error| unreachable!("{name}: {error:?}"))
    }

    #[test]
    fn what_a_file_is_follows_from_its_content() {
        let picture = Some((480, 270));
        for (name, kind, seconds, size) in [
            ("waves.mp4", RecordingKind::Mp4Video, Some(4), picture),
            ("waves.webm", RecordingKind::WebmVideo, Some(4), picture),
            ("waves-av1.mp4", RecordingKind::Mp4Video, Some(4), picture),
            ("tone.mp3", RecordingKind::Mp3, Some(5), None),
            ("tone.m4a", RecordingKind::Mp4Audio, Some(5), None),
            ("tone.ogg", RecordingKind::Ogg, Some(5), None),
            ("tone.wav", RecordingKind::Wave, Some(2), None),
        ] {
            let expected = Probed {
                kind,
                seconds,
                size,
            };
            assert_eq!(of(name), expected, "{name}");
        }
    }

    #[test]
    fn what_browsers_do_not_play_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let matroska = std::fs::read(clip("waves.mkv")).unwrap();
        for (bytes, reason) in [
            (&b"<!doctype html><title>404</title>"[..], "text or HTML"),
            (b"\x89PNG\r\n\x1a\n and so on", "no MP4"),
            (b"", "no MP4"),
            (b"\0\0\0\x18ftypisom\0\0\0\0", "no MP4"),
            (&matroska, "Matroska"),
        ] {
            let file = folder.path().join("a.mp4");
            std::fs::write(&file, bytes).unwrap();
            let Err(PictureError::Unusable(found)) = probe(&file) else {
                unreachable!("{reason}: not refused");
            };
            assert!(found.contains(reason), "{found}");
        }
    }

    #[test]
    fn an_mp4_file_that_ends_too_early_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let whole = std::fs::read(clip("waves.mp4")).unwrap();
        let is_cut = |bytes: &[u8]| {
            let file = folder.path().join("a.mp4");
            std::fs::write(&file, bytes).unwrap();
            is_truncated(&mut File::open(&file).unwrap(), bytes.len() as u64)
        };
        assert!(!is_cut(&whole));
        assert!(is_cut(&whole[..whole.len() - 1]));
        assert!(is_cut(&whole[..20]));
        assert!(!is_cut(b"no box at all, but text"));
        assert!(!is_cut(b""));
    }
}
