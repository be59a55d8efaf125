//! Tests in which other programs read the published site: reader views, feed readers, validators
//! and a link checker.
//!
//! 1. **No browser.** The programs read the published files, or a preview server on this machine.
//!    They reach no other host.
//! 2. **Every test proves that it can fail.** It also gives its program copies of pages with a
//!    planted defect, and fails if the program does not report them.
//! 3. **Every exception has a reason.** An exception that is no longer needed fails the test.
//!
//! `docs/tests.md` lists the programs.
#![forbid(unsafe_code)]

mod articles;
mod feeds;
mod links;
mod markup;
mod program;
mod run;
mod site;
mod sitemaps;
mod structured;
mod verdict;

use clap::Parser;
use std::process::ExitCode;

/// Returns all reader tests.
fn all() -> Vec<run::Test> {
    [
        articles::tests(),
        feeds::tests(),
        sitemaps::tests(),
        structured::tests(),
        markup::tests(),
        links::tests(),
    ]
    .concat()
}

#[tokio::main]
async fn main() -> ExitCode {
    match run::run(&run::Options::parse(), all()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
