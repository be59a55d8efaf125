//! What moves under the reader's eyes. Chromium tells of it; of the others nothing is ever heard.

use super::Paper;
use anyhow::{Context, Result};

/// Writes down every shift, also those right after a click, which CLS leaves out: how much it was, and
/// what moved, when, from where to where.
const WATCH: &str = "window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push([e.value,
      `${e.value.toFixed(4)} at ${Math.round(e.startTime)} ms of ` + e.sources.map(s => {
        const n = s.node?.nodeType === 1 ? s.node : s.node?.parentElement;
        const box = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
        return `${n?.localName}.${n?.className} (${box(s.previousRect)} → ${box(s.currentRect)})`;
      }).join(', ')])))
      .observe({ type: 'layout-shift', buffered: true });";

impl Paper {
    /// Watches every document from now on.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn watch_shifts(&self) -> Result<()> {
        self.before_every_page(WATCH).await
    }

    /// What moved in this document since it was asked before.
    ///
    /// # Errors
    /// Returns an error if nobody watches.
    pub async fn shifts(&self) -> Result<Vec<String>> {
        self.list("shifts.splice(0).map(([, told]) => told)").await
    }

    /// How much of it moved, by the measure of CLS.
    ///
    /// # Errors
    /// Returns an error if nobody watches.
    pub async fn shifted(&self) -> Result<f64> {
        let shifted = self.js("shifts.reduce((sum, [value]) => sum + value, 0)");
        shifted.await?.as_f64().context("no number")
    }
}
