//! Runs the tests and reports.

use super::{Dist, Driver, Engine, Paper, Server};
use anyhow::{Context, Result, anyhow, ensure};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, stream};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What is run, and on what.
#[derive(clap::Parser)]
#[command(about = "Browser tests of the built site")]
pub struct Options {
    /// The built site.
    #[arg(long, default_value = "dist")]
    pub dist: PathBuf,
    /// The published site: prerendered, with the hosts' headers.
    #[arg(long, default_value = "site")]
    pub site: PathBuf,
    /// Only tests whose name contains this; may be given several times.
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Vec<String>,
    /// The browser engine.
    #[arg(long, value_enum, default_value = "chromium")]
    pub engine: Engine,
    /// How many tests run at the same time.
    #[arg(long, default_value_t = 2)]
    pub jobs: usize,
    /// Where screenshot, HTML and console of a failed test are put.
    #[arg(long, default_value = "target/browser-failures")]
    pub failures: PathBuf,
    /// Keep the browser of the first failed test open until Ctrl-C.
    #[arg(long)]
    pub keep_open: bool,
    /// Only list the tests.
    #[arg(long)]
    pub list: bool,
}

/// What a test is given.
pub struct Stage {
    /// The site, to be broken as the test likes.
    pub server: Server,
    /// The reader's browser.
    pub paper: Paper,
    /// What was built.
    pub dist: Dist,
    /// The folder that was published.
    pub site: PathBuf,
}

/// A test.
#[derive(Clone)]
pub struct Test {
    /// `theme::what_must_hold`
    pub name: String,
    /// Says things that only DevTools can say.
    pub needs_cdp: bool,
    /// The test itself.
    pub run: fn(&Stage) -> BoxFuture<'_, Result<()>>,
}

/// Lists the tests of a theme, by function name. Those after `cdp:` say things that only DevTools
/// can say, and are skipped in other engines.
macro_rules! tests {
    ($($plain:ident)* ; cdp: $($cdp:ident)*) => {
        /// The tests of this theme.
        pub fn tests() -> Vec<$crate::harness::Test> {
            vec![
                $($crate::harness::tests!(@one $plain, false),)*
                $($crate::harness::tests!(@one $cdp, true),)*
            ]
        }
    };
    (@one $name:ident, $cdp:expr) => {
        $crate::harness::Test {
            name: concat!(module_path!(), "::", stringify!($name))
                .trim_start_matches("browser::")
                .into(),
            needs_cdp: $cdp,
            run: |stage| Box::pin($name(stage)),
        }
    };
}
pub(crate) use tests;

/// A test that hangs is ended after this long.
const LIMIT: Duration = Duration::from_secs(120);

enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// Runs what was asked for. Returns whether all is well.
///
/// # Errors
/// When the tests cannot be run at all.
pub async fn run(options: &Options, mut tests: Vec<Test>) -> Result<bool> {
    let wanted = |name: &str| {
        options.only.is_empty() || options.only.iter().any(|part| name.contains(part.as_str()))
    };
    tests.retain(|test| wanted(&test.name));
    if options.list {
        for test in &tests {
            println!("{}", test.name);
        }
        return Ok(true);
    }
    let dist = Dist::new(&options.dist)?;
    let driver = Driver::start(options.engine).await?;
    let (driver, dist) = (&driver, &dist);
    let outcomes: Vec<_> = stream::iter(tests)
        .map(|test| async move { attend(options, driver, dist, &test).await })
        .buffer_unordered(options.jobs.max(1))
        .collect()
        .await;
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|o| wanted(o)).count();
    let passed = count(|o| matches!(o, Outcome::Passed));
    let failed = count(|o| matches!(o, Outcome::Failed));
    let skipped = count(|o| matches!(o, Outcome::Skipped));
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0 && passed > 0)
}

async fn attend(options: &Options, driver: &Driver, dist: &Dist, test: &Test) -> Outcome {
    if test.needs_cdp && !options.engine.speaks_cdp() {
        println!("skip  {} (needs the DevTools protocol)", test.name);
        return Outcome::Skipped;
    }
    let start = Instant::now();
    let result = play(options, driver, dist, test).await;
    let time = start.elapsed().as_secs_f64();
    match result {
        Ok(()) => {
            println!("ok    {} ({time:.1} s)", test.name);
            Outcome::Passed
        }
        Err(error) => {
            println!(
                "FAIL  {} ({time:.1} s)\n      {}",
                test.name,
                indented(&error)
            );
            Outcome::Failed
        }
    }
}

fn indented(error: &anyhow::Error) -> String {
    let chain: Vec<_> = error.chain().map(ToString::to_string).collect();
    chain.join("\n").replace('\n', "\n      ")
}

async fn play(options: &Options, driver: &Driver, dist: &Dist, test: &Test) -> Result<()> {
    let server = Server::start(dist.folder()).await?;
    let paper = driver.open(server.origin()).await?;
    let stage = Stage {
        server,
        paper,
        dist: dist.clone(),
        site: options.site.clone(),
    };
    let body = AssertUnwindSafe(async {
        (test.run)(&stage).await?;
        // of every test: nothing is asked of anyone else
        stage.paper.stayed_home().await
    });
    let result = match tokio::time::timeout(LIMIT, body.catch_unwind()).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(anyhow!("panicked: {}", words(panic.as_ref()))),
        Err(_) => Err(anyhow!("not done after {} s", LIMIT.as_secs())),
    };
    let result = match result {
        Ok(()) => Ok(()),
        Err(error) => {
            let folder = options.failures.join(test.name.replace("::", "-"));
            let kept = keep(&folder, &stage, &error).await;
            let kept = kept.map_or_else(|e| format!("{e:#}"), |()| folder.display().to_string());
            Err(error.context(format!("evidence: {kept}")))
        }
    };
    if options.keep_open && result.is_err() {
        println!("{} failed: its browser stays open until Ctrl-C", test.name);
        std::future::pending::<()>().await;
    }
    // a browser that does not close by itself is ended with its driver
    let _ = tokio::time::timeout(Duration::from_secs(10), stage.paper.close()).await;
    result
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without words").into()
}

/// Puts what helps to understand a failure into `folder`.
async fn keep(folder: &Path, stage: &Stage, error: &anyhow::Error) -> Result<()> {
    let all = async {
        tokio::fs::create_dir_all(folder).await?;
        tokio::fs::write(folder.join("error.txt"), format!("{error:?}\n")).await?;
        let requests: String = stage
            .server
            .record()
            .iter()
            .map(|request| format!("{:?} {}\n", request.ended, request.path))
            .collect();
        tokio::fs::write(folder.join("requests.txt"), requests).await?;
        let console = stage.paper.console().await?;
        let console: String = console.iter().map(|l| format!("{}\n", l.text)).collect();
        tokio::fs::write(folder.join("console.txt"), console).await?;
        tokio::fs::write(folder.join("page.html"), stage.paper.html().await?).await?;
        tokio::fs::write(folder.join("screen.png"), stage.paper.screenshot().await?).await?;
        anyhow::Ok(())
    };
    let kept = tokio::time::timeout(Duration::from_secs(15), all).await;
    kept.context("the browser does not answer")??;
    ensure!(folder.is_dir(), "nothing kept");
    Ok(())
}
