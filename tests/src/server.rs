//! The harness itself: the faults are what they say they are.

use crate::harness::{Ended, Fault, Stage, tests};
use anyhow::{Result, ensure};

tests! {
    faults_are_what_they_say
    the_browser_going_away_is_seen
}

async fn faults_are_what_they_say(Stage { server, paper, .. }: &Stage) -> Result<()> {
    // the app has its data, and asks for none of what follows
    paper.open("/").await?;
    let status = async |path: &str| {
        let status = paper
            .js_later(&format!(
                "fetch({path:?}).then(r => r.text().then(() => r.status))"
            ))
            .await;
        // a broken connection is a rejected promise
        status.map_or(0, |status| status.as_u64().unwrap_or_default())
    };
    ensure!(status("/site.json").await == 200);
    server.fail("/site.json", Fault::status(500).times(2));
    ensure!(status("/site.json").await == 500);
    ensure!(status("/site.json").await == 500);
    ensure!(status("/site.json").await == 200);
    server.fail("/site.json", Fault::dropped());
    ensure!(status("/site.json").await == 0);
    server.fail("/site.json", Fault::truncated());
    ensure!(status("/site.json").await == 200);
    ensure!(status("/no-such-file.json").await == 404);
    server.fail("/world.*", Fault::none());
    server.fail("*.json", Fault::held());
    paper
        .js("void fetch('/site.json').then(() => window.healed = true)")
        .await?;
    server.wait_for_end("/site.json", Ended::Open).await?;
    server.heal("*.json");
    server.heal("/site.json");
    paper
        .wait_until("the held answer", "window.healed === true")
        .await
}

async fn the_browser_going_away_is_seen(Stage { server, paper, .. }: &Stage) -> Result<()> {
    paper.open_early("/").await?;
    for fault in [Fault::held(), Fault::never_ending()] {
        server.fail("/other.json", fault);
        paper
            .js("void (window.stop_it = new AbortController(),
                 fetch('/other.json', { signal: stop_it.signal }).then(r => r.text(), () => 0))")
            .await?;
        server.wait_for_end("/other.json", Ended::Open).await?;
        paper.frames(5).await?;
        paper.js("void stop_it.abort()").await?;
        server.wait_for_end("/other.json", Ended::Aborted).await?;
    }
    Ok(())
}
