//! `press deploy` against a real S3 server (s3s-fs) that runs here, and misbehaves on request.
#![allow(missing_docs)]

mod deletes;
mod faults;
mod interrupts;
mod paper;
mod publishes;
mod server;
mod together;
mod uploads;
