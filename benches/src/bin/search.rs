//! Measures the search: `search --stories 10000 --pagefind node_modules/.bin/pagefind`.
#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};
use frontpage_benches::cost::{self, Cost};
use frontpage_benches::search::{archive::Archive, exact::Scan, queries};
use frontpage_search::build::Document;
use frontpage_search::tiers::{Entry, Index, Library};
use frontpage_search::{FileKind, FileName, MANIFEST_PATH, Manifest, Order, Query, Searcher, Step};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, io};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Measures the search index: its size and what it costs, and how good its results are.
#[derive(Parser)]
struct Args {
    /// How many stories
    #[arg(long, default_value_t = 10_000)]
    stories: u32,
    /// The folder for indexes, emptied first
    #[arg(long, default_value = "target/search-bench")]
    folder: PathBuf,
    /// The executable of Pagefind to compare with
    #[arg(long)]
    pagefind: Option<PathBuf>,
    #[command(subcommand)]
    part: Option<Part>,
}

/// A part that is run as a process of its own, so that its memory is measured alone.
#[derive(Clone, Copy, Subcommand)]
enum Part {
    /// Only generates the stories
    Floor,
    /// Generates and indexes the stories
    Index,
    /// Writes the stories as pages
    Pages,
}

const SEED: u64 = 1;

fn main() -> Result<()> {
    let args = Args::parse();
    let archive = Archive::new(args.stories, SEED);
    match args.part {
        Some(Part::Floor) => {
            let mut words = 0;
            for index in 0..archive.stories {
                words += archive.document(&archive.entry(index)).body.len();
            }
            eprintln!("{words} paragraphs");
            Ok(())
        }
        Some(Part::Index) => index(&archive, &args.folder),
        Some(Part::Pages) => pages(&archive, &args.folder),
        None => compare(&archive, &args),
    }
}

fn index(archive: &Archive, folder: &Path) -> Result<()> {
    let mut index = Index::default();
    let written = update(archive, archive.stories, &mut index, folder)?;
    eprintln!("{written} files");
    fs::write(folder.join("index.state"), index.write())?;
    Ok(())
}

/// Brings an index up to date with the first stories of an archive. Returns how many files it wrote,
/// with the manifest.
fn update(archive: &Archive, stories: u32, index: &mut Index, folder: &Path) -> Result<usize> {
    let entries: Vec<Entry> = (0..stories).map(|story| archive.entry(story)).collect();
    let runs = folder.join("runs");
    fs::create_dir_all(&runs)?;
    let files = Files {
        archive,
        folder,
        written: Cell::new(1),
    };
    index.update(entries, &runs, &files)?;
    fs::write(folder.join(MANIFEST_PATH), index.manifest.write())?;
    Ok(files.written.get())
}

/// The files of an index in a folder.
struct Files<'a> {
    archive: &'a Archive,
    folder: &'a Path,
    written: Cell<usize>,
}

impl Library for Files<'_> {
    fn load(&self, entry: &Entry) -> io::Result<Document> {
        Ok(self.archive.document(entry))
    }

    fn write(&self, name: FileName, bytes: Vec<u8>) -> io::Result<()> {
        self.written.set(self.written.get() + 1);
        let path = self.folder.join(name.to_string());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)
    }

    fn read(&self, name: FileName) -> io::Result<Vec<u8>> {
        fs::read(self.folder.join(name.to_string()))
    }
}

fn pages(archive: &Archive, folder: &Path) -> Result<()> {
    for index in 0..archive.stories {
        let (path, page) = archive.page(index);
        let path = folder.join("pages").join(path.trim_start_matches('/'));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, page)?;
    }
    Ok(())
}

fn compare(archive: &Archive, args: &Args) -> Result<()> {
    let folder = &args.folder;
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    println!("{} stories", args.stories);
    let own = env::current_exe()?;
    let part = |part: &str| {
        let (own, folder) = (own.display(), folder.display());
        cost::run(&format!(
            "{own} --stories {} --folder {folder} {part}",
            args.stories
        ))
    };
    let floor = part("floor")?;
    let built = part("index")?;
    report_cost("index", &built, Some(&floor));
    let (files, bytes) = size(&folder.join("assets"))?;
    println!("  {files} files, {:.1} MB", bytes as f64 / 1e6);
    for (kind, (files, bytes)) in sizes_by_kind(&folder.join("assets"))? {
        println!("    {kind}: {files} files, {:.2} MB", bytes as f64 / 1e6);
    }
    one_more(archive, folder)?;
    let started = Instant::now();
    let scan = Scan::new(archive);
    let known = queries::known(archive, &scan);
    println!(
        "{} queries (chosen in {:.0} s)",
        known.len(),
        started.elapsed().as_secs_f64()
    );
    // For Pagefind, and for the benchmark in a browser.
    let texts: Vec<&str> = known.iter().map(|query| query.text.as_str()).collect();
    fs::write(folder.join("queries.json"), serde_json::to_vec(&texts)?)?;
    let paths: BTreeMap<String, u32> = (0..archive.stories)
        .map(|index| (archive.document(&archive.entry(index)).card.path, index))
        .collect();
    let exact: Vec<Vec<u32>> = known.iter().map(|query| scan.search(&query.text)).collect();
    report_quality("exact scan", &known, &exact);
    let manifest = fs::read(folder.join(MANIFEST_PATH))?;
    println!("  manifest: {} bytes", manifest.len());
    let mut ours: Vec<Vec<u32>> = Vec::new();
    let (mut cold, mut next) = (Vec::new(), Vec::new());
    for (n, query) in known.iter().enumerate() {
        let mut searcher = Searcher::new(Manifest::read(&manifest)?);
        let first = run(&mut searcher, folder, &query.text)?;
        cold.push(Trip {
            bytes: first.1.bytes + manifest.len() as u64,
            requests: first.1.requests + 1,
            ..first.1
        });
        ours.push(
            first
                .0
                .iter()
                .filter_map(|path| paths.get(path).copied())
                .collect(),
        );
        let other = &known[(n * 7 + 3) % known.len()];
        next.push(run(&mut searcher, folder, &other.text)?.1);
    }
    report_quality("ours", &known, &ours);
    let shown = known.iter().zip(&ours);
    let shown: Vec<bool> = shown
        .flat_map(|(query, found)| {
            found
                .iter()
                .map(|story| scan.has_words(*story, &query.text))
        })
        .collect();
    println!(
        "  {:.3} of the results have all words",
        shown.iter().filter(|has| **has).count() as f64 / shown.len().max(1) as f64
    );
    for kind in [
        queries::Kind::Headline,
        queries::Kind::Passage,
        queries::Kind::Phrase,
        queries::Kind::Name,
    ] {
        let of_kind = known
            .iter()
            .zip(&ours)
            .filter(|(query, _)| query.kind == kind);
        let (known, ours): (Vec<_>, Vec<_>) = of_kind.map(|(a, b)| (a.clone(), b.clone())).unzip();
        report_quality(&format!("  {kind:?}"), &known, &ours);
    }
    report_trips("cold query", &cold);
    report_trips("second query", &next);
    if let Some(pagefind) = &args.pagefind {
        part("pages")?;
        let line = format!(
            "{} --site {} --output-path {}",
            pagefind.display(),
            folder.join("pages").display(),
            folder.join("pagefind").display()
        );
        let built = cost::run(&line)?;
        report_cost("Pagefind", &built, None);
        let (files, bytes) = size(&folder.join("pagefind"))?;
        println!("  {files} files, {:.1} MB", bytes as f64 / 1e6);
        pagefind_quality(folder, &known, &paths)?;
    }
    Ok(())
}

/// Adds stories, one after the other, to an archive of ten thousand at most: only the newest tiers matter.
fn one_more(archive: &Archive, folder: &Path) -> Result<()> {
    let larger = Archive::new(archive.stories.min(10_000), SEED);
    let mut index = Index::default();
    let start = larger.stories.saturating_sub(300);
    update(&larger, start, &mut index, &folder.join("growing"))?;
    let mut counts = Vec::new();
    for stories in start + 1..=larger.stories.min(start + 120) {
        counts.push(update(
            &larger,
            stories,
            &mut index,
            &folder.join("growing"),
        )?);
    }
    counts.sort_unstable();
    let most = counts.last().copied().unwrap_or_default();
    let median = counts.get(counts.len() / 2).copied().unwrap_or_default();
    println!("  one new story, 120 times: {median} files rewritten (median), {most} at most");
    fs::remove_dir_all(folder.join("growing"))?;
    Ok(())
}

/// What a query costs.
#[derive(Clone, Copy, Default)]
struct Trip {
    bytes: u64,
    requests: u64,
    trips: u64,
    milliseconds: f64,
    /// The bytes by kind of file.
    kinds: [u64; KINDS.len()],
}

/// The kinds of files, as their names begin.
const KINDS: [(FileKind, &str); 5] = [
    (FileKind::Terms, "terms"),
    (FileKind::Phrases, "phrases"),
    (FileKind::Cards, "cards"),
    (FileKind::Words, "words"),
    (FileKind::WordsBackwards, "words backwards"),
];

/// Answers a query. Cards count with their compressed size, because they are served compressed.
fn run(searcher: &mut Searcher, folder: &Path, query: &str) -> Result<(Vec<String>, Trip)> {
    // A space says that the last word is complete.
    let query = Query::parse(&format!("{query} "));
    let mut trip = Trip::default();
    let mut working = 0.0;
    loop {
        let started = Instant::now();
        let step = searcher.step(&query, Order::Best, 0..10);
        working += started.elapsed().as_secs_f64();
        match step {
            Step::Done(found) => {
                trip.milliseconds = working * 1e3;
                let hits = found.hits.into_iter();
                return Ok((hits.map(|hit| hit.card.path).collect(), trip));
            }
            Step::Fetch(names) => {
                trip.trips += 1;
                for name in names {
                    let bytes = fs::read(folder.join(name.to_string()))?;
                    trip.requests += 1;
                    let sent = match name.kind {
                        FileKind::Cards => compressed(&bytes)?,
                        _ => bytes.len() as u64,
                    };
                    trip.bytes += sent;
                    if let Some(place) = KINDS.iter().position(|(kind, _)| *kind == name.kind) {
                        trip.kinds[place] += sent;
                    }
                    searcher.give(name, Some(&bytes))?;
                }
            }
        }
    }
}

fn compressed(bytes: &[u8]) -> io::Result<u64> {
    let mut out = Vec::new();
    let options = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &options)?;
    Ok(out.len() as u64)
}

fn report_cost(name: &str, cost: &Cost, floor: Option<&Cost>) {
    let floor = floor.map_or(0.0, |floor| floor.cpu().as_secs_f64());
    println!(
        "{name}: {:.1} s CPU beside generating, {:.1} s wall, {} MB peak",
        cost.cpu().as_secs_f64() - floor,
        cost.wall.as_secs_f64(),
        cost.peak >> 20
    );
}

fn report_trips(name: &str, sent: &[Trip]) {
    let of = |value: fn(&Trip) -> f64| {
        let mut values: Vec<f64> = sent.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        let at = |part: f64| values.get((values.len() as f64 * part) as usize).copied();
        (
            values.iter().sum::<f64>() / values.len().max(1) as f64,
            at(0.95).unwrap_or_default(),
            values.last().copied().unwrap_or_default(),
        )
    };
    let (bytes, requests) = (
        of(|trip| trip.bytes as f64 / 1e3),
        of(|trip| trip.requests as f64),
    );
    let (trips, time) = (of(|trip| trip.trips as f64), of(|trip| trip.milliseconds));
    println!(
        "  {name}: {:.0} kB (95 % below {:.0}, at most {:.0}); {:.1} requests (at most {:.0}); {:.1} round trips (at most {:.0}); {:.1} ms of work (at most {:.1})",
        bytes.0, bytes.1, bytes.2, requests.0, requests.2, trips.0, trips.2, time.0, time.2
    );
    let of_kind = |place: usize| {
        let sum: u64 = sent.iter().map(|trip| trip.kinds[place]).sum();
        format!(
            "{} {:.0} kB",
            KINDS[place].1,
            sum as f64 / sent.len().max(1) as f64 / 1e3
        )
    };
    // Pagefind's files have other kinds.
    if sent.iter().any(|trip| trip.kinds != [0; KINDS.len()]) {
        let kinds: Vec<String> = (0..KINDS.len()).map(of_kind).collect();
        println!("    {}", kinds.join(", "));
    }
}

/// Prints how many of the right answers are among the first ten, and how far up the first of them is.
fn report_quality(name: &str, known: &[queries::Known], found: &[Vec<u32>]) {
    let (mut recall, mut rank) = (0.0, 0.0);
    for (query, found) in known.iter().zip(found) {
        let right = query.right.iter().filter(|story| found.contains(story));
        recall += right.count() as f64 / query.right.len() as f64;
        let first = found.iter().position(|story| query.right.contains(story));
        rank += first.map_or(0.0, |place| 1.0 / (place + 1) as f64);
    }
    let count = known.len().max(1) as f64;
    println!(
        "  {name}: recall@10 {:.3}, mean reciprocal rank {:.3}",
        recall / count,
        rank / count
    );
}

fn size(folder: &Path) -> Result<(usize, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let metadata = entry?.metadata()?;
        if metadata.is_file() {
            files += 1;
            bytes += metadata.len();
        }
    }
    Ok((files, bytes))
}

fn sizes_by_kind(folder: &Path) -> Result<BTreeMap<char, (usize, u64)>> {
    let mut kinds: BTreeMap<char, (usize, u64)> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let kind = entry.file_name().to_string_lossy().chars().next();
        if let Some(kind) = kind.filter(|_| metadata.is_file()) {
            let sum = kinds.entry(kind).or_default();
            sum.0 += 1;
            sum.1 += metadata.len();
        }
    }
    Ok(kinds)
}

fn pagefind_quality(
    folder: &Path,
    known: &[queries::Known],
    paths: &BTreeMap<String, u32>,
) -> Result<()> {
    cost::run(&format!(
        "node benches/search/pagefind.mjs {}",
        folder.display()
    ))?;
    let answers: Vec<Answer> = serde_json::from_value::<Vec<serde_json::Value>>(
        serde_json::from_slice(&fs::read(folder.join("answers.json"))?)?,
    )?
    .iter()
    .map(Answer::of)
    .collect();
    let found: Vec<Vec<u32>> = answers
        .iter()
        .map(|answer| {
            answer
                .urls
                .iter()
                .filter_map(|url| paths.get(url).copied())
                .collect()
        })
        .collect();
    report_quality("Pagefind", known, &found);
    report_trips(
        "cold query",
        &answers.iter().map(|answer| answer.cold).collect::<Vec<_>>(),
    );
    report_trips(
        "second query",
        &answers.iter().map(|answer| answer.next).collect::<Vec<_>>(),
    );
    Ok(())
}

struct Answer {
    urls: Vec<String>,
    cold: Trip,
    next: Trip,
}

impl Answer {
    fn of(value: &serde_json::Value) -> Self {
        let trip = |name: &str| Trip {
            bytes: value[name]["bytes"].as_u64().unwrap_or_default(),
            requests: value[name]["requests"].as_u64().unwrap_or_default(),
            ..Trip::default()
        };
        let urls = value["urls"].as_array().into_iter().flatten();
        let urls = urls.filter_map(|url| url.as_str());
        Self {
            urls: urls
                .map(|url| url.trim_end_matches(".html").to_owned())
                .collect(),
            cold: trip("cold"),
            next: trip("next"),
        }
    }
}
