//! A check of the visual baselines as a whole: none is left over.

use super::{gallery, pages, record};
use crate::harness::{TestContext, tests};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

tests! {
    every_baseline_belongs_to_a_test
}

/// The names of all baselines that the tests compare with.
fn names() -> BTreeSet<String> {
    let subjects = gallery::subjects().into_iter().chain(pages::SUBJECTS);
    subjects
        .flat_map(|subject| subject.baselines().collect::<Vec<_>>())
        .collect()
}

async fn every_baseline_belongs_to_a_test(stage: &TestContext) -> Result<()> {
    let kept = record::baseline_names()?;
    let unused: Vec<_> = kept.difference(&names()).cloned().collect();
    if stage.update_baselines {
        unused.iter().try_for_each(|name| record::remove(name))?;
        return record::write_engine(&stage.paper).await;
    }
    ensure!(
        unused.is_empty(),
        "tests/baselines has baselines that no test uses: {}. {}",
        unused.join(", "),
        record::REMEDY
    );
    Ok(())
}
