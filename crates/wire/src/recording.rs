//! Videos and audio recordings that agencies deliver beside a text.

use crate::html;
use frontpage_model::RecordingKind;

/// The widest picture that is preferred, in pixels. Agencies deliver masters for television as well.
const PREFERRED_WIDTH: u64 = 1920;
/// The most files of a recording.
const MAX_FILES: usize = 20;

/// A video or an audio recording that belongs to a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// Whether it is a video.
    pub is_video: bool,
    /// Whether it comes before the text instead of after it.
    pub is_lead: bool,
    /// The title.
    pub title: String,
    /// The caption, without markup.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Its files.
    pub files: Vec<File>,
}

/// A file of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Its address.
    pub href: String,
    /// Its media type; empty if the agency does not say.
    pub media_type: String,
    /// The width of its picture, in pixels; zero if the agency does not say.
    pub width: u64,
    /// The height of its picture, in pixels; zero if the agency does not say.
    pub height: u64,
}

/// What a file is for.
enum Purpose {
    Source(RecordingKind),
    Poster,
    Captions,
}

impl File {
    fn purpose(&self, is_video: bool) -> Option<Purpose> {
        let media_type = self.media_type.split(';').next().unwrap_or_default();
        let media_type = media_type.trim().to_ascii_lowercase();
        if media_type.starts_with("image/") {
            return Some(Purpose::Poster);
        }
        let path = self.href.split(['?', '#']).next().unwrap_or_default();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let extension = extension.to_ascii_lowercase();
        match (media_type.as_str(), extension.as_str()) {
            ("text/vtt", _) | ("", "vtt") => return Some(Purpose::Captions),
            ("", "jpg" | "jpeg" | "png" | "webp" | "gif") => return Some(Purpose::Poster),
            _ => {}
        }
        // Some agencies say only that it is a file.
        let name = match media_type.as_str() {
            "" | "application/octet-stream" => extension,
            _ => media_type,
        };
        let kind = RecordingKind::named(&name, is_video)?;
        (kind.is_video() == is_video).then_some(Purpose::Source(kind))
    }

    fn pixels(&self) -> u64 {
        self.width.saturating_mul(self.height)
    }
}

impl Recording {
    /// Returns whether browsers play one of its files.
    pub fn is_playable(&self) -> bool {
        let mut purposes = self.files.iter().map(|file| file.purpose(self.is_video));
        purposes.any(|purpose| matches!(purpose, Some(Purpose::Source(_))))
    }

    /// Returns what the report calls it.
    pub fn noun(&self) -> &'static str {
        if self.is_video { "video" } else { "audio" }
    }

    /// Appends it as a figure.
    pub fn write(&self, out: &mut String) {
        let mut sources: Vec<(RecordingKind, &File)> = Vec::new();
        let mut poster: Option<&File> = None;
        let mut captions = Vec::new();
        for file in self.files.iter().take(MAX_FILES) {
            match file.purpose(self.is_video) {
                Some(Purpose::Source(kind)) => sources.push((kind, file)),
                Some(Purpose::Poster) => {
                    poster = Some(match poster {
                        Some(best) if best.pixels() >= file.pixels() => best,
                        Some(_) | None => file,
                    });
                }
                Some(Purpose::Captions) => captions.push(file),
                None => {}
            }
        }
        // The largest that is not too large comes first; browsers take the first that they can play.
        sources.sort_by_key(|(_, file)| {
            let is_preferred = file.width <= PREFERRED_WIDTH;
            let pixels = file.pixels();
            (
                !is_preferred,
                if is_preferred {
                    u64::MAX - pixels
                } else {
                    pixels
                },
            )
        });
        out.push_str("<figure><");
        out.push_str(self.noun());
        if !self.title.is_empty() {
            html::attribute(out, "title", &self.title);
        }
        if let Some(poster) = poster.filter(|_| self.is_video) {
            html::attribute(out, "poster", &poster.href);
        }
        if let Some((_, file)) = sources.first().filter(|_| self.is_video)
            && file.pixels() > 0
        {
            html::attribute(out, "width", &file.width.to_string());
            html::attribute(out, "height", &file.height.to_string());
        }
        out.push('>');
        for (kind, file) in sources {
            out.push_str("<source");
            html::attribute(out, "src", &file.href);
            html::attribute(out, "type", kind.media_type());
            out.push('>');
        }
        for file in captions {
            out.push_str("<track");
            html::attribute(out, "kind", "captions");
            html::attribute(out, "src", &file.href);
            out.push('>');
        }
        out.push_str("</");
        out.push_str(self.noun());
        out.push('>');
        if !self.caption.is_empty() || !self.credit.is_empty() {
            out.push_str("<figcaption>");
            html::text(out, &self.caption);
            if !self.credit.is_empty() {
                out.push_str(" <small>");
                html::text(out, &self.credit);
                out.push_str("</small>");
            }
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(href: &str, media_type: &str, width: u64, height: u64) -> File {
        File {
            href: href.into(),
            media_type: media_type.into(),
            width,
            height,
        }
    }

    #[test]
    fn files_are_sources_posters_and_captions() {
        let recording = Recording {
            is_video: true,
            title: "A \"ship\"".into(),
            caption: "It sails <away>.".into(),
            credit: "Ann".into(),
            files: vec![
                file("master.mp4", "video/mp4", 3840, 2160),
                file("tape.mpg", "video/mpeg", 720, 576),
                file("small.mp4", "video/mp4", 640, 360),
                file("large.mp4?a=1&b=2", "", 1280, 720),
                file("a.jpg", "image/jpeg", 640, 360),
                file("b.jpg", "", 1920, 1080),
                file("a.vtt", "text/vtt", 0, 0),
                file("a.mp3", "audio/mpeg", 0, 0),
            ],
            ..Recording::default()
        };
        assert!(recording.is_playable());
        let mut html = String::new();
        recording.write(&mut html);
        assert_eq!(
            html,
            "<figure><video title=\"A &quot;ship&quot;\" poster=\"b.jpg\" width=\"1280\" height=\"720\">\
             <source src=\"large.mp4?a=1&amp;b=2\" type=\"video/mp4\">\
             <source src=\"small.mp4\" type=\"video/mp4\"><source src=\"master.mp4\" type=\"video/mp4\">\
             <track kind=\"captions\" src=\"a.vtt\"></video>\
             <figcaption>It sails &lt;away&gt;. <small>Ann</small></figcaption></figure>\n"
        );
    }

    #[test]
    fn a_recording_that_no_browser_plays_is_known() {
        let recording = Recording {
            files: vec![
                file("a.aif", "audio/aiff", 0, 0),
                file("a.mp4", "video/mp4", 1, 1),
                file("a.jpg", "image/jpeg", 1, 1),
            ],
            ..Recording::default()
        };
        assert!(!recording.is_playable());
        let plain = Recording {
            files: vec![file("sound.M4A", "application/octet-stream", 0, 0)],
            ..recording
        };
        let mut html = String::new();
        plain.write(&mut html);
        assert!(plain.is_playable());
        assert_eq!(
            html,
            "<figure><audio><source src=\"sound.M4A\" type=\"audio/mp4\"></audio></figure>\n"
        );
    }
}
