//! Reading with a keyboard: the order of Tab stops, and navigation.

use super::tab_stops::{expected_stops, tab_through};
use crate::fixtures::{LEAD, one_of_every_kind};
use crate::harness::{Key, TestContext, tests};
use anyhow::{Context, Result, ensure};

tests! {
    a_keyboard_reaches_everything_in_order
    a_keyboard_goes_through_a_story_part_by_part
    a_keyboard_opens_a_page
    forced_colors_keep_the_focus_visible
}

async fn a_keyboard_reaches_everything_in_order(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        let meant = expected_stops(paper).await?;
        let stops = tab_through(paper).await.context(place.name)?;
        let stops = stops.into_iter().filter(|stop| stop.from_page);
        let reached: Vec<_> = stops.map(|stop| stop.name).collect();
        ensure!(
            reached == meant,
            "{}: Tab reaches {reached:?}, not {meant:?}",
            place.name
        );
    }
    Ok(())
}

async fn a_keyboard_goes_through_a_story_part_by_part(stage: &TestContext) -> Result<()> {
    let TestContext {
        server,
        paper,
        dist,
        ..
    } = stage;
    paper.open(LEAD).await?;
    paper
        .wait_for_element("aside.rail--tag .rail__card a")
        .await?;
    server.wait_until_idle().await?;
    let stops = tab_through(paper).await?;
    let described: Vec<_> = stops
        .iter()
        .map(|s| format!("{} {:?}", s.place, s.name))
        .collect();
    let described = described.join(", ");
    let mut places: Vec<_> = stops.iter().map(|stop| stop.place.as_str()).collect();
    places.dedup();
    ensure!(
        places.starts_with(&["skip", "masthead", "story", "share", "popular", "tag"]),
        "the order is {places:?}: {described}"
    );
    let names_in = |place: &str| -> Vec<&str> {
        stops
            .iter()
            .filter(|s| s.place == place)
            .map(|s| s.name.as_str())
            .collect()
    };
    let site = dist.site()?;
    let mut masthead = vec![site.name.as_str()];
    masthead.extend(site.sections.iter().map(|section| section.name.as_str()));
    let today = paper.text(".date-bar a").await?;
    masthead.push(&today);
    ensure!(
        names_in("masthead") == masthead,
        "the masthead's stops are {:?}, not {masthead:?}",
        names_in("masthead")
    );
    for name in ["Copy link", "Email", "Facebook", "Bluesky", "Print"] {
        ensure!(
            names_in("share").contains(&name),
            "the share bar has no stop {name:?}: {:?}",
            names_in("share")
        );
    }
    ensure!(
        names_in("popular").len() == 4,
        "Popular should have 4 stops, it has {:?}",
        names_in("popular")
    );
    ensure!(
        names_in("tag").len() == 5,
        "the tag rail should have 5 stops, it has {:?}",
        names_in("tag")
    );
    let positive = paper
        .count("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")
        .await?;
    ensure!(
        positive == 0,
        "{positive} elements have a tabindex that changes the order"
    );
    Ok(())
}

async fn a_keyboard_opens_a_page(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    for _ in 0..20 {
        paper.press(Key::Tab).await?;
        if paper.focused_element().await? == "a World" {
            break;
        }
    }
    paper.press(Key::Enter).await?;
    paper.wait_for_text("h1", "World").await?;
    paper
        .wait_until(
            "the focus on the headline",
            "document.activeElement.localName === 'h1'",
        )
        .await?;
    // Tab goes from the headline to the first link of the page, and Shift+Tab back to the headline
    // or into the masthead.
    paper.press(Key::Tab).await?;
    ensure!(
        paper
            .eval("!!document.activeElement.closest('main')")
            .await?
            == true
    );
    paper.press(Key::ShiftTab).await?;
    ensure!(
        paper
            .eval("!!document.activeElement.closest('header.masthead')")
            .await?
            == true
            || paper.focused_element().await?.starts_with("h1"),
        "focus on {}",
        paper.focused_element().await?
    );
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn forced_colors_keep_the_focus_visible(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper
        .media("screen", &[("forced-colors", "active")])
        .await?;
    paper.open(LEAD).await?;
    paper.wait_for_element(".rail__card a").await?;
    tab_through(paper).await?;
    Ok(())
}
