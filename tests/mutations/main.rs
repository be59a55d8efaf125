//! Mutation tests: break one behavior after another in a copy of the tree, and check that the
//! expected test fails each time.
//!
//! 1. **A mutation is a mistake that a tired developer could make**: a missing line, an inverted
//!    condition.
//! 2. **Each mutation names its test.** The test passes on the unchanged copy and fails on the
//!    broken one. A compile error or the failure of another test does not count.
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
use witness::TestResult;

/// The command line.
#[derive(Parser)]
#[command(about = "Breaks one behavior at a time and checks that a test fails")]
struct Options {
    /// Run only mutations whose description contains this text; can be repeated.
    #[arg(long, value_name = "SUBSTRING")]
    only: Vec<String>,
    /// The folder for the copy of the tree.
    #[arg(long, default_value = "target/mutations")]
    work: PathBuf,
    /// List the mutations without running them.
    #[arg(long)]
    list: bool,
}

fn run(options: &Options) -> Result<bool> {
    let wanted = |mutation: &&Mutation| {
        options.only.is_empty()
            || options
                .only
                .iter()
                .any(|part| mutation.description.contains(part.as_str()))
    };
    let chosen: Vec<&Mutation> = MUTATIONS.iter().filter(wanted).collect();
    ensure!(
        !chosen.is_empty(),
        "no mutation matches --only: see --list for all of them"
    );
    if options.list {
        for mutation in chosen {
            println!("{} — {}", mutation.description, mutation.test.name());
        }
        return Ok(true);
    }
    let tree = Tree::copy(Path::new("."), &options.work)?;
    println!("unchanged:");
    let app: Vec<&Mutation> = chosen
        .iter()
        .copied()
        .filter(|m| m.test.needs_build())
        .collect();
    if !app.is_empty() {
        tree.build()?;
    }
    // A test that fails already says nothing about its mutation. The others can still be judged.
    let (sound, unsound): (Vec<&Mutation>, Vec<&Mutation>) = chosen
        .into_iter()
        .partition(|mutation| passes_unchanged(&tree, mutation));
    println!("broken:");
    let (mut caught, mut missed, mut invalid) = (0, 0, unsound.len());
    for mutation in &sound {
        let start = Instant::now();
        let outcome = match result_of(&tree, mutation) {
            Ok(TestResult::Failed) => {
                caught += 1;
                "caught"
            }
            Ok(TestResult::Passed) => {
                missed += 1;
                "MISSED"
            }
            // The others can still be judged.
            Err(error) => {
                invalid += 1;
                println!("{error:#}");
                "INVALID"
            }
        };
        let time = start.elapsed().as_secs();
        println!(
            "  {outcome}  {} — {} ({time} s)",
            mutation.description,
            mutation.test.name()
        );
    }
    for mutation in unsound {
        println!(
            "  INVALID  {} — {} fails without any mutation: fix it first",
            mutation.description,
            mutation.test.name()
        );
    }
    println!("{caught} caught, {missed} missed, {invalid} invalid");
    Ok(missed + invalid == 0)
}

/// Returns whether the test of a mutation passes on the unchanged tree, and prints it.
fn passes_unchanged(tree: &Tree, mutation: &Mutation) -> bool {
    let name = mutation.test.name();
    match mutation.test.ask(tree) {
        Ok(result) => {
            println!("  {result}  {name}");
            result == TestResult::Passed
        }
        Err(error) => {
            println!("{error:#}\n  {}  {name}", TestResult::Failed);
            false
        }
    }
}

/// Applies a mutation, runs its test and undoes the mutation.
///
/// # Errors
/// Returns an error if the mutation cannot be applied, does not compile, or its test does not run.
fn result_of(tree: &Tree, mutation: &Mutation) -> Result<TestResult> {
    let _broken = tree.apply(mutation)?;
    if mutation.test.needs_build() {
        tree.build()?;
    }
    mutation.test.ask(tree)
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
