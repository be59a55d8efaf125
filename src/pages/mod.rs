//! The pages, with one file for each kind.

mod article;
mod front;
mod listing;
mod notice;
mod skeleton;

pub use article::article;
pub use front::front;
pub use listing::listing;
pub use notice::notice;
pub use skeleton::skeleton;
