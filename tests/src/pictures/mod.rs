//! Pictures of record: how pages and their parts look on a phone and on a desk, in light and dark.
//! A change of look shows as a difference from `tests/pictures/`; `./dev pictures` takes them anew.

mod album;
mod pages;
mod parts;
mod record;

use crate::harness::{Asks, Paper, Seen, Server, Stage, Test, clock, wait_for};
use anyhow::Result;
use record::Record;
use std::mem::replace;
use tokio::sync::Mutex;

/// The tests that take pictures.
pub fn tests() -> Vec<Test> {
    let all = [pages::tests(), parts::tests(), album::tests()].concat();
    let pictures = |test| Test {
        pictures: true,
        ..test
    };
    all.into_iter().map(pictures).collect()
}

/// In CSS pixels: a phone and a desk.
const SIZES: [(u32, u32); 2] = [(360, 780), (1280, 900)];
const SCHEMES: [&str; 2] = ["light", "dark"];
/// Of a page, no more than this is pictured; what lies below it, the parts show.
const HEIGHT: u32 = 1600;
/// What the reader's clock says.
const NOW: &str = "2025-03-28T20:00:00Z";

/// Something that is pictured.
pub struct Subject {
    name: &'static str,
    /// Where it is, unless it is the page.
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

fn name(subject: &Subject, width: u32, scheme: &str) -> String {
    format!("{}-{width}-{scheme}", subject.name)
}

/// Opens the page for each width, and pictures the subjects on it in light and dark.
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
        // a picture that is wide enough already would not be asked for again: each width anew
        light(paper, SCHEMES[0]).await?;
        open().await?;
        arrange(paper).await?;
        for scheme in SCHEMES {
            light(paper, scheme).await?;
            for subject in subjects {
                look(paper, subject, &name(subject, width, scheme), &mut record).await?;
            }
        }
    }
    record.close().await
}

async fn light(paper: &Paper, scheme: &str) -> Result<()> {
    let features = [
        ("prefers-color-scheme", scheme),
        ("prefers-reduced-motion", "reduce"),
    ];
    paper.media("screen", &features).await
}

/// Puts a plate in the place of each picture: a new drawing is no change of look, and a plate
/// costs a record few bytes. Its diagonals show what is cut off.
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

/// Makes everything on the page fit for a picture, with no promise and no frame: these do not
/// come without script.
async fn arrange(paper: &Paper) -> Result<()> {
    paper.js(PLATES).await?;
    paper
        .wait_until(
            "all pictures",
            "[...document.images].every(img => img.complete && img.naturalWidth > 0)",
        )
        .await
}

/// A picture that is like its record, or like the next one.
async fn look(paper: &Paper, subject: &Subject, name: &str, record: &mut Record<'_>) -> Result<()> {
    let last = Mutex::new(vec![]);
    wait_for(&format!("{name} to stand still"), || async {
        let seen = paper.picture(subject.css, HEIGHT).await?;
        let before = replace(&mut *last.lock().await, seen.clone());
        let still = before == seen || record::is_like(name, &seen)?;
        Ok(Seen::when(still, || "a picture that changes".into()))
    })
    .await?;
    record.note(name, &last.into_inner())
}

/// Pictures the subjects on a page of the published site.
async fn as_published(stage: &Stage, subjects: &[Subject], path: &str) -> Result<()> {
    let (server, paper) = (&stage.published().await?, &stage.paper);
    take(stage, subjects, async || open(paper, server, path).await).await
}

async fn open(paper: &Paper, server: &Server, path: &str) -> Result<()> {
    paper.visit(&server.at(path)).await?;
    paper.ready().await?;
    // rails come after the page
    server.wait_for_quiet().await?;
    paper.frames(2).await
}
