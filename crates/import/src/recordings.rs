//! Finds the videos, audio recordings and captions of a story, and gives them a place in the content folder.
//! They are never downloaded: a recording that is not delivered becomes a link.

use crate::pictures::{
    Copy, Located, Missing, MissingKind, Pictures, Place, absolute, has_size, set,
};
use html_escape::{decode_html_entities, encode_double_quoted_attribute};
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::cell::RefCell;
use std::collections::VecDeque;

/// Why a recording is not there.
const NOT_DELIVERED: &str =
    "it is neither in the media folder nor on a host that media_hosts in site.toml names";

/// What becomes of a recording.
enum Fate {
    /// It stays. Each of its addresses is replaced, in their order; `None` for one that is left out.
    Kept(VecDeque<Option<String>>),
    /// It becomes a link to this address.
    Link(String),
    /// It stays as it is, for the publisher to report.
    Untouched,
}

/// Gives the recordings of a body the addresses of their new places.
pub fn locate(mut located: Located, base: Option<&str>, pictures: &Pictures<'_>) -> Located {
    let addresses = addresses(&located.html);
    if addresses.is_empty() {
        return located;
    }
    let html = std::mem::take(&mut located.html);
    let mut fates: VecDeque<Fate> = addresses
        .into_iter()
        .map(|addresses| fate(&addresses, base, pictures, &mut located))
        .collect();
    // The recording that the rewriter is in.
    let current = RefCell::new(Fate::Untouched);
    let located = RefCell::new(located);
    let mut on_recording = |recording: &mut Element<'_, '_>| {
        let mut fate = fates.pop_front().unwrap_or(Fate::Untouched);
        match &mut fate {
            Fate::Kept(places) => {
                if source(recording).is_some() {
                    match places.pop_front().flatten() {
                        Some(place) => set(recording, "src", &place),
                        None => recording.remove_attribute("src"),
                    }
                }
                let poster = recording.get_attribute("poster");
                if let Some(address) = poster.filter(|poster| !poster.trim().is_empty()) {
                    let address = decode_html_entities(address.trim()).into_owned();
                    poster_of(
                        recording,
                        &address,
                        base,
                        pictures,
                        &mut located.borrow_mut(),
                    );
                }
            }
            Fate::Link(address) => {
                // The publisher shows this as a link card.
                let address = encode_double_quoted_attribute(address);
                let frame = format!("<iframe src=\"{address}\"></iframe>");
                recording.replace(&frame, ContentType::Html);
            }
            Fate::Untouched => {}
        }
        *current.borrow_mut() = fate;
        Ok(())
    };
    let on_source = |element: &mut Element<'_, '_>| {
        if source(element).is_some()
            && let Fate::Kept(places) = &mut *current.borrow_mut()
        {
            match places.pop_front().flatten() {
                Some(place) => set(element, "src", &place),
                None => element.remove(),
            }
        }
        Ok(())
    };
    let on_track = |track: &mut Element<'_, '_>| {
        if let Some(address) = source(track)
            && let Fate::Kept(_) = &*current.borrow()
        {
            let located = &mut *located.borrow_mut();
            match pictures.media.find_recording(&address) {
                Some(copy) => {
                    set(track, "src", &copy.to);
                    located.copies.push(copy);
                }
                None => {
                    track.remove();
                    located.missing.push(Missing {
                        address,
                        kind: MissingKind::Captions,
                        reason: "they are not in the media folder".into(),
                    });
                }
            }
        }
        Ok(())
    };
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("video, audio", |recording| on_recording(recording)),
            element!("video source, audio source", |source| on_source(source)),
            element!("video track, audio track", |track| on_track(track)),
        ],
        ..RewriteStrSettings::default()
    };
    let rewritten = rewrite_str(&html, settings);
    let mut located = located.into_inner();
    // HTML that cannot be rewritten stays as it is; the cleaner reads any HTML.
    located.html = rewritten.unwrap_or(html);
    located
}

/// Returns the addresses of each recording, in the order of the elements that name them.
fn addresses(html: &str) -> Vec<Vec<String>> {
    let recordings: RefCell<Vec<Vec<String>>> = RefCell::default();
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("video, audio", |recording| {
                let own = source(recording).into_iter().collect();
                recordings.borrow_mut().push(own);
                Ok(())
            }),
            element!("video source, audio source", |inner| {
                if let Some(last) = recordings.borrow_mut().last_mut() {
                    last.extend(source(inner));
                }
                Ok(())
            }),
        ],
        ..RewriteStrSettings::default()
    };
    drop(rewrite_str(html, settings));
    recordings.into_inner()
}

fn source(element: &Element<'_, '_>) -> Option<String> {
    let address = element.get_attribute("src")?;
    let address = decode_html_entities(address.trim()).into_owned();
    (!address.is_empty()).then_some(address)
}

/// Decides what becomes of a recording with these addresses.
fn fate(
    addresses: &[String],
    base: Option<&str>,
    pictures: &Pictures<'_>,
    located: &mut Located,
) -> Fate {
    let mut endings: Vec<String> = Vec::new();
    let places = addresses.iter().map(|address| {
        let url = absolute(address, base).unwrap_or_else(|| address.clone());
        let copy = pictures.media.find_recording(address);
        let hosted = || pictures.config.hosted_recording(&url);
        let place = copy.as_ref().map(|copy| copy.to.clone()).or_else(hosted)?;
        let ending = place.rsplit('.').next().unwrap_or_default().to_owned();
        // Agencies deliver the same recording in several sizes, the best first.
        if endings.contains(&ending) {
            return None;
        }
        endings.push(ending);
        located.copies.extend(copy);
        Some(place)
    });
    let places: VecDeque<Option<String>> = places.collect();
    if places.iter().any(Option::is_some) {
        return Fate::Kept(places);
    }
    let Some(first) = addresses.first() else {
        return Fate::Untouched;
    };
    let urls = addresses
        .iter()
        .filter_map(|address| absolute(address, base));
    let mut urls = urls.filter(|url| url.starts_with("https:") || url.starts_with("http:"));
    let link = urls.next();
    located.missing.push(Missing {
        address: link.clone().unwrap_or_else(|| first.clone()),
        kind: match link {
            Some(_) => MissingKind::Recording,
            None => MissingKind::RecordingWithoutLink,
        },
        reason: NOT_DELIVERED.into(),
    });
    link.map_or(Fate::Untouched, Fate::Link)
}

fn poster_of(
    recording: &mut Element<'_, '_>,
    address: &str,
    base: Option<&str>,
    pictures: &Pictures<'_>,
    located: &mut Located,
) {
    match pictures.place(address, base, has_size(recording)) {
        Place::Copy(Copy { from, to }) => {
            set(recording, "poster", &to);
            located.copies.push(Copy { from, to });
        }
        Place::Downloaded(place) | Place::Hosted(place) => set(recording, "poster", &place),
        Place::Missing(missing) => {
            recording.remove_attribute("poster");
            located.missing.push(missing);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::downloads::Downloaded;
    use crate::pictures::MediaFolder;
    use frontpage_base::config::Config;

    fn located(html: &str, base: Option<&str>) -> Located {
        let config: Config = toml::from_str(
            "name = 'Post'\nurl = 'https://post.example'\nlang = 'en'\ntime_zone = 'UTC'\n\
             sections = []\nmedia_hosts = ['video.example']",
        )
        .unwrap();
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.mp4", "a.webm", "b.mp4", "a.vtt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let pictures = Pictures {
            config: &config,
            media: MediaFolder {
                folder: Some(folder.path()),
                beside: None,
                target: "m/",
            },
            downloaded: &Downloaded::default(),
        };
        let body = Located {
            html: html.into(),
            ..Located::default()
        };
        locate(body, base, &pictures)
    }

    const UPLOADS: &str = "/wp-content/uploads/";

    #[test]
    fn one_file_of_each_format_is_taken() {
        let html = format!(
            "<p>a</p><VIDEO src='{UPLOADS}none.mp4' poster='{UPLOADS}none.jpg'>\
             <source src='{UPLOADS}a.mp4'><source src='{UPLOADS}b.mp4'><source src='{UPLOADS}a.webm'>\
             <track src='{UPLOADS}a.vtt'><track src='none.vtt'></video>"
        );
        let found = located(&html, None);
        assert_eq!(
            found.html,
            "<p>a</p><VIDEO><source src=\"m/a.mp4\"><source src=\"m/a.webm\"><track src=\"m/a.vtt\"></video>"
        );
        assert_eq!(found.copies.len(), 3);
        let missing: Vec<MissingKind> = found.missing.iter().map(|missing| missing.kind).collect();
        assert_eq!(missing, [MissingKind::Picture, MissingKind::Captions]);
    }

    #[test]
    fn what_is_not_there_is_a_link_and_what_is_on_a_host_of_the_newspaper_stays() {
        let html = "<audio src='/d/1.mp3?a=1&amp;b=2'></audio><video>\
                    <source src='https://video.example/1.mp4'></video><video></video>";
        let found = located(html, Some("https://old.example/story"));
        assert_eq!(
            found.html,
            "<iframe src=\"https://old.example/d/1.mp3?a=1&amp;b=2\"></iframe><video>\
             <source src=\"https://video.example/1.mp4\"></video><video></video>"
        );
        let [missing] = &found.missing[..] else {
            panic!("{:?}", found.missing);
        };
        assert_eq!(missing.address, "https://old.example/d/1.mp3?a=1&b=2");
        assert_eq!(missing.kind, MissingKind::Recording);
    }

    #[test]
    fn a_path_that_leads_nowhere_stays_and_is_named() {
        let html = "<video src='../../etc/passwd'></video>";
        let found = located(html, None);
        assert_eq!(found.html, html);
        assert_eq!(found.missing[0].kind, MissingKind::RecordingWithoutLink);
        assert!(found.copies.is_empty());
    }
}
