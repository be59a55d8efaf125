//! The test harness: the server, the browsers, and the runner that reports the results.

mod bidi;
mod browser;
mod clock;
mod command;
mod dist;
mod engine;
mod fault;
mod fixtures;
mod gaps;
mod letters;
pub mod npm;
mod pdf;
mod proxy;
mod run;
mod server;
mod slow;
mod wait;

pub use browser::{Browser, Key, MemoryUsage, Notice};
pub use clock::{TimeApi, fixed_clock_script};
pub use dist::Dist;
pub use engine::{Driver, Engine, has_chromium_shell};
pub use fault::Fault;
pub use fixtures::{NEWER_VERSION_JSON, article, card, listing, page_data_json};
pub use letters::FontSet;
pub use pdf::Pdf;
pub(crate) use run::tests;
pub use run::{EVIDENCE, Options, Test, TestContext, run, save_evidence};
pub use server::{RequestLog, RequestStatus, Server};
pub use wait::{Seen, wait_for, wait_up_to};
