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

pub use clock::{TimeApi, fixed_clock_script};
pub use dist::Dist;
pub use engine::{Driver, Engine};
pub use fault::Fault;
pub use letters::FontSet;
pub use paper::{Browser, Key, MemoryUsage, Notice};
pub use pdf::Pdf;
pub(crate) use run::tests;
pub use run::{EVIDENCE, Options, Test, TestContext, run, save_evidence};
pub use server::{RequestLog, RequestStatus, Server};
pub use twins::{NEWER_VERSION_JSON, article, card, listing, page_data_json};
pub use wait::{Seen, wait_for, wait_up_to};
