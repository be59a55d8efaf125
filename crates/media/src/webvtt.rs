//! Checks that captions are WebVTT, so that no player shows an error in their place.
//!
//! See <https://www.w3.org/TR/webvtt1/>. The check is as strict as a browser's parser about the signature
//! and the times, and leaves everything else to it.

use serde::Serialize;

/// A cue: a text with the time at which it begins, in milliseconds.
struct Cue {
    start: u64,
    text: String,
}

/// Checks captions.
///
/// # Errors
/// What is wrong, and in which line.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    cues(bytes).map(|_| ())
}

/// Chapters as players of podcasts read them (Podcasting 2.0, *JSON Chapters Format* 1.2).
#[derive(Serialize)]
struct Chapters {
    version: &'static str,
    chapters: Vec<Chapter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Chapter {
    /// In seconds.
    start_time: f64,
    title: String,
}

/// Returns the chapters in a WebVTT file as players of podcasts read them, in JSON.
///
/// # Errors
/// What is wrong, and in which line.
pub fn podcast_chapters(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut cues = cues(bytes)?;
    cues.sort_by_key(|cue| cue.start);
    let chapters = cues.into_iter().filter(|cue| !cue.text.is_empty());
    let chapters: Vec<Chapter> = chapters
        .map(|cue| Chapter {
            // The times of any recording are exact.
            start_time: cue.start as f64 / 1000.0,
            title: cue.text,
        })
        .collect();
    if chapters.is_empty() {
        return Err("has no chapter with a title".into());
    }
    let version = "1.2.0";
    Ok(frontpage_base::json::to_vec(&Chapters {
        version,
        chapters,
    }))
}

/// Returns the cues of captions or chapters; there is at least one.
fn cues(bytes: &[u8]) -> Result<Vec<Cue>, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8 at byte {}", error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1..).zip(text.lines());
    let signature = lines.next().map_or("", |(_, line)| line);
    let is_signature = signature
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if !is_signature {
        return Err("is not WebVTT: its first line is not WEBVTT".into());
    }
    let mut cues: Vec<Cue> = Vec::new();
    let mut is_comment = false;
    let mut is_in_cue = false;
    for (number, line) in lines {
        if line.trim().is_empty() {
            is_comment = false;
            is_in_cue = false;
        } else if ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|name| line.split([' ', '\t']).next() == Some(name))
            && !is_in_cue
        {
            is_comment = true;
        } else if let Some((start, rest)) = line.split_once("-->")
            && !is_comment
        {
            let end = rest.split_whitespace().next().unwrap_or_default();
            match (milliseconds(start), milliseconds(end)) {
                (Some(start), Some(end)) if start < end => {
                    let text = String::new();
                    cues.push(Cue { start, text });
                    is_in_cue = true;
                }
                (Some(_), Some(_)) => {
                    return Err(format!(
                        "has a cue in line {number} that ends before it starts"
                    ));
                }
                (None, _) | (_, None) => {
                    return Err(format!(
                        "has a cue in line {number} whose times are not as in 00:01.000 --> 00:04.000"
                    ));
                }
            }
        } else if is_in_cue && let Some(cue) = cues.last_mut() {
            if !cue.text.is_empty() {
                cue.text.push(' ');
            }
            cue.text.push_str(&characters(line));
        }
    }
    if cues.is_empty() {
        return Err("has no cues".into());
    }
    Ok(cues)
}

/// Returns the characters of a line of a cue, without tags (WebVTT, section 6.4).
fn characters(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    for (escape, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        // This one comes last, so that nothing is decoded twice.
        ("&amp;", "&"),
    ] {
        plain = plain.replace(escape, character);
    }
    plain.trim().to_owned()
}

/// Parses a timestamp (WebVTT, section 4.1): minutes, seconds and thousandths, optionally with hours before
/// them.
fn milliseconds(text: &str) -> Option<u64> {
    let (clock, thousandths) = text.trim().split_once('.')?;
    let number = |digits: &str, most: usize| {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (2..=most).contains(&digits.len());
        (is_number && fits).then(|| digits.parse::<u64>().ok())?
    };
    let mut parts = clock.rsplit(':');
    let seconds = number(parts.next()?, 2).filter(|seconds| *seconds < 60)?;
    let minutes = number(parts.next()?, 2).filter(|minutes| *minutes < 60)?;
    let hours = match parts.next() {
        Some(hours) => number(hours, 6)?,
        None => 0,
    };
    let thousandths = number(thousandths, 3).filter(|_| thousandths.len() == 3)?;
    let is_complete = parts.next().is_none();
    is_complete.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::{check, podcast_chapters};

    #[test]
    fn captions_with_their_parts_are_fine() {
        for fine in [
            "WEBVTT\n\n00:00.000 --> 00:02.500\nHello\n",
            "\u{feff}WEBVTT - A title\r\nKind: captions\r\n\r\n1\r\n00:00:00.000 --> 100:00:02.500 \
             line:0 align:start\r\n- <v Ann>Hello</v>\r\n",
            "WEBVTT\n\nNOTE a --> b is no cue\nx --> y\n\nSTYLE\n::cue { color: red }\n\nintro\n\
             00:01.000 --> 00:02.000\na --\n",
        ] {
            assert_eq!(check(fine.as_bytes()), Ok(()), "{fine}");
        }
    }

    #[test]
    fn chapters_have_their_titles_in_order() {
        let chapters = |text: &str| {
            let json = podcast_chapters(text.as_bytes())?;
            Ok::<_, String>(String::from_utf8(json).unwrap())
        };
        let file = "WEBVTT\n\nNOTE none\n\n2\n01:00:02.500 --> 01:01:00.000\nThe <i>sea</i> &amp;lt; &amp;\n\
                    the \"moon\"\n\n00:00.000 --> 01:00:02.500 line:0\nIntroduction\n\n\
                    01:02:00.000 --> 01:03:00.000\n<v Ann></v>\n";
        assert_eq!(
            chapters(file).unwrap(),
            r#"{"version":"1.2.0","chapters":[{"startTime":0.0,"title":"Introduction"},{"startTime":3602.5,"title":"The sea &lt; & the \"moon\""}]}"#
        );
        for (file, reason) in [
            (
                "WEBVTT\n\n00:00.000 --> 00:01.000\n",
                "no chapter with a title",
            ),
            ("no", "is not WebVTT"),
        ] {
            assert!(chapters(file).unwrap_err().contains(reason), "{file}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, reason) in [
            ("", "is not WebVTT"),
            ("<!doctype html>", "is not WebVTT"),
            ("WEBVTTX\n\n00:00.000 --> 00:01.000\na", "is not WebVTT"),
            (
                "1\n00:00:00,000 --> 00:00:02,500\nSubRip\n",
                "is not WebVTT",
            ),
            ("WEBVTT\n\nno cues\n", "has no cues"),
            ("WEBVTT\n\n00:00:00,000 --> 00:00:02,500\na", "line 3"),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\na", "ends before"),
            ("WEBVTT\n\n0:02.000 --> 00:03.000\na", "line 3"),
            ("WEBVTT\n\n00:61.000 --> 01:03.000\na", "line 3"),
            ("WEBVTT\n\n00:01.000 -->\na", "line 3"),
        ] {
            let found = check(text.as_bytes()).unwrap_err();
            assert!(found.contains(reason), "{found}");
        }
        assert!(check(b"WEBVTT\n\n\xff").unwrap_err().contains("UTF-8"));
    }
}
