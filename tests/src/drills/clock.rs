//! The reader's clock: wrong by a year, or on a day that is not 24 hours long.

use super::{open, the_story_is_readable};
use crate::harness::{Asks, Stage, clock, tests};
use crate::places::LEAD;
use anyhow::{Context, Result, ensure};

tests! {
    a_clock_wrong_by_a_year_breaks_nothing
    days_of_23_and_25_hours_begin_at_midnight
}

/// Opens a story with the clock at `instant`, and checks that the date bar shows `day` and that the
/// story keeps its own date.
async fn shows_at(stage: &Stage, instant: &str, asks: Asks, day: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let then: jiff::Timestamp = instant.parse()?;
    server.head(&format!(
        "<script>{}</script>",
        clock(then.as_millisecond(), asks)
    ));
    open(paper, &server, LEAD).await?;
    let shown = paper.wait_for(".date-bar", &format!("Today: {day}")).await;
    shown.with_context(|| format!("at {instant}, with {asks:?}"))?;
    the_story_is_readable(paper).await?;
    let dates = paper.text(".article__dates").await?;
    ensure!(
        dates.contains("February 18, 2025"),
        "the story's date is {dates:?}, not February 18, 2025"
    );
    Ok(())
}

async fn a_clock_wrong_by_a_year_breaks_nothing(stage: &Stage) -> Result<()> {
    // The page shows the date of the reader's clock, even if it is wrong.
    shows_at(
        stage,
        "2024-03-28T20:00:00Z",
        Asks::Anything,
        "March 28, 2024",
    )
    .await?;
    shows_at(stage, "2031-03-28T20:00:00Z", Asks::Dates, "March 28, 2031").await
}

async fn days_of_23_and_25_hours_begin_at_midnight(stage: &Stage) -> Result<()> {
    for (instant, day) in [
        // Daylight saving time in Los Angeles starts on March 9 and ends on November 2, 2025.
        ("2025-03-09T07:58:00Z", "March 8, 2025"),
        ("2025-03-09T08:01:00Z", "March 9, 2025"),
        ("2025-03-10T06:58:00Z", "March 9, 2025"),
        ("2025-03-10T07:01:00Z", "March 10, 2025"),
        ("2025-11-02T06:58:00Z", "November 1, 2025"),
        ("2025-11-03T07:58:00Z", "November 2, 2025"),
        ("2025-11-03T08:01:00Z", "November 3, 2025"),
    ] {
        for asks in [Asks::Anything, Asks::Dates] {
            shows_at(stage, instant, asks, day).await?;
        }
    }
    Ok(())
}
