//! Do the tests bite? Breaks one behaviour after the other in a copy of the tree, and sees a test
//! fail for each.
//!
//! 1. **A break is one a tired developer could make**: a line less, a condition turned round.
//! 2. **The test is named beforehand.** It passes on the copy as it is, and fails on the broken one;
//!    that a break does not compile, or that some other test fails, is no answer.
//! 3. **The tree itself is never touched.**

mod list;
mod tree;
mod witness;

use anyhow::{Result, ensure};
use clap::Parser;
use list::{MUTATIONS, Mutation};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use tree::Tree;

/// What is broken.
#[derive(Parser)]
#[command(about = "Breaks one behaviour at a time and sees a test fail")]
struct Options {
    /// Only breaks whose description contains this; may be given several times.
    #[arg(long, value_name = "SUBSTRING")]
    only: Vec<String>,
    /// Where the copy lies.
    #[arg(long, default_value = "target/mutations")]
    work: PathBuf,
    /// Only list them.
    #[arg(long)]
    list: bool,
}

fn run(options: &Options) -> Result<bool> {
    let wanted = |mutation: &&Mutation| {
        options.only.is_empty()
            || options
                .only
                .iter()
                .any(|part| mutation.breaks.contains(part.as_str()))
    };
    let chosen: Vec<&Mutation> = MUTATIONS.iter().filter(wanted).collect();
    ensure!(!chosen.is_empty(), "there is no such break");
    if options.list {
        for mutation in chosen {
            println!("{} — {}", mutation.breaks, mutation.seen_by.name());
        }
        return Ok(true);
    }
    let tree = Tree::copy(Path::new("."), &options.work)?;
    println!("as it is:");
    let app: Vec<&Mutation> = chosen
        .iter()
        .copied()
        .filter(|m| m.seen_by.needs_build())
        .collect();
    if !app.is_empty() {
        tree.build()?;
    }
    for mutation in &chosen {
        let seen = mutation.seen_by.ask(&tree)?;
        println!("  {seen}  {}", mutation.seen_by.name());
        ensure!(
            seen == witness::Seen::Passed,
            "a test that fails already shows nothing"
        );
    }
    println!("broken:");
    let (mut caught, mut missed) = (0, 0);
    for mutation in &chosen {
        let start = Instant::now();
        let broken = tree.broken(mutation)?;
        if mutation.seen_by.needs_build() {
            tree.build()?;
        }
        let seen = mutation.seen_by.ask(&tree)?;
        drop(broken);
        let outcome = match seen {
            witness::Seen::Failed => {
                caught += 1;
                "caught"
            }
            witness::Seen::Passed => {
                missed += 1;
                "MISSED"
            }
        };
        let time = start.elapsed().as_secs();
        println!(
            "  {outcome}  {} — {} ({time} s)",
            mutation.breaks,
            mutation.seen_by.name()
        );
    }
    println!("{caught} caught, {missed} missed");
    Ok(missed == 0)
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
