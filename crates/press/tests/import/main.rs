//! Tests of `press import`: what an export becomes, and what happens on the way.

mod bounded;
mod export;
mod fetched;
mod host;
mod interrupted;
mod mapped;
mod published;
mod recordings;
mod repeated;
mod watched;
mod wires;
