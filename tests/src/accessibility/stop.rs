//! Where the Tab key stops.

use crate::harness::{Key, Paper};
use anyhow::{Result, ensure};

/// A stop of the Tab key.
pub struct Stop {
    /// The part of the page.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// Whether the page makes it a stop: a browser may add what scrolls.
    pub meant: bool,
    /// Whether the reader sees that the focus is here.
    seen: bool,
    /// What lies over its middle, if anything does.
    cover: String,
}

/// What the page makes a stop.
const MEANT: &str = "a[href], button, [tabindex='0']";

/// What an element is called, or how that begins.
const NAME: &str = r"(e => (e.ariaLabel || e.textContent || e.querySelector('img')?.alt || '')
    .trim().replace(/\s+/g, ' ').slice(0, 60))";

/// No page has as many stops.
const MANY: usize = 200;

/// The names of all that the page makes a stop and shows, in the order of the document.
///
/// # Errors
/// When the browser fails.
pub async fn meant(paper: &Paper) -> Result<Vec<String>> {
    paper
        .list(&format!(
            "[...document.querySelectorAll({MEANT:?})]
               .filter(e => e.checkVisibility({{ visibilityProperty: true }})).map({NAME})"
        ))
        .await
}

/// All stops of the page that is open, from its start.
///
/// # Errors
/// When one of them cannot be seen, or has no name.
pub async fn walk(paper: &Paper) -> Result<Vec<Stop>> {
    let mut stops: Vec<Stop> = vec![];
    for _ in 0..MANY {
        paper.press(Key::Tab).await?;
        let Some(stop) = here(paper).await? else {
            break;
        };
        // some browsers begin anew at once
        if stop.place == "skip" && !stops.is_empty() {
            break;
        }
        let Stop {
            place,
            name,
            seen,
            cover,
            ..
        } = &stop;
        ensure!(!name.is_empty(), "a stop without a name in {place}");
        ensure!(seen, "the focus cannot be seen on {place} {name:?}");
        ensure!(
            cover.is_empty(),
            "the focus is on {place} {name:?}, below {cover}"
        );
        stops.push(stop);
    }
    ensure!((3..MANY).contains(&stops.len()), "{} stops", stops.len());
    Ok(stops)
}

async fn here(paper: &Paper) -> Result<Option<Stop>> {
    let seen = paper
        .js(&format!("(e => {{
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
               // a link may run over two lines
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
    Ok(Some(Stop {
        place: text("place"),
        name: text("name"),
        meant: seen["meant"] == true,
        seen: seen["seen"] == true,
        cover: text("cover"),
    }))
}
