//! Finds the pictures of a story in a copy of the media folder, and gives them a place in the content
//! folder.

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::path::{Path, PathBuf};
use url::Url;

/// Where WordPress keeps its media, in every address of them.
const UPLOADS: &str = "/wp-content/uploads/";
/// The end of the hosts where WordPress.com keeps media, with nothing before their path.
const HOSTED: &str = ".files.wordpress.com";

/// A copy of the media folder of another system.
#[derive(Clone, Copy)]
pub struct MediaFolder<'a> {
    /// The folder on this machine, if there is one.
    pub folder: Option<&'a Path>,
    /// Where the pictures go, relative to the content folder, with a slash at the end.
    pub target: &'a str,
}

/// A picture to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The file in the media folder.
    pub from: PathBuf,
    /// Its place, relative to the content folder.
    pub to: String,
}

/// A body whose pictures have their new places.
#[derive(Debug, Default)]
pub struct Located {
    /// The HTML.
    pub html: String,
    /// The pictures in it.
    pub copies: Vec<Copy>,
    /// The addresses of pictures that are not in the media folder.
    pub missing: Vec<String>,
}

impl MediaFolder<'_> {
    /// Finds the file of a picture by its address. Of a smaller copy (`a-300x200.jpg`), it is the
    /// original.
    pub fn find(&self, address: &str) -> Option<Copy> {
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
        let is_plain =
            |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains('\\');
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

    /// Gives the pictures of a body their new places. Pull quotes, which WordPress marks at the figure
    /// around them, are marked themselves.
    pub fn locate(&self, html: &str) -> Located {
        let mut located = Located::default();
        let mut on_picture = |picture: &mut Element<'_, '_>| {
            let Some(address) = picture.get_attribute("src") else {
                return Ok(());
            };
            match self.find(&address) {
                Some(copy) => {
                    let _ = picture.set_attribute("src", &copy.to);
                    located.copies.push(copy);
                }
                None => located.missing.push(address),
            }
            Ok(())
        };
        let settings = RewriteStrSettings {
            element_content_handlers: vec![
                element!("img[src]", |picture| on_picture(picture)),
                element!("figure.wp-block-pullquote blockquote", |quote| {
                    let _ = quote.set_attribute("class", "pull");
                    Ok(())
                }),
                // Galleries of before 2021 are lists, which hold no pictures in a story.
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
        // The cleaner reads whatever HTML cannot be rewritten.
        located.html = rewritten.unwrap_or_else(|_| html.to_owned());
        located
    }
}

/// Returns the name of the original of a smaller copy, whose name ends with its size.
fn original(name: &str) -> Option<String> {
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
    fn pictures_of_a_body_have_their_new_places() {
        let folder = folder();
        let media = MediaFolder {
            folder: Some(folder.path()),
            target: "m/",
        };
        let located = media.locate(
            "<p>a<img src=\"/wp-content/uploads/2019/03/a-1x1.jpg\" alt=b>\
             <img src='https://x.example/c.jpg'><figure class=\"wp-block-pullquote\">\
             <blockquote><p>q</p></blockquote></figure>",
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
        assert_eq!(located.missing, ["https://x.example/c.jpg"]);
    }
}
