//! Visual baselines: how pages and the groups of the gallery look on a phone and a desktop, in light and dark
//! mode. The tests compare screenshots with `tests/baselines/`; `./dev baselines` updates the
//! baselines.

mod album;
mod difference;
mod gallery;
mod pages;
mod record;

use crate::harness::{
    Browser, Seen, Server, Test, TestContext, TimeApi, fixed_clock_script, wait_for,
};
use anyhow::Result;
use record::Comparison;
use std::borrow::Cow;
use std::mem::replace;
use tokio::sync::Mutex;

/// The tests that compare screenshots with baselines.
pub fn tests() -> Vec<Test> {
    let tests = [pages::tests(), gallery::tests(), album::tests()].concat();
    let baselines = |test| Test {
        is_baseline: true,
        ..test
    };
    tests.into_iter().map(baselines).collect()
}

/// The widths and heights of the viewport in CSS pixels: a phone and a desktop.
const SIZES: [(u32, u32); 2] = [(360, 780), (1280, 900)];
const SCHEMES: [&str; 2] = ["light", "dark"];
/// The time on the reader's clock.
const NOW: &str = "2025-03-28T20:00:00Z";

/// A page, or a group of the gallery, that has baselines.
#[derive(Clone)]
pub struct Subject {
    /// The first part of the name of its baselines.
    name: Cow<'static, str>,
    /// The `id` of a group of the gallery; `None` for a whole page.
    group: Option<&'static str>,
    /// The maximum height of a screenshot in CSS pixels.
    height: u32,
    /// The color schemes in which it is shown.
    schemes: &'static [&'static str],
}

impl Subject {
    /// The names of its baselines, such as `front-360-dark`.
    fn baselines(&self) -> impl Iterator<Item = String> {
        let scheme = |scheme| SIZES.map(|(width, _)| name(self, width, scheme));
        self.schemes.iter().copied().flat_map(scheme)
    }
}

/// The name of a baseline, such as `front-360-dark`.
fn name(subject: &Subject, width: u32, scheme: &str) -> String {
    format!("{}-{width}-{scheme}", subject.name)
}

/// Opens the page at each width, and compares the subjects on it in light and dark mode.
async fn compare_subjects<F>(
    stage: &TestContext,
    subjects: &[Subject],
    open: impl Fn() -> F,
) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    let paper = &stage.paper;
    let now: i64 = NOW.parse::<jiff::Timestamp>()?.as_millisecond();
    paper
        .add_init_script(&fixed_clock_script(now, TimeApi::Native))
        .await?;
    let mut record = Comparison::new(stage);
    for (width, height) in SIZES {
        paper.viewport(width, height).await?;
        // Reload the page at each width: a browser keeps a picture that is wide enough already.
        set_scheme(paper, SCHEMES[0]).await?;
        open().await?;
        arrange(paper).await?;
        for scheme in SCHEMES {
            set_scheme(paper, scheme).await?;
            for subject in subjects.iter().filter(|s| s.schemes.contains(&scheme)) {
                screenshot_when_still(paper, subject, &name(subject, width, scheme), &mut record)
                    .await?;
            }
        }
    }
    record.finish().await
}

/// Sets the color scheme, and turns motion off.
async fn set_scheme(paper: &Browser, scheme: &str) -> Result<()> {
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
async fn arrange(paper: &Browser) -> Result<()> {
    paper.eval(PLATES).await?;
    paper
        .wait_until(
            "all pictures",
            "[...document.images].every(img => img.complete && img.naturalWidth > 0)",
        )
        .await
}

/// Takes screenshots of a subject until one equals its baseline or the screenshot before it, and
/// compares that one.
async fn screenshot_when_still(
    paper: &Browser,
    subject: &Subject,
    name: &str,
    record: &mut Comparison<'_>,
) -> Result<()> {
    let css = subject.group.map(|id| format!("#{id}"));
    if let Some(css) = &css {
        // Hide the other groups: a screenshot of a part takes longer on a longer page.
        let hide = "[...document.querySelectorAll('main > section')].forEach";
        paper
            .eval(&format!(
                "void {hide}(part => part.hidden = !part.matches('{css}'))"
            ))
            .await?;
    }
    let last = Mutex::new(vec![]);
    wait_for(&format!("{name} to stop changing"), || async {
        let seen = paper.capture(css.as_deref(), subject.height).await?;
        let before = replace(&mut *last.lock().await, seen.clone());
        let still = before == seen || record::equals_baseline(name, &seen)?;
        Ok(Seen::when(still, || {
            "a screenshot that still changes".into()
        }))
    })
    .await?;
    record.compare(name, &last.into_inner())
}

/// Compares the subjects on a page of the published site.
async fn compare_published(stage: &TestContext, subjects: &[Subject], path: &str) -> Result<()> {
    let (server, paper) = (&stage.published().await?, &stage.paper);
    compare_subjects(stage, subjects, async || open(paper, server, path).await).await
}

async fn open(paper: &Browser, server: &Server, path: &str) -> Result<()> {
    paper.open_url(&server.url(path)).await?;
    paper.wait_for_app().await?;
    // Rails load after the page.
    server.wait_until_idle().await?;
    paper.wait_frames(2).await
}
