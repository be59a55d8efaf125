//! The redirects in the site's `_redirects`, read again when the file has changed.

use frontpage_hosting::RedirectRules;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;
use tokio::sync::Mutex;

/// The rules as they were last read.
#[derive(Debug, Default)]
pub(super) struct Redirects(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The time and size of the file from which the rules were read; `None` if there was no file.
    stamp: Option<(SystemTime, u64)>,
    rules: Arc<RedirectRules>,
}

impl Redirects {
    /// Returns the redirect rules of the site. There are none if it has no `_redirects`.
    pub(super) async fn rules(&self, folder: &Path) -> Arc<RedirectRules> {
        let file = folder.join("_redirects");
        let stamp = tokio::fs::metadata(&file).await.ok();
        let stamp = stamp.and_then(|file| Some((file.modified().ok()?, file.len())));
        let mut known = self.0.lock().await;
        if known.stamp != stamp {
            let text = match stamp {
                Some(_) => tokio::fs::read_to_string(&file).await.unwrap_or_default(),
                None => String::new(),
            };
            *known = Known {
                stamp,
                rules: Arc::new(RedirectRules::parse(&text)),
            };
        }
        known.rules.clone()
    }
}
