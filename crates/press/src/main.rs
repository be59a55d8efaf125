//! The `press` command-line program.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod import;

use clap::{Parser, Subcommand};
use frontpage_pipeline::Options;
use std::{path::PathBuf, process::ExitCode};

/// A publish allocates many small strings on all cores. The allocators of some systems are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publishes a newspaper.
#[derive(Parser)]
#[command(name = "press", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the newspaper's data and images from a content folder, or its whole site with
    /// --release-app
    Build(Build),
    /// Import stories into the content folder: from WordPress (exports, also compressed, or its REST API),
    /// from feeds and web pages, and from news agencies (ninjs, NITF, NewsML-G2, NewsML 1)
    Import(import::Import),
    /// Serve the published folder on this machine as a CDN would, for a preview
    Preview(Preview),
    /// Find the links, pictures, styles, scripts, feed entries and redirects of the published folder that
    /// lead nowhere
    CheckLinks(CheckLinks),
    /// Write the stories of the published folder for a search engine of your own: OpenSearch, Meilisearch or
    /// Typesense, with the settings of each
    SearchExport(SearchExport),
    /// Serve the editor's screen on this machine: stories are written in the browser, and saved in the
    /// content folder
    Admin(Admin),
    Deploy(Box<frontpage_deploy::Args>),
}

#[derive(clap::Args)]
struct CheckLinks {
    /// The published folder
    #[arg(long, default_value = "site")]
    site: PathBuf,
}

#[derive(clap::Args)]
struct SearchExport {
    /// The published folder
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// The folder for the documents and settings
    #[arg(long, default_value = "search-export")]
    out: PathBuf,
}

#[derive(clap::Args)]
struct Preview {
    /// The published folder
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// The path in the newspaper's address, such as /paper in https://host/paper
    #[arg(long, default_value = "", hide_default_value = true)]
    base: String,
    /// Also serve the editor's screen at /admin/, with the content management system in this
    /// node_modules folder; ./dev preview has it once ./dev admin has installed it
    #[arg(long, value_name = "NODE_MODULES")]
    cms: Option<PathBuf>,
    /// The folder with the stories that the editor's screen edits
    #[arg(long, default_value = "content")]
    content: PathBuf,
}

#[derive(clap::Args)]
struct Admin {
    /// The node_modules folder with the content management system, which ./dev admin installs
    #[arg(long, value_name = "NODE_MODULES")]
    cms: PathBuf,
    /// The folder with site.toml and the stories
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8001)]
    port: u16,
}

#[derive(clap::Args)]
struct Build {
    /// The folder with site.toml, the items and their media
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The output folder; files in it that press did not write are left alone
    #[arg(long, default_value = "target/press/site")]
    out: PathBuf,
    /// The folder that is kept between runs: scaled images, and what is known about each content
    /// file
    #[arg(long, default_value = "target/press")]
    cache: PathBuf,
    /// Write nothing and fail if there are any errors or warnings
    #[arg(long)]
    strict: bool,
    /// Publish as of this time (RFC 3339), which decides what is still under embargo
    #[arg(long, value_name = "RFC3339")]
    now: Option<jiff::Timestamp>,
    /// Fail immediately if another publish or a deploy is under way, instead of waiting for it
    #[arg(long)]
    no_wait: bool,
    /// Replace files in the output folder that press did not write or that were changed since
    #[arg(long)]
    adopt: bool,
    /// Read every file in the output folder to check that it is still as press wrote it
    #[arg(long)]
    check: bool,
    /// The file for the list of changed files; the default is changed.txt in the cache folder
    #[arg(long, value_name = "FILE")]
    changed: Option<PathBuf>,
    /// The folder with the app that Trunk built. With it the whole site is made, without it only
    /// the data and the images
    #[arg(long, value_name = "DIST")]
    release_app: Option<PathBuf>,
    /// The folder with files that go into the site unchanged
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// Write no .br and .gz files next to the others, for a host that compresses files itself
    #[arg(long)]
    no_precompressed: bool,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Build(args) => build(args),
        Command::Import(args) => import::import(args),
        Command::Preview(args) => preview(args),
        Command::CheckLinks(args) => check_links(&args),
        Command::SearchExport(args) => search_export(&args),
        Command::Admin(args) => admin(&args),
        Command::Deploy(args) => deploy(*args),
    }
}

fn deploy(args: frontpage_deploy::Args) -> ExitCode {
    let options = match args.options() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("press: {error}");
            return ExitCode::FAILURE;
        }
    };
    match frontpage_deploy::run(&options, &|line| eprintln!("{line}")) {
        Ok(outcome) => {
            println!("{outcome}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn check_links(args: &CheckLinks) -> ExitCode {
    match frontpage_link_check::check(&args.site, &mut |link| println!("{link}")) {
        Ok(summary) => {
            println!("{summary}");
            match summary.dead {
                0 => ExitCode::SUCCESS,
                _ => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn search_export(args: &SearchExport) -> ExitCode {
    match frontpage_search_export::export(&args.site, &args.out) {
        Ok(summary) => {
            for file in &summary.unreadable {
                eprintln!("{file}");
            }
            println!("{summary}");
            match summary.unreadable.len() {
                0 => ExitCode::SUCCESS,
                _ => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn admin(args: &Admin) -> ExitCode {
    let screen = match frontpage_admin::Admin::open(&args.content, &args.cms) {
        Ok(screen) => screen,
        Err(error) => {
            eprintln!("press: {error}");
            return ExitCode::FAILURE;
        }
    };
    let address = (std::net::Ipv4Addr::LOCALHOST, args.port).into();
    let root = screen.root().display().to_string();
    let ready = |url: &str| {
        println!("{url} (press Ctrl-C to stop)");
        println!("Choose \"Work with Local Repository\", and then the folder {root}");
    };
    match frontpage_preview::serve_admin(screen, address, ready) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn preview(args: Preview) -> ExitCode {
    let admin = args.cms.as_ref().and_then(|cms| {
        let opened = frontpage_admin::Admin::open(&args.content, cms);
        // The site can be previewed all the same.
        let opened = opened.inspect_err(|error| eprintln!("press: no editor's screen: {error}"));
        opened.ok()
    });
    let options = frontpage_preview::Options {
        site: args.site,
        address: (std::net::Ipv4Addr::LOCALHOST, args.port).into(),
        base: args.base,
        admin,
    };
    match frontpage_preview::serve(options, |url| println!("{url} (press Ctrl-C to stop)")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(args: Build) -> ExitCode {
    let now = args.now.unwrap_or_else(jiff::Timestamp::now);
    let options = Options {
        precompress: !args.no_precompressed,
        strict: args.strict,
        wait: !args.no_wait,
        adopt: args.adopt,
        verify_all: args.check,
        changed: args.changed,
        app: args.release_app.map(|dist| frontpage_pipeline::App {
            dist,
            public: args.public,
            prerender: frontpage_render::prerender,
        }),
        ..Options::new(args.content, args.out, args.cache, now)
    };
    match frontpage_pipeline::run(&options) {
        Ok(mut outcome) => {
            // The process ends soon, so let the system free the memory of a whole archive at once.
            #[expect(clippy::mem_forget, reason = "the process ends here")]
            std::mem::forget(std::mem::take(&mut outcome.leftovers));
            for problem in &outcome.report.diagnostics {
                eprintln!("{problem}");
            }
            for note in &outcome.notes {
                eprintln!("press: {note}");
            }
            println!("{outcome}");
            if outcome.stopped {
                eprintln!("press: --strict: there were errors or warnings, so nothing was written");
                return ExitCode::FAILURE;
            }
            if let Some(error) = outcome.changes_list_error {
                // Exit non-zero so that scripts do not purge from a stale list.
                eprintln!("press: {error}");
                return ExitCode::FAILURE;
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}
