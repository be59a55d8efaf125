//! Browser tests of the built site, in real engines.
//!
//! 1. **What a reader meets.** Each test opens a real browser on the built site and asserts what
//!    is on screen, in the address bar, under the focus, in the requests.
//! 2. **Faults come from the server**, so that every engine sees the same.
//! 3. **No sleeping for luck.** A test waits for a condition, and says which one it missed.
//! 4. **A test reads like prose**; how it is done is in `harness`.

mod accessibility;
mod addresses;
mod below_a_path;
mod budgets;
mod cards;
mod coming_back;
mod date;
#[cfg(test)]
mod dependencies;
mod drills;
mod faults;
mod harness;
mod head;
mod hostile;
mod hydration;
mod lighthouse;
mod loading;
mod markup;
mod navigation;
mod pictures;
mod places;
mod policy;
mod prefetch;
mod rails;
mod reading;
mod server;
mod share;
mod stability;
mod supported_browsers;
mod transitions;

use clap::Parser;
use harness::Options;
use std::process::ExitCode;

/// Every test there is.
fn all() -> Vec<harness::Test> {
    [
        server::tests(),
        budgets::tests(),
        navigation::tests(),
        addresses::tests(),
        head::tests(),
        cards::tests(),
        coming_back::tests(),
        loading::tests(),
        prefetch::tests(),
        transitions::tests(),
        faults::tests(),
        reading::tests(),
        date::tests(),
        share::tests(),
        accessibility::tests(),
        stability::tests(),
        supported_browsers::tests(),
        hostile::tests(),
        policy::tests(),
        hydration::tests(),
        rails::tests(),
        below_a_path::tests(),
        markup::tests(),
        lighthouse::tests(),
        drills::tests(),
        pictures::tests(),
    ]
    .concat()
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let done = tokio::select! {
        done = harness::run(&options, all()) => done,
        // leaving this way drops the driver, and its browsers with it
        () = interrupted() => Err(anyhow::anyhow!("interrupted")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

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
