//! The Tab stops of a page.

use crate::harness::{Browser, Key};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// A stop of the Tab key.
pub struct TabStop {
    /// The part of the page, such as `masthead`.
    pub place: String,
    /// The start of its accessible name.
    pub name: String,
    /// Whether the page makes it a stop. Browsers can add stops, such as elements that scroll.
    pub from_page: bool,
    /// Whether the focus is visible here.
    seen: bool,
    /// The element that covers its middle; empty if none does.
    cover: String,
}

/// Selects the elements that the page makes Tab stops.
const MEANT: &str = "a[href], button, [tabindex='0']";

/// A JavaScript function for the name of an element, cut off after 60 characters.
const NAME: &str = r"(e => (e.ariaLabel || e.textContent || e.querySelector('img')?.alt || '')
    .trim().replace(/\s+/g, ' ').slice(0, 60))";

/// More stops than any page has.
const MANY: usize = 200;

/// The names of all visible elements that the page makes Tab stops, in document order.
///
/// # Errors
/// When the browser fails.
pub async fn expected_stops(paper: &Browser) -> Result<Vec<String>> {
    paper
        .eval_strings(&format!(
            "[...document.querySelectorAll({MEANT:?})]
               .filter(e => e.checkVisibility({{ visibilityProperty: true }})).map({NAME})"
        ))
        .await
}

/// Presses Tab until the end of the current page and returns its stops.
///
/// # Errors
/// When a stop has no name, is covered, or does not show the focus.
pub async fn tab_through(paper: &Browser) -> Result<Vec<TabStop>> {
    let mut stops: Vec<TabStop> = vec![];
    for _ in 0..MANY {
        paper.press(Key::Tab).await?;
        let Some(stop) = settled_stop(paper).await? else {
            break;
        };
        // Some browsers go straight back to the first stop.
        if stop.place == "skip" && !stops.is_empty() {
            break;
        }
        let TabStop {
            place,
            name,
            seen,
            cover,
            ..
        } = &stop;
        ensure!(!name.is_empty(), "a Tab stop in {place} has no name");
        ensure!(seen, "the focus is not visible on {place} {name:?}");
        ensure!(
            cover.is_empty(),
            "{cover} covers the focused element: {place} {name:?}"
        );
        stops.push(stop);
    }
    ensure!(
        (3..MANY).contains(&stops.len()),
        "the page has {} Tab stops",
        stops.len()
    );
    Ok(stops)
}

/// How long a browser may take to scroll to the focused element.
const PATIENCE: Duration = Duration::from_secs(2);

/// The stop that has the focus, after the browser has scrolled to it. WebKit moves the focus first and scrolls
/// a few frames later.
async fn settled_stop(paper: &Browser) -> Result<Option<TabStop>> {
    let start = Instant::now();
    loop {
        match here(paper).await? {
            Some(stop) if (!stop.seen || !stop.cover.is_empty()) && start.elapsed() < PATIENCE => {
                paper.wait_frames(1).await?;
            }
            stop => return Ok(stop),
        }
    }
}

/// The stop that has the focus; `None` if the focus is on the body.
async fn here(paper: &Browser) -> Result<Option<TabStop>> {
    let seen = paper
        .eval(&format!("(e => {{
               if (e === document.body) return null;
               const place = e.closest('.skip-link') ? 'skip' : e.closest('.share-bar') ? 'share'
                 : e.closest('.rail--popular') ? 'popular' : e.closest('.rail--tag') ? 'tag'
                 : e.closest('header.masthead') ? 'masthead' : e.closest('main') ? 'story'
                 : e.closest('footer') ? 'colophon' : 'elsewhere';
               const outlined = e => {{
                 const s = getComputedStyle(e);
                 return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1
                   || s.boxShadow !== 'none';
               }};
               const after = getComputedStyle(e, '::after');
               const ring = outlined(e)
                 || after.content !== 'none' && after.outlineStyle !== 'none'
                   && parseFloat(after.outlineWidth) >= 1
                 || !!e.closest('.card') && outlined(e.closest('.card'));
               // A link can run over two lines: look at the first.
               const r = e.getClientRects()[0] ?? e.getBoundingClientRect();
               const left = Math.max(r.left, 0), right = Math.min(r.right, innerWidth);
               const top = Math.max(r.top, 0), bottom = Math.min(r.bottom, innerHeight);
               const on_screen = r.width > 1 && r.height > 1 && left < right && top < bottom;
               const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
               const cover = !on_screen || e.contains(at) ? '' : `${{at?.localName}}.${{at?.className}}`;
               return {{ place, name: {NAME}(e), meant: e.matches({MEANT:?}),
                 seen: ring && on_screen, cover }};
             }})(document.activeElement)"))
        .await?;
    if seen.is_null() {
        return Ok(None);
    }
    let text = |key: &str| seen[key].as_str().unwrap_or_default().to_owned();
    Ok(Some(TabStop {
        place: text("place"),
        name: text("name"),
        from_page: seen["meant"] == true,
        seen: seen["seen"] == true,
        cover: text("cover"),
    }))
}
