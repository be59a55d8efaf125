//! Checks that captions are WebVTT, so that no player shows an error in their place.
//!
//! See <https://www.w3.org/TR/webvtt1/>. The check is as strict as a browser's parser about the signature
//! and the times, and leaves everything else to it.

/// Checks captions.
///
/// # Errors
/// What is wrong, and in which line.
pub fn check(bytes: &[u8]) -> Result<(), String> {
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
    let mut cues = 0;
    let mut is_comment = false;
    for (number, line) in lines {
        if line.trim().is_empty() {
            is_comment = false;
        } else if ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|name| line.split([' ', '\t']).next() == Some(name))
        {
            is_comment = true;
        } else if let Some((start, rest)) = line.split_once("-->")
            && !is_comment
        {
            let end = rest.split_whitespace().next().unwrap_or_default();
            match (milliseconds(start), milliseconds(end)) {
                (Some(start), Some(end)) if start < end => cues += 1,
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
        }
    }
    if cues == 0 {
        return Err("has no cues".into());
    }
    Ok(())
}

/// Parses a timestamp (WebVTT, section 4.1): minutes, seconds and thousandths, with hours before them if
/// wanted.
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
    use super::check;

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
