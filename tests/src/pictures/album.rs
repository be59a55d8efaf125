//! The records as a whole.

use super::{SCHEMES, SIZES, name, pages, parts, record};
use crate::harness::{Stage, tests};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

tests! {
    every_baseline_belongs_to_a_test
}

/// Every picture there is.
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

async fn every_baseline_belongs_to_a_test(stage: &Stage) -> Result<()> {
    let left = record::kept()?;
    let left: Vec<_> = left.difference(&names()).cloned().collect();
    if stage.update_pictures {
        left.iter().try_for_each(|name| record::remove(name))?;
        return record::sign(&stage.paper).await;
    }
    ensure!(
        left.is_empty(),
        "records that no test takes: {}. {}",
        left.join(", "),
        record::REMEDY
    );
    Ok(())
}
