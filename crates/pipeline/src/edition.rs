//! What makes the data a newspaper that any host can serve.

use super::Prerender;
use frontpage_assets::public::Public;
use frontpage_base::files::Files;
use frontpage_hosting::{Hosting, Style};

/// What is published beside the data and the pictures.
pub struct Edition<'a> {
    /// Makes HTML of the pages.
    pub prerender: Box<dyn Prerender + 'a>,
    /// Files that belong to the site as they are: the app, `404.html`, icons.
    pub files: Files,
    /// The publisher's own files beside them.
    pub public: Public,
    /// Which of `files` are the publisher's own, in the place of what press would have made.
    pub own: Vec<String>,
    /// How pages come by their style, for the hosts.
    pub style: Style,
    /// The path of the newspaper's address: empty, or `/paper`.
    pub base: &'a str,
}

impl Edition<'_> {
    /// What the hosts' configurations are made of.
    pub fn hosting(&self) -> Hosting<'_> {
        Hosting {
            base: self.base,
            style: &self.style,
        }
    }
}
