//! Tests of hostile content: markup with scripts, names that escape their folder, and files that
//! exhaust memory or time. Each must give a clear error or a harmless page, and the rest of the
//! newspaper must be published.

mod addresses;
mod any_json;
mod any_text;
mod cleaner;
mod corpus;
mod large;
mod limited_process;
mod limits;
mod markdown;
mod names;
#[path = "../build/newsroom.rs"]
#[expect(dead_code, reason = "shared with the tests of the build")]
mod newsroom;
mod ninjs;
mod page_data;
mod pages;
mod proptest_config;
mod routes;
