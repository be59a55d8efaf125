//! Tests of hostile content: markup with scripts, names that escape their folder, and files that
//! exhaust memory or time. Each must give a clear error or a harmless page, and the rest of the
//! newspaper must be published.

mod addresses;
mod any_json;
mod any_text;
mod bounded;
mod cleaner;
mod corpus;
mod large;
mod limits;
mod names;
mod ninjs;
mod pages;
#[path = "../build/room.rs"]
#[expect(dead_code, reason = "shared with the tests of the build")]
mod room;
mod routes;
mod tries;
mod twins;
