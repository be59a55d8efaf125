//! Tests of the files that a head refers to: icons and the web app manifest.

use crate::{
    reader::Reader,
    samples::{Paper, STORY, paper, story},
};
use frontpage_base::files::Files;
use frontpage_output::head::{ThemeColors, icons_and_manifest};
use serde_json::Value;
use std::collections::BTreeMap;

const ICON: &[u8] = include_bytes!("../../../../public/favicon.svg");

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::GrayImage::new(width, height);
    let mut file = std::io::Cursor::new(&mut bytes);
    image.write_to(&mut file, image::ImageFormat::Png).unwrap();
    bytes
}

fn files(paper: &Paper) -> BTreeMap<String, Vec<u8>> {
    let public = Files::from([
        ("screenshot-wide.png".to_owned(), png(1280, 800)),
        ("screenshot-phone.png".to_owned(), png(720, 1280)),
        ("screenshot.txt".to_owned(), b"no image".to_vec()),
    ]);
    icons_and_manifest(&paper.config, &ThemeColors::default(), ICON, &public)
        .unwrap()
        .into_iter()
        .collect()
}

#[test]
fn files_named_in_the_head_exist() {
    let files = files(&paper());
    let head = Reader::new(&paper().page(STORY, &story()));
    let links = "link[rel=icon], link[rel='apple-touch-icon'], link[rel=manifest]";
    let links = head.attributes(links, "href");
    assert_eq!(links.len(), 4);
    for link in links {
        assert!(files.contains_key(&link[1..]), "{link}");
    }
    let logo = head.node("NewsMediaOrganization")["logo"]["url"].clone();
    let logo = logo.as_str().unwrap().rsplit_once('/').unwrap().1;
    assert!(files.contains_key(logo), "{logo}");
}

#[test]
fn icons_have_the_size_they_claim() {
    let files = files(&paper());
    for (name, side) in [
        ("icon-192.png", 192),
        ("icon-512.png", 512),
        ("icon-maskable-512.png", 512),
        ("apple-touch-icon.png", 180),
    ] {
        let picture = image::load_from_memory(&files[name]).unwrap();
        assert_eq!((picture.width(), picture.height()), (side, side), "{name}");
        // The corners are opaque, so that no background shows through, masked or not.
        let corner = picture.into_rgba8().get_pixel(0, 0).0;
        assert_eq!(corner[3], 255, "{name}");
    }
}

#[test]
fn the_manifest_describes_the_newspaper() {
    for (url, root) in [
        ("https://post.example", "/"),
        ("https://host.example/paper", "/paper/"),
    ] {
        let files = files(&Paper::at(url));
        let manifest: Value = serde_json::from_slice(&files["manifest.webmanifest"]).unwrap();
        for key in ["start_url", "scope", "id"] {
            assert_eq!(manifest[key], root, "{key}");
        }
        assert_eq!(manifest["name"], "The Los Angeles Post");
        assert_eq!(manifest["short_name"], "L.A. Post");
        assert_eq!(manifest["dir"], "ltr");
        assert_eq!(manifest["theme_color"], "#ffffff");
        for icon in manifest["icons"].as_array().unwrap() {
            let path = icon["src"].as_str().unwrap().strip_prefix(root).unwrap();
            assert!(files.contains_key(path), "{path}");
        }
    }
    let paper = paper();
    let manifest: Value = serde_json::from_slice(&files(&paper)["manifest.webmanifest"]).unwrap();
    assert_eq!(manifest["share_target"]["action"], "/search");
    let shortcuts = manifest["shortcuts"].as_array().unwrap().iter();
    let shortcuts: Vec<&Value> = shortcuts.map(|shortcut| &shortcut["url"]).collect();
    assert_eq!(shortcuts, ["/search", "/saved"]);
    let screenshots = manifest["screenshots"].as_array().unwrap().iter();
    let sizes: Vec<(&Value, &Value)> = screenshots
        .map(|shot| (&shot["sizes"], &shot["form_factor"]))
        .collect();
    assert_eq!(
        sizes,
        [
            (&"720x1280".into(), &"narrow".into()),
            (&"1280x800".into(), &"wide".into())
        ]
    );
    let mut plain = self::paper();
    (plain.config.search, plain.config.offline) = (false, false);
    let manifest: Value = serde_json::from_slice(&files(&plain)["manifest.webmanifest"]).unwrap();
    assert!(manifest.get("share_target").is_none() && manifest.get("shortcuts").is_none());
    let arabic = files(&Paper::arabic());
    let manifest: Value = serde_json::from_slice(&arabic["manifest.webmanifest"]).unwrap();
    assert_eq!(
        (&manifest["lang"], &manifest["dir"]),
        (&"ar-EG".into(), &"rtl".into())
    );
}

#[test]
fn without_a_short_name_the_manifest_uses_the_name() {
    let mut paper = paper();
    paper.config.short_name = String::new();
    let manifest: Value = serde_json::from_slice(&files(&paper)["manifest.webmanifest"]).unwrap();
    assert_eq!(manifest["short_name"], manifest["name"]);
}

#[test]
fn the_same_icon_gives_the_same_files() {
    assert_eq!(files(&paper()), files(&paper()));
}
