//! Browser tests of the built site, run in real browser engines.
//!
//! 1. **Tests check what a reader sees.** Each test opens a real browser on the built site and
//!    checks the screen, the address bar, the focus and the requests.
//! 2. **The server injects the faults**, so that every engine sees the same ones.
//! 3. **No fixed sleeps.** A test waits for a condition and, if it times out, names it.
//! 4. **Tests read like prose.** The technical details are in `harness`.

mod accessibility;
mod addresses;
mod adoption;
mod baselines;
mod blocks;
mod budgets;
mod cards;
mod comfort;
mod date;
mod drills;
mod editions;
mod extras;
mod faults;
mod fixtures;
mod following;
mod gallery;
mod harness;
mod head;
mod hostile;
mod lighthouse;
mod listening;
mod loading;
mod markup;
mod moving_pictures;
mod navigation;
mod newsrooms;
mod pictures;
mod policy;
mod prefetch;
mod privacy;
mod rails;
mod reading;
mod recordings;
mod returning;
mod saved;
mod screen;
mod search;
mod server;
mod share;
mod stability;
mod sub_path;
mod supported_browsers;
mod tags;
mod transitions;

use clap::Parser;
use harness::Options;
use std::process::ExitCode;

/// Returns all browser tests.
fn all() -> Vec<harness::Test> {
    [
        server::tests(),
        budgets::tests(),
        navigation::tests(),
        addresses::tests(),
        head::tests(),
        cards::tests(),
        returning::tests(),
        loading::tests(),
        prefetch::tests(),
        transitions::tests(),
        faults::tests(),
        reading::tests(),
        moving_pictures::tests(),
        recordings::tests(),
        blocks::tests(),
        date::tests(),
        editions::tests(),
        share::tests(),
        pictures::tests(),
        accessibility::tests(),
        stability::tests(),
        supported_browsers::tests(),
        gallery::tests(),
        hostile::tests(),
        policy::tests(),
        adoption::tests(),
        rails::tests(),
        screen::tests(),
        privacy::tests(),
        saved::tests(),
        search::tests(),
        comfort::tests(),
        listening::tests(),
        extras::tests(),
        tags::tests(),
        following::tests(),
        sub_path::tests(),
        newsrooms::tests(),
        markup::tests(),
        lighthouse::tests(),
        drills::tests(),
        baselines::tests(),
    ]
    .concat()
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let result = tokio::select! {
        result = harness::run(&options, all()) => result,
        // Returning from here drops the driver, which closes its browsers.
        () = interrupted() => Err(anyhow::anyhow!("interrupted")),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Waits for Ctrl-C or SIGTERM.
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}
