//! The pictures, videos and audio recordings in a message, and the packages that say which story they belong to.

use super::{content, digital_source, embargo, kind, rights, status, with_role};
use crate::item::Embargo;
use crate::recording::Recording;
use crate::xml::tree::Element;
use frontpage_source::Picture;
use std::collections::{HashMap, HashSet};

/// What the items of a message say about each other. It is bounded by the size of the message.
#[derive(Debug, Default)]
pub struct Related {
    /// The pictures by their GUIDs.
    pictures: HashMap<String, Picture>,
    /// The videos and audio recordings by their GUIDs.
    recordings: HashMap<String, Recording>,
    /// The GUIDs of the texts.
    texts: HashSet<String>,
    /// The GUIDs in each package, in its order.
    packages: Vec<Vec<String>>,
}

impl Related {
    /// Adds an item of the message.
    pub fn add(&mut self, root: &Element) {
        let Some(guid) = root.attribute("guid").map(str::to_owned) else {
            return;
        };
        if root.name == "packageItem" {
            let groups = root
                .find(&["groupSet"])
                .into_iter()
                .flat_map(|set| set.all("group"));
            // References to groups are not followed: all groups are read, so circles are harmless.
            let references = groups.flat_map(|group| group.all("itemRef"));
            let guids = references.filter_map(|reference| reference.attribute("residref"));
            self.packages.push(guids.map(str::to_owned).collect());
            return;
        }
        let kind = kind(root);
        if kind == "text" {
            self.texts.insert(guid);
        } else if matches!(kind.as_str(), "picture" | "graphic")
            && let Some(picture) = picture(root)
        {
            self.pictures.insert(guid, picture);
        } else if matches!(kind.as_str(), "video" | "audio")
            && let Some(recording) = recording(root, kind == "video")
        {
            self.recordings.insert(guid, recording);
        }
    }

    /// Returns the pictures that belong to a text.
    pub fn pictures(&self, root: &Element) -> Vec<Picture> {
        let guids = self.guids(root).into_iter();
        guids
            .filter_map(|guid| self.pictures.get(guid).cloned())
            .collect()
    }

    /// Returns the videos and audio recordings that belong to a text.
    pub fn recordings(&self, root: &Element) -> Vec<Recording> {
        let mut found: Vec<Recording> = Vec::new();
        for guid in self.guids(root) {
            if let Some(recording) = self.recordings.get(guid)
                && !found.contains(recording)
            {
                found.push(recording.clone());
            }
        }
        found
    }

    /// Returns the GUIDs of what belongs to a text: the items of packages in which it is the only text, and
    /// those that it links to.
    fn guids<'a>(&'a self, root: &'a Element) -> Vec<&'a str> {
        let guid = root.attribute("guid").unwrap_or_default();
        let is_own = |package: &&Vec<String>| {
            let mut texts = package.iter().filter(|guid| self.texts.contains(*guid));
            texts.next().is_some_and(|text| text == guid) && texts.all(|text| text == guid)
        };
        let of_packages = self
            .packages
            .iter()
            .filter(is_own)
            .flatten()
            .map(String::as_str);
        let links = root
            .find(&["itemMeta"])
            .into_iter()
            .flat_map(|meta| meta.all("link"));
        let of_links = links.filter_map(|link| link.attribute("residref"));
        of_packages.chain(of_links).collect()
    }
}

/// Returns whether an item may be used.
fn is_usable(root: &Element) -> bool {
    let status = status(root);
    let is_usable = status.is_empty() || super::last(&status).eq_ignore_ascii_case("usable");
    is_usable && embargo(root) == Embargo::None
}

/// Returns the video or the audio recording in an item, if it may be used.
fn recording(root: &Element, is_video: bool) -> Option<Recording> {
    if !is_usable(root) {
        return None;
    }
    let empty = Element::default();
    let meta = root.find(&["contentMeta"]).unwrap_or(&empty);
    let files = content::files(root.find(&["contentSet"])?);
    let credit = [meta.text_at(&["creditline"]), meta.text_at(&["by"])];
    let mut credit = credit.into_iter();
    Some(Recording {
        is_video,
        title: with_role(meta, "headline", &["", "main", "headline"]),
        caption: with_role(meta, "description", &["caption", "", "summary"]),
        credit: credit.find(|text| !text.is_empty()).unwrap_or_default(),
        files,
        ..Recording::default()
    })
}

/// Returns the picture in an item, if it may be used.
fn picture(root: &Element) -> Option<Picture> {
    if !is_usable(root) {
        return None;
    }
    let empty = Element::default();
    let meta = root.find(&["contentMeta"]).unwrap_or(&empty);
    let credit = [meta.text_at(&["creditline"]), meta.text_at(&["by"])];
    let mut caption = String::new();
    crate::html::text(
        &mut caption,
        &with_role(meta, "description", &["caption", "", "summary"]),
    );
    Some(Picture {
        caption,
        alt: with_role(meta, "description", &["alt", "alttext"]),
        credit: credit
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        rights: rights(root),
        digital_source: digital_source(meta),
        ..content::picture(root.find(&["contentSet"])?)?
    })
}
