//! A check of the visual baselines as a whole: none is left over.

use super::{SCHEMES, SIZES, name, pages, parts, record};
use crate::harness::{TestContext, tests};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

tests! {
    every_baseline_belongs_to_a_test
}

/// The names of all baselines that the tests compare with.
fn names() -> BTreeSet<String> {
    let subjects = [pages::SUBJECTS, parts::SUBJECTS].concat();
    let mut names = BTreeSet::new();
    for subject in subjects.into_iter().flatten() {
        for (width, _) in SIZES {
            names.extend(SCHEMES.map(|scheme| name(subject, width, scheme)));
        }
    }
    names
}

async fn every_baseline_belongs_to_a_test(stage: &TestContext) -> Result<()> {
    let kept = record::baseline_names()?;
    let unused: Vec<_> = kept.difference(&names()).cloned().collect();
    if stage.update_pictures {
        unused.iter().try_for_each(|name| record::remove(name))?;
        return record::write_engine(&stage.paper).await;
    }
    ensure!(
        unused.is_empty(),
        "tests/pictures has baselines that no test uses: {}. {}",
        unused.join(", "),
        record::REMEDY
    );
    Ok(())
}
