//! Everything that turns the data into a newspaper that any host can serve.

use super::Prerender;
use frontpage_assets::public::PublicFiles;
use frontpage_base::files::Files;
use frontpage_hosting::{HostedStyle, HostingOptions};

/// What is published besides the data and the images.
pub struct Edition<'a> {
    /// Renders the pages as HTML.
    pub prerender: Box<dyn Prerender + 'a>,
    /// Files that belong to the site unchanged: the app, `404.html`, icons.
    pub files: Files,
    /// The publisher's own files, which are published next to them.
    pub public: PublicFiles,
    /// The entries of `files` that are the publisher's own and replace what press would have made.
    pub overrides: Vec<String>,
    /// How pages get their style, for the hosts' configurations.
    pub style: HostedStyle,
    /// The hosts that stories refer to for pictures.
    pub picture_hosts: &'a [String],
    /// The hosts that stories refer to for videos and audio recordings.
    pub media_hosts: &'a [String],
    /// The base path of the newspaper's address: empty, or for example `/paper`.
    pub base: &'a str,
}

impl Edition<'_> {
    /// Returns the input for the hosts' configurations.
    pub fn hosting(&self) -> HostingOptions<'_> {
        HostingOptions {
            base: self.base,
            style: &self.style,
            picture_hosts: self.picture_hosts,
            media_hosts: self.media_hosts,
            redirects: 0,
        }
    }
}
