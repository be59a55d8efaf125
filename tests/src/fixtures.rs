//! The pages that tests visit: addresses, selectors of links, and one page of every kind.

use crate::harness::{Fault, TestContext, listing, page_data_json};
use anyhow::Result;
use frontpage_model::Page;

/// The path of the lead story.
pub const LEAD: &str = "/2025/02/18/us-russia-missions";

/// The selector of the masthead's link to the World section.
pub const WORLD: &str = "nav[aria-label=Sections] a[href='/world']";
/// The selector of the masthead's link to the Business section.
pub const BUSINESS: &str = "nav[aria-label=Sections] a[href='/business']";

/// Selectors of links that lead from the front page through pages of every kind and back to it.
/// Each link is on the page that the one before it leads to.
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

/// A page of some kind, and how to open it.
pub struct PageFixture {
    /// The kind of the page, for messages.
    pub name: &'static str,
    /// The path.
    pub path: String,
    /// Whether it is a page that reports a failure.
    pub shows_error: bool,
    /// A rule that the server needs to show this page: a path and a fault.
    fault: Option<(&'static str, Fault)>,
}

impl PageFixture {
    /// Opens the page and waits until it is complete.
    ///
    /// # Errors
    /// When it does not load.
    pub async fn open(&self, TestContext { server, paper, .. }: &TestContext) -> Result<()> {
        if let Some((path, fault)) = &self.fault {
            server.inject_fault(path, fault.clone());
        }
        paper.open(&self.path).await?;
        paper.wait_for_element("h1").await?;
        // Rails and pictures load after the page.
        server.wait_until_idle().await?;
        paper.wait_frames(2).await?;
        if let Some((path, _)) = &self.fault {
            server.clear_fault(path);
        }
        Ok(())
    }
}

/// Returns one page of every kind.
///
/// # Errors
/// When the site has no stories.
pub fn one_of_every_kind(stage: &TestContext) -> Result<Vec<PageFixture>> {
    let place = |name, path: &str| PageFixture {
        name,
        path: path.into(),
        shows_error: false,
        fault: None,
    };
    let dist = &stage.dist;
    let older = Page::Listing(listing(Some(2), Some(1), Some(3))?);
    Ok(vec![
        place("front", "/"),
        place("section", "/world"),
        PageFixture {
            fault: Some(("/world/2.json", Fault::body(page_data_json(older)?))),
            ..place("older page", "/world/2")
        },
        place("article", LEAD),
        place(
            "article with every block",
            &dist.most_varied_story()?.url.to_string(),
        ),
        place("article in Spanish", &dist.spanish_story()?.url.to_string()),
        place(
            "article with Arabic",
            &dist.right_to_left_story()?.url.to_string(),
        ),
        place("tag", "/tag/mideast"),
        place("author", "/author/world-desk"),
        place("edition", "/edition/2025/02/18"),
        place("calendar of a month", "/edition/2025/02"),
        place("calendar of a year", "/edition/2025"),
        place("all editions", "/edition"),
        place("month of a section", "/world/2025/02"),
        PageFixture {
            shows_error: true,
            ..place("not found", "/no-such-page/at/all")
        },
        PageFixture {
            shows_error: true,
            fault: Some(("/business.json", Fault::body("{"))),
            ..place("error", "/business")
        },
    ])
}

/// Formats findings, given as pairs of place and finding. A finding on several pages is printed
/// once, with all its places.
pub fn group_findings(found: &[(String, String)]) -> String {
    let mut lines: Vec<(&str, Vec<&str>)> = vec![];
    for (place, finding) in found {
        match lines.iter_mut().find(|(known, _)| known == finding) {
            Some((_, places)) => places.push(place),
            None => lines.push((finding, vec![place])),
        }
    }
    let lines = lines
        .iter()
        .map(|(finding, places)| format!("{finding}\n  on {}", places.join("; ")));
    lines.collect::<Vec<_>>().join("\n")
}
