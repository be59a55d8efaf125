//! Checks of every component and block in all its states, in the gallery.

use crate::fixtures::group_findings;
use crate::harness::{Browser, Server, TestContext, tests};
use anyhow::{Context, Result, ensure};
use frontpage_gallery::{VARIANTS, Variant};
use frontpage_model::Direction;

tests! {
    no_component_is_wider_than_its_page
    axe_finds_nothing_in_any_state
    english_sentences_keep_their_period_from_right_to_left
}

/// Rules of axe-core about a document as a whole, which a list of components cannot keep: each
/// component brings the headings, landmarks and ids of a page of its own.
const RULES_OF_DOCUMENTS: [&str; 9] = [
    "duplicate-id-aria",
    "heading-order",
    "landmark-banner-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-unique",
    "page-has-heading-one",
];

/// Starts a server for the gallery, whose folder is removed when the second value is dropped.
async fn serve() -> Result<(Server, tempfile::TempDir)> {
    let folder = tempfile::tempdir()?;
    frontpage_gallery::write(folder.path())?;
    let server = Server::start(folder.path()).await?;
    Ok((server, folder))
}

async fn open(paper: &Browser, server: &Server, variant: &Variant) -> Result<()> {
    let url = server.url(&format!("/{}", variant.file()));
    paper.open_url(&url).await
}

async fn no_component_is_wider_than_its_page(stage: &TestContext) -> Result<()> {
    let (server, _folder) = serve().await?;
    let paper = &stage.paper;
    let mut wide = vec![];
    for variant in &VARIANTS {
        open(paper, &server, variant).await?;
        for width in [320, 768, 1280] {
            paper.viewport(width, 900).await?;
            let overflow = paper
                .eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .await?;
            if overflow != 0 {
                let parts = paper
                    .eval_strings(
                        "[...document.querySelectorAll('.specimens__specimen')].filter(part =>
                           part.scrollWidth > part.clientWidth).map(part =>
                           part.parentElement.id + ': ' + part.firstElementChild.textContent)",
                    )
                    .await?;
                wide.push(format!(
                    "{}, {width} px, by {overflow} px: {parts:?}",
                    variant.name()
                ));
            }
        }
    }
    ensure!(wide.is_empty(), "{wide:#?}");
    Ok(())
}

async fn axe_finds_nothing_in_any_state(stage: &TestContext) -> Result<()> {
    let (server, _folder) = serve().await?;
    let paper = &stage.paper;
    let mut found = vec![];
    for variant in &VARIANTS {
        open(paper, &server, variant).await?;
        let findings = paper.axe().await?;
        let findings = findings.into_iter().filter(|finding| {
            let rule = finding.split([' ', ',']).next().unwrap_or_default();
            !RULES_OF_DOCUMENTS.contains(&rule)
        });
        found.extend(findings.map(|finding| (variant.name(), finding)));
    }
    ensure!(found.is_empty(), "{}", group_findings(&found));
    Ok(())
}

async fn english_sentences_keep_their_period_from_right_to_left(stage: &TestContext) -> Result<()> {
    let (server, _folder) = serve().await?;
    let paper = &stage.paper;
    let arabic = VARIANTS.iter().find(|v| v.words.dir == Direction::Rtl);
    open(
        paper,
        &server,
        arabic.context("no variant runs from right to left")?,
    )
    .await?;
    // Returns the texts whose last character is to the left of the one before it.
    let sentences = "[...document.querySelectorAll(
        '.notice p, .rail__missing, .share-bar__told, .listing__about')]
        .filter(sentence => /^[A-Z].*[a-z.]$/s.test(sentence.textContent))";
    let count = paper.eval(&format!("{sentences}.length")).await?;
    ensure!(
        count.as_u64().is_some_and(|count| count >= 5),
        "{count} sentences"
    );
    let script = format!(
        "{sentences}.filter(sentence => {{
           const texts = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
           const words = texts.lastChild();
           const left = at => {{
             const range = document.createRange();
             range.setStart(words, at);
             range.setEnd(words, at + 1);
             return range.getBoundingClientRect();
           }};
           const [before, last] = [left(words.length - 2), left(words.length - 1)];
           return last.top === before.top && last.left < before.left;
         }}).map(sentence => sentence.textContent)"
    );
    let turned = paper.eval_strings(&script).await?;
    ensure!(
        turned.is_empty(),
        "the end is on the wrong side: {turned:#?}"
    );
    Ok(())
}
