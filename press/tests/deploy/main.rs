//! `press deploy` against a real S3 server (s3s-fs) that runs here, and misbehaves on request.
#![allow(missing_docs)]

mod deletes;
mod faults;
mod paper;
mod server;
mod together;
mod uploads;
