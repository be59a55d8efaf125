//! Layout shifts. Only Chromium reports them; in other engines there are never any.

use super::Browser;
use anyhow::{Context, Result};

/// A script that records every layout shift: its size, its time, and what moved from where to
/// where. Unlike CLS, it includes shifts right after a click.
const WATCH: &str = "window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push([e.value,
      `${e.value.toPrecision(4)} at ${Math.round(e.startTime)} ms of ` + e.sources.map(s => {
        const n = s.node?.nodeType === 1 ? s.node : s.node?.parentElement;
        const box = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
        return `${n?.localName}.${n?.className} (${box(s.previousRect)} → ${box(s.currentRect)})`;
      }).join(', ')])))
      .observe({ type: 'layout-shift', buffered: true });";

impl Browser {
    /// Records the layout shifts of every document from now on.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn watch_layout_shifts(&self) -> Result<()> {
        self.add_init_script(WATCH).await
    }

    /// Takes the descriptions of the layout shifts in this document since the last call.
    ///
    /// # Errors
    /// Returns an error if [`Self::watch_layout_shifts`] was not called before the document was opened.
    pub async fn take_layout_shifts(&self) -> Result<Vec<String>> {
        self.eval_strings("shifts.splice(0).map(([, description]) => description)")
            .await
    }

    /// Returns the sum of the layout shifts that were not taken yet, in the unit of CLS.
    ///
    /// # Errors
    /// Returns an error if [`Self::watch_layout_shifts`] was not called before the document was opened.
    pub async fn layout_shift_sum(&self) -> Result<f64> {
        let shifted = self.eval("shifts.reduce((sum, [value]) => sum + value, 0)");
        shifted
            .await?
            .as_f64()
            .context("the sum of the shifts is not a number")
    }
}
