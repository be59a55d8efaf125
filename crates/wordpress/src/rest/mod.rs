//! Posts of the WordPress REST API ("Posts", WordPress REST API Handbook).

mod api;
mod file;
mod post_reader;

pub use api::{Credentials, RestApi};
pub use file::RestFile;
