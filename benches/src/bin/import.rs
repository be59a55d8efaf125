//! Measures what it costs to bring stories in: a WordPress export with `press import`, and Markdown
//! that is read in place. The floor of each is its parser alone: quick-xml over the same export, and
//! pulldown-cmark over the same files.
#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};
use frontpage_benches::cost::{self, Cost};
use frontpage_benches::{folder, newsroom};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measures the cost of bringing stories in.
#[derive(Parser)]
struct Args {
    /// How many stories
    #[arg(long, default_value_t = 10_000)]
    stories: u32,
    /// The seed from which every word is generated
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder for exports and newsrooms
    #[arg(long, default_value = "target/bench")]
    work: PathBuf,
    /// The press to measure
    #[arg(long, default_value = "target/press/press")]
    press: PathBuf,
    #[command(subcommand)]
    floor: Option<Floor>,
}

/// A parser alone, in a process of its own, so that it is measured like the others.
#[derive(Subcommand)]
enum Floor {
    /// Parse an export with quick-xml
    Xml {
        /// The export
        file: PathBuf,
    },
    /// Parse Markdown files with pulldown-cmark
    Markdown {
        /// The folder of the files
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let args = Args::parse();
    let result = match &args.floor {
        None => measure(&args),
        Some(Floor::Xml { file }) => parse_xml(file),
        Some(Floor::Markdown { folder }) => parse_markdown(folder),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("import: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(args: &Args) -> io::Result<()> {
    let itself = std::env::current_exe()?;
    let (itself, press) = (itself.display(), args.press.display());
    let stories = args.stories;
    let work = |name: &str| args.work.join(format!("{name}-{stories}"));
    for name in ["import", "markdown"] {
        // What an earlier run left behind would count as unchanged.
        match std::fs::remove_dir_all(work(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    println!("{stories} stories");

    let export = work("import").join("export.xml");
    let content = work("import").join("content");
    std::fs::create_dir_all(&content)?;
    std::fs::write(content.join("site.toml"), newsroom::SITE)?;
    let mut file = BufWriter::new(File::create(&export)?);
    newsroom::wxr::write(stories, args.seed, &mut file)?;
    file.flush()?;
    drop(file);
    let size = std::fs::metadata(&export)?.len();
    println!("export of {} MB", size / 1_000_000);
    heading();
    let export = export.display();
    let floor = cost::run(&format!("{itself} xml {export}"))?;
    row("quick-xml alone", floor, stories, floor);
    let report = work("import").join("report.txt");
    let import = format!(
        "{press} import {export} --no-download --content {} --report {}",
        content.display(),
        report.display()
    );
    for what in ["import, first", "import, again"] {
        row(what, cost::run(&import)?, stories, floor);
    }

    let content = work("markdown").join("content");
    newsroom::write_markdown(stories, args.seed, &content)?;
    heading();
    let content = content.display();
    let floor = cost::run(&format!("{itself} markdown {content}"))?;
    row("pulldown-cmark alone", floor, stories, floor);
    // Data and pictures, without pages, to measure reading and the steps that depend on it.
    let build = format!(
        "{press} build --content {content} --out {} --cache {} --now 2025-04-01T00:00:00Z \
         --no-precompressed",
        work("markdown").join("out").display(),
        work("markdown").join("cache").display()
    );
    for what in ["build, first", "build, again"] {
        row(what, cost::run(&build)?, stories, floor);
    }
    Ok(())
}

fn heading() {
    println!(
        "\n{:<22} {:>9} {:>9} {:>12} {:>8} {:>8}",
        "", "CPU", "wall", "stories / s", "peak MB", "/ floor"
    );
}

fn row(name: &str, cost: Cost, stories: u32, floor: Cost) {
    let ratio = cost.cpu().as_secs_f64() / floor.cpu().as_secs_f64().max(0.001);
    println!(
        "{name:<22} {:>7.2} s {:>7.2} s {:>12.0} {:>8} {ratio:>8.2}",
        cost.cpu().as_secs_f64(),
        cost.wall.as_secs_f64(),
        f64::from(stories) / cost.wall.as_secs_f64().max(0.001),
        cost.peak / 1_000_000,
    );
}

fn parse_xml(file: &Path) -> io::Result<()> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(File::open(file)?));
    let (mut buffer, mut events) = (Vec::new(), 0_u64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => events += 1,
            Err(error) => return Err(io::Error::other(error)),
        }
    }
    println!("{events} events");
    Ok(())
}

fn parse_markdown(content: &Path) -> io::Result<()> {
    let files = folder::files(content)?;
    let texts = files
        .par_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "md"));
    let lengths = texts.map(|file| {
        let text = std::fs::read_to_string(file)?;
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
        io::Result::Ok(html.len())
    });
    let length: usize = lengths.collect::<io::Result<Vec<usize>>>()?.iter().sum();
    println!("{length} bytes of HTML");
    Ok(())
}
