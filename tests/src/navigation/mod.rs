//! Navigation within the running app: links, history, focus, titles and pages that do not exist.

mod clicks;
mod history;
mod opening;
mod page_links;

use crate::harness::{Browser, Test};
use anyhow::Result;

/// Returns all tests of navigation.
pub fn tests() -> Vec<Test> {
    [
        clicks::tests(),
        history::tests(),
        opening::tests(),
        page_links::tests(),
    ]
    .concat()
}

/// Marks the window and the masthead, so that the test notices if either is replaced.
async fn mark(paper: &Browser) -> Result<()> {
    paper
        .eval(
            "void (window.marked = true, document.querySelector('header.masthead').marked = true)",
        )
        .await?;
    Ok(())
}

async fn still_marked(paper: &Browser) -> Result<bool> {
    let marked = paper
        .eval("window.marked === true && document.querySelector('header.masthead').marked === true")
        .await?;
    Ok(marked == true)
}
