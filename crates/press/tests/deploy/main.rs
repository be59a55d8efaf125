//! Tests of `press deploy` against a local S3 server (s3s-fs) that can fail on request.
#![allow(missing_docs)]

mod deletes;
mod faults;
mod interrupts;
mod paper;
mod publishes;
mod server;
mod together;
mod uploads;
