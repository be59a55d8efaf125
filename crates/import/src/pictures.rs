//! Finds the pictures of a story, in a copy of the media folder or among those that were downloaded, and
//! gives them a place in the content folder.

use crate::downloads::{Downloaded, MAX_PICTURE, name_of, name_of_fingerprint};
use frontpage_base::config::Config;
use frontpage_base::fingerprint;
use frontpage_media::{MAX_RECORDING_BYTES, extension, recording_extension};
use html_escape::{decode_html_entities, encode_double_quoted_attribute};
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use url::Url;

/// The part of every media file's address that names WordPress's media folder.
const UPLOADS: &str = "/wp-content/uploads/";
/// The attributes in which scripts that load pictures later keep the addresses.
const LATE_SOURCES: [&str; 3] = ["data-src", "data-lazy-src", "data-original"];
/// The end of the names of the hosts where WordPress.com keeps media. Their paths do not contain `UPLOADS`.
const HOSTED: &str = ".files.wordpress.com";

/// The pictures that are on this machine: in a copy of the media folder of another system, and beside the
/// source.
#[derive(Clone, Copy)]
pub struct MediaFolder<'a> {
    /// The copy of the media folder, if there is one.
    pub folder: Option<&'a Path>,
    /// The folder of the source, if that is a file on this machine. Agencies deliver pictures beside
    /// their items, and browsers save those of a page beside it.
    pub beside: Option<&'a Path>,
    /// Where the pictures go, relative to the content folder, with a slash at the end.
    pub target: &'a str,
}

/// A picture to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The file, in the media folder or beside the source.
    pub from: PathBuf,
    /// Its place, relative to the content folder.
    pub to: String,
}

/// A picture or a recording that is missing from a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The address.
    pub address: String,
    /// What it is.
    pub kind: MissingKind,
    /// Why it is not there.
    pub reason: String,
}

/// What is missing from a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingKind {
    /// A picture.
    Picture,
    /// A video or an audio recording that was replaced by a link.
    Recording,
    /// A video or an audio recording that no link can lead to.
    RecordingWithoutLink,
    /// The captions of a recording.
    Captions,
}

/// A body whose pictures have their new places.
#[derive(Debug, Default)]
pub struct Located {
    /// The HTML.
    pub html: String,
    /// The pictures to copy for it.
    pub copies: Vec<Copy>,
    /// The pictures that are missing from it.
    pub missing: Vec<Missing>,
}

/// The place of a picture.
#[derive(Debug)]
pub enum Place {
    /// It is copied from this machine.
    Copy(Copy),
    /// It was downloaded to this place, relative to the content folder.
    Downloaded(String),
    /// It stays on a media host that `site.toml` names, at this address.
    Hosted(String),
    /// It was not found.
    Missing(Missing),
}

/// Where the pictures of a source are.
#[derive(Clone, Copy)]
pub struct Pictures<'a> {
    /// The newspaper, which can have media hosts.
    pub config: &'a Config,
    /// The copy of the media folder.
    pub media: MediaFolder<'a>,
    /// Those that were downloaded.
    pub downloaded: &'a Downloaded,
}

impl Pictures<'_> {
    /// Returns the place of a picture by its address, which may be relative to `base`. Only a picture
    /// whose size is known stays on a media host, because a publish does not open it.
    pub fn place(&self, address: &str, base: Option<&str>, has_size: bool) -> Place {
        if let Some(copy) = self.media.find(address) {
            return Place::Copy(copy);
        }
        let address = absolute(address, base).unwrap_or_else(|| address.to_owned());
        if let Some(url) = self.config.hosted_picture(&address).filter(|_| has_size) {
            return Place::Hosted(url);
        }
        match self.downloaded.get(&address) {
            Some(Ok(place)) => Place::Downloaded(place.clone()),
            Some(Err(reason)) => Place::Missing(Missing {
                address,
                kind: MissingKind::Picture,
                reason: reason.clone(),
            }),
            None => Place::Missing(Missing {
                address,
                kind: MissingKind::Picture,
                reason: "it is not in the media folder, and nothing was downloaded".into(),
            }),
        }
    }

    /// Gives the pictures of a body the addresses of their new places, and makes its relative links absolute.
    /// Marks pull quotes at the quotation itself, because WordPress marks the figure around it.
    pub fn locate(&self, html: &str, base: Option<&str>) -> Located {
        let mut located = Located::default();
        let mut on_picture = |picture: &mut Element<'_, '_>| {
            let Some(address) = source(picture) else {
                return Ok(());
            };
            let place = match self.place(&address, base, has_size(picture)) {
                Place::Copy(copy) => {
                    let place = copy.to.clone();
                    located.copies.push(copy);
                    place
                }
                Place::Downloaded(place) | Place::Hosted(place) => place,
                Place::Missing(missing) => {
                    located.missing.push(missing);
                    return Ok(());
                }
            };
            set(picture, "src", &place);
            Ok(())
        };
        let on_link = |link: &mut Element<'_, '_>| {
            if let Some(href) = link.get_attribute("href")
                && let Some(url) = absolute(&decode_html_entities(&href), base)
                && base.is_some()
            {
                set(link, "href", &url);
            }
            Ok(())
        };
        let settings = RewriteStrSettings {
            element_content_handlers: vec![
                element!("img", |picture| on_picture(picture)),
                element!("a[href]", |link| on_link(link)),
                element!("figure.wp-block-pullquote blockquote", |quote| {
                    let _ = quote.set_attribute("class", "pull");
                    Ok(())
                }),
                // Galleries from before 2021 are lists, but a list in a story cannot contain pictures.
                element!("ul.blocks-gallery-grid, li.blocks-gallery-item", |list| {
                    list.remove_and_keep_content();
                    Ok(())
                }),
                element!("a.wp-block-file__button", |button| {
                    button.remove();
                    Ok(())
                }),
            ],
            ..RewriteStrSettings::default()
        };
        let rewritten = rewrite_str(html, settings);
        // HTML that cannot be rewritten stays as it is; the cleaner reads any HTML.
        located.html = rewritten.unwrap_or_else(|_| html.to_owned());
        located
    }
}

/// Returns the addresses of all pictures in a body that have to be copied, without duplicates. Pictures that
/// stay on a media host are not among them.
pub fn addresses(html: &str, base: Option<&str>, config: &Config) -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    let mut on_picture = |picture: &mut Element<'_, '_>| {
        let address = source(picture).and_then(|address| absolute(&address, base));
        let stays =
            |address: &String| has_size(picture) && config.hosted_picture(address).is_some();
        addresses.extend(address.filter(|address| !stays(address)));
        Ok(())
    };
    let settings = RewriteStrSettings {
        element_content_handlers: vec![element!("img", |picture| on_picture(picture))],
        ..RewriteStrSettings::default()
    };
    drop(rewrite_str(html, settings));
    addresses
}

/// Returns the address of a picture. Scripts that load pictures later keep it in other attributes, with a
/// placeholder in `src`.
fn source(picture: &Element<'_, '_>) -> Option<String> {
    let attribute = |name: &str| {
        let value = picture.get_attribute(name)?;
        let value = decode_html_entities(value.trim()).into_owned();
        (!value.is_empty() && !value.starts_with("data:")).then_some(value)
    };
    LATE_SOURCES
        .iter()
        .find_map(|name| attribute(name))
        .or_else(|| attribute("src"))
}

/// Returns whether a picture says how large it is.
pub fn has_size(picture: &Element<'_, '_>) -> bool {
    ["width", "height"].iter().all(|name| {
        let length = picture.get_attribute(name).unwrap_or_default();
        length.trim().parse().is_ok_and(|length: u32| length > 0)
    })
}

/// Sets an attribute.
pub fn set(element: &mut Element<'_, '_>, name: &str, value: &str) {
    // Once the value is encoded, it has only characters that an attribute can contain.
    let _ = element.set_attribute(name, &encode_double_quoted_attribute(value));
}

/// Returns an address that may be relative to `base`.
pub fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    match Url::parse(address) {
        Ok(url) => Some(url.into()),
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            let base = Url::parse(base?).ok()?;
            base.join(address).ok().map(String::from)
        }
        Err(_) => None,
    }
}

impl MediaFolder<'_> {
    /// Finds the file of a picture by its address.
    pub fn find(&self, address: &str) -> Option<Copy> {
        self.find_in_copy(address)
            .or_else(|| self.find_beside(address))
    }

    /// Finds the file of a video, an audio recording or captions by its address.
    pub fn find_recording(&self, address: &str) -> Option<Copy> {
        self.find_in_copy(address).or_else(|| {
            let from = self.beside(address)?;
            let size = from.metadata().ok()?.len();
            let ending = (size <= MAX_RECORDING_BYTES).then(|| recording_extension(&from))??;
            let name = name_of_fingerprint(&fingerprint::of_file(&from).ok()?);
            let to = format!("{}files/{name}.{ending}", self.target);
            Some(Copy { from, to })
        })
    }

    /// Finds a picture whose address is a path relative to the source. Its new name comes from its content,
    /// because agencies reuse names for other pictures.
    fn find_beside(&self, address: &str) -> Option<Copy> {
        let from = self.beside(address)?;
        let size = from.metadata().ok()?.len();
        let bytes = (size <= MAX_PICTURE).then(|| std::fs::read(&from).ok())??;
        let name = name_of(&bytes);
        let to = format!("{}files/{name}.{}", self.target, extension(&bytes)?);
        Some(Copy { from, to })
    }

    /// Returns the file whose address is a path relative to the source.
    fn beside(&self, address: &str) -> Option<PathBuf> {
        let address = address.trim();
        let is_relative = Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase);
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = path.strip_prefix("./").unwrap_or(path);
        let path = percent_encoding::percent_decode_str(path)
            .decode_utf8()
            .ok()?;
        if !is_relative || !path.split('/').all(is_plain) {
            return None;
        }
        Some(self.beside?.join(&*path)).filter(|file| file.is_file())
    }

    /// Finds a picture in the copy of the media folder. In place of a smaller version (`a-300x200.jpg`), it
    /// finds the original if that is there.
    fn find_in_copy(&self, address: &str) -> Option<Copy> {
        let folder = self.folder?;
        let (path, is_hosted) = match Url::parse(address.trim()) {
            Ok(url) => {
                let is_hosted = url.host_str().is_some_and(|host| host.ends_with(HOSTED));
                (url.path().to_owned(), is_hosted)
            }
            Err(url::ParseError::RelativeUrlWithoutBase) => (address.trim().to_owned(), false),
            Err(_) => return None,
        };
        let rest = match is_hosted {
            true => path.strip_prefix('/')?,
            false => path.split_once(UPLOADS)?.1,
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let rest = percent_encoding::percent_decode_str(rest)
            .decode_utf8()
            .ok()?;
        if !rest.split('/').all(is_plain) {
            return None;
        }
        let candidates = [original(&rest), Some(rest.into_owned())];
        candidates.into_iter().flatten().find_map(|name| {
            let from = folder.join(&name);
            from.is_file().then(|| Copy {
                from,
                to: [self.target, &name].concat(),
            })
        })
    }
}

/// Returns whether a part of a path is the name of a file or folder that is not hidden.
fn is_plain(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('.') && !part.contains('\\')
}

/// Returns the name of the original of a smaller copy, whose name ends with its size.
pub fn original(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let (stem, size) = stem.rsplit_once('-')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_size = size
        .split_once('x')
        .is_some_and(|(width, height)| is_number(width) && is_number(height));
    (is_size || size == "scaled").then(|| format!("{stem}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        let text = "name = 'Post'\nurl = 'https://post.example'\nlang = 'en'\ntime_zone = 'UTC'\n\
                    sections = []\npicture_hosts = ['media.example']";
        toml::from_str(text).unwrap()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("2019/03")).unwrap();
        for name in ["2019/03/a.jpg", "2019/03/b-300x200.jpg", "2019/03/ä b.jpg"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        folder
    }

    #[test]
    fn a_picture_is_found_by_its_address() {
        let folder = folder();
        let media = MediaFolder {
            folder: Some(folder.path()),
            beside: None,
            target: "imported/x/media/",
        };
        let to = |address: &str| media.find(address).map(|copy| copy.to);
        let base = "https://old.example/wp-content/uploads/2019/03";
        let expected = |name: &str| Some(format!("imported/x/media/2019/03/{name}"));
        assert_eq!(to(&format!("{base}/a.jpg")), expected("a.jpg"));
        assert_eq!(to(&format!("{base}/a-1024x577.jpg?w=1")), expected("a.jpg"));
        assert_eq!(to(&format!("{base}/a-scaled.jpg")), expected("a.jpg"));
        assert_eq!(
            to(&format!("{base}/b-300x200.jpg")),
            expected("b-300x200.jpg")
        );
        assert_eq!(to(&format!("{base}/%C3%A4%20b.jpg")), expected("ä b.jpg"));
        assert_eq!(to("/wp-content/uploads/2019/03/a.jpg"), expected("a.jpg"));
        let hosted = "https://paper.files.wordpress.com/2019/03/a.jpg?w=300";
        assert_eq!(to(hosted), expected("a.jpg"));
        for address in [
            format!("{base}/none.jpg"),
            format!("{base}/../../../etc/passwd"),
            format!("{base}/%2e%2e/%2e%2e/a.jpg"),
            "https://old.example/a.jpg".to_owned(),
            "data:image/png;base64,AA".to_owned(),
            String::new(),
        ] {
            assert_eq!(to(&address), None, "{address}");
        }
    }

    #[test]
    fn pictures_beside_the_source_are_found_by_their_path_and_named_after_their_content() {
        let folder = tempfile::tempdir().unwrap();
        let png = |last: u8| [b"\x89PNG\r\n\x1a\n".as_slice(), &[last]].concat();
        std::fs::create_dir(folder.path().join("day_files")).unwrap();
        for (name, bytes) in [
            ("a b.png", png(1)),
            ("day_files/a.png", png(2)),
            ("notes.txt", b"text".to_vec()),
            (".hidden.png", png(3)),
        ] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let beside = folder.path().join("day_files");
        let find = |beside: &Path, address: &str| {
            let media = MediaFolder {
                folder: None,
                beside: Some(beside),
                target: "m/",
            };
            media.find(address).map(|copy| copy.to)
        };
        let there = |address: &str| find(folder.path(), address);
        let first = there("a%20b.png").unwrap();
        assert!(
            first.starts_with("m/files/") && first.ends_with(".png"),
            "{first}"
        );
        let second = there("./day_files/a.png?x#y").unwrap();
        assert_ne!(first, second);
        assert_eq!(find(&beside, "a.png"), Some(second));
        for address in [
            "../a b.png",
            "day_files/../a b.png",
            "/a b.png",
            "file:a b.png",
            "https://a.example/a b.png",
            ".hidden.png",
            "notes.txt",
            "none.png",
            "",
        ] {
            assert_eq!(there(address), None, "{address}");
            assert_eq!(find(&beside, address), None, "{address}");
        }
    }

    #[test]
    fn pictures_of_a_body_have_their_new_places() {
        let folder = folder();
        let media = MediaFolder {
            folder: Some(folder.path()),
            beside: None,
            target: "m/",
        };
        let downloaded = Downloaded::from([
            (
                "https://x.example/d/1.jpg?a=1&b=2".to_owned(),
                Ok("m/web/1.jpg".to_owned()),
            ),
            ("https://x.example/2.jpg".to_owned(), Err("gone".to_owned())),
        ]);
        let config = config();
        let pictures = Pictures {
            config: &config,
            media,
            downloaded: &downloaded,
        };
        let base = Some("https://x.example/d/story");
        let located = pictures.locate(
            "<p>a<img src=\"/wp-content/uploads/2019/03/a-1x1.jpg\" alt=b>\
             <img src='data:image/gif;base64,R0' data-src='1.jpg?a=1&amp;b=2'><img src='/2.jpg'>\
             <img src='https://media.example/3.jpg?a&amp;b' width=6 height=4>\
             <figure class=\"wp-block-pullquote\">\
             <blockquote><p>q</p></blockquote></figure><a href='../e?f=1&amp;g=2'>e</a>",
            base,
        );
        assert!(
            located.html.contains("<img src=\"m/2019/03/a.jpg\" alt=b>"),
            "{}",
            located.html
        );
        assert!(
            located.html.contains("<blockquote class=\"pull\">"),
            "{}",
            located.html
        );
        assert_eq!(located.copies.len(), 1);
        let expected = "<img src=\"https://media.example/3.jpg?a&amp;b\" width=6 height=4>";
        assert!(located.html.contains(expected), "{}", located.html);
        let expected = "src=\"m/web/1.jpg\"";
        assert!(located.html.contains(expected), "{}", located.html);
        let expected = "href=\"https://x.example/e?f=1&amp;g=2\"";
        assert!(located.html.contains(expected), "{}", located.html);
        let missing = Missing {
            address: "https://x.example/2.jpg".into(),
            kind: MissingKind::Picture,
            reason: "gone".into(),
        };
        assert_eq!(located.missing, [missing]);
    }

    #[test]
    fn addresses_are_absolute_and_named_once() {
        let html =
            "<img src=a.jpg><img src='https://b.example/b.jpg?c=1&amp;d=2'><img src=a.jpg><img>";
        let found = addresses(html, Some("https://x.example/y/"), &config());
        let expected = [
            "https://b.example/b.jpg?c=1&d=2",
            "https://x.example/y/a.jpg",
        ];
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        // Pictures on a media host stay there if their size is known.
        let hosted = "<img src=https://media.example/1.jpg width=6 height=4>\
                      <img src=https://media.example/2.jpg width=auto height=4>";
        let found = addresses(hosted, None, &config());
        let expected = ["https://media.example/2.jpg"];
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        assert!(addresses("<img src=a.jpg>", None, &config()).is_empty());
    }
}
