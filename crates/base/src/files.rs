//! A map of site files that are made outside the pages: the app, host configuration, icons.

use std::collections::BTreeMap;

/// The content of files by path from the site's root, without a leading slash.
pub type Files = BTreeMap<String, Vec<u8>>;
