//! Reading with a keyboard, a screen reader, large letters, one's own colours.

use crate::harness::{Key, Paper, Stage, tests};
use crate::places::{LEAD, every_kind, grouped};
use anyhow::{Result, ensure};

tests! {
    a_keyboard_reaches_everything_in_order
    a_keyboard_turns_the_page
    every_page_has_its_landmarks
    axe_finds_nothing_in_light
    axe_finds_nothing_in_dark
    targets_are_large_enough
    forced_colours_keep_the_focus_visible
}

/// A stop of the Tab key.
struct Stop {
    place: String,
    name: String,
    visible: bool,
}

async fn stop(paper: &Paper) -> Result<Option<Stop>> {
    let seen = paper
        .js("(e => {
               if (e === document.body) return null;
               const place = e.closest('.skip-link') ? 'skip' : e.closest('.share-bar') ? 'share'
                 : e.closest('.rail--popular') ? 'popular' : e.closest('.rail--tag') ? 'tag'
                 : e.closest('header.masthead') ? 'masthead' : e.closest('main') ? 'story'
                 : e.closest('footer') ? 'colophon' : 'elsewhere';
               const outlined = e => {
                 const s = getComputedStyle(e);
                 return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1
                   || s.boxShadow !== 'none';
               };
               const after = getComputedStyle(e, '::after');
               const ring = outlined(e)
                 || after.content !== 'none' && after.outlineStyle !== 'none'
                   && parseFloat(after.outlineWidth) >= 1
                 || !!e.closest('.card') && outlined(e.closest('.card'));
               const r = e.getBoundingClientRect();
               const on_screen = r.width > 1 && r.height > 1 && r.bottom > 0 && r.top < innerHeight
                 && r.right > 0 && r.left < innerWidth;
               const name = (e.ariaLabel || e.textContent || e.querySelector('img')?.alt || '')
                 .trim().replace(/\\s+/g, ' ');
               return { place, name: name.slice(0, 60), visible: ring && on_screen };
             })(document.activeElement)")
        .await?;
    if seen.is_null() {
        return Ok(None);
    }
    let text = |key: &str| seen[key].as_str().unwrap_or_default().to_owned();
    Ok(Some(Stop {
        place: text("place"),
        name: text("name"),
        visible: seen["visible"] == true,
    }))
}

async fn a_keyboard_reaches_everything_in_order(stage: &Stage) -> Result<()> {
    let Stage {
        server,
        paper,
        dist,
        ..
    } = stage;
    paper.open(LEAD).await?;
    paper.wait_for_one("aside.rail--tag .rail__card a").await?;
    server.wait_for_quiet().await?;
    let mut stops = vec![];
    for _ in 0..120 {
        paper.press(Key::Tab).await?;
        let Some(stop) = stop(paper).await? else {
            break;
        };
        // some browsers begin anew at once
        if stop.place == "skip" && !stops.is_empty() {
            break;
        }
        stops.push(stop);
    }
    let walk: Vec<_> = stops
        .iter()
        .map(|s| format!("{} {:?}", s.place, s.name))
        .collect();
    let walk = walk.join(", ");
    for stop in &stops {
        ensure!(
            !stop.name.is_empty(),
            "a stop without a name in {}: {walk}",
            stop.place
        );
        ensure!(
            stop.visible,
            "the focus cannot be seen on {} {:?}",
            stop.place,
            stop.name
        );
    }
    let mut places: Vec<_> = stops.iter().map(|stop| stop.place.as_str()).collect();
    places.dedup();
    ensure!(
        places.starts_with(&["skip", "masthead", "story", "share", "popular", "tag"]),
        "the order is {places:?}: {walk}"
    );
    let of = |place: &str| -> Vec<&str> {
        stops
            .iter()
            .filter(|s| s.place == place)
            .map(|s| s.name.as_str())
            .collect()
    };
    let site = dist.site()?;
    let mut masthead = vec![site.name.as_str()];
    masthead.extend(site.sections.iter().map(|section| section.name.as_str()));
    ensure!(of("masthead") == masthead, "masthead: {:?}", of("masthead"));
    for name in ["Copy link", "Email", "Facebook", "Bluesky", "Print"] {
        ensure!(
            of("share").contains(&name),
            "no {name} in {:?}",
            of("share")
        );
    }
    ensure!(of("popular").len() == 4, "popular: {:?}", of("popular"));
    ensure!(of("tag").len() == 5, "tag: {:?}", of("tag"));
    let positive = paper
        .count("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")
        .await?;
    ensure!(positive == 0, "a tabindex that changes the order");
    Ok(())
}

async fn a_keyboard_turns_the_page(Stage { server, paper, .. }: &Stage) -> Result<()> {
    paper.open("/").await?;
    for _ in 0..20 {
        paper.press(Key::Tab).await?;
        if paper.focus().await? == "a World" {
            break;
        }
    }
    paper.press(Key::Enter).await?;
    paper.wait_for("h1", "World").await?;
    paper
        .wait_until(
            "the focus on the headline",
            "document.activeElement.localName === 'h1'",
        )
        .await?;
    // one step on from the headline is the first link of the page, one step back the masthead
    paper.press(Key::Tab).await?;
    ensure!(paper.js("!!document.activeElement.closest('main')").await? == true);
    paper.press(Key::ShiftTab).await?;
    ensure!(
        paper
            .js("!!document.activeElement.closest('header.masthead')")
            .await?
            == true
            || paper.focus().await?.starts_with("h1"),
        "focus on {}",
        paper.focus().await?
    );
    ensure!(server.documents() == 1);
    Ok(())
}

async fn every_page_has_its_landmarks(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    for place in every_kind(stage)? {
        place.open(stage).await?;
        let name = place.name;
        for css in [
            "header.masthead",
            "nav[aria-label=Sections]",
            "main#main",
            "footer.colophon",
        ] {
            ensure!(
                paper.count(css).await? == 1,
                "{name}: {css} {} times",
                paper.count(css).await?
            );
        }
        ensure!(paper.count("h1").await? == 1, "{name}: not one h1");
        let live = "[role=status][aria-live=polite]";
        ensure!(paper.count(live).await? == 1, "{name}: not one announcer");
        let levels = paper
            .list("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => h.localName)")
            .await?;
        let jump = levels
            .windows(2)
            .find(|w| w[1].as_bytes()[1] > w[0].as_bytes()[1] + 1);
        ensure!(jump.is_none(), "{name}: headings jump: {levels:?}");
    }
    Ok(())
}

async fn axe_finds_nothing(stage: &Stage, scheme: &str) -> Result<()> {
    let paper = &stage.paper;
    paper
        .media(
            "screen",
            &[
                ("prefers-color-scheme", scheme),
                ("prefers-reduced-motion", "reduce"),
            ],
        )
        .await?;
    let mut found = vec![];
    for place in every_kind(stage)? {
        place.open(stage).await?;
        for width in [320, 1280] {
            paper.viewport(width, 900).await?;
            paper.frames(2).await?;
            let name = place.name;
            let new = paper.axe().await?.into_iter();
            found.extend(new.map(|line| (format!("{name}, {width} px"), line)));
        }
    }
    ensure!(found.is_empty(), "{}", grouped(&found));
    Ok(())
}

async fn axe_finds_nothing_in_light(stage: &Stage) -> Result<()> {
    axe_finds_nothing(stage, "light").await
}

async fn axe_finds_nothing_in_dark(stage: &Stage) -> Result<()> {
    axe_finds_nothing(stage, "dark").await?;
    let ground = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor";
    let dark = stage.paper.say(ground).await?;
    stage
        .paper
        .media("screen", &[("prefers-color-scheme", "light")])
        .await?;
    let light = stage.paper.say(ground).await?;
    ensure!(dark != light, "dark is as light: {dark}");
    Ok(())
}

async fn targets_are_large_enough(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let mut small = vec![];
    for width in [320, 1280] {
        paper.viewport(width, 900).await?;
        for place in every_kind(stage)? {
            place.open(stage).await?;
            // WCAG 2.2, 2.5.8: links in running text are excepted; so are those that stand alone
            // within a circle of 24 px, which is not looked at here
            let found = paper
                .list(
                    "[...document.querySelectorAll('a[href], button')].filter(e => {
                       if (!e.checkVisibility() || e.matches('.skip-link')) return false;
                       const around = e.closest('p, li, dd, figcaption, td, th, h1, h2, h3');
                       if (around && e.localName === 'a'
                         && around.textContent.trim() !== e.textContent.trim()) return false;
                       const after = getComputedStyle(e, '::after');
                       if (after.content !== 'none' && after.position === 'absolute') return false;
                       const r = e.getBoundingClientRect();
                       return r.width < 24 || r.height < 24;
                     }).map(e => {
                       const r = e.getBoundingClientRect();
                       return `${e.textContent.trim()} ${Math.round(r.width)}×${Math.round(r.height)}`
                         + ` in .${e.closest('[class]')?.className}`;
                     })",
                )
                .await?;
            let name = place.name;
            small.extend(
                found
                    .into_iter()
                    .map(|f| (format!("{name}, {width} px"), f)),
            );
        }
    }
    ensure!(small.is_empty(), "{}", grouped(&small));
    Ok(())
}

async fn forced_colours_keep_the_focus_visible(Stage { paper, .. }: &Stage) -> Result<()> {
    paper
        .media("screen", &[("forced-colors", "active")])
        .await?;
    paper.open(LEAD).await?;
    paper.wait_for_one(".rail__card a").await?;
    for _ in 0..40 {
        paper.press(Key::Tab).await?;
        let Some(stop) = stop(paper).await? else {
            break;
        };
        ensure!(
            stop.visible,
            "the focus cannot be seen on {} {:?}",
            stop.place,
            stop.name
        );
    }
    Ok(())
}
