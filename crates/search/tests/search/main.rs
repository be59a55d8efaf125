//! Tests of the whole search: stories in, results out.

mod library;
mod queries;
mod tiers;
