//! Visual baselines of the parts of pages.

use super::{Subject, compare_published, compare_subjects, open, part};
use crate::fixtures::LEAD;
use crate::harness::{Fault, TestContext, listing, page_data_json, tests};
use anyhow::Result;
use frontpage_model::Page;

tests! {
    the_parts_around_a_story
    the_blocks_of_a_story
    a_right_to_left_quotation
    the_pager
}

const AROUND: [Subject; 9] = [
    part("masthead", ".masthead"),
    part("date-bar", ".date-bar"),
    part("tags", ".article__tags"),
    part("lead-picture", "figure.lead-picture"),
    part("byline", ".article__facts"),
    part("share-bar", ".share-bar"),
    part("rail-card", ".rail__card"),
    part("kicker", ".rail__card .kicker"),
    part("colophon", ".colophon"),
];

const BLOCKS: [Subject; 9] = [
    part("table", ".article__body .table-scroll"),
    part("preformatted", ".article__body pre"),
    part("quotation", ".article__body blockquote"),
    part("pull-quote", ".article__body .pull-quote"),
    part("list", ".article__body ol"),
    part("gallery", ".article__body .gallery"),
    part("embed", ".article__body .embed-card"),
    part("correction", ".article__body .correction"),
    part("related", ".article__body .related"),
];

const REVERSED: [Subject; 1] = [part("right-to-left", ".article__body [dir=rtl]")];
const PAGER: [Subject; 1] = [part("pager", ".pager")];

/// All subjects of this file.
pub const SUBJECTS: &[&[Subject]] = &[&AROUND, &BLOCKS, &REVERSED, &PAGER];

async fn the_parts_around_a_story(stage: &TestContext) -> Result<()> {
    compare_published(stage, &AROUND, LEAD).await
}

async fn the_blocks_of_a_story(stage: &TestContext) -> Result<()> {
    let richest = stage.dist.most_varied_story()?;
    compare_published(stage, &BLOCKS, &richest.url.to_string()).await
}

async fn a_right_to_left_quotation(stage: &TestContext) -> Result<()> {
    let reversed = stage.dist.right_to_left_story()?;
    compare_published(stage, &REVERSED, &reversed.url.to_string()).await
}

async fn the_pager(stage: &TestContext) -> Result<()> {
    // The sample newspaper has too few stories for a second page.
    let middle = Page::Listing(listing(Some(2), Some(1), Some(3))?);
    let TestContext { server, paper, .. } = stage;
    server.inject_fault("/world/2.json", Fault::body(page_data_json(middle)?));
    compare_subjects(stage, &PAGER, async || {
        open(paper, server, "/world/2").await
    })
    .await
}
