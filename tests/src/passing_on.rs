//! A story that is passed on: by the share bar, and by the browser's own *Share*.

use crate::harness::{Fault, Notice, Server, Stage, tests};
use crate::places::LEAD;
use anyhow::{Result, ensure};

tests! {
    the_browser_passes_on_the_page_on_screen
    what_became_of_a_copy_is_seen_and_told_each_time
}

async fn the_browser_passes_on_the_page_on_screen(stage: &Stage) -> Result<()> {
    let (server, paper) = (Server::published(&stage.site).await?, &stage.paper);
    let site = stage.dist.site()?.url;
    let named = async || paper.attributes("link[rel=canonical]", "href").await;
    paper.visit(&format!("{}{LEAD}", server.origin())).await?;
    paper.ready().await?;
    ensure!(named().await? == [format!("{site}{LEAD}")]);
    paper
        .activate("nav[aria-label=Sections] a[href='/world']")
        .await?;
    paper.wait_for("h1", "World").await?;
    ensure!(
        named().await? == [format!("{site}/world")],
        "{:?}",
        named().await?
    );
    paper.back().await?;
    paper.wait_for_one("h1.article__headline").await?;
    ensure!(
        named().await? == [format!("{site}{LEAD}")],
        "{:?}",
        named().await?
    );
    server.fail("/us.json", Fault::status(404));
    paper
        .activate("nav[aria-label=Sections] a[href='/us']")
        .await?;
    paper.told(Notice::NotFound).await?;
    ensure!(
        named().await? == [format!("{site}/us")],
        "{:?}",
        named().await?
    );
    Ok(())
}

async fn what_became_of_a_copy_is_seen_and_told_each_time(
    Stage { paper, dist, .. }: &Stage,
) -> Result<()> {
    let copy = "[...document.querySelectorAll('.share-bar button')]
                  .find(b => b.textContent.trim() === 'Copy link').click()";
    let seen = "p.share-bar__told";
    paper
        .before_every_page(
            "navigator.clipboard.writeText = async () => {
               if (window.refused) throw new DOMException('no', 'NotAllowedError');
             };",
        )
        .await?;
    paper.open(LEAD).await?;
    paper
        .js("void (window.told = [],
             new MutationObserver(() => told.push(document.querySelector('.announcer').textContent))
               .observe(document.querySelector('.announcer'), { subtree: true, characterData: true,
                                                                childList: true }))")
        .await?;
    let height = async || {
        paper
            .js("document.querySelector('p.share-bar__told').offsetHeight")
            .await
    };
    ensure!(height().await? == 0, "told of nothing: {}", height().await?);
    paper.js(copy).await?;
    paper.wait_for(seen, "Link copied.").await?;
    ensure!(height().await?.as_u64() > Some(10), "not seen");
    // a region that gets the text that it has is not read out
    paper.js(copy).await?;
    paper
        .wait_until(
            "another announcement",
            "told.length >= 2 && told.every(said => /^Link copied/.test(said))",
        )
        .await?;
    paper.js("void (window.refused = true)").await?;
    paper.js(copy).await?;
    let address = format!("{}{LEAD}", dist.site()?.url);
    let told = format!("The link could not be copied. It is {address}");
    paper.wait_for(seen, &told).await
}
