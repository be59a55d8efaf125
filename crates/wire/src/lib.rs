//! What news agencies deliver: ninjs, NITF, NewsML-G2 and NewsML 1.
//!
//! 1. **Agencies differ in data, not in code.** A profile, which is a TOML file, says how the items of an
//!    agency are recognized and where it puts what.
//! 2. **What the agency says is obeyed.** A canceled item is hidden, an embargo is kept, and in doubt
//!    nothing is published.
//! 3. **Notes to editors stay here.** They are never read into a story.
//! 4. **Input is hostile.** Nothing in XML expands, and depth, size and number are bounded.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

mod html;
mod item;
mod json;
mod newsml;
mod newsml1;
mod nitf;
mod profile;
mod recording;
mod time;
mod topics;
mod xml;

pub use profile::Profiles;

use frontpage_source::Source;
use jiff::tz::TimeZone;
use std::io;
use std::path::Path;

/// Opens a file of an agency. Returns `None` if it is of another format. `zone` is the time zone of times
/// without one, for agencies whose profile names none.
///
/// # Errors
/// If the file cannot be read.
pub fn open(
    path: &Path,
    profiles: &Profiles,
    zone: &TimeZone,
) -> io::Result<Option<Box<dyn Source>>> {
    if let Some(source) = xml::XmlFile::open(path, profiles, zone)? {
        return Ok(Some(Box::new(source)));
    }
    Ok(match json::JsonFile::open(path, profiles, zone)? {
        Some(source) => Some(Box::new(source)),
        None => None,
    })
}
