//! The date bar: today's date in the newspaper's time zone, whatever the reader's zone.

use crate::fixtures::LEAD;
use crate::harness::{Browser, Dist, Fault, TestContext, TimeApi, fixed_clock_script, tests};
use anyhow::{Context, Result, ensure};

tests! {
    the_date_bar_says_today
    the_date_is_in_the_newspapers_time_zone
    the_date_changes_at_midnight
    the_date_does_not_wait_for_the_app
    without_script_the_bar_names_the_edition
    a_browser_that_does_not_know_the_time_zone_keeps_the_edition
}

/// Today's date in a time zone, as the bar prints it and as its `datetime` attribute.
fn today(zone: &str) -> Result<(String, String)> {
    let now = jiff::Timestamp::now().in_tz(zone)?;
    Ok((
        now.strftime("%B %-d, %Y").to_string(),
        now.strftime("%F").to_string(),
    ))
}

/// Checks the date bar of the front page. Reads the clock before and after, since the date can
/// change in between.
async fn date_bar_is_right(paper: &Browser, dist: &Dist) -> Result<()> {
    let zone = dist.site()?.time_zone;
    let before = today(&zone)?;
    paper.open("/").await?;
    paper.wait_for_element(".date-bar time").await?;
    paper.wait_frames(5).await?;
    let seen = paper.text(".date-bar").await?;
    let datetime = paper.attributes(".date-bar time", "datetime").await?;
    let right = |(text, date): &(String, String)| {
        seen == format!("Today: {text}") && datetime == [date.as_str()]
    };
    ensure!(
        right(&before) || right(&today(&zone)?),
        "the bar says {seen:?} {datetime:?}, today is {before:?}"
    );
    Ok(())
}

async fn the_date_bar_says_today(TestContext { paper, dist, .. }: &TestContext) -> Result<()> {
    date_bar_is_right(paper, dist).await
}

async fn the_date_is_in_the_newspapers_time_zone(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    // At any moment, the date in at least one of these zones differs from that in Los Angeles.
    for zone in [
        "Asia/Tokyo",
        "Pacific/Honolulu",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ] {
        paper.time_zone(zone).await?;
        let seen = paper
            .eval_string("Intl.DateTimeFormat().resolvedOptions().timeZone")
            .await?;
        ensure!(seen == zone, "the browser is in {seen}, not in {zone}");
        date_bar_is_right(paper, dist)
            .await
            .with_context(|| format!("with the reader in {zone}"))?;
    }
    Ok(())
}

async fn the_date_changes_at_midnight(TestContext { paper, dist, .. }: &TestContext) -> Result<()> {
    let zone = dist.site()?.time_zone;
    // The app sets a timer for midnight, which is a few seconds after it starts here.
    let evening: jiff::civil::DateTime = "2025-03-28T23:59:57".parse()?;
    let then = evening.in_tz(&zone)?.timestamp().as_millisecond();
    paper
        .add_init_script(&fixed_clock_script(then, TimeApi::Native))
        .await?;
    paper.open("/").await?;
    paper
        .wait_for_text(".date-bar", "Today: March 28, 2025")
        .await?;
    paper
        .eval(
            "void (window.bar = document.querySelector('.date-bar').getBoundingClientRect(),
               clock.now += 5000)",
        )
        .await?;
    paper
        .wait_for_text(".date-bar", "Today: March 29, 2025")
        .await?;
    let datetime = paper.attributes(".date-bar time", "datetime").await?;
    ensure!(datetime == ["2025-03-29"], "datetime {datetime:?}");
    let still = paper
        .eval(
            "(b => b.top === bar.top && b.height === bar.height)
             (document.querySelector('.date-bar').getBoundingClientRect())",
        )
        .await?;
    ensure!(still == true, "the date bar moved or changed its height");
    Ok(())
}

async fn the_date_does_not_wait_for_the_app(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let zone = stage.dist.site()?.time_zone;
    server.inject_fault("/assets/start*", Fault::status(503));
    for path in ["/", "/world", LEAD, "/tag/us"] {
        let before = today(&zone)?;
        paper.open_url(&server.url(path)).await?;
        let seen = (
            paper.text(".date-bar").await?,
            paper.attributes(".date-bar time", "datetime").await?,
        );
        let right = |(text, date): (String, String)| seen == (format!("Today: {text}"), vec![date]);
        ensure!(
            right(before.clone()) || right(today(&zone)?),
            "{path}: the bar says {seen:?}, today is {before:?}"
        );
        let link = paper
            .eval_string("document.querySelector('.date-bar a').pathname")
            .await?;
        ensure!(link == "/edition", "{path}: the bar leads to {link}");
        let app = paper
            .eval_string("document.documentElement.dataset.ready ?? 'none'")
            .await?;
        ensure!(
            app == "none",
            "{path}: the app runs, so this test shows nothing"
        );
    }
    Ok(())
}

async fn without_script_the_bar_names_the_edition(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url(LEAD)).await?;
    let html = paper.html().await?;
    let (_, bar) = html
        .split_once("class=\"date-bar\"")
        .context("the page has no date bar")?;
    let edition = "<a href=\"/edition/2025/02/18\">Edition of \
        <time datetime=\"2025-02-18\">February 18, 2025</time></a></div>";
    ensure!(
        bar.split_once('>')
            .is_some_and(|(_, bar)| bar.starts_with(edition)),
        "the date bar is {}",
        bar.split_once("</div>").map_or(bar, |(bar, _)| bar)
    );
    Ok(())
}

async fn a_browser_that_does_not_know_the_time_zone_keeps_the_edition(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper
        .add_init_script(
            "window.Temporal = undefined;
             Date.prototype.toLocaleDateString = Date.prototype.toLocaleString = () => {
               throw new RangeError('invalid time zone');
             };",
        )
        .await?;
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_app().await?;
    let bar = paper.text(".date-bar").await?;
    ensure!(
        bar == "Edition of February 18, 2025",
        "the date bar is {bar:?}"
    );
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start"
    );
    Ok(())
}
