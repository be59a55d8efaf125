//! Tests of `press deploy` against a local S3 server (s3s-fs) that can fail on request.
#![allow(missing_docs)]

mod concurrent;
mod concurrent_publish;
mod deletes;
mod failures;
mod interrupts;
mod server;
mod site;
mod uploads;
