//! Visual baselines: how pages and their parts look on a phone and a desktop, in light and dark
//! mode. The tests compare screenshots with `tests/pictures/`; `./dev pictures` updates the
//! baselines.

mod album;
mod pages;
mod parts;
mod record;

use crate::harness::{Asks, Paper, Seen, Server, Stage, Test, clock, wait_for};
use anyhow::Result;
use record::Record;
use std::mem::replace;
use tokio::sync::Mutex;

/// The tests that compare screenshots with baselines.
pub fn tests() -> Vec<Test> {
    let tests = [pages::tests(), parts::tests(), album::tests()].concat();
    let pictures = |test| Test {
        pictures: true,
        ..test
    };
    tests.into_iter().map(pictures).collect()
}

/// The widths and heights of the viewport in CSS pixels: a phone and a desktop.
const SIZES: [(u32, u32); 2] = [(360, 780), (1280, 900)];
const SCHEMES: [&str; 2] = ["light", "dark"];
/// The maximum height of a screenshot in CSS pixels. What lies below it is covered by the tests of
/// parts.
const HEIGHT: u32 = 1600;
/// The time on the reader's clock.
const NOW: &str = "2025-03-28T20:00:00Z";

/// A page, or a part of one, that has baselines.
pub struct Subject {
    name: &'static str,
    /// The selector of the part; `None` for the whole page.
    css: Option<&'static str>,
}

const fn page(name: &'static str) -> Subject {
    Subject { name, css: None }
}

const fn part(name: &'static str, css: &'static str) -> Subject {
    Subject {
        name,
        css: Some(css),
    }
}

/// The name of a baseline, such as `masthead-360-dark`.
fn name(subject: &Subject, width: u32, scheme: &str) -> String {
    format!("{}-{width}-{scheme}", subject.name)
}

/// Opens the page at each width, and compares the subjects on it in light and dark mode.
async fn take<F>(stage: &Stage, subjects: &[Subject], open: impl Fn() -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    let paper = &stage.paper;
    let now: i64 = NOW.parse::<jiff::Timestamp>()?.as_millisecond();
    paper.before_every_page(&clock(now, Asks::Anything)).await?;
    let mut record = Record::new(stage);
    for (width, height) in SIZES {
        paper.viewport(width, height).await?;
        // Reload the page at each width: a browser keeps a picture that is wide enough already.
        set_scheme(paper, SCHEMES[0]).await?;
        open().await?;
        arrange(paper).await?;
        for scheme in SCHEMES {
            set_scheme(paper, scheme).await?;
            for subject in subjects {
                look(paper, subject, &name(subject, width, scheme), &mut record).await?;
            }
        }
    }
    record.close().await
}

/// Sets the color scheme, and turns motion off.
async fn set_scheme(paper: &Paper, scheme: &str) -> Result<()> {
    let features = [
        ("prefers-color-scheme", scheme),
        ("prefers-reduced-motion", "reduce"),
    ];
    paper.media("screen", &features).await
}

/// Replaces each picture by a gray placeholder, so that a new picture does not change the
/// baselines, and so that they stay small. The placeholder's diagonals show how it is cropped.
const PLATES: &str = "void document.querySelectorAll('img').forEach(img => {
    if (img.src.startsWith('data:')) return;
    img.closest('picture')?.querySelectorAll('source').forEach(source => source.remove());
    const [w, h] = ['width', 'height'].map(name => img.getAttribute(name));
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${w}' height='${h}'>
        <rect width='100%' height='100%' fill='#8d99a3'/>
        <path d='M0 0 ${w} ${h} M0 ${h} ${w} 0' stroke='#6c7882' stroke-width='${w / 50}'/></svg>`;
    img.removeAttribute('srcset');
    img.loading = 'eager';
    img.src = 'data:image/svg+xml,' + encodeURIComponent(svg);
})";

/// Puts the placeholders in place and waits for them. Uses neither promises nor animation frames,
/// which do not run in a page whose scripts are turned off.
async fn arrange(paper: &Paper) -> Result<()> {
    paper.js(PLATES).await?;
    paper
        .wait_until(
            "all pictures",
            "[...document.images].every(img => img.complete && img.naturalWidth > 0)",
        )
        .await
}

/// Takes screenshots of a subject until one equals its baseline or the screenshot before it, and
/// compares that one.
async fn look(paper: &Paper, subject: &Subject, name: &str, record: &mut Record<'_>) -> Result<()> {
    let last = Mutex::new(vec![]);
    wait_for(&format!("{name} to stop changing"), || async {
        let seen = paper.picture(subject.css, HEIGHT).await?;
        let before = replace(&mut *last.lock().await, seen.clone());
        let still = before == seen || record::is_like(name, &seen)?;
        Ok(Seen::when(still, || {
            "a screenshot that still changes".into()
        }))
    })
    .await?;
    record.note(name, &last.into_inner())
}

/// Compares the subjects on a page of the published site.
async fn as_published(stage: &Stage, subjects: &[Subject], path: &str) -> Result<()> {
    let (server, paper) = (&stage.published().await?, &stage.paper);
    take(stage, subjects, async || open(paper, server, path).await).await
}

async fn open(paper: &Paper, server: &Server, path: &str) -> Result<()> {
    paper.visit(&server.at(path)).await?;
    paper.ready().await?;
    // Rails load after the page.
    server.wait_for_quiet().await?;
    paper.frames(2).await
}
