//! The test harness: the server, the browsers, and the runner that reports the results.

mod bidi;
mod clock;
mod command;
mod dist;
mod engine;
mod fault;
mod gaps;
mod letters;
pub mod npm;
mod paper;
mod pdf;
mod relay;
mod run;
mod server;
mod twins;
mod wait;

pub use clock::{Asks, clock};
pub use dist::Dist;
pub use engine::{Driver, Engine};
pub use fault::Fault;
pub use letters::Letters;
pub use paper::{KeptAlive, Key, Notice, Paper};
pub use pdf::Pdf;
pub(crate) use run::tests;
pub use run::{EVIDENCE, Options, Stage, Test, keep, run};
pub use server::{Ended, Records, Server};
pub use twins::{NEWER, article, card, listing, twin_json};
pub use wait::{Seen, wait_for, wait_longer};
