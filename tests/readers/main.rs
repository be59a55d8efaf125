//! Tests in which other programs read the published site: reader views, feed readers, validators,
//! link checkers.
//!
//! 1. **No browser.** The programs read the files of the published folder, or a preview server on
//!    this machine. They reach no other host.
//! 2. **Each test can fail.** It also gives its program copies of pages in which a defect was
//!    planted, and fails if the program does not report them.
//! 3. **An exception has a reason**, and fails the test when nothing needs it any more.
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

/// Every test there is.
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
