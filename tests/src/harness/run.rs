//! Runs the tests and reports.

use super::{Dist, Driver, Engine, Letters, Paper, Records, Server, gaps};
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
    /// The browser engine; may be given several times. Without, Chromium, and what shows an old
    /// browser's limits in Chromium 109 too.
    #[arg(long, value_enum)]
    pub engine: Vec<Engine>,
    /// All of today's engines, one after the other, and Chromium 109 as above.
    #[arg(long, conflicts_with = "engine")]
    pub all: bool,
    /// Only the tests that are left out for an engine: one that passes is no gap any more.
    #[arg(long)]
    pub gaps: bool,
    /// How many tests run at the same time.
    #[arg(long, default_value_t = 2)]
    pub jobs: usize,
    /// Where screenshot, HTML and console of a failed test are put.
    #[arg(long, default_value = "target/browser-failures")]
    pub failures: PathBuf,
    /// Keep the browser of the first failed test open until Ctrl-C.
    #[arg(long)]
    pub keep_open: bool,
    /// Only the pictures of record, and takes them anew.
    #[arg(long, conflicts_with_all = ["engine", "all", "gaps"])]
    pub update_pictures: bool,
    /// Only list the tests.
    #[arg(long)]
    pub list: bool,
}

/// The tests that are run in the oldest supported browser at each change; all are with
/// `--engine chromium-109`.
const IN_OLD_BROWSERS: &str = "supported_browsers::";

impl Options {
    fn engines(&self) -> Vec<Engine> {
        if self.all {
            return Engine::ALL.to_vec();
        }
        if !self.engine.is_empty() {
            return self.engine.clone();
        }
        if self.update_pictures || self.gaps {
            return vec![Engine::Chromium];
        }
        let mut engines = vec![Engine::Chromium];
        // Its package has a program for one kind of machine.
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            engines.push(Engine::Chromium109);
        } else {
            println!("Chromium 109 is left out: there is one for Linux on x86-64 only");
        }
        engines
    }
}

/// What a test is given.
pub struct Stage {
    /// The site, to be broken as the test likes.
    pub server: Server,
    /// What this and every other server of the test was asked for.
    pub records: Records,
    /// The reader's browser.
    pub paper: Paper,
    /// What was built.
    pub dist: Dist,
    /// The folder that was published.
    pub site: PathBuf,
    /// Where a failed test leaves what helps to understand it.
    pub evidence: PathBuf,
    /// Whether the records are taken anew instead of compared.
    pub update_pictures: bool,
}

impl Stage {
    /// Serves the published site, to be broken as the test likes.
    ///
    /// # Errors
    /// Returns an error if there is no port.
    pub async fn published(&self) -> Result<Server> {
        Server::published(&self.site).await
    }
}

/// A test.
#[derive(Clone)]
pub struct Test {
    /// `theme::what_must_hold`
    pub name: String,
    /// The test itself.
    pub run: fn(&Stage) -> BoxFuture<'_, Result<()>>,
    /// Whether it takes pictures of record: in Chromium alone, in the letters the tests bring.
    pub pictures: bool,
}

/// Lists the tests of a theme, by function name.
macro_rules! tests {
    ($($name:ident)*) => {
        /// The tests of this theme.
        pub fn tests() -> Vec<$crate::harness::Test> {
            vec![$($crate::harness::Test {
                name: concat!(module_path!(), "::", stringify!($name))
                    .trim_start_matches("browser::")
                    .into(),
                run: |stage| Box::pin($name(stage)),
                pictures: false,
            },)*]
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

/// Runs what was asked for. Returns whether all is well.
///
/// # Errors
/// Returns an error if the tests cannot be run at all.
pub async fn run(options: &Options, mut tests: Vec<Test>) -> Result<bool> {
    gaps::check(&tests)?;
    let wanted = |name: &str| {
        options.only.is_empty() || options.only.iter().any(|part| name.contains(part.as_str()))
    };
    tests.retain(|test| wanted(&test.name) && (test.pictures || !options.update_pictures));
    if options.list {
        for test in &tests {
            println!("{}", test.name);
        }
        return Ok(true);
    }
    let dist = Dist::new(&options.dist)?;
    let engines = options.engines();
    let mut all = Counts::default();
    let mut report = vec![];
    for &engine in &engines {
        let mut tests = tests.clone();
        if engine == Engine::Chromium109 && !options.engine.contains(&engine) {
            tests.retain(|test| test.name.starts_with(IN_OLD_BROWSERS));
        }
        if tests.is_empty() && engines.len() > 1 {
            continue;
        }
        let start = Instant::now();
        let outcomes = run_in(engine, engines.len() > 1, options, &dist, &tests).await?;
        let mut counts = Counts::default();
        for outcome in &outcomes {
            counts.note(outcome);
            all.note(outcome);
        }
        let time = start.elapsed().as_secs_f64() / 60.0;
        report.push(format!("{}: {counts} ({time:.1} min)", engine.name()));
    }
    if engines.len() > 1 {
        println!("\n{}", report.join("\n"));
    }
    println!("{all}");
    Ok(all.failed == 0 && all.passed > 0)
}

async fn run_in(
    engine: Engine,
    one_of_several: bool,
    options: &Options,
    dist: &Dist,
    tests: &[Test],
) -> Result<Vec<Outcome>> {
    let driver = Driver::new(engine).with_context(|| format!("no {}", engine.name()))?;
    if one_of_several {
        println!("\n-- {}", engine.name());
    }
    let driver = &driver;
    let outcomes = stream::iter(tests)
        .filter(|test| {
            let left_out = gaps::reason(engine, &test.name).is_some();
            std::future::ready(left_out || !options.gaps)
        })
        .map(|test| async move { attend(options, engine, driver, dist, test).await })
        .buffer_unordered(options.jobs.max(1))
        .collect()
        .await;
    Ok(outcomes)
}

async fn attend(
    options: &Options,
    engine: Engine,
    driver: &Driver,
    dist: &Dist,
    test: &Test,
) -> Outcome {
    if !options.gaps
        && let Some(reason) = gaps::reason(engine, &test.name)
    {
        println!("skip  {} ({} {reason})", test.name, engine.name());
        return Outcome::Skipped;
    }
    let start = Instant::now();
    let result = play(options, engine, driver, dist, test).await;
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

async fn play(
    options: &Options,
    engine: Engine,
    driver: &Driver,
    dist: &Dist,
    test: &Test,
) -> Result<()> {
    let evidence = options.failures.join(engine.name());
    let evidence = evidence.join(test.name.replace("::", "-"));
    // what an earlier run left says nothing of this one
    let _ = tokio::fs::remove_dir_all(&evidence).await;
    let letters = match test.pictures {
        true => Letters::Brought,
        false => Letters::OfTheMachine,
    };
    let records = Records::default();
    let server = records.of(Server::start(dist.folder())).await?;
    let paper = driver.open(server.origin(), letters).await?;
    let stage = Stage {
        server,
        records,
        paper,
        dist: dist.clone(),
        site: options.site.clone(),
        evidence,
        update_pictures: options.update_pictures,
    };
    let body = AssertUnwindSafe(async {
        (test.run)(&stage).await?;
        // of every test: nothing is asked of anyone else
        stage.paper.stayed_home().await
    });
    let body = stage.records.of(body.catch_unwind());
    let result = match tokio::time::timeout(LIMIT, body).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(anyhow!("panicked: {}", words(panic.as_ref()))),
        Err(_) => Err(anyhow!("not done after {} s", LIMIT.as_secs())),
    };
    let result = match result {
        Ok(()) => Ok(()),
        Err(error) => {
            let folder = &stage.evidence;
            let kept = keep(folder, &stage, &error).await;
            let kept = kept.map_or_else(|e| format!(" ({e:#})"), |()| String::new());
            Err(error.context(format!("evidence: {}{kept}", folder.display())))
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

/// What a failed test leaves.
pub const EVIDENCE: [&str; 5] = [
    "error.txt",
    "requests.txt",
    "console.txt",
    "page.html",
    "screen.png",
];

/// Puts what helps to understand a failure into `folder`: each part for itself, so that a browser
/// that cannot give one gives the others.
///
/// # Errors
/// With the parts that are missing, and why.
pub async fn keep(folder: &Path, stage: &Stage, error: &anyhow::Error) -> Result<()> {
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
