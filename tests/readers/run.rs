//! Runs the tests and reports.

use crate::program::{Missing, Programs};
use crate::site::Site;
use anyhow::Result;
use futures_util::future::BoxFuture;
use futures_util::{StreamExt, stream};
use std::path::PathBuf;
use std::time::Instant;

/// What is run, and on what.
#[derive(clap::Parser)]
#[command(about = "Has other programs read the published site")]
pub struct Options {
    /// The published site.
    #[arg(long, default_value = "site")]
    pub site: PathBuf,
    /// Only tests whose name contains this; may be given several times.
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Vec<String>,
    /// The slow tests too.
    #[arg(long)]
    pub all: bool,
    /// How many tests run at the same time.
    #[arg(long, default_value_t = 2)]
    pub jobs: usize,
    /// Only list the tests.
    #[arg(long)]
    pub list: bool,
}

/// What a test is given.
pub struct Stage {
    /// The published site.
    pub site: Site,
    /// The programs that are installed.
    pub programs: Programs,
}

/// A test. It returns figures, which are printed beside its name.
#[derive(Clone)]
pub struct Test {
    /// `theme::what_must_hold`
    pub name: String,
    /// The test itself.
    pub run: fn(&Stage) -> BoxFuture<'_, Result<String>>,
    /// Whether it takes too long for each change, and runs with `--all` or by its name alone.
    pub slow: bool,
}

/// Lists the tests of a theme, by function name. Those after `slow:` run with `--all` alone.
macro_rules! tests {
    ($($name:ident)* $(; slow: $($slow:ident)*)?) => {
        /// The tests of this theme.
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

/// Runs what was asked for. Returns whether no test failed.
///
/// # Errors
/// When there is no published site.
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
                println!("skip  {} (slow: it runs with --all)", test.name);
                return Outcome::Skipped;
            }
            attend(stage, test).await
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

async fn attend(stage: &Stage, test: &Test) -> Outcome {
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
