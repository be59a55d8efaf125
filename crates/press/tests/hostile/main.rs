//! Hostile content: markup that wants to run, names that want out of their folder, files that want
//! all of the machine. A clear error, or a harmless page; the rest of the newspaper is published.

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
