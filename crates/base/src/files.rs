//! Files of the site that are made outside the pages: the app's, the hosts', the icons.

use std::collections::BTreeMap;

/// Bytes by their path from the site's root, without a leading slash.
pub type Files = BTreeMap<String, Vec<u8>>;
