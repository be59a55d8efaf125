//! The command line of the reader tests; runs them and prints the results.

use crate::program::{Missing, Programs};
use crate::site::Site;
use anyhow::Result;
use futures_util::future::BoxFuture;
use futures_util::{StreamExt, stream};
use std::path::PathBuf;
use std::time::Instant;

/// The command line.
#[derive(clap::Parser)]
#[command(about = "Has other programs read the published site")]
pub struct Options {
    /// The folder with the published site.
    #[arg(long, default_value = "site")]
    pub site: PathBuf,
    /// Run only tests whose name contains this text; can be repeated.
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Vec<String>,
    /// Run the slow tests too.
    #[arg(long)]
    pub all: bool,
    /// The number of tests that run at the same time.
    #[arg(long, default_value_t = 2)]
    pub jobs: usize,
    /// List the tests without running them.
    #[arg(long)]
    pub list: bool,
}

/// The environment of a test.
pub struct Stage {
    /// The published site.
    pub site: Site,
    /// The installed programs.
    pub programs: Programs,
}

/// A test. It returns figures, which are printed below its name.
#[derive(Clone)]
pub struct Test {
    /// The name, as `module::what_must_hold`.
    pub name: String,
    /// The test function.
    pub run: fn(&Stage) -> BoxFuture<'_, Result<String>>,
    /// Whether it is too slow to run for every change; it runs only with `--all` or `--only`.
    pub slow: bool,
}

/// Declares the tests of a module by function name. Slow tests come after `slow:`.
macro_rules! tests {
    ($($name:ident)* $(; slow: $($slow:ident)*)?) => {
        /// Returns the tests of this module.
        pub fn tests() -> Vec<$crate::run::Test> {
            vec![
                $($crate::run::tests!(@test $name, false),)*
                $($($crate::run::tests!(@test $slow, true),)*)?
            ]
        }
    };
    (@test $name:ident, $slow:expr) => {
        $crate::run::Test {
            name: concat!(module_path!(), "::", stringify!($name))
                .trim_start_matches("readers::")
                .into(),
            run: |stage| Box::pin($name(stage)),
            slow: $slow,
        }
    };
}
pub(crate) use tests;

enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// Runs the selected tests and prints their results. Returns whether all of them passed or were
/// skipped.
///
/// # Errors
/// Returns an error if there is no published site.
pub async fn run(options: &Options, mut tests: Vec<Test>) -> Result<bool> {
    let named = |name: &str| options.only.iter().any(|part| name.contains(part.as_str()));
    tests.retain(|test| options.only.is_empty() || named(&test.name));
    if options.list {
        for test in &tests {
            println!("{}", test.name);
        }
        return Ok(true);
    }
    let stage = &Stage {
        site: Site::new(&options.site)?,
        programs: Programs::from_environment().await,
    };
    let left_out = |test: &Test| test.slow && !options.all && options.only.is_empty();
    let outcomes: Vec<Outcome> = stream::iter(&tests)
        .map(|test| async move {
            if left_out(test) {
                println!("skip  {} (slow: runs with --all)", test.name);
                return Outcome::Skipped;
            }
            run_and_report(stage, test).await
        })
        .buffer_unordered(options.jobs.max(1))
        .collect()
        .await;
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|o| wanted(o)).count();
    let passed = count(|outcome| matches!(outcome, Outcome::Passed));
    let failed = count(|outcome| matches!(outcome, Outcome::Failed));
    let skipped = count(|outcome| matches!(outcome, Outcome::Skipped));
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0)
}

/// Runs a test and prints its result.
async fn run_and_report(stage: &Stage, test: &Test) -> Outcome {
    let start = Instant::now();
    let result = (test.run)(stage).await;
    let time = start.elapsed().as_secs_f64();
    match result {
        Ok(figures) => {
            println!("ok    {} ({time:.1} s)\n      {figures}", test.name);
            Outcome::Passed
        }
        Err(error) if error.is::<Missing>() => {
            println!("skip  {} ({error})", test.name);
            Outcome::Skipped
        }
        Err(error) => {
            let chain: Vec<_> = error.chain().map(ToString::to_string).collect();
            let lines = chain.join("\n").replace('\n', "\n      ");
            println!("FAIL  {} ({time:.1} s)\n      {lines}", test.name);
            Outcome::Failed
        }
    }
}
