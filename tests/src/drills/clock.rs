//! The reader's clock: wrong by a year, or on a day that is not 24 hours long.

use super::{expect_readable_story, open};
use crate::fixtures::LEAD;
use crate::harness::{TestContext, TimeApi, fixed_clock_script, tests};
use anyhow::{Context, Result, ensure};

tests! {
    a_clock_wrong_by_a_year_breaks_nothing
    days_of_23_and_25_hours_begin_at_midnight
}

/// Opens a story with the clock at `instant`, and checks that the date bar shows `day` and that the
/// story keeps its own date.
async fn shows_at(stage: &TestContext, instant: &str, asks: TimeApi, day: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let then: jiff::Timestamp = instant.parse()?;
    server.inject_into_head(&format!(
        "<script>{}</script>",
        fixed_clock_script(then.as_millisecond(), asks)
    ));
    open(paper, &server, LEAD).await?;
    let shown = paper
        .wait_for_text(".date-bar", &format!("Today: {day}"))
        .await;
    shown.with_context(|| format!("at {instant}, with {asks:?}"))?;
    expect_readable_story(paper).await?;
    let dates = paper.text(".article__dates").await?;
    ensure!(
        dates.contains("February 18, 2025"),
        "the story's date is {dates:?}, not February 18, 2025"
    );
    Ok(())
}

async fn a_clock_wrong_by_a_year_breaks_nothing(stage: &TestContext) -> Result<()> {
    // The page shows the date of the reader's clock, even if it is wrong.
    shows_at(
        stage,
        "2024-03-28T20:00:00Z",
        TimeApi::Native,
        "March 28, 2024",
    )
    .await?;
    shows_at(
        stage,
        "2031-03-28T20:00:00Z",
        TimeApi::DateOnly,
        "March 28, 2031",
    )
    .await
}

async fn days_of_23_and_25_hours_begin_at_midnight(stage: &TestContext) -> Result<()> {
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
        for asks in [TimeApi::Native, TimeApi::DateOnly] {
            shows_at(stage, instant, asks, day).await?;
        }
    }
    Ok(())
}
