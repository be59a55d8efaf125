//! Visual baselines of components and blocks in all their states, from the gallery.

use super::{SCHEMES, Subject, compare_subjects};
use crate::gallery;
use crate::harness::{TestContext, tests};
use anyhow::{Context, Result};
use frontpage_gallery::{Group, Scheme, VARIANTS, Variant, groups};
use frontpage_model::Direction;

tests! {
    components_from_left_to_right
    components_from_right_to_left
    blocks_from_left_to_right
    blocks_from_right_to_left
    pages_from_left_to_right
    pages_from_right_to_left
}

/// A share of the groups, for tests that run side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    Components,
    Blocks,
    Pages,
}

impl Share {
    fn of(group: &Group) -> Self {
        if group.file == "components/body" {
            Self::Blocks
        } else if group.file.starts_with("pages/") {
            Self::Pages
        } else {
            Self::Components
        }
    }
}

/// The maximum height of a screenshot in CSS pixels, enough for the groups with the most states.
const HEIGHT: u32 = 6000;

/// Returns the subjects of the groups in a share, or of all groups. From right to left they are
/// shown in light only, because the colors do not depend on the direction.
fn subjects_in(share: Option<Share>, dir: Direction) -> Vec<Subject> {
    let schemes: &[&str] = match dir {
        Direction::Ltr => &SCHEMES,
        Direction::Rtl => &SCHEMES[..1],
    };
    let subject = |group: &Group| Subject {
        name: format!("gallery-{}-{}", dir.as_str(), group.name).into(),
        group: Some(group.name),
        height: HEIGHT,
        schemes,
    };
    let is_wanted = |group: &&Group| share.is_none_or(|share| share == Share::of(group));
    groups().filter(is_wanted).map(subject).collect()
}

/// Returns all subjects of this file.
pub fn subjects() -> Vec<Subject> {
    let directions = [Direction::Ltr, Direction::Rtl];
    directions
        .into_iter()
        .flat_map(|dir| subjects_in(None, dir))
        .collect()
}

async fn components_from_left_to_right(stage: &TestContext) -> Result<()> {
    compare_gallery(stage, Share::Components, Direction::Ltr).await
}

async fn components_from_right_to_left(stage: &TestContext) -> Result<()> {
    compare_gallery(stage, Share::Components, Direction::Rtl).await
}

async fn blocks_from_left_to_right(stage: &TestContext) -> Result<()> {
    compare_gallery(stage, Share::Blocks, Direction::Ltr).await
}

async fn blocks_from_right_to_left(stage: &TestContext) -> Result<()> {
    compare_gallery(stage, Share::Blocks, Direction::Rtl).await
}

async fn pages_from_left_to_right(stage: &TestContext) -> Result<()> {
    compare_gallery(stage, Share::Pages, Direction::Ltr).await
}

async fn pages_from_right_to_left(stage: &TestContext) -> Result<()> {
    compare_gallery(stage, Share::Pages, Direction::Rtl).await
}

async fn compare_gallery(stage: &TestContext, share: Share, dir: Direction) -> Result<()> {
    let is_light = |variant: &&Variant| variant.scheme == Scheme::Light;
    let mut light = VARIANTS.iter().filter(is_light);
    let variant = light.find(|variant| variant.words.dir == dir);
    let variant = variant.context("the gallery has no such variant")?;
    let (server, _folder) = gallery::serve().await?;
    compare_subjects(stage, &subjects_in(Some(share), dir), async || {
        gallery::open(&stage.paper, &server, variant).await?;
        // The color scheme that the test emulates decides, as on a page of the newspaper.
        let remove = "document.documentElement.removeAttribute('data-scheme')";
        stage.paper.eval(remove).await.map(drop)
    })
    .await
}
