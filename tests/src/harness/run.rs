//! The command line of the browser tests; runs them and prints the results.

use super::{
    Browser, Dist, Driver, Engine, FontSet, RequestLog, Server, gaps, has_chromium_shell, slow,
};
use anyhow::{Context, Result, anyhow, ensure};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, stream};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The command line.
#[derive(clap::Parser)]
#[command(about = "Browser tests of the built site")]
pub struct Options {
    /// The folder with the built site.
    #[arg(long, default_value = "dist")]
    pub dist: PathBuf,
    /// The folder with the published site: prerendered, with the hosts' headers.
    #[arg(long, default_value = "site")]
    pub site: PathBuf,
    /// Run only tests whose name contains this text; can be repeated.
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Vec<String>,
    /// The browser engine; can be repeated. By default, the tests run in Chromium's shell, except
    /// the few that need the whole browser. Without the shell, all of them run in Chromium. The
    /// tests of old browsers run in Chromium 109 too.
    #[arg(long, value_enum)]
    pub engine: Vec<Engine>,
    /// Run in all current engines, one after the other, and the tests of old browsers in Chromium
    /// 109.
    #[arg(long, conflicts_with = "engine")]
    pub all: bool,
    /// Run only the tests that are skipped for the engine. A test that passes can be removed from
    /// the list of gaps.
    #[arg(long)]
    pub gaps: bool,
    /// The number of tests that run at the same time. With three, two cores are busy while a test
    /// waits.
    #[arg(long, default_value_t = 3)]
    pub jobs: usize,
    /// The folder for the evidence of failed tests: screenshot, HTML, console and requests.
    #[arg(long, default_value = "target/browser-failures")]
    pub failures: PathBuf,
    /// Keep the browser of the first failed test open until Ctrl-C.
    #[arg(long)]
    pub keep_open: bool,
    /// Run only the tests of visual baselines, and replace the baselines.
    #[arg(long, conflicts_with_all = ["engine", "all", "gaps"])]
    pub update_baselines: bool,
    /// List the tests without running them. With `--gaps`, print the list of gaps as docs/tests.md has it.
    #[arg(long)]
    pub list: bool,
}

/// The name prefix of the tests that run in Chromium 109 by default. With
/// `--engine chromium-109`, all tests run in it.
const IN_OLD_BROWSERS: &str = "supported_browsers::";

/// Which of the selected tests an engine runs.
#[derive(Clone, Copy)]
enum Selection {
    /// All of them. The engine's gaps are reported as skipped.
    All,
    /// Those that Chromium's shell can run.
    Shell,
    /// Those that it cannot run.
    ShellGaps,
    /// The tests of old browsers.
    OldBrowsers,
}

impl Selection {
    fn includes(self, test: &Test) -> bool {
        let is_shell_gap = || gaps::skip_reason(Engine::ChromiumShell, &test.name).is_some();
        match self {
            Self::All => true,
            Self::Shell => !is_shell_gap(),
            Self::ShellGaps => is_shell_gap(),
            Self::OldBrowsers => test.name.starts_with(IN_OLD_BROWSERS),
        }
    }
}

impl Options {
    /// Returns whether this is the run of every change, which has no time for slow tests.
    fn leaves_out_slow_tests(&self) -> bool {
        !self.all && !self.gaps && self.engine.is_empty() && self.only.is_empty()
    }

    /// Returns the engines to run the tests in, in order.
    fn engines(&self) -> Vec<(Engine, Selection)> {
        let old = (Engine::Chromium109, Selection::OldBrowsers);
        if self.all {
            let selection = |engine| match engine {
                Engine::Chromium109 => old,
                engine => (engine, Selection::All),
            };
            return Engine::ALL.map(selection).to_vec();
        }
        if !self.engine.is_empty() {
            let all = |&engine| (engine, Selection::All);
            return self.engine.iter().map(all).collect();
        }
        if self.gaps {
            return vec![(Engine::Chromium, Selection::All)];
        }
        let mut engines = match has_chromium_shell() {
            true => vec![
                (Engine::ChromiumShell, Selection::Shell),
                (Engine::Chromium, Selection::ShellGaps),
            ],
            false => vec![(Engine::Chromium, Selection::All)],
        };
        if self.update_baselines {
            return engines;
        }
        // The npm package contains Chromium 109 for Linux on x86-64 only.
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            engines.push(old);
        } else {
            println!("skipping Chromium 109: it is available for Linux on x86-64 only");
        }
        engines
    }
}

/// The environment of a test.
pub struct TestContext {
    /// A server for the built site, in which the test can inject faults.
    pub server: Server,
    /// The requests to this and every other server of the test.
    pub records: RequestLog,
    /// The reader's browser.
    pub paper: Browser,
    /// The data of the built site.
    pub dist: Dist,
    /// The folder with the published site.
    pub site: PathBuf,
    /// The folder for the evidence if the test fails.
    pub evidence: PathBuf,
    /// Whether to replace the visual baselines instead of comparing with them.
    pub update_baselines: bool,
}

impl TestContext {
    /// Starts a server for the published site, in which the test can inject faults.
    ///
    /// # Errors
    /// Returns an error if no port is free.
    pub async fn published(&self) -> Result<Server> {
        Server::published(&self.site).await
    }
}

/// A test.
#[derive(Clone)]
pub struct Test {
    /// The name, as `module::what_must_hold`.
    pub name: String,
    /// The test function.
    pub run: fn(&TestContext) -> BoxFuture<'_, Result<()>>,
    /// Whether it compares visual baselines, which needs Chromium and the bundled fonts.
    pub is_baseline: bool,
}

/// Declares the tests of a module by function name.
macro_rules! tests {
    ($($name:ident)*) => {
        /// Returns the tests of this module.
        pub fn tests() -> Vec<$crate::harness::Test> {
            vec![$($crate::harness::Test {
                name: concat!(module_path!(), "::", stringify!($name))
                    .trim_start_matches("browser::")
                    .into(),
                run: |stage| Box::pin($name(stage)),
                is_baseline: false,
            },)*]
        }
    };
}
pub(crate) use tests;

/// The time limit of a test.
const LIMIT: Duration = Duration::from_secs(120);

enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// The number of tests by outcome.
#[derive(Clone, Copy, Default)]
struct Counts {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Counts {
    fn note(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::Skipped => self.skipped += 1,
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// Runs the selected tests and prints their results. Returns whether at least one passed and none
/// failed.
///
/// # Errors
/// Returns an error if the tests cannot be run at all.
pub async fn run(options: &Options, mut tests: Vec<Test>) -> Result<bool> {
    gaps::check(&tests)?;
    slow::check(&tests)?;
    let wanted = |name: &str| {
        options.only.is_empty() || options.only.iter().any(|part| name.contains(part.as_str()))
    };
    tests.retain(|test| wanted(&test.name) && (test.is_baseline || !options.update_baselines));
    if options.list && options.gaps {
        print!("{}", gaps::table());
        return Ok(true);
    }
    if options.list {
        for test in &tests {
            println!("{}", test.name);
        }
        return Ok(true);
    }
    let dist = Dist::new(&options.dist)?;
    let engines = options.engines();
    let mut total = Counts::default();
    let mut report = vec![];
    for &(engine, selection) in &engines {
        let mut tests = tests.clone();
        tests.retain(|test| selection.includes(test));
        if tests.is_empty() && engines.len() > 1 {
            continue;
        }
        let start = Instant::now();
        let outcomes = run_in(engine, engines.len() > 1, options, &dist, &tests).await?;
        let mut counts = Counts::default();
        for outcome in &outcomes {
            counts.note(outcome);
            total.note(outcome);
        }
        let time = start.elapsed().as_secs_f64() / 60.0;
        report.push(format!("{}: {counts} ({time:.1} min)", engine.name()));
    }
    if engines.len() > 1 {
        println!("\n{}", report.join("\n"));
    }
    println!("{total}");
    Ok(total.failed == 0 && total.passed > 0)
}

/// Runs tests in one engine.
async fn run_in(
    engine: Engine,
    one_of_several: bool,
    options: &Options,
    dist: &Dist,
    tests: &[Test],
) -> Result<Vec<Outcome>> {
    let driver = Driver::new(engine)
        .with_context(|| format!("the tests cannot run in {}", engine.name()))?;
    if one_of_several {
        println!("\n-- {}", engine.name());
    }
    let driver = &driver;
    let outcomes = stream::iter(tests)
        .filter(|test| {
            let left_out = gaps::skip_reason(engine, &test.name).is_some();
            std::future::ready(left_out || !options.gaps)
        })
        .map(|test| async move { run_and_report(options, engine, driver, dist, test).await })
        .buffer_unordered(options.jobs.max(1))
        .collect()
        .await;
    Ok(outcomes)
}

/// Runs a test, unless it is a gap of the engine, and prints its result.
async fn run_and_report(
    options: &Options,
    engine: Engine,
    driver: &Driver,
    dist: &Dist,
    test: &Test,
) -> Outcome {
    if !options.gaps
        && let Some(reason) = gaps::skip_reason(engine, &test.name)
    {
        println!("skip  {} ({} {reason})", test.name, engine.name());
        return Outcome::Skipped;
    }
    if options.leaves_out_slow_tests() && slow::is_slow(&test.name) {
        println!("skip  {} (it {})", test.name, slow::SKIP_REASON);
        return Outcome::Skipped;
    }
    let start = Instant::now();
    let result = run_test(options, engine, driver, dist, test).await;
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

/// Returns an error with its causes, indented for the report.
fn indented(error: &anyhow::Error) -> String {
    let chain: Vec<_> = error.chain().map(ToString::to_string).collect();
    chain.join("\n").replace('\n', "\n      ")
}

/// Runs a test with a new server and browser. Saves the evidence if it fails.
async fn run_test(
    options: &Options,
    engine: Engine,
    driver: &Driver,
    dist: &Dist,
    test: &Test,
) -> Result<()> {
    let evidence = options.failures.join(engine.name());
    let evidence = evidence.join(test.name.replace("::", "-"));
    // Remove the evidence of an earlier run.
    let _ = tokio::fs::remove_dir_all(&evidence).await;
    let letters = match test.is_baseline {
        true => FontSet::Bundled,
        false => FontSet::System,
    };
    let records = RequestLog::default();
    let server = records.of(Server::start(dist.folder())).await?;
    let paper = driver.open(server.origin(), letters).await?;
    let stage = TestContext {
        server,
        records,
        paper,
        dist: dist.clone(),
        site: options.site.clone(),
        evidence,
        update_baselines: options.update_baselines,
    };
    let body = AssertUnwindSafe(async {
        (test.run)(&stage).await?;
        // Every test also checks that the browser contacted no other host.
        stage.paper.expect_no_external_requests().await
    });
    let body = stage.records.of(body.catch_unwind());
    let result = match tokio::time::timeout(LIMIT, body).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(anyhow!("panicked: {}", panic_message(panic.as_ref()))),
        Err(_) => Err(anyhow!("did not finish within {} s", LIMIT.as_secs())),
    };
    let result = match result {
        Ok(()) => Ok(()),
        Err(error) => {
            let folder = &stage.evidence;
            let kept = save_evidence(folder, &stage, &error).await;
            let kept = kept.map_or_else(|e| format!(" ({e:#})"), |()| String::new());
            Err(error.context(format!("evidence: {}{kept}", folder.display())))
        }
    };
    if options.keep_open && result.is_err() {
        println!(
            "{} failed: its browser stays open until you press Ctrl-C",
            test.name
        );
        std::future::pending::<()>().await;
    }
    // A browser that does not close in time is killed together with its driver.
    let _ = tokio::time::timeout(Duration::from_secs(10), stage.paper.close()).await;
    result
}

/// Returns the message of a panic.
fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").into()
}

/// The files of evidence that a failed test leaves.
pub const EVIDENCE: [&str; 5] = [
    "error.txt",
    "requests.txt",
    "console.txt",
    "page.html",
    "screen.png",
];

/// Saves the evidence of a failure into `folder`. Each file is saved separately, within 5 s, so
/// that the others are saved even if the browser cannot provide one of them.
///
/// # Errors
/// Returns an error that lists the missing files, and why they are missing.
pub async fn save_evidence(
    folder: &Path,
    stage: &TestContext,
    error: &anyhow::Error,
) -> Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let paper = &stage.paper;
    let console = async {
        let lines = paper.console().await?;
        let lines: String = lines.iter().map(|l| format!("{}\n", l.text)).collect();
        Ok(lines.into_bytes())
    };
    let page = async { Ok(paper.html().await?.into_bytes()) };
    let parts: [BoxFuture<'_, Result<Vec<u8>>>; EVIDENCE.len()] = [
        Box::pin(async { Ok(format!("{error:?}\n").into_bytes()) }),
        Box::pin(async { Ok(stage.records.lines().into_bytes()) }),
        Box::pin(console),
        Box::pin(page),
        Box::pin(paper.screenshot()),
    ];
    let mut missing = vec![];
    for (name, part) in EVIDENCE.into_iter().zip(parts) {
        let kept = async { anyhow::Ok(tokio::fs::write(folder.join(name), part.await?).await?) };
        let kept = tokio::time::timeout(Duration::from_secs(5), kept).await;
        match kept.context("the browser does not answer").flatten() {
            Ok(()) => {}
            Err(error) => missing.push(format!("no {name}: {error:#}")),
        }
    }
    ensure!(missing.is_empty(), "{}", missing.join("; "));
    Ok(())
}
