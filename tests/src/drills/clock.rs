//! The reader's clock: wrong, elsewhere, or on a day that is not 24 hours long.

use super::{open, the_story_is_readable};
use crate::harness::{Asks, Stage, clock, tests};
use crate::places::LEAD;
use anyhow::{Context, Result, ensure};

tests! {
    a_clock_wrong_by_a_year_breaks_nothing
    days_of_23_and_25_hours_begin_at_midnight
}

async fn told_at(stage: &Stage, instant: &str, asks: Asks, day: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let then: jiff::Timestamp = instant.parse()?;
    server.head(&format!(
        "<script>{}</script>",
        clock(then.as_millisecond(), asks)
    ));
    open(paper, &server, LEAD).await?;
    let told = paper.wait_for(".date-bar", &format!("Today: {day}")).await;
    told.with_context(|| format!("at {instant}, by {asks:?}"))?;
    the_story_is_readable(paper).await?;
    let dates = paper.text(".article__dates").await?;
    ensure!(
        dates.contains("February 18, 2025"),
        "the story is of {dates}"
    );
    Ok(())
}

async fn a_clock_wrong_by_a_year_breaks_nothing(stage: &Stage) -> Result<()> {
    // the clock is the reader's: what it says is what is shown
    told_at(
        stage,
        "2024-03-28T20:00:00Z",
        Asks::Anything,
        "March 28, 2024",
    )
    .await?;
    told_at(stage, "2031-03-28T20:00:00Z", Asks::Dates, "March 28, 2031").await
}

async fn days_of_23_and_25_hours_begin_at_midnight(stage: &Stage) -> Result<()> {
    for (instant, day) in [
        // Los Angeles moves its clocks on March 9 and November 2, 2025
        ("2025-03-09T07:58:00Z", "March 8, 2025"),
        ("2025-03-09T08:01:00Z", "March 9, 2025"),
        ("2025-03-10T06:58:00Z", "March 9, 2025"),
        ("2025-03-10T07:01:00Z", "March 10, 2025"),
        ("2025-11-02T06:58:00Z", "November 1, 2025"),
        ("2025-11-03T07:58:00Z", "November 2, 2025"),
        ("2025-11-03T08:01:00Z", "November 3, 2025"),
    ] {
        for asks in [Asks::Anything, Asks::Dates] {
            told_at(stage, instant, asks, day).await?;
        }
    }
    Ok(())
}
