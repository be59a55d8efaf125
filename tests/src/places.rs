//! The pages that tests visit, and what they have in common.

use crate::harness::{Fault, Stage};
use anyhow::Result;

/// The lead story.
pub const LEAD: &str = "/2025/02/18/us-russia-missions";

/// A page of each kind, and how it is reached.
pub struct Place {
    /// In words.
    pub name: &'static str,
    /// Its path.
    pub path: String,
    /// A rule for the server that this page needs.
    fault: Option<(&'static str, Fault)>,
}

impl Place {
    /// Opens it.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn open(&self, Stage { server, paper, .. }: &Stage) -> Result<()> {
        if let Some((path, fault)) = &self.fault {
            server.fail(path, fault.clone());
        }
        paper.open(&self.path).await?;
        paper.wait_for_one("h1").await?;
        // rails and pictures come after the page
        server.wait_for_quiet().await?;
        paper.frames(2).await?;
        if let Some((path, _)) = &self.fault {
            server.heal(path);
        }
        Ok(())
    }

    /// Whether it is there to say that something failed.
    pub fn is_a_failure(&self) -> bool {
        self.fault.is_some() || self.path.contains("no-such")
    }
}

/// A page of every kind.
///
/// # Errors
/// When the site has no stories.
pub fn every_kind(stage: &Stage) -> Result<Vec<Place>> {
    let place = |name, path: &str| Place {
        name,
        path: path.into(),
        fault: None,
    };
    let richest = stage.dist.richest()?.url.to_string();
    Ok(vec![
        place("front", "/"),
        place("section", "/world"),
        place("article", LEAD),
        place("article with every block", &richest),
        place("tag", "/tag/mideast"),
        place("author", "/author/world-desk"),
        place("not found", "/no-such-page/at/all"),
        Place {
            fault: Some(("/business.json", Fault::body("{"))),
            ..place("error", "/business")
        },
    ])
}
