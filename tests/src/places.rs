//! The pages that tests visit, and what they have in common.

use crate::harness::{Fault, Stage, listing, twin_json};
use anyhow::Result;
use frontpage_model::Page;

/// The lead story.
pub const LEAD: &str = "/2025/02/18/us-russia-missions";

/// The way to a section: the link in the masthead.
pub const WORLD: &str = "nav[aria-label=Sections] a[href='/world']";
/// And to another one.
pub const BUSINESS: &str = "nav[aria-label=Sections] a[href='/business']";

/// Links that lead through pages of every kind, one from the page of the other, from the front page
/// and back to it.
pub fn tour() -> [String; 6] {
    let story = format!(".card a[href='{LEAD}']");
    let rest = [
        ".article__byline a",
        ".card a",
        ".article__tags a",
        ".masthead__name",
    ];
    let [author, other, tag, home] = rest.map(String::from);
    [WORLD.into(), story, author, other, tag, home]
}

/// A page of each kind, and how it is reached.
pub struct Place {
    /// In words.
    pub name: &'static str,
    /// Its path.
    pub path: String,
    /// Whether it is there to say that something failed.
    pub fails: bool,
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
}

/// A page of every kind.
///
/// # Errors
/// When the site has no stories.
pub fn every_kind(stage: &Stage) -> Result<Vec<Place>> {
    let place = |name, path: &str| Place {
        name,
        path: path.into(),
        fails: false,
        fault: None,
    };
    let dist = &stage.dist;
    let older = Page::Listing(listing(Some(2), Some(1), Some(3))?);
    Ok(vec![
        place("front", "/"),
        place("section", "/world"),
        Place {
            fault: Some(("/world/2.json", Fault::body(twin_json(older)?))),
            ..place("older page", "/world/2")
        },
        place("article", LEAD),
        place("article with every block", &dist.richest()?.url.to_string()),
        place("article in Spanish", &dist.spanish()?.url.to_string()),
        place("article with Arabic", &dist.reversed()?.url.to_string()),
        place("tag", "/tag/mideast"),
        place("author", "/author/world-desk"),
        Place {
            fails: true,
            ..place("not found", "/no-such-page/at/all")
        },
        Place {
            fails: true,
            fault: Some(("/business.json", Fault::body("{"))),
            ..place("error", "/business")
        },
    ])
}

/// The same finding on several pages, told once: `what` and where.
pub fn grouped(found: &[(String, String)]) -> String {
    let mut lines: Vec<(&str, Vec<&str>)> = vec![];
    for (place, what) in found {
        match lines.iter_mut().find(|(known, _)| known == what) {
            Some((_, places)) => places.push(place),
            None => lines.push((what, vec![place])),
        }
    }
    let lines = lines
        .iter()
        .map(|(what, places)| format!("{what}\n  on {}", places.join("; ")));
    lines.collect::<Vec<_>>().join("\n")
}
